"""Tokens of a text and their features, and runs of capitalised words."""

from __future__ import annotations

import pytest

from names.text.tokens import TextToken, read, read_tokens


def token(text: str, word: str) -> TextToken:
    return next(token for token in read_tokens(text) if token.token.text == word)


@pytest.mark.parametrize(
    ("text", "word", "opens"),
    [
        ("Anna came.", "Anna", True),
        ("There Anna came.", "Anna", False),
        ("It rained. Anna came.", "Anna", True),
        ("“Anna came”", "Anna", True),
        ("• Anna", "Anna", True),
        ("BERLIN — Officials came", "Officials", True),
        ("Il-sung came", "sung", False),
        ("Title\n\nAnna came", "Anna", True),
        ("There\nAnna came", "Anna", False),
    ],
)
def test_where_a_capital_says_nothing(text: str, word: str, opens: bool) -> None:
    assert token(text, word).opens_sentence is opens


@pytest.mark.parametrize(
    ("text", "word", "adjoins"),
    [
        ("Anna Berg", "Berg", True),
        ("Anna\n  Berg", "Berg", True),
        ("Anna\n\nBerg", "Berg", False),
        ("Il-sung", "sung", True),
        ("J.-P. Berg", "P", True),
        ("J. Berg", "Berg", True),
        ("Anna, Berg", "Berg", False),
        ("安娜·贝格", "贝格", True),
        ("Anna Berg", "Anna", False),
    ],
)
def test_what_stands_between_the_words_of_one_name(text: str, word: str, adjoins: bool) -> None:
    assert token(text, word).adjoins is adjoins


@pytest.mark.parametrize(
    ("word", "stem", "has_ending"),
    [
        ("Trump's", "trump", True),
        ("Jones'", "jones", False),
        ("Ankara'dan", "ankara", True),
        ("Macron’s", "macron", True),
        ("O'Brien", "obrien", False),
    ],
)
def test_endings_after_an_apostrophe(word: str, stem: str, has_ending: bool) -> None:
    one = token(f"There {word} left", word.rstrip("'"))
    assert (one.stem, one.has_ending) == (stem, has_ending)


def test_features_of_a_word() -> None:
    nato = token("The NATO summit", "NATO")
    assert (nato.all_capitals, nato.capitalized, nato.script, nato.is_common) == (True, True, "Latn", False)
    assert token("The NATO summit", "The").is_common
    assert token("在北京", "在北京").is_unspaced
    assert not token("서울", "서울").is_unspaced


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        (
            "Kazakh President Kasim-Jomart Tokayev met Ursula von der Leyen.",
            "Kazakh|Kasim-Jomart Tokayev|Ursula von der Leyen",
        ),
        ("Anna Berg's Boris Wald", "Anna Berg|Boris Wald"),
        ("went to Minsk. Boris stayed", "Minsk|Boris"),
        ("J. Berg and St. Gallen", "J. Berg|St. Gallen"),
        ("Kim Il-sung", "Kim Il-sung"),
        ("Anna von there", "Anna"),
        ("普京 Anna", "Anna"),
        ("A" * 65 + " Anna", "Anna"),
        ("", ""),
    ],
)
def test_runs_of_capitalised_words(text: str, runs: str) -> None:
    found = read(text)
    assert "|".join(found.mention(*run).text for run in found.runs) == runs
