"""Whether two words are forms of one name, and the names that a word is near to."""

from __future__ import annotations

import re

from names.caching import cached
from names.parsing.lexicon import fold_phrase
from names.text.inflection import dictionary_forms
from names.text.memory import RecentTable
from names.text.unknown.word_facts import Languages, plain_latin

SHORTEST_STEM = 2  # letters that two forms of a name share; chosen
LONG = 4  # consonants of a word of which one may be left out or another; chosen
NEAREST = 8  # most names that a word is near to, the newest; chosen

_NO_CONSONANT = re.compile(r"[aeiouyhj'ь]|(.)(?=\1)")


@cached(1 << 16)
def are_forms(left: str, right: str, languages: Languages) -> bool:
    """Whether two words, in small letters, may be forms of one name in these languages, or one is the other's initial.

    >>> are_forms("петренком", "петренка", frozenset({"uk"})), are_forms("petrov", "pavlov", frozenset({"pl"}))
    (True, False)
    """
    if left == right or left == right[:1] or right == left[:1]:
        return True
    if left[:SHORTEST_STEM] != right[:SHORTEST_STEM]:
        return False
    return not _forms(left, languages).isdisjoint(_forms(right, languages))


def _forms(lower: str, languages: Languages) -> frozenset[str]:
    """A word, folded, and what it may be a form of."""
    folded = fold_phrase(lower)
    return frozenset((folded, *dictionary_forms(folded, languages)))


class NearWords:
    """Names by a word of theirs, found again by words with nearly the same consonants.

    >>> names = NearWords()
    >>> names.add("dubrovan", "Greta Dubrovan")
    >>> names.near("дуброван"), names.near("kalomirsky")
    (['Greta Dubrovan'], [])
    """

    def __init__(self) -> None:
        self._names: RecentTable[str, list[str]] = RecentTable()  # by sketch

    def add(self, word: str, name: str) -> None:
        """Add a name by one of its words, in small letters."""
        for sketch in _sketches(word):
            names = self._names.get(sketch)
            if names is None:
                self._names.keep(sketch, [name])
            elif name not in names:
                names.append(name)
                del names[:-NEAREST]

    def near(self, word: str) -> list[str]:
        """The names with a word that is nearly alike, the newest last."""
        found = (name for sketch in _sketches(word) for name in self._names.get(sketch, ()))
        return list(dict.fromkeys(found))[-NEAREST:]


@cached(1 << 15)
def _sketches(word: str) -> tuple[str, ...]:
    """The consonants of a word in plain Latin letters, whole and with one of them left out."""
    whole = _NO_CONSONANT.sub("", plain_latin(word)) or word
    shorter = (whole[:place] + whole[place + 1 :] for place in range(len(whole)) if len(whole) >= LONG)
    return tuple(dict.fromkeys((whole, *shorter)))
