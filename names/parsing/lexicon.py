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
    """What the tables say of a phrase: its role, and the concept that it shares with its translations."""

    role: Role
    concept: str


@cache
def lexicon() -> dict[str, tuple[Entry, ...]]:
    """The entries of all phrases of `data/lexicon`, by folded phrase.

    >>> lexicon()["gmbh"][0].role
    'legal'
    """
    entries: dict[str, tuple[Entry, ...]] = {}
    for role in TABLES:
        by_concept: dict[str, tuple[Entry, ...]] = {}  # all phrases of a concept share one entry
        for phrase, concept, _ in rows(f"lexicon/{role}.tsv"):
            entry = by_concept.get(concept) or by_concept.setdefault(concept, (Entry(role, concept),))
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
    """The entries of the longest phrase at `start`, and the number of its words; () and 0 if no phrase begins there.

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
    """For each word that begins a phrase, the number of words of the longest such phrase."""
    longest = dict.fromkeys(lexicon(), 1)
    for phrase in [phrase for phrase in lexicon() if " " in phrase]:
        del longest[phrase]
        first, *others = phrase.split(" ")
        longest[first] = max(longest.get(first, 0), 1 + len(others))
    return longest
