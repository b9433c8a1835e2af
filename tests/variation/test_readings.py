"""The readings of a name: what must be among the first of them, how they are weighed, and what keeps them few."""

from __future__ import annotations

import pytest
from rows import marked, rows

import names
from names.variation.reading import READINGS


@pytest.mark.parametrize(
    "row", [marked(row, f"{row['name']}-{row['language']}-{row['reading']}") for row in rows("readings.tsv")]
)
def test_a_known_form_is_among_the_first_readings(row: dict[str, str]) -> None:
    forms = [reading.text for reading in names.readings(row["name"], row["language"] or None)]
    assert row["reading"] in forms[: int(row["within"])], forms
    assert not row["never"] or row["never"] not in forms


@pytest.mark.parametrize("name", ["Щукин", "محمد", "习近平", "김정은", "Saddam حسين", "ᏣᎳᎩ", "Kyiv", "Иван " * 40])
def test_weights_are_shares_of_one_likeliest_first(name: str) -> None:
    readings = names.readings(name)
    weights = [reading.weight for reading in readings]
    assert sum(weights) == pytest.approx(1, abs=0.002)
    assert weights[0] == max(weights)
    assert weights[1:] == sorted(weights[1:], reverse=True)
    assert len(readings) <= READINGS
    assert readings[0].text == names.romanize(name)
