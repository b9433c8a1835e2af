"""Phrases that are looked up: with and without what is joined to their front or end."""

from __future__ import annotations

from typing import cast

import pytest

from gazetteer import Alias, Entity
from names import build_gazetteer
from names.text.phrase_index import PhraseIndex
from names.text.phrases import phrases, unspaced_phrases
from names.text.rules import TEXT_RULES, TextRules
from names.text.tokens import read


class Everything:
    """An index in which every phrase is known and goes on."""

    def begins(self, words: str) -> bool:
        return bool(words)

    def may_mean(self, phrase: str) -> bool:
        return bool(phrase)


EVERYTHING = cast("PhraseIndex", Everything())


def spans(text: str, rules: TextRules = TEXT_RULES, known: PhraseIndex = EVERYTHING) -> list[str]:
    """The phrases as they stand in the text."""
    return [text[phrase.start : phrase.end] for phrase in phrases(read(text), known, rules)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Berlin", "Berlin"),
        ("Berlin Mitte", "Berlin|Berlin Mitte|Mitte"),
        ("Berlin, Mitte", "Berlin|Mitte"),
        ("Berlin's", "Berlin|Berlin's"),
        ("l'ONU", "l'ONU|ONU"),
        ("dell'Unione Europea", "dell'Unione|Unione|dell'Unione Europea|Unione Europea|Europea"),
        ("O'Brien", "O'Brien"),
        ("وروسيا", "وروسيا|روسيا"),
        ("ولألمانيا", "ولألمانيا|لألمانيا|ألمانيا"),
        ("ورو", "ورو"),
    ],
)
def test_phrases_of_a_text(text: str, expected: str) -> None:
    assert "|".join(spans(text)) == expected


def test_phrases_are_no_longer_than_the_rules_say() -> None:
    assert spans("A B C", TextRules(longest_phrase=2)) == ["A", "A B", "B", "B C", "C"]


def test_phrases_begin_with_a_capital_or_lead_to_one() -> None:
    assert list(dict.fromkeys(spans("new de Gaulle era"))) == [
        "new",
        "de",
        "de Gaulle",
        "de Gaulle era",
        "Gaulle",
        "Gaulle era",
        "era",
    ]


def test_phrases_are_followed_only_where_the_gazetteer_goes_on() -> None:
    names = [Entity("1", "org", ["United Arab Emirates", Alias("Union of Towns"), "北方交通大学"])]
    known = PhraseIndex(build_gazetteer(names))
    assert known.begins("united")
    assert known.begins("united arab")
    assert not known.begins("united arab emirates")
    assert known.begins("北方")
    assert spans("United Arab Emirates", known=known) == [
        *("United", "United Arab", "United Arab Emirates"), *("Arab", "Emirates")
    ]  # fmt: skip
    assert {phrase: len(claims) for phrase, claims in known.claims(["united", "union of towns"]).items()} == {
        "union of towns": 1
    }
    assert spans("United", known=known) == []  # looked up, and nobody's name


def test_pieces_of_unspaced_words_are_no_longer_than_the_rules_say() -> None:
    text = "met 习近平们"
    pieces = unspaced_phrases(read(text), EVERYTHING, TextRules(longest_unspaced=3))
    assert [text[piece.start : piece.end] for piece in pieces] == ["习近", "习近平", "近平", "近平们", "平们"]
    assert not list(unspaced_phrases(read("서울에서"), EVERYTHING, TEXT_RULES))
