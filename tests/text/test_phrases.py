"""Phrases that are looked up: with and without what is joined to their front or end."""

from __future__ import annotations

import pytest

from names.text.phrases import phrases, unspaced_phrases
from names.text.rules import TEXT_RULES, TextRules
from names.text.tokens import read_tokens


def spans(text: str, rules: TextRules = TEXT_RULES) -> list[str]:
    """The phrases as they stand in the text."""
    return [text[phrase.start : phrase.end] for phrase in phrases(read_tokens(text), rules)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Berlin", "Berlin"),
        ("Berlin Mitte", "Berlin|Berlin Mitte|Mitte"),
        ("Berlin, Mitte", "Berlin|Mitte"),
        ("Berlin's", "Berlin|Berlin's"),
        ("l'ONU", "l'ONU|ONU"),
        ("dell'Unione europea", "dell'Unione|Unione|dell'Unione europea|Unione europea|europea"),
        ("O'Brien", "O'Brien"),
        ("وروسيا", "وروسيا|روسيا"),
        ("ولألمانيا", "ولألمانيا|لألمانيا|ألمانيا"),
        ("ورو", "ورو"),
    ],
)
def test_phrases_of_a_text(text: str, expected: str) -> None:
    assert "|".join(spans(text)) == expected


def test_phrases_are_no_longer_than_the_rules_say() -> None:
    assert spans("a b c", TextRules(longest_phrase=2)) == ["a", "a b", "b", "b c", "c"]


def test_pieces_of_unspaced_words_are_no_longer_than_the_rules_say() -> None:
    text = "met 习近平们"
    pieces = unspaced_phrases(read_tokens(text), TextRules(longest_unspaced=3))
    assert [text[piece.start : piece.end] for piece in pieces] == ["习近", "习近平", "近平", "近平们", "平们"]
    assert not list(unspaced_phrases(read_tokens("서울에서"), TEXT_RULES))
