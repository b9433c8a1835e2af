"""Persons' names in scripts with spaces but without capitals: Arabic, Hebrew, those of India and the Caucasus.

Every word of a text is given the letter of its class (see `spaced_words`); patterns of letters are names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from names.text.uncased.spaced_words import spaced_words

__all__ = ["spaced_persons"]

Span = tuple[int, int]

LONGEST_WITH_FAMILY = 2  # words of a name the last of which is surely the family name; chosen

# What may stand between the words of one name.
_GAP = re.compile(r"[ \u00a0]|[-־–]| [-–] |\u200c")
_TELLING = frozenset("ML")  # the classes of words that are names if the text repeats them
_FAMILY = frozenset("NMFLfX")  # the classes that a family name may have
_SECOND_HALF = "E"  # of a family name
_CLITIC = "c"  # stands in the line of letters before a word with a clitic
_BORDER = "|"  # stands in the line of letters where something else is between two words

_ANY = "[A-Zdfg]"  # the letter of any word
_NAME = "NMFLX"  # of parts of names that the tables know or letters tell
_PART = f"(?:P{{0,2}}[G{_NAME}f]E?|[ABK]{_ANY}|[UC]E)"
_SECOND = f"(?:P{{0,2}}[Gg{_NAME}fU]E?|d(?![Gg{_NAME}T])|[ABK]{_ANY}|[UC]E)"
_GIVEN_FIRST = f"(?:G|B{_ANY})E?{_SECOND}{_PART}{{0,3}}|B{_ANY}|g(?:P{{0,2}}[G{_NAME}]|A[A-Z]){{1,3}}"
_FATHER_OF = f"K[Gg{_NAME}U](?:P{{0,2}}[G{_NAME}f]|d(?![Gg{_NAME}T]))?"
_FULL = f"{_GIVEN_FIRST}|{_FATHER_OF}|[NML][{_NAME}f]"
_TITLED = f"{_GIVEN_FIRST}|{_FATHER_OF}|GE?|U{_PART}|[{_NAME}]E?(?:P{{0,2}}[G{_NAME}]E?){{0,2}}"
_SPEAKER = f"GE|[G{_NAME}f]E?(?:[{_NAME}f]E?)?"
_PATTERN = re.compile(
    rf"(?<!O)(?<!O[PT])(?:(?<=T)[Dd]?(?P<titled>{_TITLED})|(?<=T[Dd])(?P<after>{_TITLED})|(?P<full>{_FULL})"
    rf"|(?<=S)(?P<said>[G{_NAME}][{_NAME}f]?)|(?<=[|c])(?P<saying>{_SPEAKER})(?=S)"
    rf"|(?<=[Dd])(?P<citizen>[{_NAME}][{_NAME}U]?)|(?P<family>L))"
)
_OF_PLACE = re.compile(f"[IO](?=[{_NAME}f])")
_GROUPS = ("titled", "after", "full", "said", "saying", "citizen", "family")


class _SpacedWord(NamedTuple):
    start: int
    end: int
    clitic: int  # characters


def spaced_persons(text: str, language: str, script: str, words: re.Pattern[str]) -> list[Span]:
    """The character spans of persons' names in a text, in order; `words` finds its words.

    >>> text = "קולות עלו כאשר השר גדעון ברקאי הגיע"
    >>> [text[start:end] for start, end in spaced_persons(text, "he", "Hebr", re.compile("[א-ת]+"))]
    ['גדעון ברקאי']
    """
    class_of = spaced_words(language, script).class_of
    found: list[_SpacedWord | None] = []
    letters: list[str] = []
    last = 0
    for match in words.finditer(text):
        start, end = match.span()
        letter, clitic = class_of(match[0])
        gap = text[last:start]
        if clitic or (gap and gap != " " and not _GAP.fullmatch(gap)):
            found.append(None)
            letters.append(_CLITIC if clitic else _BORDER)
        found.append(_SpacedWord(start, end, clitic))
        letters.append(letter)
        last = end
    line = "".join(letters)
    names = list(_names(line))
    names += _repeats(text, found, line, names)
    return sorted(map(partial(_span, found), names))


def _names(line: str) -> Iterator[Span]:
    """The places of words whose letters fit the patterns."""
    for match in _PATTERN.finditer(line):
        yield next(match.span(group) for group in _GROUPS if match[group])


def _repeats(text: str, words: Sequence[_SpacedWord | None], line: str, names: Sequence[Span]) -> Iterator[Span]:
    """The places of words that stand alone and are the last word of a name that the text has elsewhere.

    Where there are names at all, a word with the letters of names is one if it is repeated, and never in a place.
    """
    if not names:
        return
    lasts = [last - 1 for first, last in names if last - first <= LONGEST_WITH_FAMILY and line[last - 1] in _FAMILY]
    families = {_letters(text, words[last]) for last in lasts}
    counts = Counter(_letters(text, word) for word, letter in zip(words, line, strict=True) if letter in _TELLING)
    families.update(word for word, count in counts.items() if count > 1)
    families -= {_letters(text, words[match.end()]) for match in _OF_PLACE.finditer(line)}
    covered = {place for first, last in names for place in range(first, last)}
    for place, word in enumerate(words):
        if word and place not in covered and line[place] in _FAMILY and _letters(text, word) in families:
            yield place, place + 1 + line.startswith(_SECOND_HALF, place + 1)


def _letters(text: str, word: _SpacedWord | None) -> str:
    """The letters of a word without a clitic."""
    assert word is not None  # a name has no border inside
    return text[word.start + word.clitic : word.end]


def _span(words: Sequence[_SpacedWord | None], name: Span) -> Span:
    """The characters of a name."""
    start, end = words[name[0]], words[name[1] - 1]
    assert start is not None  # as in `_letters`
    assert end is not None
    return start.start + start.clitic, end.end
