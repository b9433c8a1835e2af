"""Phonetic forms and consonant skeletons of Latin words.

A phonetic form is a Latin spelling in which letters that sound alike are equal: digraphs are one symbol, doubled
letters single (`data/sounds.tsv`). A skeleton is the consonants of a phonetic form. All words of a batch pass through
the patterns as one text: word by word, the calls would take longer than the work.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from names.data.tables import mapping

VOWELS = "aeiouy"

_START, _END = "\r", "\n"  # stand before and behind each word of a batch
_BETWEEN = _END + _START
_DOUBLED = re.compile(r"(.)(?=\1)")
_VOWELS = VOWELS.encode()


class PhoneticForms(NamedTuple):
    """The phonetic form and the skeleton of each word of a batch, in the order of the words."""

    forms: list[str]
    skeletons: list[str]


@cache
def _sounds() -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern of all letter groups, the longest first, and the replacement of each; `^` and `$` are word edges.

    The pattern branches by the first letter, which is quick. It is one capturing group, so that `split` returns the
    matches as well.
    """
    table = mapping("sounds.tsv")
    longest_first = sorted(table, key=lambda letters: (-len(letters.strip("^$")), -len(letters)))
    replacements: dict[str, str] = {}
    by_first: dict[str, list[str]] = {}
    for letters in longest_first:
        edged = letters.replace("^", _START).replace("$", _END)
        replacements[edged] = edged.replace(letters.strip("^$"), table[letters])
        by_first.setdefault(edged[0], []).append(edged[1:])
    branches = [f"{first}(?:{'|'.join(endings)})" for first, endings in by_first.items()]
    return re.compile(f"({'|'.join(branches)})"), replacements


def phonetic_forms(words: Sequence[str]) -> PhoneticForms:
    """The phonetic forms and skeletons of lower-case ASCII words, none of which holds an end of line.

    A word of vowels alone is its own skeleton.

    >>> phonetic_forms(["zheenbekov", "jinbekov", "chruschtschow"]).forms
    ['jinbekov', 'jinbekov', 'CruSov']
    >>> phonetic_forms(["qaddafi", "gadhafi", "ai"]).skeletons
    ['kdf', 'gdf', 'ai']
    """
    if not words:
        return PhoneticForms([], [])
    pattern, replacements = _sounds()
    pieces = pattern.split(f"{_START}{_BETWEEN.join(words)}{_END}")
    pieces[1::2] = map(replacements.__getitem__, pieces[1::2])  # every other piece is a match
    text = _DOUBLED.sub("", "".join(pieces))[1:-1]
    forms = text.split(_BETWEEN)
    skeletons = text.encode().translate(None, _VOWELS).decode().split(_BETWEEN)
    if not all(skeletons):
        skeletons = [consonants or form for consonants, form in zip(skeletons, forms, strict=True)]
    return PhoneticForms(forms, skeletons)


def skeleton(latin: str) -> str:
    """The skeleton of one lower-case ASCII word.

    >>> skeleton("qaddafi")
    'kdf'
    """
    return phonetic_forms([latin]).skeletons[0]
