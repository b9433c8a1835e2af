"""Words whose role in a name is known beforehand: titles, particles, suffixes, legal forms, translated common words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from names.caching import cached_texts
from names.data.tables import rows
from names.orthography.normalization import fold
from names.parsing.roles import Role

TABLES: tuple[Role, ...] = ("title", "particle", "suffix", "legal", "term", "number")


class Entry(NamedTuple):
    """What the tables say of a phrase: its role, and the concept all its translations share."""

    role: Role
    concept: str


@cache
def lexicon() -> dict[str, tuple[Entry, ...]]:
    """All phrases of `data/lexicon`, folded, with what they may be.

    >>> lexicon()["gmbh"][0].role
    'legal'
    """
    entries: dict[str, tuple[Entry, ...]] = {}
    for role in TABLES:
        known: dict[str, tuple[Entry, ...]] = {}  # one entry for all phrases of a concept
        for phrase, concept, _ in rows(f"lexicon/{role}.tsv"):
            entry = known.get(concept) or known.setdefault(concept, (Entry(role, concept),))
            entries[phrase] = entries[phrase] + entry if phrase in entries else entry
    return entries


@cached_texts(1 << 16)
def fold_phrase(phrase: str) -> str:
    """The phrase as the tables write it: folded, without dots and apostrophes.

    >>> fold_phrase("S.p.A."), fold_phrase("Ph.D.")
    ('spa', 'phd')
    """
    return fold(phrase).replace(".", "").replace("'", "").replace("-", " ")


def longest_entry(words: Sequence[str], start: int) -> tuple[tuple[Entry, ...], int]:
    """What the longest phrase at `start` may be and how many words it takes; no entries and 0 where none is known.

    >>> longest_entry(["banco", "central"], 0)[1]
    1
    """
    known = lexicon()
    for count in range(min(first_words().get(words[start], 0), len(words) - start), 0, -1):
        entries = known.get(" ".join(words[start : start + count]))
        if entries:
            return entries, count
    return (), 0


@cache
def first_words() -> dict[str, int]:
    """Of each first word of a phrase, how many words the longest such phrase has."""
    longest = dict.fromkeys(lexicon(), 1)
    for phrase in [phrase for phrase in lexicon() if " " in phrase]:
        del longest[phrase]
        first, *others = phrase.split(" ")
        longest[first] = max(longest.get(first, 0), 1 + len(others))
    return longest
