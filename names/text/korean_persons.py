"""Persons' names in Korean text: a surname and the syllables of a given name, a surname or foreign name with a title.

A word in Hangul is a name with particles or a title joined to it. What it needs to be a name is added up: how common its
syllables are in names (names/data/uncased/korean-syllables.tsv), what is beside it, and whether it is an ordinary word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import log
from typing import NamedTuple

from names.data.tables import rows
from names.parsing.vocabulary import word_needs
from names.text.hangul_transcriptions import is_foreign, is_given, is_known
from names.text.uncased_tables import context_words

__all__ = ["korean_persons"]

Span = tuple[int, int]

# Natural logarithms of how common the syllables of a name are, and what is added to them; all chosen.
ENOUGH = -15.5
TITLE_AFTER = 6.0
TITLE_BEFORE = 3.0
MARK = 1.5  # a bracket, comma or middle dot follows
BARE = -1.5  # neither a particle nor a mark nor a title follows
PLACE = -4.0  # it ends as places do
WORD = -9.0  # it is an ordinary word, or one with a particle
BEGINS_WITH_WORD = -3.0  # its first two syllables are an ordinary word
ONE_SYLLABLE = -7.0  # the given name has one syllable

COMMON_SYLLABLE = log(0.003)  # that a given name before "Mr" has at least

COUNTED_IN = 100_000  # names that the syllables are counted in
LONGEST_TITLE = 5

_WORD = re.compile("[가-힣]+")
_MARKS = frozenset("(,·:'’”\"")
_HANJA = re.compile(r"\(([\u4e00-\u9fff]{2,5})(?=[)·,])")


class _Word(NamedTuple):
    text: str
    start: int
    end: int


class _Syllables(NamedTuple):
    """Logarithms of the share of names that have a syllable at each place."""

    surname: Mapping[str, float]
    first: Mapping[str, float]
    last: Mapping[str, float]


def korean_persons(text: str) -> list[Span]:
    """The character spans of persons' names in a Korean text, in order.

    >>> text = "배우 김서연은 박 의원과 한스 베르크만 교수를 만났다."
    >>> [text[start:end] for start, end in korean_persons(text)]
    ['김서연', '박', '한스 베르크만']
    """
    words = [_Word(match[0], *match.span()) for match in _WORD.finditer(text)]
    surnames = _syllables().surname
    found: list[Span] = []
    place = 0
    for place, word in enumerate(words):
        if found and word.start < found[-1][1]:
            continue
        end = 0
        if word.text[0] in surnames:
            end = _end_of_korean(text, words, place)
        end = end or _end_of_foreign(text, words, place)
        if not end and _is_given_with_courtesy(text, words, place):
            end = word.end
        if end:
            found.append((word.start, end))
            hanja = _HANJA.match(text, end)
            if hanja:
                found.append(hanja.span(1))
    return found


def _end_of_korean(text: str, words: Sequence[_Word], place: int) -> int:
    """Where the Korean name ends that the word begins with; 0 if it is none."""
    word = words[place]
    best_end, best = 0, ENOUGH
    for length in _lengths(word.text):
        score = _score(text, words, place, length)
        if score >= best:
            best_end, best = word.start + length, score
    if not best_end and _is_surname_with_title(text, words, place):
        return word.start + 1
    return best_end


def _lengths(word: str) -> Iterator[int]:
    """How many syllables a name at the start of a word may have; longer ones last."""
    if len(word) >= 2:
        yield 2
    if len(word) >= 3:
        yield 3
    if len(word) >= 4 and word[:2] in _syllables().surname:
        yield 4


def _score(text: str, words: Sequence[_Word], place: int, length: int) -> float:
    """What speaks for the first syllables of a word as a name."""
    word = words[place].text
    name, rest = word[:length], word[length:]
    titled = _is_title(rest, _joined_titles(length)) if rest else _title_follows(text, words, place)
    if rest and not titled and rest not in _particles():
        return -100.0
    score = _syllable_score(name)
    if titled:
        score += TITLE_AFTER
    elif length == 2:
        score += 0.0 if rest or _has_mark(text, words[place].end) else BARE
    elif not rest:
        score += PLACE if name[-1] in context_words("ko", "after", "place") else 0.0
        score += MARK if _has_mark(text, words[place].end) else BARE
    before = _title_before(text, words, place)
    if before:
        score += TITLE_BEFORE
    if length == 2 and not titled and not before:
        return -100.0
    return score + _word_score(word, name, titled)


def _syllable_score(name: str) -> float:
    """How common the syllables are in names."""
    surnames, first, last = _syllables()
    if len(name) == 2:
        return surnames[name[0]] + last.get(name[1], -100.0) + ONE_SYLLABLE
    surname = surnames.get(name[:-2], -100.0)
    return surname + first.get(name[-2], -100.0) + last.get(name[-1], -100.0)


def _word_score(word: str, name: str, titled: bool) -> float:
    """What is added if the word, or its beginning, is an ordinary word."""
    ordinary = _ordinary_words()
    if name in ordinary or (word in ordinary and not titled) or _is_title(name[1:]):
        return WORD
    if len(name) == 4 and name[2:] in ordinary:
        return WORD
    if len(name) > 2 and word[:2] in ordinary:
        return WORD if word[2:] in _particles() or name[2:] in _suffixes() else BEGINS_WITH_WORD
    return 0.0


def _is_surname_with_title(text: str, words: Sequence[_Word], place: int) -> bool:
    """Whether a word begins with a surname alone: with "a certain" or a title joined to it, or a title after it."""
    word = words[place].text
    following = words[place + 1] if place + 1 < len(words) else None
    follows = following is not None and _adjoin(text, words[place], following)
    if len(word) == 2 and word[1] == "모":
        return text.startswith("(", words[place].end) or (follows and _is_title(words[place + 1].text))
    if len(word) > 1:
        return _is_title(word[1:].removeprefix("모"), _joined_titles(1))
    if not follows:
        return False
    if words[place + 1].text == "전":
        return place + 2 < len(words) and _is_title(words[place + 2].text)
    titles = context_words("ko", "after", "surname")
    if word in _demonstratives():
        titles = context_words("ko", "after", "office") if word == "이" else _joined_titles(1)
    return _is_title(words[place + 1].text, titles)


def _is_given_with_courtesy(text: str, words: Sequence[_Word], place: int) -> bool:
    """Whether a word is a given name of two syllables with Mr, Miss or the like after it."""
    word = words[place].text
    if len(word) != 2 or place + 1 == len(words) or not _adjoin(text, words[place], words[place + 1]):
        return False
    courtesies = context_words("ko", "after", "courtesy")
    if word in _ordinary_words() or not _is_title(words[place + 1].text, courtesies):
        return False
    return min(_syllables().first.get(word[0], -100.0), _syllables().last.get(word[1], -100.0)) >= COMMON_SYLLABLE


def _end_of_foreign(text: str, words: Sequence[_Word], place: int) -> int:
    """Where the foreign name ends that begins with the word; 0 if none does."""
    word = words[place]
    stem = _stem(word.text)
    if stem != word.text and not is_known(word.text):
        return word.start + len(stem) if _is_lone_given(stem) else 0
    if word.text in _ordinary_words() or not (is_foreign(word.text) or is_given(word.text)):
        return 0
    last = place
    known = is_given(word.text)
    while last + 1 < len(words) and last < place + 3 and _adjoin(text, words[last], words[last + 1]):
        following = words[last + 1]
        if _is_title(following.text):
            return words[last].end
        stem = following.text if _has_mark(text, following.end) else _stem(following.text)
        if not (is_foreign(stem) or (known and len(word.text) > 1 and _may_be_part(stem))) or stem in _ordinary_words():
            break
        last += 1
        known = known or is_known(stem)
        if stem != following.text:
            return following.start + len(stem) if known else 0
    if last == place:
        return word.end if _is_lone_given(word.text) and _has_mark(text, word.end) else 0
    return words[last].end if known else 0


def _is_lone_given(word: str) -> bool:
    """Whether a word is a foreign given name that nothing else is spelled like."""
    return len(word) > 2 and is_given(word) and word not in _ordinary_words()


def _may_be_part(stem: str) -> bool:
    return len(stem) > 1 and stem[:2] not in _ordinary_words() and not _is_title(stem)


def _stem(word: str) -> str:
    """The word without the particle joined to it: a known name, else with the shortest particle that there may be."""
    if is_known(word):
        return word
    stems = [word[:-length] for length in range(1, min(4, len(word))) if word[-length:] in _particles()]
    known = [stem for stem in stems if is_known(stem)]
    return (known or stems or [word])[0]


def _adjoin(text: str, word: _Word, following: _Word) -> bool:
    """Whether only a space stands between two words."""
    return following.start == word.end + 1 and text[word.end] == " "


def _title_follows(text: str, words: Sequence[_Word], place: int) -> bool:
    following = words[place + 1] if place + 1 < len(words) else None
    return following is not None and _adjoin(text, words[place], following) and _is_title(following.text)


def _title_before(text: str, words: Sequence[_Word], place: int) -> bool:
    if not place or not _adjoin(text, words[place - 1], words[place]):
        return False
    before = words[place - 1].text
    titles = context_words("ko", "before", "title")
    return any(before[-length:] in titles for length in range(1, min(LONGEST_TITLE, len(before)) + 1) if length > 1) or (
        before in titles
    )


def _is_title(word: str, titles: frozenset[str] | None = None) -> bool:
    """Whether a word is a title, perhaps with particles."""
    titles = context_words("ko", "after", "title") if titles is None else titles
    return any(
        word[:length] in titles and (length == len(word) or word[length:] in _particles())
        for length in range(1, min(LONGEST_TITLE, len(word)) + 1)
    )


def _has_mark(text: str, end: int) -> bool:
    return text[end : end + 1] in _MARKS


@cache
def _particles() -> frozenset[str]:
    return context_words("ko", "after", "particle")


def _joined_titles(length: int) -> frozenset[str]:
    """The titles that may be joined to a name of so many syllables: all to a full name, else only "Mr" or "Ms"."""
    return context_words("ko", "after", "joined" if length < 3 else "title")


@cache
def _suffixes() -> frozenset[str]:
    """Syllables that make longer words of ordinary words."""
    return context_words("ko", "after", "suffix")


@cache
def _demonstratives() -> frozenset[str]:
    """Syllables that are surnames, but before a title rather mean this, a, former and the like."""
    return context_words("ko", "before", "demonstrative")


@cache
def _ordinary_words() -> frozenset[str]:
    tables = ("uncased/korean-words.tsv", "uncased/korean-loanwords.tsv")
    listed = frozenset(word for table in tables for (words,) in rows(table) for word in words.split(" "))
    return listed | frozenset(word for word in word_needs() if _WORD.fullmatch(word))


@cache
def _syllables() -> _Syllables:
    places: list[dict[str, float]] = [{}, {}, {}]
    for syllable, *counts in rows("uncased/korean-syllables.tsv"):
        for place, count in zip(places, counts, strict=True):
            if count != "0":
                place[syllable] = log(int(count) / COUNTED_IN)
    for surname, _, language in rows("surnames.tsv"):
        if language == "ko" and len(surname) == 2 and _WORD.fullmatch(surname):
            places[0][surname] = log(50 / COUNTED_IN)
    return _Syllables(*places)
