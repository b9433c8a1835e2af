"""What tests of the tools share: one small gazetteer, and one engine that answers about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("mcp", reason="the extra `mcp` is not installed")
    from agentserver import make_gazetteer

    return make_gazetteer(tmp_path_factory.mktemp("agents"))


@pytest.fixture(scope="session")
def engine(path: Path) -> Iterator[Any]:
    from agentserver import make_engine

    made = make_engine(path)
    yield made
    made.close()


@pytest.fixture
def file(path: Path) -> Iterator[Path]:
    """The file of decisions, which is not there before the test, nor after it."""
    file = Path(f"{path}.decisions.jsonl")
    assert not file.exists()
    yield file
    file.unlink(missing_ok=True)
