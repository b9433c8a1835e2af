"""How a Latin spelling sounds, coarsely: a fold that undoes spelling habits and a skeleton of its consonants.

Many words are one text to the patterns: word by word, calls would take longer than the work.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from names.data.tables import mapping

VOWELS = "aeiouy"

_START, _END = "\r", "\n"  # of each word in the text
_BETWEEN = _END + _START
_DOUBLED = re.compile(r"(.)(?=\1)")
_VOWELS = VOWELS.encode()


@cache
def _sounds() -> tuple[re.Pattern[str], dict[str, str]]:
    """The letter groups, longest first, and what becomes of each; the edges of a word belong to them.

    The pattern branches by the first letter, as that is quick, and is one group, so that splitting keeps what matches.
    """
    table = mapping("sounds.tsv")
    longest = sorted(table, key=lambda letters: (-len(letters.strip("^$")), -len(letters)))
    edged = {_edged(letters): _edged(letters).replace(letters.strip("^$"), table[letters]) for letters in longest}
    rests: dict[str, list[str]] = {}
    for letters in edged:
        rests.setdefault(letters[0], []).append(letters[1:])
    branches = [f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items()]
    return re.compile(f"({'|'.join(branches)})"), edged


def _edged(letters: str) -> str:
    return letters.replace("^", _START).replace("$", _END)


def phonetic_forms(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The `sound` and the `skeleton` of each word, none of which may hold an end of line."""
    if not words:
        return [], []
    pattern, table = _sounds()
    pieces = pattern.split(f"{_START}{_BETWEEN.join(words)}{_END}")
    pieces[1::2] = map(table.__getitem__, pieces[1::2])
    text = _DOUBLED.sub("", "".join(pieces))[1:-1]
    sounds, bare = text.split(_BETWEEN), text.encode().translate(None, _VOWELS).decode().split(_BETWEEN)
    return sounds, bare if all(bare) else [bones or whole for bones, whole in zip(bare, sounds, strict=True)]


def sound(latin: str) -> str:
    """The sound spelling of a lower-case ASCII word: digraphs as one symbol, doubled letters single.

    >>> sound("zheenbekov"), sound("jinbekov"), sound("chruschtschow")
    ('jinbekov', 'jinbekov', 'CruSov')
    """
    return phonetic_forms([latin])[0][0]


def skeleton(latin: str) -> str:
    """The consonants of a lower-case ASCII word as sounds; a word of vowels alone is its own skeleton.

    >>> skeleton("qaddafi"), skeleton("gadhafi"), skeleton("ai")
    ('kdf', 'gdf', 'ai')
    """
    return phonetic_forms([latin])[1][0]
