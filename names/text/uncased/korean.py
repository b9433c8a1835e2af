"""Persons' names in Korean text: a surname and the syllables of a given name, a surname or foreign name with a title.

A word in Hangul may be a name with particles or a title joined to it. What speaks for one is added up: how common the
syllables are in names (names/data/uncased/korean-syllables.tsv), what is beside it, whether it is an ordinary word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import log
from typing import NamedTuple

from names.data.tables import rows
from names.text.uncased.hangul_transcriptions import is_foreign, is_given, is_known
from names.text.uncased.korean_words import (
    HANGUL,
    LONGEST_TITLE,
    demonstratives,
    is_title,
    joined_titles,
    locatives,
    ordinary_words,
    particles,
    suffixes,
    without_particles,
)
from names.text.uncased.tables import context_words

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
MOST_FOREIGN_WORDS = 3  # after the first of a foreign name

_MARKS = frozenset("(,·:'’”\"")
_HANJA = re.compile(r"\(([\u4e00-\u9fff]{2,5})(?=[)·,])")


class _HangulWord(NamedTuple):
    text: str
    start: int
    end: int


class _NameSyllables(NamedTuple):
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
    words = [_HangulWord(match[0], *match.span()) for match in HANGUL.finditer(text)]
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


def _end_of_korean(text: str, words: Sequence[_HangulWord], place: int) -> int:
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


def _score(text: str, words: Sequence[_HangulWord], place: int, length: int) -> float:
    """What speaks for the first syllables of a word as a name."""
    word = words[place].text
    name, rest = word[:length], word[length:]
    titled = is_title(rest, joined_titles(length)) if rest else _title_follows(text, words, place)
    if rest and not titled and rest not in particles():
        return -100.0
    score = _syllable_score(name)
    if titled:
        score += TITLE_AFTER
    elif length == 2:
        score += 0.0 if rest or _has_mark(text, words[place].end) else BARE
    else:
        if name[-1] in context_words("ko", "after", "place") and (not rest or rest in locatives()):
            score += PLACE
        if not rest:
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
    ordinary = ordinary_words()
    if name in ordinary or (word in ordinary and not titled) or is_title(name[1:]):
        return WORD
    if len(name) == 4 and name[2:] in ordinary:
        return WORD
    if len(name) > 2 and word[:2] in ordinary:
        return WORD if word[2:] in particles() or name[2:] in suffixes() else BEGINS_WITH_WORD
    return 0.0


def _is_surname_with_title(text: str, words: Sequence[_HangulWord], place: int) -> bool:
    """Whether a word begins with a surname alone: with "a certain" or a title joined to it, or a title after it."""
    word = words[place].text
    follows = _adjoins_next(text, words, place)
    if len(word) == 2 and word[1] == "모":
        return text.startswith("(", words[place].end) or (follows and is_title(words[place + 1].text))
    if len(word) > 1:
        return is_title(word[1:].removeprefix("모"), joined_titles(1))
    if not follows:
        return False
    if words[place + 1].text == "전":
        return place + 2 < len(words) and is_title(words[place + 2].text)
    titles = context_words("ko", "after", "surname")
    if word in demonstratives():
        titles = context_words("ko", "after", "office") if word == "이" else joined_titles(1)
    return is_title(words[place + 1].text, titles)


def _is_given_with_courtesy(text: str, words: Sequence[_HangulWord], place: int) -> bool:
    """Whether a word is a given name of two syllables with Mr, Miss or the like after it."""
    word = words[place].text
    if len(word) != 2 or not _adjoins_next(text, words, place):
        return False
    courtesies = context_words("ko", "after", "courtesy")
    if word in ordinary_words() or not is_title(words[place + 1].text, courtesies):
        return False
    return min(_syllables().first.get(word[0], -100.0), _syllables().last.get(word[1], -100.0)) >= COMMON_SYLLABLE


def _end_of_foreign(text: str, words: Sequence[_HangulWord], place: int) -> int:
    """Where the foreign name ends that begins with the word; 0 if none does."""
    word = words[place]
    name = without_particles(word.text)
    if name != word.text:
        return word.start + len(name) if _is_lone_given(name) else 0
    if name in ordinary_words() or not (is_foreign(name) or is_given(name)):
        return 0
    last = place
    is_sure = is_given(name)  # one of the words is a known name
    while last - place < MOST_FOREIGN_WORDS and _adjoins_next(text, words, last):
        following = words[last + 1]
        if is_title(following.text):
            return words[last].end
        part = following.text if _has_mark(text, following.end) else without_particles(following.text)
        if not _goes_on(part, after_given=is_sure and len(name) > 1):
            break
        last += 1
        is_sure = is_sure or is_known(part)
        if part != following.text:
            return following.start + len(part) if is_sure else 0
    if last == place:
        return word.end if _is_lone_given(name) and _has_mark(text, word.end) else 0
    return words[last].end if is_sure else 0


def _goes_on(part: str, *, after_given: bool) -> bool:
    """Whether a word is a further part of a foreign name: it looks foreign, or follows a given name and is no word."""
    if part in ordinary_words():
        return False
    may_be_part = len(part) > 1 and part[:2] not in ordinary_words() and not is_title(part)
    return is_foreign(part) or (after_given and may_be_part)


def _is_lone_given(word: str) -> bool:
    """Whether a word is a foreign given name that nothing else is spelled like."""
    return len(word) > 2 and is_given(word) and word not in ordinary_words()


def _adjoins_next(text: str, words: Sequence[_HangulWord], place: int) -> bool:
    """Whether only a space stands between a word and the next."""
    return place + 1 < len(words) and words[place + 1].start == words[place].end + 1 and text[words[place].end] == " "


def _title_follows(text: str, words: Sequence[_HangulWord], place: int) -> bool:
    return _adjoins_next(text, words, place) and is_title(words[place + 1].text)


def _title_before(text: str, words: Sequence[_HangulWord], place: int) -> bool:
    if not place or not _adjoins_next(text, words, place - 1):
        return False
    before = words[place - 1].text
    titles = context_words("ko", "before", "title")
    return before in titles or any(before[-length:] in titles for length in range(2, LONGEST_TITLE + 1))


def _has_mark(text: str, end: int) -> bool:
    return text[end : end + 1] in _MARKS


@cache
def _syllables() -> _NameSyllables:
    places: list[dict[str, float]] = [{}, {}, {}]
    for syllable, *counts in rows("uncased/korean-syllables.tsv"):
        for place, count in zip(places, counts, strict=True):
            if count != "0":
                place[syllable] = log(int(count) / COUNTED_IN)
    for surname, _, language in rows("surnames.tsv"):
        if language == "ko" and len(surname) == 2 and HANGUL.fullmatch(surname):
            places[0][surname] = log(50 / COUNTED_IN)
    return _NameSyllables(*places)
