"""Whether a word in Hangul is a foreign name: by the tables of names, or by its syllables."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from math import log

from names.data.tables import rows
from names.parsing.vocabulary import given_names, languages_of_words

__all__ = ["is_foreign", "is_given", "is_known"]

LEAST_RATIO = 1.0  # natural logarithm of how much likelier syllables are in foreign names than in words; chosen
SHORTEST = 2  # syllables of a word that is told by its syllables; chosen


def is_given(word: str) -> bool:
    """Whether a word in Hangul is the transcription of a foreign given name.

    >>> is_given("마이클"), is_given("사람")
    (True, False)
    """
    return word in _given()


def is_known(word: str) -> bool:
    """Whether a word in Hangul is a name of the tables."""
    return word in _names()


def is_foreign(word: str) -> bool:
    """Whether a word in Hangul is a transcribed name, or has the syllables of one.

    >>> is_foreign("슈바르체네크"), is_foreign("이야기")
    (True, False)
    """
    if word in _names():
        return len(word) >= SHORTEST
    if len(word) <= SHORTEST:
        return False
    ratios, unseen = _ratios()
    return sum(ratios.get(syllable, unseen) for syllable in word) >= LEAST_RATIO * len(word)


@cache
def _given() -> frozenset[str]:
    given = given_names()
    return frozenset(word for word, latin in _names().items() if any(form in given for form in latin.split(" ")))


@cache
def _names() -> Mapping[str, str]:
    """Transcribed names with the Latin names that they stand for."""
    customary = ((form, latin) for form, _, latin in rows("customary/Hang.tsv"))
    forms = (*customary, *rows("transcriptions/Hang.tsv"))
    return {unicodedata.normalize("NFC", form): latin for form, latin in forms}


@cache
def _ratios() -> tuple[Mapping[str, float], float]:
    """How much likelier each syllable is in foreign names than in words, and a syllable that is in neither."""
    foreign = _shares(_names())
    words = _shares(word for word in languages_of_words() if "가" <= word[0] <= "힣")
    least = 1e-5
    ratios = {
        syllable: log((foreign.get(syllable, 0.0) + least) / (words.get(syllable, 0.0) + least))
        for syllable in {*foreign, *words}
    }
    return ratios, 0.0


def _shares(words: Iterable[str]) -> dict[str, float]:
    counts = Counter("".join(words))
    total = counts.total()
    return {syllable: count / total for syllable, count in counts.items()}
