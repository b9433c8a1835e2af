"""How a Latin spelling sounds, coarsely: a fold that undoes spelling habits and a skeleton of its consonants."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from names.tables import rows

VOWELS = "aeiouy"


@cache
def _sounds() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {letters: sound for letters, sound in rows("sounds.tsv")}
    longest = sorted(table, key=lambda letters: (-len(letters.strip("^$")), -len(letters)))
    return re.compile("|".join(f"({letters})" for letters in longest)), {
        str(group): table[letters] for group, letters in enumerate(longest, 1)
    }


@lru_cache(maxsize=1 << 17)
def sound(latin: str) -> str:
    """The sound spelling of a lower-case ASCII word: digraphs as one symbol, doubled letters single.

    >>> sound("zheenbekov"), sound("jinbekov"), sound("chruschtschow")
    ('jinbekov', 'jinbekov', 'CruSCov')
    """
    pattern, sounds = _sounds()
    folded = pattern.sub(lambda match: sounds[str(match.lastindex)], latin)
    return re.sub(r"(.)\1+", r"\1", folded)


@lru_cache(maxsize=1 << 17)
def skeleton(latin: str) -> str:
    """The consonants of a lower-case ASCII word as sounds; a word of vowels alone is its own skeleton.

    >>> skeleton("qaddafi"), skeleton("gadhafi"), skeleton("ai")
    ('kdf', 'gdf', 'ai')
    """
    sounds = sound(latin)
    return "".join(letter for letter in sounds if letter not in VOWELS) or sounds
