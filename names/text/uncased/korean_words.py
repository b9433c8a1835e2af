"""Words of Korean text: what is joined to names and stands beside them, and which words are no names."""

from __future__ import annotations

import re
from functools import cache

from names.data.tables import rows
from names.parsing.vocabulary import languages_of_words
from names.text.uncased.hangul_transcriptions import is_known
from names.text.uncased.tables import context_words

__all__ = [
    "HANGUL",
    "LONGEST_TITLE",
    "demonstratives",
    "is_title",
    "joined_titles",
    "locatives",
    "ordinary_words",
    "particles",
    "suffixes",
    "without_particles",
]

LONGEST_TITLE = 5  # syllables; chosen
LONGEST_PARTICLE = 3  # syllables of the particles that are taken from a foreign name; chosen
SHORTEST_FULL = 3  # syllables of a surname and given name to which any title may be joined; chosen

HANGUL = re.compile("[가-힣]+")


def without_particles(word: str) -> str:
    """A foreign name without the particle joined to it: a known name, else without the shortest possible particle.

    >>> without_particles("베르크만은")
    '베르크만'
    """
    if is_known(word):
        return word
    stems = [
        word[:-length] for length in range(1, min(LONGEST_PARTICLE + 1, len(word))) if word[-length:] in particles()
    ]
    known = [stem for stem in stems if is_known(stem)]
    return (known or stems or [word])[0]


def is_title(word: str, titles: frozenset[str] | None = None) -> bool:
    """Whether a word is a title, perhaps with particles."""
    titles = context_words("ko", "after", "title") if titles is None else titles
    return any(
        word[:length] in titles and (length == len(word) or word[length:] in particles())
        for length in range(1, min(LONGEST_TITLE, len(word)) + 1)
    )


def joined_titles(length: int) -> frozenset[str]:
    """The titles that may be joined to a name of so many syllables: all to a full name, else only "Mr" or "Ms"."""
    return context_words("ko", "after", "joined" if length < SHORTEST_FULL else "title")


@cache
def particles() -> frozenset[str]:
    """What may be joined to the end of a name."""
    return context_words("ko", "after", "particle")


@cache
def suffixes() -> frozenset[str]:
    """Syllables that make longer words of ordinary words."""
    return context_words("ko", "after", "suffix")


@cache
def locatives() -> frozenset[str]:
    """Particles that follow places more often than persons."""
    return context_words("ko", "after", "locative")


@cache
def demonstratives() -> frozenset[str]:
    """Syllables that are surnames, but before a title rather mean this, a, former and the like."""
    return context_words("ko", "before", "demonstrative")


@cache
def ordinary_words() -> frozenset[str]:
    """Words that are no names, though their syllables are those of names."""
    tables = ("uncased/korean-words.tsv", "uncased/korean-loanwords.tsv")
    listed = frozenset(word for table in tables for (words,) in rows(table) for word in words.split(" "))
    return listed | frozenset(word for word in languages_of_words() if HANGUL.fullmatch(word))
