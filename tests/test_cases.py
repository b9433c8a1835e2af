"""Cases that live in files: a bug report becomes a row (see cases/*.tsv)."""

from __future__ import annotations

import pytest
from rows import marked, rows

import names

PAIRS = rows("compare.tsv")


@pytest.mark.parametrize("row", [marked(row, f"{row['left']}-{row['right']}") for row in PAIRS])
def test_pairs_score_within_their_bounds(row: dict[str, str]) -> None:
    comparison = names.compare(row["left"], row["right"])
    assert float(row["at_least"]) <= comparison.score < float(row["below"]), comparison.explain()
