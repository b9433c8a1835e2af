"""Second pass: capitalised words that are spelled like an alias."""

from __future__ import annotations

import pytest
from specimens import mentions

import names
from gazetteer import Alias, Entity, Gazetteer
from names.text.rules import TEXT_RULES, TextRules
from names.text.similar_runs import windows
from names.text.tokens import read

ENTITIES = [
    Entity("p/1", "person", ["Leonard Harkwood", Alias("Harkwood", kind="family")], prior=7),
    Entity("p/2", "person", ["Elvira Stonnebach", Alias("Stonnebach", kind="family")], prior=4),
    Entity("o/1", "org", ["Ministry of Granular Affairs"], prior=6),
    Entity("c/1", "place", ["Kirstenburg"], prior=6.5),
    Entity("c/2", "place", ["Upper Marrowdale"], prior=6.5),
]


@pytest.fixture(scope="module")
def made() -> Gazetteer:
    return names.build_gazetteer(ENTITIES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There Leonhard Harkwoode spoke.", [("Leonhard Harkwoode", "p/1")]),
        ("There leonhard harkwoode spoke.", []),
        ("He met Elvira Stonebach.", [("Elvira Stonebach", "p/2")]),
        ("He met Stonebach.", []),  # one word, of nobody prominent
        ("He saw Kirstenburgh.", [("Kirstenburgh", "c/1")]),
        ("Kirstenburgh grew.", []),  # a capital is expected there
        ("He saw Opper Maradale.", []),  # places must be spelled nearly alike
        ("He met Leonard Harkwood 2.", [("Leonard Harkwood", "p/1")]),
        ("He met Elvira-2 Stonebach.", [("Elvira", "unknown/elvira")]),  # a number parts the words
    ],
)
def test_capitalised_words_that_are_spelled_like_an_alias(
    text: str, expected: list[tuple[str, str]], made: Gazetteer
) -> None:
    assert mentions(text, made) == expected


def test_rules_say_what_a_single_word_needs(made: Gazetteer) -> None:
    text = "He saw Kirstenburgh."
    for rules in (
        TextRules(word_prior=7),
        TextRules(word_score=1.0),
        TextRules(word_letters=13),
        TextRules(word_glance_similarity=1.1),
        TextRules(place_score=1.0),
        TextRules(threshold=1.0),
    ):
        assert not names.annotate(text, made, rules)
    assert names.annotate(text, made)


def test_windows_of_a_run() -> None:
    text = read("Anna-lena von Berg Wald")
    (run,) = text.runs
    found = [text.mention(*span).text for span in windows(text.tokens, run, TEXT_RULES)]
    assert "Anna" not in found
    assert {"Anna-lena", "Anna-lena von Berg", "Berg Wald", "Wald"} <= set(found)
    crowd = read(" ".join(["Anna"] * 25))
    assert max(last - first for first, last in windows(crowd.tokens, crowd.runs[0], TEXT_RULES)) == 3


def test_candidates_of_a_name_in_a_text_are_all_there(made: Gazetteer) -> None:
    (found,) = names.annotate("There was Leonhard Harkwoode.", made)
    alone = names.resolve("Leonhard Harkwoode", made)
    assert [c.entity.id for c in found.candidates] == [c.entity.id for c in alone.candidates]
