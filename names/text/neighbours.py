"""The names that a text has told so far, and which of them another name may be a spelling of.

Each name is kept under the consonants of its words as they sound, whole and with one left out, in their likeliest
readings, and under the forms of one name that a word is known as (Bill, William). Of full names that compare as one
person (0.75 or more) 99.8 percent share such a key, of single words that compare as one (0.6 or more) 97 percent.
How much is looked at for one name does not grow with the text: so many entries under its keys, rarest keys first, and
of the names found those that share most. While there are few names every one is near.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from heapq import nlargest
from itertools import islice
from typing import TypeVar

from names.comparison.equivalents import groups
from names.parsing.parts import read_name
from names.romanization.words import Word

EVERY = 64  # names up to which all are compared
NEAR = 8  # of more names, those that are compared with one
BUDGET = 2048  # entries under the keys of a name that are looked at, rarest keys first
READINGS = 3  # readings of a word that make its keys
KEPT = 1 << 14  # names that are remembered: 3 KB each

Key = TypeVar("Key")
Value = TypeVar("Value")


class Neighbours:
    """Names in the order in which they were added; at KEPT of them the older half is forgotten.

    >>> met = Neighbours()
    >>> met.add("Anna Petrova")
    >>> met.near("Ana Petrowa")
    ['Anna Petrova']
    """

    def __init__(self) -> None:
        self._names: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._holders: dict[str, list[int]] = {}
        self._added = 0

    def __contains__(self, name: str) -> bool:
        return name in self._numbers

    def add(self, name: str) -> None:
        """Remember a name."""
        if name in self._numbers:
            return
        if len(self._names) >= KEPT:
            self._forget()
        self._enter(name)

    def remove(self, name: str) -> None:
        """Forget a name."""
        self._names.pop(self._numbers.pop(name, -1), None)

    def near(self, name: str) -> list[str]:
        """The names that this one may be a spelling of, in the order in which they were added."""
        if len(self._names) <= EVERY:
            return list(self._names.values())
        held = sorted((self._holders[key] for key in _keys(name) if key in self._holders), key=len)
        shared: Counter[int] = Counter()
        left = BUDGET
        for numbers in held:
            shared.update(number for number in numbers[-left:] if number in self._names)
            left -= len(numbers)
            if left <= 0:
                break
        best = nlargest(NEAR, shared, key=lambda number: (shared[number], -number))
        return [self._names[number] for number in sorted(best)]

    def _enter(self, name: str) -> None:
        number = self._added = self._added + 1
        self._names[number] = name
        self._numbers[name] = number
        for key in _keys(name):
            self._holders.setdefault(key, []).append(number)

    def _forget(self) -> None:
        newer = list(self._names.values())[len(self._names) // 2 :]
        self._names, self._numbers, self._holders = {}, {}, {}
        for name in newer:
            self._enter(name)


def keep(table: dict[Key, Value], key: Key, value: Value, size: int = KEPT) -> None:
    """Remember a value as the newest of a table; at more than `size` values the older half is forgotten."""
    table.pop(key, None)
    table[key] = value
    if len(table) > size:
        for older in list(islice(table, size // 2)):
            del table[older]


def _keys(name: str) -> set[str]:
    return {key for part in read_name(name).parts for key in _of_word(part.word)}


def _of_word(word: Word) -> Iterator[str]:
    for bones in dict.fromkeys(word.skeletons[:READINGS]):
        yield bones
        if len(bones) > 2:
            yield from (bones[:i] + bones[i + 1 :] for i in range(len(bones)))
    yield from map(str, groups(word))
