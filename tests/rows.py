"""Rows of the tab-separated case files: comment lines, a header, one case a line."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def marked(row: dict[str, str], label: str) -> object:
    """A row as a parameter of a test: an expected failure must fail."""
    marks = [pytest.mark.xfail(strict=True, reason=row.get("why") or "known failure")]
    return pytest.param(row, id=label, marks=marks if row["expect"] == "xfail" else [])
