"""The lexicon: what a phrase may be, and how it is written there."""

from __future__ import annotations

import pytest

from names.parsing.lexicon import fold_phrase, lexicon, longest_entry


def test_a_phrase_may_have_several_roles() -> None:
    assert {entry.role for entry in lexicon()["general"]} == {"title", "term"}


@pytest.mark.parametrize(
    ("phrase", "role", "concept"),
    [
        ("president", "title", "president"),
        ("президент", "title", "president"),
        ("gmbh", "legal", "llc"),
        ("ооо", "legal", "llc"),
        ("al", "particle", "al"),
        ("academy", "term", "academy"),
        ("академия", "term", "academy"),
        ("jr", "suffix", "junior"),
    ],
)
def test_translations_share_a_concept(phrase: str, role: str, concept: str) -> None:
    assert (role, concept) in lexicon()[phrase]


def test_the_longest_phrase_counts() -> None:
    entries, count = longest_entry(["prime", "minister", "smith"], 0)
    assert (entries[0].role, count) == ("title", 2)


@pytest.mark.parametrize("phrase", ["", " ", "\ud800", "Ж\u0301", "…", "I", "İ", "ß"])
def test_any_string_is_a_phrase(phrase: str) -> None:
    assert fold_phrase(fold_phrase(phrase)) == fold_phrase(phrase)
    longest_entry([phrase], 0)
