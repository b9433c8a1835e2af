"""A gazetteer that several processes build is the one that a single process builds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gazetteer import Entity, writer
from names import build_gazetteer
from names.errors import WorkerLost
from names.resolution import resolver

TOWNS = [Entity(str(number), "place", [f"Town {number}", f"Город {number}"]) for number in range(40)]


def deadly(aliases: object) -> object:
    del aliases
    os._exit(1)


def test_several_processes_make_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "BATCH", 8)
    files = []
    for workers in (1, 2):
        path = tmp_path / f"by-{workers}" / "towns.gaz"
        path.parent.mkdir()
        build_gazetteer(TOWNS, path, workers=workers).close()
        files.append({file.name: file.read_bytes() for file in path.parent.iterdir()})
    assert files[0] == files[1]


def test_nothing_remains_where_a_process_dies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolver, "gazetteer_keys", deadly)
    with pytest.raises(WorkerLost):
        build_gazetteer(TOWNS, tmp_path / "towns.gaz", workers=2)
    assert not list(tmp_path.iterdir())
