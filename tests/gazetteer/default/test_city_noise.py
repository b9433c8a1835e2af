"""Names of cities that are none: every row of the table refuses, strips and keeps its specimens."""

from __future__ import annotations

from pathlib import Path

import pytest
from written import write

from gazetteer import SourceError
from gazetteer.default import city_noise
from gazetteer.default.city_noise import Pattern, patterns

ROWS = [pytest.param(row, id=row.changes[0]) for row in patterns()]


@pytest.mark.parametrize("row", ROWS)
def test_changes(row: Pattern) -> None:
    changes = [change.partition(" > ") for change in row.changes]
    assert all(row.action == "refuse" or arrow for _, arrow, _ in changes)
    assert [(before, row.apply(before)) for before, _, _ in changes] == [
        (before, after) for before, _, after in changes
    ]


@pytest.mark.parametrize("row", ROWS)
def test_keeps(row: Pattern) -> None:
    assert [row.apply(name) for name in row.keeps] == list(row.keeps)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("drop\tx\twhy\tx\ty", "action 'drop'; write strip or refuse"),
        ("refuse\t(\twhy\tx\ty", r"pattern '\(': .*; mend it"),
    ],
)
def test_a_broken_row_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str, message: str) -> None:
    table = write(tmp_path / "noise.tsv", "\t".join(city_noise.COLUMNS) + f"\n{row}\n")
    monkeypatch.setattr(city_noise, "NOISE", table)
    with pytest.raises(SourceError, match=rf"noise\.tsv:2: {message}"):
        patterns.__wrapped__()


@pytest.mark.parametrize("name", ["MSQ", "AS", "mynsk", "A  B", "Brussel (Ukkel)", "Nur-Sұltan", "Минск ош", ""])
def test_noise(name: str) -> None:
    assert city_noise.real_name(name) == ""


@pytest.mark.parametrize(
    "name",
    [
        "Минск",
        "'s-Hertogenbosch",
        "東京",
        "Ош",
        "Lviv",
        "م",
        "St. John's",
        "Ciudad de México",
        "Ho Chi Minh",
        "野々市市",
    ],
)
def test_names_are_no_noise(name: str) -> None:
    assert city_noise.real_name(name) == name
