"""Characters of later versions of Unicode, which not every interpreter knows."""

from __future__ import annotations

import pytest

import names
from names.orthography import repertoire
from names.orthography.normalization import fold
from names.orthography.repertoire import in_known_letters, numbered

LATER = "\U00016d40\U00016d41"  # two letters of Unicode 16


def test_a_later_letter_is_read_alike_by_every_interpreter() -> None:
    """Whether the interpreter's Unicode knows it or not: as its number, distinct from every other."""
    assert names.parse(LATER).parts[0].word.latin == "u16d40u16d41"
    assert names.compare(LATER, LATER[::-1]).score < 0.5 < names.compare(LATER, LATER).score
    assert fold(f"Anna {LATER}") == "anna u16d40u16d41"


def test_a_later_symbol_is_no_letter() -> None:
    assert [part.text for part in names.parse("Anna \U0001faea Berg").parts] == ["Anna", "Berg"]


def test_a_table_stops_growing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repertoire, "KEPT", 2)
    table = numbered({ord("a"): "A"})
    assert "abcd".translate(table) == "Abcd"
    assert len(table) == 2


def test_later_characters_are_replaced_one_by_one() -> None:
    assert in_known_letters(f"a{LATER}\U0001faea") == f"a{repertoire.LETTER * 2}{repertoire.SIGN}"
