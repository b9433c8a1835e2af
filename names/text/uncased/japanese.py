"""Persons' names in Japanese text: a family name and a given name in Chinese characters, a family name with a title.

The names are those of names/data/customary/Hani-ja.tsv. A run of Chinese characters is read as a name if nothing but
titles is left of it; foreign names in katakana are found by `names.text.uncased.katakana`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from names.data.tables import rows
from names.parsing.vocabulary import languages_of_words, leading_surnames
from names.text.uncased.katakana import katakana_persons
from names.text.uncased.tables import context_words

__all__ = ["japanese_persons"]

Span = tuple[int, int]

# What speaks for a name, added up; all chosen.
ENOUGH = 3.5
COMMON_FAMILY = 3.0  # a common family name
FAMILY = 2.0
FAMILY_LETTER = 0.5  # a family name of one character
GIVEN = 2.0
GIVEN_LETTER = 1.5
GIVEN_LIKE = 1.5  # a given name of two characters that often begin and end given names
GIVEN_RARE = 0.5  # one of two characters that sometimes do
SOMETIMES = 4
OFTEN = 20  # given names of the table that begin or end with a character, from which on it often does
GIVEN_KANA = 2.5
TITLE = 2.5
WORD = -2.0  # the family name is an ordinary word
GIVEN_WORD = -1.0  # the given name is one
INSIDE = -2.5  # other characters, which are no title, stand before
LONGEST_PART = 4  # characters of a family or given name
LONGEST_TITLE = 7

_HAN = "\u3400-\u4dbf\u4e00-\u9fff々ヶヵ"
_RUN = re.compile(rf"[{_HAN}]+")
_HIRAGANA = re.compile("[ぁ-ん]{1,6}")
_REPEATED = re.compile("(.)々")
_AFTER_KANA_NAME = "がはのをにとやもでへら、。（）()」』 \n"


class _JapaneseName(NamedTuple):
    start: int
    family_end: int
    end: int
    score: float


def japanese_persons(text: str) -> list[Span]:
    """The character spans of persons' names in a Japanese text, in order.

    >>> text = "俳優の佐藤健一さんと高橋由美子が話し、佐藤も笑った。"
    >>> [text[start:end] for start, end in japanese_persons(text)]
    ['佐藤健一', '高橋由美子', '佐藤']
    """
    spelled_out = _REPEATED.sub(r"\1\1", text)
    names = [name for run in _RUN.finditer(spelled_out) if (name := _best_name(spelled_out, *run.span()))]
    spans = [(name.start, name.end) for name in names]
    return sorted({*spans, *_free_of(spans, _short_forms(spelled_out, names)), *katakana_persons(text)})


def _free_of(spans: list[Span], others: Iterator[Span]) -> Iterator[Span]:
    """The other spans that do not start where one of the spans does."""
    starts = {start for start, _ in spans}
    return (span for span in others if span[0] not in starts)


def _best_name(text: str, start: int, end: int) -> _JapaneseName | None:
    """The best name in a run of Chinese characters [start, end), if one is good enough."""
    best: _JapaneseName | None = None
    for last, after in _ends(text, start, end):
        for first, before in _starts(text, start, last):
            for name in _splits(text, first, last, before + after):
                if name.score >= ENOUGH and (best is None or name.score > best.score):
                    best = name
    return best


def _ends(text: str, start: int, end: int) -> Iterator[tuple[int, float]]:
    """Where a name in a run may end, before a title or at the end of the run, and what is added for that."""
    titles = _titles_after()
    kana = _HIRAGANA.match(text, end)
    yield end, TITLE if kana and kana[0].startswith(_titles_in_kana()) else 0.0
    for last in range(end - 1, max(start, end - LONGEST_TITLE - 1), -1):
        if text[last:end] in titles:
            yield last, TITLE


def _starts(text: str, start: int, last: int) -> Iterator[tuple[int, float]]:
    """Where a name in a run may start, at its start or after a title, and what is added for that."""
    titles = context_words("ja", "before", "title")
    yield start, 0.0
    for first in range(start + 1, last - 1):
        after_title = any(text[place:first] in titles for place in range(max(start, first - LONGEST_TITLE), first))
        yield first, TITLE if after_title else INSIDE


def _splits(text: str, first: int, last: int, score: float) -> Iterator[_JapaneseName]:
    """The names that [first, last) may be: a family name and a given name, or a family name with a title after it."""
    families = _family_names()
    for middle in range(first + 1, min(last, first + LONGEST_PART) + 1):
        family = families.get(text[first:middle])
        if family is None:
            continue
        if middle == last:
            if score >= TITLE:
                yield _JapaneseName(first, middle, last, score + family)
            kana = _kana_given(text, last)
            if kana:
                yield _JapaneseName(first, middle, kana, score + family + GIVEN_KANA)
            continue
        given = _given_score(text[middle:last])
        if given:
            yield _JapaneseName(first, middle, last, score + family + given)


def _given_score(name: str) -> float:
    """What characters add as a given name; 0 if they are none."""
    if name in context_words("ja", "inside", "no given"):
        return 0.0
    known = _given_names().get(name)
    return _like_given(name) if known is None else known


def _kana_given(text: str, start: int) -> int:
    """Where a given name in hiragana that starts here ends, before a particle; 0 if there is none."""
    run = _HIRAGANA.match(text, start)
    if run:
        for end in range(run.end(), start + 1, -1):
            if text[start:end] in _kana_given_names() and text[end : end + 1] in _AFTER_KANA_NAME:
                return end
    return 0


def _short_forms(text: str, names: list[_JapaneseName]) -> Iterator[Span]:
    """The spans of family names that stand alone, of persons whom the text names in full."""
    families = {text[name.start : name.family_end] for name in names if name.family_end < name.end}
    for run in _RUN.finditer(text):
        if run[0] in families and len(run[0]) > 1:
            yield run.span()


@cache
def _titles_after() -> frozenset[str]:
    """Titles that follow a name, also with a word such as "former" or "honorary" before them."""
    titles = context_words("ja", "after", "title")
    return titles | {qualifier + title for qualifier in context_words("ja", "before", "qualifier") for title in titles}


@cache
def _titles_in_kana() -> tuple[str, ...]:
    return tuple(title for title in _titles_after() if _HIRAGANA.fullmatch(title))


@cache
def _family_names() -> dict[str, float]:
    """Family names with what each adds to the score."""
    return _scores("family", FAMILY, FAMILY_LETTER, WORD) | {
        name: COMMON_FAMILY + (WORD if len(name) == 1 and name in languages_of_words() else 0.0)
        for name, languages in leading_surnames().items()
        if not name.isascii() and "ja" in languages
    }


@cache
def _given_names() -> dict[str, float]:
    return _scores("given", GIVEN, GIVEN_LETTER, GIVEN_WORD)


@cache
def _like_given(name: str) -> float:
    """What a name of two characters adds that is no known given name, but may be one."""
    if len(name) != 2 or name in languages_of_words():
        return 0.0
    first, last = _given_letters()
    count = min(first[name[0]], last[name[1]])
    return GIVEN_LIKE if count >= OFTEN else GIVEN_RARE if count >= SOMETIMES else 0.0


@cache
def _given_letters() -> tuple[Counter[str], Counter[str]]:
    """How many given names of two characters begin and end with each character; those of younger names often do."""
    names = [name for name in _given_names() if len(name) == 2]
    letters = {"first": Counter(name[0] for name in names), "last": Counter(name[1] for name in names)}
    for place, characters in rows("uncased/japanese-characters.tsv"):
        letters[place].update(dict.fromkeys(characters, OFTEN))
    return letters["first"], letters["last"]


def _scores(role: str, several: float, letter: float, word: float) -> dict[str, float]:
    """Names of a role with what each adds to the score; several characters add more than a letter."""
    words = languages_of_words()
    return {
        _REPEATED.sub(r"\1\1", name): (several if len(name) > 1 else letter) + (word if name in words else 0.0)
        for row_role, _, names in rows("customary/Hani-ja.tsv")
        for name in names.split(" ")
        if row_role == role
    }


@cache
def _kana_given_names() -> frozenset[str]:
    return frozenset(name for (name,) in rows("uncased/japanese-given.tsv"))
