"""How usual a Latin spelling is among the names of a script, letter after letter: narendra is, nrendra is not."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from names.orthography.script_facts import known_scripts, script_facts
from names.romanization.customary import customary_forms

__all__ = ["FLUENT", "Fluency", "fluency"]

FLUENT = 0.5  # nats of a learned reading for each of its fluency
ORDER = 5  # letters that are looked at together
FEWEST = 1000  # words from which the habits of a script can be told
LETTERS = 27.0  # a letter that was never met after the others is one of these, or the end


class Fluency:
    """The letters that follow each other in some words, weighed by Witten and Bell's rule."""

    def __init__(self, words: Iterable[str]) -> None:
        self._after: dict[str, Counter[str]] = defaultdict(Counter)
        for word in words:
            padded = "^" * (ORDER - 1) + word + "$"
            for at in range(ORDER - 1, len(padded)):
                for length in range(ORDER):
                    self._after[padded[at - length : at]][padded[at]] += 1
        self._known: dict[tuple[str, str], float] = {}

    def cost(self, word: str) -> float:
        """The nats of a word in small Latin letters: less, the more usual its letters are.

        >>> usual = Fluency(["narendra", "mahendra", "surendra"])
        >>> usual.cost("barendra") < usual.cost("brndra")
        True
        """
        padded = "^" * (ORDER - 1) + word + "$"
        likely = (self._likely(padded[at - ORDER + 1 : at], padded[at]) for at in range(ORDER - 1, len(padded)))
        return -math.fsum(map(math.log, likely))

    def _likely(self, before: str, letter: str) -> float:
        if (before, letter) not in self._known:
            shorter = self._likely(before[1:], letter) if before else 1 / LETTERS
            after = self._after.get(before)
            if after is not None:
                shorter = (after[letter] + len(after) * shorter) / (after.total() + len(after))
            self._known[before, letter] = shorter
        return self._known[before, letter]


@cache
def fluency(script: str) -> Fluency:
    """The habits of a script's names in Latin letters, as the customary spellings show them."""
    own = customary_forms(script)
    tables = (own,) if len(own) >= FEWEST else (own, *map(customary_forms, _lenders()))
    return Fluency(sorted({latin.lower() for table in tables for latin in table.values()}))


def _lenders() -> list[str]:
    """Scripts whose names stand for those of scripts with fewer words."""
    return [code for code in known_scripts() if script_facts(code).lends_habits]
