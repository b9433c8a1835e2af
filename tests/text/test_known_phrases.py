"""First pass: which phrases that are written as an alias are taken for a name, and of whom."""

from __future__ import annotations

import pytest
from specimens import mentions

import names
from gazetteer import Alias, Entity, Gazetteer

ENTITIES = [
    Entity("c/big", "place", ["Dorvino", Alias("Weller")], prior=5.7),
    Entity("c/big2", "place", ["Dorvino Alta", Alias("Brennik")], prior=5.5),
    Entity("c/small", "place", ["Klemsted"], prior=3),
    Entity("c/one", "place", ["Twinford"], prior=5.5),
    Entity("c/two", "place", ["Twinford"], prior=5.4),
    Entity("c/far", "place", ["Twinham"], prior=7),
    Entity("c/near", "place", ["Twinham"], prior=5),
    Entity("l/1", "place", ["Novalia", Alias("Novalian", kind="demonym"), Alias("in", kind="code")], prior=3),
    Entity("l/2", "place", ["Ostia", Alias("OS", kind="code", source="curated"), Alias("OSTX", kind="code")], prior=6),
    Entity("o/1", "org", ["Will", Alias("The Will Party")], prior=5),
    Entity("o/2", "org", ["Brennik"], prior=5),
    Entity("p/1", "person", ["Jan Ostrovar", Alias("Ostrovar", kind="family")], prior=7),
    Entity("n/1", "org", ["eBark", "北方社", "社"], prior=5),
]


@pytest.fixture(scope="module")
def made() -> Gazetteer:
    return names.build_gazetteer(ENTITIES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He saw Dorvino.", [("Dorvino", "c/big")]),
        ("He saw dorvino.", []),
        ("He saw Klemsted.", []),  # too small
        ("He saw Weller.", [("Weller", "c/big")]),  # a further name of a city that is large enough
        ("He saw Brennik.", [("Brennik", "o/2")]),  # what is called so in full comes before a city's further name
        ("He saw Twinford.", [("Twinford", "ambiguous")]),
        ("He saw Twinham.", [("Twinham", "c/far")]),
        ("A Novalian song.", [("Novalian", "l/1")]),  # a demonym of a place however small
        ("He was IN or In it.", []),  # a short code that is not curated
        ("He was in OS, or os.", [("OS", "l/2")]),
        ("He was in OSTX or ostx.", [("OSTX", "l/2")]),
        ("Then Will came.", []),  # an ordinary word
        ("The Will Party won.", [("The Will Party", "o/1")]),
        ("He read eBark.", [("eBark", "n/1")]),
        ("在北方社里", [("北方社", "n/1")]),
        ("He met Ostrovar.", [("Ostrovar", "p/1")]),
    ],
)
def test_phrases_that_are_written_as_an_alias(text: str, expected: list[tuple[str, str]], made: Gazetteer) -> None:
    assert mentions(text, made) == expected


def test_rules_say_how_large_a_place_must_be(made: Gazetteer) -> None:
    (found,) = names.annotate("He saw Klemsted.", made, names.TextRules(place_prior=2))
    assert found.entity
    assert found.entity.id == "c/small"
    assert not names.annotate("He saw Weller.", made, names.TextRules(place_alias_prior=6.5))


def test_the_rules_that_decided_are_told(made: Gazetteer) -> None:
    for threshold, status, told in ((0.6, "match", 0.86), (0.999, "ambiguous", 0.999)):
        (found,) = names.annotate("He saw Twinham.", made, names.TextRules(threshold=threshold))
        assert (found.status, found.rules.threshold) == (status, told)
