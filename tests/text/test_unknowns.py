"""Third pass: persons whom the gazetteer does not know, and which of their spellings are one person."""

from __future__ import annotations

import pytest
from specimens import mentions, small

import names
from names.text.rules import TextRules

GRETA, HUGO = "unknown/greta-dubrovan", "unknown/hugo-stavelin"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There Greta Dubrovan spoke.", [("Greta Dubrovan", GRETA)]),
        ("There Dr. Xyqua Dubrovan spoke.", [("Xyqua Dubrovan", "unknown/xyqua-dubrovan")]),  # after a title
        ("There Dr. XYQUA Dubrovan spoke.", []),  # an abbreviation
        ("There Xyqua Dubrovan spoke.", []),  # no given name
        ("There Greta spoke.", [("Greta", "unknown/greta")]),  # a given name inside a sentence
        ("Greta spoke.", []),  # where every word has a capital
        ("There Greta Dubrovan Ltd spoke.", [("Greta Dubrovan Ltd", "unknown/greta-dubrovan-ltd")]),  # no person
        ("There Greta Anna Elena Maria Dubrovan spoke.", []),  # too long
        ("Yesterday Greta Dubrovan spoke.", [("Greta Dubrovan", GRETA)]),  # an ordinary word before
        ("There Greta Minsk spoke.", [("Greta Minsk", "unknown/greta-minsk")]),  # a place gives way to a name
        ("Greta Dubrovan of Minsk", [("Greta Dubrovan", GRETA), ("Minsk", "c/1")]),
        ("There Vladimir Putin spoke.", [("Vladimir Putin", "p/1")]),
        ("Тогда Игорь Кожухов вышел.", [("Игорь Кожухов", "unknown/igor-kozhukhov")]),
        ("There Anna von der spoke.", []),
        ("There Greta Dubrovan-xalt spoke.", []),
        ("Greta Dubrovan, Greta Dubrowan.", [("Greta Dubrovan", GRETA), ("Greta Dubrowan", GRETA)]),
        ("Greta Dubrovan, Hugo Stavelin.", [("Greta Dubrovan", GRETA), ("Hugo Stavelin", HUGO)]),
    ],
)
def test_unknown_persons(text: str, expected: list[tuple[str, str]]) -> None:
    assert mentions(text, small()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Zorbel\nBoris Kantov\nMatvik Kurbal", ["Anna Zorbel", "Boris Kantov"]),  # nothing tells Matvik
        ("He met Anna\nBerg there.", ["Anna\nBerg"]),
        ("He met Jean\nPaul Zorbel there.", ["Jean\nPaul Zorbel"]),
        ("He met Anna Zorbel\nBoris Kantov came.", ["Anna Zorbel", "Boris Kantov"]),
    ],
)
def test_a_name_ends_with_its_line_in_a_list(text: str, expected: list[str]) -> None:
    found = names.annotate(text, small())
    assert [text[one.mention.start : one.mention.end] for one in found if one.mention] == expected


def test_a_group_is_told_by_its_longest_spelling_so_far() -> None:
    text = "Greta Dubrovan, Greta Clara Dubrovan, Greta Dubrovan."
    found = names.annotate(text, small())
    assert {r.group for r in found} == {GRETA}
    assert {r.group_label for r in found} == {"Greta Clara Dubrovan"}


def test_rules_say_how_long_a_name_is_and_which_spellings_are_one() -> None:
    assert not names.annotate("There Greta Dubrovan spoke.", small(), TextRules(shortest_unknown=3))
    assert not names.annotate("There Greta Dubrovan spoke.", small(), TextRules(longest_unknown=1))
    found = names.annotate("Greta Dubrovan, Greta Dubrowan.", small(), TextRules(unknown_score=1.0))
    assert [r.group for r in found] == [GRETA, "unknown/greta-dubrowan"]
