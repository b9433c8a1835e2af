"""Persons' names in Chinese text: where a name explains the characters better than words do.

A stretch of characters is cut into words and names in the likeliest way (Viterbi's algorithm): each word is as likely
as it is common (names/data/uncased/chinese-words.tsv), a name as likely as its characters are in names
(chinese-characters.tsv, names/data/transcriptions/Hani.tsv), and likelier where a title or a verb of saying is beside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from math import log
from typing import NamedTuple

from names.data.tables import rows
from names.text.uncased.tables import context_words, fold_characters

__all__ = ["chinese_persons"]

Span = tuple[int, int]

# Natural logarithms of probabilities, and what is added to them; all chosen.
NAME = log(0.004)  # that a word of a text is a Chinese name
FOREIGN = log(0.0006)  # that it is a foreign name in Chinese characters
SURNAME_ALONE = log(0.003)  # that it is a surname with a title after it
LONE_GIVEN = log(0.2)  # that a given name has one character
UNSEEN_CHARACTER = log(2e-8)  # of a text
UNSEEN_IN_NAME = log(1e-6)
WORDS = 5e7  # that the frequencies of words are counted in
TITLE = 4.0  # a title is beside the name
SAYING = 2.5  # a verb of saying follows
PUNCTUATION = 1.2  # nothing or a mark is beside the name
PLACE = -4.0  # the generic word of a place or organisation follows
JOINT = 0.8  # a conjunction or preposition is beside it
DOT = 9.0  # a dot ties it to another part of a foreign name

KNOWN_FOREIGN = log(1e-7)
COMPOUND_SURNAME = log(3e-4)

COUNTED_IN = 100_000  # names that the characters are counted in
LONGEST_WORD = 4  # characters
LONGEST_TITLE = 5
LONGEST_FOREIGN = 7
LONGEST_BESIDE_DOT = 5  # of a run that is a part of a foreign name because of the dot beside it
LEAST_FOREIGN_COUNT = 5  # how often a character must stand in the table of transcriptions to be one of theirs

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_RUN = re.compile(rf"[{_HAN}]+")
_DOTS = frozenset("·•‧・∙⋅")
_JOINED = re.compile(r"[·•‧・∙⋅](?:[A-Z]\.?[·•‧・∙⋅]?)?|[-－]")


class _NameCharacters(NamedTuple):
    """Logarithms of the probability of each character at a place of a name, and the foreign names."""

    surname: Mapping[str, float]
    only: Mapping[str, float]
    first: Mapping[str, float]
    last: Mapping[str, float]
    foreign_characters: Mapping[str, float]
    foreign: frozenset[str]


class _Surroundings(NamedTuple):
    """Words beside names, with folded characters."""

    titles_before: frozenset[str]
    joint_before: frozenset[str]
    after_surname: frozenset[str]
    never_alone: frozenset[str]
    after: Mapping[str, float]  # what is added for each word that follows
    begins_after: frozenset[str]  # the first characters of these words


def chinese_persons(text: str) -> list[Span]:
    """The character spans of persons' names in a Chinese text, in order.

    >>> text = "总理王建国和记者陈晓明说"
    >>> [text[start:end] for start, end in chinese_persons(text)]
    ['王建国', '陈晓明']
    """
    folded = fold_characters(text)
    found: list[Span] = []
    for run in _RUN.finditer(folded):
        found += _HanRun(folded, *run.span()).names()
    return _joined(text, found)


class _HanRun:
    """A run of Chinese characters [start, end) of a text with folded characters."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._start = start
        self._end = end
        self._after_at: dict[int, float] = {}  # `_after` of each place so far

    def names(self) -> list[Span]:
        """The names of the likeliest way to read the run."""
        text, start, end = self._text, self._start, self._end
        words, begins_name = _words(), _begins_name()
        best = [0.0] + [-1e9] * (end - start)  # logarithm of the probability of the likeliest way to each place
        came_from = [(start, False)] * (end - start + 1)  # where its last part starts, and whether that is a name
        for first in range(start, end):
            here = best[first - start]
            place = first - start + 1
            score = here + words.get(text[first], UNSEEN_CHARACTER)
            if score > best[place]:
                best[place] = score
                came_from[place] = (first, False)
            for last in range(first + 2, min(end, first + LONGEST_WORD) + 1):
                word_score = words.get(text[first:last])
                if word_score is not None and here + word_score > best[last - start]:
                    best[last - start] = here + word_score
                    came_from[last - start] = (first, False)
            if text[first] in begins_name:
                for last, name_score in self._candidates(first):
                    if here + name_score > best[last - start]:
                        best[last - start] = here + name_score
                        came_from[last - start] = (first, True)
        return _names_of_way(came_from, start, end)

    def _candidates(self, start: int) -> Iterator[tuple[int, float]]:
        """Where each name that may begin at `start` ends, with the logarithm of its probability."""
        text, names = self._text, _names()
        before = self._before(start)
        surname = names.surname.get(text[start])
        if surname is not None:
            yield from self._chinese_candidates(start + 1, before + surname)
        surname = names.surname.get(text[start : start + 2])
        if surname is not None:
            yield from self._chinese_candidates(start + 2, before + surname)
        if text[start] in names.foreign_characters:
            yield from self._foreign_candidates(start, before)

    def _chinese_candidates(self, given: int, score: float) -> Iterator[tuple[int, float]]:
        """Where each name ends whose given name may begin at `given`; `score` is that of the surname before."""
        text, names = self._text, _names()
        if given >= self._end:
            return
        if text[given - 1] not in _context().never_alone and self._follows(given, _context().after_surname):
            yield given, SURNAME_ALONE + score + TITLE
        one = names.only.get(text[given], UNSEEN_IN_NAME) + LONE_GIVEN
        yield given + 1, NAME + score + one + self._after(given + 1)
        if given + 1 < self._end:
            two = names.first.get(text[given], UNSEEN_IN_NAME) + names.last.get(text[given + 1], UNSEEN_IN_NAME)
            yield given + 2, NAME + score + two + self._after(given + 2)

    def _foreign_candidates(self, start: int, before: float) -> Iterator[tuple[int, float]]:
        """Where each foreign name that may begin at `start` ends: one that is known, or beside a title or dot."""
        text, names, words = self._text, _names(), _words()
        is_beside_dot = start == self._start and DOT in (before, self._after(self._end))
        if is_beside_dot and self._end - start <= LONGEST_BESIDE_DOT:
            yield self._end, FOREIGN + DOT
        score = FOREIGN + names.foreign_characters[text[start]]
        for last in range(start + 2, min(self._end, start + LONGEST_FOREIGN) + 1):
            character = names.foreign_characters.get(text[last - 1])
            if character is None:
                return
            score += character
            if last < self._end and text[last] in names.foreign_characters and text[last : last + 2] not in words:
                continue  # the name goes on
            is_known = text[start:last] in names.foreign
            after = self._after(last)
            if max(before, after) >= TITLE or (is_known and last - start > 2):
                yield last, (max(score, KNOWN_FOREIGN) if is_known else score) + before + after

    def _before(self, start: int) -> float:
        """What is added for what stands before a name."""
        text = self._text
        if start == self._start:
            return DOT if start and text[start - 1] in _DOTS else PUNCTUATION
        titles = _context().titles_before
        for length in range(1, min(LONGEST_TITLE, start - self._start) + 1):
            if text[start - length : start] in titles:
                return TITLE
        return JOINT if text[start - 1] in _context().joint_before else 0.0

    def _after(self, place: int) -> float:
        """What is added for what stands after a name that ends at `place`."""
        score = self._after_at.get(place)
        if score is None:
            score = self._after_at[place] = self._new_after(place)
        return score

    def _new_after(self, place: int) -> float:
        if place == self._end:
            return DOT if self._text[place : place + 1] in _DOTS else PUNCTUATION
        scores = _context().after
        if self._text[place] not in _context().begins_after:
            return 0.0
        found = [scores.get(self._text[place : place + length], 0.0) for length in range(1, LONGEST_TITLE + 1)]
        return max(found) or min(found)

    def _follows(self, start: int, words: frozenset[str]) -> bool:
        """Whether one of the words stands at `start`."""
        return any(self._text[start : start + length] in words for length in range(1, LONGEST_TITLE + 1))


