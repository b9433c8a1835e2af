"""What the tests of the service share: one that runs, and what it says when it ends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from live import PEOPLE, Live, served


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A service of the example table; what goes wrong in it fails the tests."""
    decisions = tmp_path_factory.mktemp("decisions") / "decisions.jsonl"
    with served("-g", str(PEOPLE), NAMES_DECISIONS=str(decisions)) as live:
        yield live
        assert live.stop() in {0, -15, 143}
    told = "".join(live.told)
    assert "Traceback" not in told, told
    assert "unforeseen" not in told, told
