"""Locks on folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazetteer.storage import locks


def test_a_folder_is_locked_by_one_at_a_time(tmp_path: Path) -> None:
    with locks.locked(tmp_path) as first:
        with locks.locked(tmp_path) as second:
            assert (first, second) == (True, False)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(locks, "PATIENCE", 0.03)
            with locks.locked(tmp_path, wait=True) as third:
                assert not third
    with locks.locked(tmp_path) as again:
        assert again


def test_what_cannot_be_locked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with locks.locked(tmp_path / "none") as missing:
        assert not missing

    def refused(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(locks, "_try_lock", refused)
    with locks.locked(tmp_path) as refused_by_file_system:
        assert not refused_by_file_system


def test_what_is_not_there_need_not_be_synchronized(tmp_path: Path) -> None:
    locks.sync(tmp_path / "none")