def _names_of_way(came_from: list[tuple[int, bool]], start: int, end: int) -> list[Span]:
    """The parts that are names of the way that ends at `end`."""
    names = []
    place = end
    while place > start:
        first, is_name = came_from[place - start]
        if is_name:
            names.append((first, place))
        place = first
    return names[::-1]


def _joined(text: str, found: list[Span]) -> list[Span]:
    """The spans, those of the parts of one foreign name put together."""
    joined: list[Span] = []
    for start, end in found:
        if joined and _JOINED.fullmatch(text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


@cache
def _words() -> dict[str, float]:
    """The logarithm of the probability of each word, with folded characters."""
    return {
        word: float(frequency) * log(10) - log(WORDS)
        for frequency, words in rows("uncased/chinese-words.tsv")
        for word in words.split(" ")
    }


@cache
def _names() -> _NameCharacters:
    places: list[dict[str, float]] = [{}, {}, {}, {}]
    for character, *in_names in rows("uncased/chinese-characters.tsv"):
        for place, count in zip(places, in_names, strict=True):
            if count != "0":
                place[character] = log(int(count) / COUNTED_IN)
    surname, only, first, last = places
    for compound, _, language in rows("surnames.tsv"):
        if language == "zh" and len(compound) > 1:
            surname[fold_characters(compound)] = COMPOUND_SURNAME
    forms = frozenset(fold_characters(form) for form, _ in rows("transcriptions/Hani.tsv"))
    counts = Counter("".join(forms))
    total = counts.total()
    foreign = {character: log(count / total) for character, count in counts.items() if count >= LEAST_FOREIGN_COUNT}
    return _NameCharacters(surname, only, first, last, foreign, forms)


@cache
def _begins_name() -> frozenset[str]:
    """The characters that a name may begin with."""
    return frozenset((*(surname[0] for surname in _names().surname), *_names().foreign_characters))


@cache
def _context() -> _Surroundings:
    def words(place: str, kind: str) -> frozenset[str]:
        return frozenset(map(fold_characters, context_words("zh", place, kind)))

    after = {
        word: score
        for kind, score in (("place", PLACE), ("joint", JOINT), ("saying", SAYING), ("title", TITLE))
        for word in words("after", kind)
    }
    return _Surroundings(
        words("before", "title"),
        words("before", "joint"),
        words("after", "title") | words("after", "surname"),
        words("before", "no surname"),
        after,
        frozenset(word[0] for word in after),
    )
