"""Persons' names in Thai text: a courtesy or rank, joined to it a given name, and a family name after a space."""

from __future__ import annotations

import re
from functools import cache

from names.text.uncased.tables import context_words

__all__ = ["thai_persons"]

Span = tuple[int, int]

LONGEST_PART = 20  # characters of a given or family name; longer runs are sentences; chosen
SHORTEST_PART = 2

_RUN = re.compile(r"[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e]+")


def thai_persons(text: str) -> list[Span]:
    """The character spans of persons' names in a Thai text, in order.

    >>> text = "นายสมชาย ใจดี กล่าวว่าฝนจะตก นายกรัฐมนตรีไม่มา"
    >>> [text[start:end] for start, end in thai_persons(text)]
    ['สมชาย ใจดี']
    """
    found: list[Span] = []
    for title in _titles().finditer(text):
        given = _RUN.match(text, title.end())
        if given is None or given[0].startswith(_other_words()):
            continue
        end = given.start() + _name_length(given[0])
        if not SHORTEST_PART <= end - given.start() <= LONGEST_PART:
            continue
        family = _RUN.match(text, end + 1) if end == given.end() and text[end : end + 1] == " " else None
        if family and SHORTEST_PART <= _name_length(family[0]) <= LONGEST_PART:
            end = family.start() + _name_length(family[0])
        found.append((given.start(), end))
    return found


def _name_length(run: str) -> int:
    """How many characters stand before the first word of a run that is no part of a name."""
    stop = _stops().search(run)
    return stop.start() if stop else len(run)


@cache
def _titles() -> re.Pattern[str]:
    """A title at the beginning of a run of Thai letters, the longest that there is, with a space after it at most."""
    titles = sorted(context_words("th", "before", "title"), key=len, reverse=True)
    return re.compile(rf"(?<![\u0e01-\u0e4e.])(?:{'|'.join(map(re.escape, titles))}) ?")


@cache
def _other_words() -> tuple[str, ...]:
    """How ordinary words go on that begin like a title."""
    return tuple(context_words("th", "inside", "word"))


@cache
def _stops() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(context_words("th", "inside", "stop"), key=len, reverse=True))))
