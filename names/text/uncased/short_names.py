"""Short forms of persons' names in scripts without capitals: the family name alone, first or last of the full name."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["full_names"]

LONGEST_SURNAME = 3  # characters of a family name that no space parts from the given name; chosen

_BETWEEN = re.compile(r"[ \u00a0·•‧・=＝‐-]+")


def full_names(names: Iterable[str]) -> dict[str, str]:
    """The full name of each name: the only one among the names that it is a short form of, else itself.

    >>> full_names(["佐藤健一", "佐藤", "يوسف النجار", "النجار"])["النجار"]
    'يوسف النجار'
    >>> full_names(["김서연", "김민수", "김"])["김"]
    '김'
    """
    spellings = dict.fromkeys(names)
    bearers: dict[str, set[str]] = {}  # full names by each of their short forms
    for name in spellings:
        for short_form in _short_forms(name):
            if short_form in spellings:
                bearers.setdefault(short_form, set()).add(name)
    return {name: _only(bearers.get(name, set()), name) for name in spellings}


def _short_forms(name: str) -> Iterable[str]:
    """What may stand for a name: its last word, or its first characters where it is one word."""
    words = _BETWEEN.split(name)
    if len(words) > 1:
        return words[-1:]
    return [name[:length] for length in range(1, min(LONGEST_SURNAME + 1, len(name)))]


def _only(bearers: set[str], otherwise: str) -> str:
    return next(iter(bearers)) if len(bearers) == 1 else otherwise
