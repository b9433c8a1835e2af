"""Names that agree once they are repaired, and names that must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import names

SPOILT = ["Genby", "Путин", "Putin", "рХФЙО", "Obarna", "П\u0079тин", "PUTIN<<ANNA<<", "Horn", "Hom", "B1ll", "Ïóòèí"]


@pytest.mark.parametrize(
    ("left", "right", "how"),
    [
        ("Genby", "Путин", "typed with the Latin keyboard layout"),
        ("П\u0079тин", "Putin", "Latin y in a Cyrillic word"),
        ("Barack Obarna", "Barack Obama", "rn for m"),
        ("рХФЙО", "Путин", "KOI8-R read as Windows-1251"),
        ("Ïóòèí", "Путин", "Windows-1251 read as Windows-1252"),
        ("PUTIN<<VLADIMIR<<<", "Владимир Путин", "machine-readable zone"),
    ],
)
def test_a_repair_is_named(left: str, right: str, how: str) -> None:
    comparison = names.compare(left, right)
    assert 0.7 < comparison.score < 1.0
    assert how in comparison.reasons()[0]


@pytest.mark.parametrize(
    ("left", "right"), [("Horn", "Hom"), ("Marina Silva", "Manna Silva"), ("Clark", "Dark"), ("Genby", "Obama")]
)
def test_two_names_stay_two(left: str, right: str) -> None:
    comparison = names.compare(left, right)
    assert comparison.score < 0.5
    assert not comparison.repairs


@given(st.sampled_from(SPOILT), st.sampled_from(SPOILT))
def test_repaired_comparisons_are_symmetric(left: str, right: str) -> None:
    assert names.compare(left, right).score == names.compare(right, left).score
    assert names.compare(left, left).score == 1.0
