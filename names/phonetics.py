"""How a Latin spelling sounds, coarsely: a fold that undoes spelling habits and a skeleton of its consonants."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from names.tables import mapping

VOWELS = "aeiouy"


_DOUBLED = re.compile(r"(.)\1+")
_NO_VOWELS = str.maketrans("", "", VOWELS)


@cache
def _sounds() -> tuple[re.Pattern[str], dict[str, str]]:
    table = mapping("sounds.tsv")
    longest = sorted(table, key=lambda letters: (-len(letters.strip("^$")), -len(letters)))
    return re.compile("|".join(longest)), table  # no groups: with them the pattern tries every letter group everywhere


def _sound(match: re.Match[str]) -> str:
    letters, table = match[0], _sounds()[1]
    if match.start() == 0 and f"^{letters}" in table:
        return table[f"^{letters}"]
    if match.end() == len(match.string) and f"{letters}$" in table:
        return table[f"{letters}$"]
    return table[letters]


@lru_cache(maxsize=1 << 17)
def sound(latin: str) -> str:
    """The sound spelling of a lower-case ASCII word: digraphs as one symbol, doubled letters single.

    >>> sound("zheenbekov"), sound("jinbekov"), sound("chruschtschow")
    ('jinbekov', 'jinbekov', 'CruSov')
    """
    return _DOUBLED.sub(r"\1", _sounds()[0].sub(_sound, latin))


@lru_cache(maxsize=1 << 17)
def skeleton(latin: str) -> str:
    """The consonants of a lower-case ASCII word as sounds; a word of vowels alone is its own skeleton.

    >>> skeleton("qaddafi"), skeleton("gadhafi"), skeleton("ai")
    ('kdf', 'gdf', 'ai')
    """
    sounds = sound(latin)
    return sounds.translate(_NO_VOWELS) or sounds
