"""The names of a text so far, and those among them that another name may be a spelling of.

Each name is stored under keys: the skeletons of its words in their likeliest readings, whole and with one consonant
left out, and the groups of equivalent names that a word belongs to (Sasha, Alexander). Pairs of full names that compare
as one person (score 0.75 or more) share a key in 99.8 percent of cases, pairs of single words (0.6 or more) in 97
percent. The work for one name does not grow with the text: a bounded number of entries under its keys is read, rarest
keys first, and the names that share most keys are its neighbours. While there are few names, all are neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from heapq import nlargest

from names.comparison.equivalents import groups
from names.parsing.parts import read_name
from names.romanization.words import Word
from names.text.memory import REMEMBERED
from names.text.rules import TextRules


class Neighbours:
    """Names in the order in which they were added; when there are `size`, the older half is dropped.

    >>> from names.text.rules import TEXT_RULES
    >>> names = Neighbours(TEXT_RULES)
    >>> names.add("Anna Petrova")
    >>> names.near("Ana Petrowa")
    ['Anna Petrova']
    """

    def __init__(self, rules: TextRules, size: int = REMEMBERED) -> None:
        self._rules = rules
        self._size = size
        self._names: dict[int, str] = {}  # by ordinal, without removed ones
        self._ordinals: dict[str, int] = {}
        self._postings: dict[str, list[int]] = {}  # ordinals by key, ascending
        self._added = 0

    def __contains__(self, name: str) -> bool:
        return name in self._ordinals

    def add(self, name: str) -> None:
        """Add a name, unless it is there."""
        if name in self._ordinals:
            return
        if len(self._names) >= self._size:
            self._forget_older_half()
        self._enter(name)

    def remove(self, name: str) -> None:
        """Remove a name, if it is there."""
        self._names.pop(self._ordinals.pop(name, -1), None)

    def near(self, name: str) -> list[str]:
        """The names that this one may be a spelling of, in the order in which they were added."""
        if len(self._names) <= self._rules.compared_with_all:
            return list(self._names.values())
        shared_keys = self._shared_keys(name)
        nearest = nlargest(self._rules.neighbours, shared_keys, key=lambda ordinal: (shared_keys[ordinal], -ordinal))
        return [self._names[ordinal] for ordinal in sorted(nearest)]

    def _shared_keys(self, name: str) -> Counter[int]:
        """The number of keys that each name, by ordinal, shares with this one.

        A limited number of entries is read, rarest keys first; for the last key, only the newest.
        """
        postings = [self._postings[key] for key in self._keys(name) if key in self._postings]
        shared: Counter[int] = Counter()
        unread = self._rules.neighbour_entries
        for ordinals in sorted(postings, key=len):
            shared.update(ordinal for ordinal in ordinals[-unread:] if ordinal in self._names)
            unread -= len(ordinals)
            if unread <= 0:
                break
        return shared

    def _enter(self, name: str) -> None:
        self._added += 1
        self._names[self._added] = name
        self._ordinals[name] = self._added
        for key in self._keys(name):
            self._postings.setdefault(key, []).append(self._added)

    def _forget_older_half(self) -> None:
        newer = list(self._names.values())[len(self._names) // 2 :]
        self._names, self._ordinals, self._postings = {}, {}, {}
        for name in newer:
            self._enter(name)

    def _keys(self, name: str) -> set[str]:
        readings = self._rules.neighbour_readings
        return {key for part in read_name(name).parts for key in _keys_of_word(part.word, readings)}


def _keys_of_word(word: Word, readings: int) -> Iterator[str]:
    for skeleton in dict.fromkeys(word.skeletons[:readings]):
        yield skeleton
        if len(skeleton) > 2:
            yield from (skeleton[:place] + skeleton[place + 1 :] for place in range(len(skeleton)))
    yield from map(str, groups(word))
