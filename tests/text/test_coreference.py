"""Fourth pass: introductions, acronyms, short forms and repeats."""

from __future__ import annotations

import pytest
from specimens import mentions

import names
from gazetteer import Alias, Entity, Gazetteer
from names.text import coreference
from names.text.rules import TextRules

ENTITIES = [
    Entity("p/1", "person", ["Vladimir Putin", Alias("Putin", kind="family")], prior=8),
    Entity("p/2", "person", ["Leonard Harkwood", Alias("Harkwood", kind="family")], prior=5),
    Entity("p/3", "person", ["Elvira Harkwood", Alias("Harkwood", kind="family")], prior=4),
    Entity("o/1", "org", ["Union of Granular Affairs"], prior=6),
    Entity("o/2", "org", ["Federation of Wicker Makers", Alias("FWM", kind="code", source="curated")], prior=6),
    Entity("c/1", "place", ["Minsk"], prior=6.3),
    Entity("c/2", "place", ["Twinford"], prior=5.5),
    Entity("c/3", "place", ["Twinford"], prior=5.4),
]
GRETA = "unknown/greta-dubrovan"


@pytest.fixture(scope="module")
def made() -> Gazetteer:
    return names.build_gazetteer(ENTITIES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a family name by itself
        ("There Putin spoke.", [("Putin", "p/1")]),
        ("There Harkwood spoke.", []),
        ("Leonard Harkwood came. Harkwood spoke.", [("Leonard Harkwood", "p/2"), ("Harkwood", "p/2")]),
        ("Elvira Harkwood came. Harkwood spoke.", [("Elvira Harkwood", "p/3"), ("Harkwood", "p/3")]),
        ("Harkwood spoke. Elvira Harkwood came.", [("Harkwood", "p/3"), ("Elvira Harkwood", "p/3")]),
        (
            "Elvira Harkwood and Leonard Harkwood came. Harkwood spoke.",
            [("Elvira Harkwood", "p/3"), ("Leonard Harkwood", "p/2"), ("Harkwood", "p/2")],  # the nearest before
        ),
        (
            "Elvira Harkwood and Leonard Harkwood came. Mrs Harkwood spoke.",
            [("Elvira Harkwood", "p/3"), ("Leonard Harkwood", "p/2"), ("Harkwood", "p/3")],
        ),
        (
            "Greta Dubrovan and Hugo Dubrovan came. Mr Dubrovan spoke to Mrs Dubrovan.",
            [
                ("Greta Dubrovan", GRETA),
                ("Hugo Dubrovan", "unknown/hugo-dubrovan"),
                ("Dubrovan", "unknown/hugo-dubrovan"),
                ("Dubrovan", GRETA),
            ],
        ),
        # of somebody unknown
        ("Greta Dubrovan came. Dubrovan spoke.", [("Greta Dubrovan", GRETA), ("Dubrovan", GRETA)]),
        ("Greta Dubrovan came. There Dubrovann spoke.", [("Greta Dubrovan", GRETA), ("Dubrovann", GRETA)]),
        ("Greta Duv came. There Duf spoke.", [("Greta Duv", "unknown/greta-duv")]),  # too short for a misspelling
        ("Greta Ox came. There Ox spoke.", [("Greta Ox", "unknown/greta-ox")]),  # too short
        ("Greta Dubrovan came. There Kalomirsky spoke.", [("Greta Dubrovan", GRETA)]),
        (
            "Greta Putin came. There Putin spoke.",
            [("Greta Putin", "unknown/greta-putin"), ("Putin", "unknown/greta-putin")],
        ),
        # acronyms
        (
            "The Union of Granular Affairs (UGA) met; UGA ended.",
            [("Union of Granular Affairs", "o/1"), ("UGA", "o/1"), ("UGA", "o/1")],
        ),
        ("The Union of Granular Affairs (uga) met.", [("Union of Granular Affairs", "o/1")]),
        (
            "The Union of Granular Affairs (FWM) met; FWM ended.",
            [("Union of Granular Affairs", "o/1"), ("FWM", "o/1"), ("FWM", "o/1")],
        ),
        ("In Minsk (XQO) they met.", [("Minsk", "c/1"), ("XQO", "unknown/xqo")]),  # one word has no acronym
        # what is ambiguous stays so
        ("He saw Twinford.", [("Twinford", "ambiguous")]),
    ],
)
def test_what_the_text_says(text: str, expected: list[tuple[str, str]], made: Gazetteer) -> None:
    assert mentions(text, made) == expected


def test_reasons_say_what_the_text_said(made: Gazetteer) -> None:
    text = "Leonard Harkwood of the Union of Granular Affairs (UGA) came. Harkwood spoke."
    reasons = [resolution.because for resolution in names.annotate(text, made)]
    assert reasons == [
        "",
        "",
        "stands in brackets after “Union of Granular Affairs” in this text",
        "short for “Leonard Harkwood” in this text",
    ]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (TextRules(), ["Greta Dubrovan", "Dubrovann", "Putin"]),
        (TextRules(family_prior=9), ["Greta Dubrovan", "Dubrovann"]),
        (TextRules(misspelled_letters=10), ["Greta Dubrovan", "Putin"]),
        (TextRules(misspelled_score=1.0), ["Greta Dubrovan", "Putin"]),
        (TextRules(short_form_letters=10), ["Greta Dubrovan", "Putin"]),
    ],
)
def test_rules_say_what_is_joined(rules: TextRules, expected: list[str], made: Gazetteer) -> None:
    text = "Greta Dubrovan came. There Dubrovann met Putin."
    assert [resolution.query for resolution in names.annotate(text, made, rules)] == expected


def test_introductions_of_an_entity_are_kept_without_rivals(made: Gazetteer) -> None:
    (found,) = names.annotate("He saw Twinford.", made, names.TextRules(threshold=0.5, written_threshold=0.5))
    assert len(found.candidates) == 2
    assert len(coreference.without_rivals(found).candidates) == 1
