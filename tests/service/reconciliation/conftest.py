"""What the tests of the Reconciliation API share: one loop for all requests, which saves time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("fastapi", reason="the service needs the extra serve")

from reconciling import CLIENT


@pytest.fixture(scope="session", autouse=True)
def _running() -> Iterator[None]:
    with CLIENT:
        yield
