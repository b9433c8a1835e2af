"""Generic words of the names of organisations and places (university, street), by the languages of a text."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from names.data.tables import rows
from names.text.unknown.word_facts import Languages

UNTOLD: Languages = frozenset({"en"})  # whose generic words count in a text whose languages are not told


class GenericWord(NamedTuple):
    """What a generic word makes of its neighbours: a kind of name, and where the name proper stands (see the table)."""

    kind: str  # "org" or "place"
    where: frozenset[str]


@cache
def generic_words(languages: Languages) -> dict[str, tuple[GenericWord, ...]]:
    """The generic words of some languages, in small letters; those of letters other than Latin if none is told.

    >>> generic_words(frozenset({"en"}))["county"][0].kind
    'place'
    """
    found: dict[str, list[GenericWord]] = {}
    for where_spoken, kind, where, words in rows("unknown/generic.tsv"):
        spoken = frozenset(where_spoken.split())
        for word in words.split():
            if spoken & languages or (not languages and (spoken & UNTOLD or word > "\u0370")):
                found.setdefault(word, []).append(GenericWord(kind, frozenset(where.split())))
    return {word: tuple(meanings) for word, meanings in found.items()}


@cache
def endings(part: str, languages: Languages) -> tuple[str, ...]:
    """The endings of words in small letters that are an `adjective` or `genitive` in a name, or whole words, `link`."""
    return tuple(
        ending
        for where_spoken, its_part, written in rows("unknown/belonging.tsv")
        if its_part == part and (not languages or languages & set(where_spoken.split()))
        for ending in written.split()
    )
