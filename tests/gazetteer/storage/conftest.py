"""Sound gazetteers for those that break them."""

from __future__ import annotations

from pathlib import Path

import pytest
import workbench
from filing import SOURCE


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbench.make_sound(tmp_path_factory.mktemp("sound") / "a", 1)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another build, alike in everything but what it holds."""
    return workbench.make_sound(tmp_path_factory.mktemp("other") / "a", 2)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "people.tsv").write_text(SOURCE, encoding="utf-8")
    return tmp_path / "people.tsv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"
