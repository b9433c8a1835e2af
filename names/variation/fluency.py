"""How usual a Latin spelling is among the names of a script: narendra is usual, nrendra is not.

The measure is an n-gram model of letters, smoothed by Witten and Bell's rule (Witten and Bell, "The zero-frequency
problem", IEEE Transactions on Information Theory 37, 1991).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from names.orthography.script_facts import known_scripts, script_facts
from names.romanization.customary import customary_forms

__all__ = ["FLUENCY_WEIGHT", "LetterModel", "letter_model"]

FLUENCY_WEIGHT = 0.5  # share of the model's nats that is added to the cost of a learned reading; chosen
ORDER = 5  # letters of the n-grams; chosen
FEWEST = 1000  # words that a script needs for a model of its own; with fewer it borrows; chosen
OUTCOMES = 27.0  # equally likely outcomes before any training: 26 letters and the end of the word


class LetterModel:
    """How likely letters follow each other in some words; all words are in lower-case Latin letters."""

    def __init__(self, words: Iterable[str]) -> None:
        self._next: dict[str, Counter[str]] = defaultdict(Counter)  # context of up to ORDER - 1 letters → what follows
        for word in words:
            padded = _padded(word)
            for position in range(ORDER - 1, len(padded)):
                for length in range(ORDER):
                    self._next[padded[position - length : position]][padded[position]] += 1
        self._probabilities: dict[tuple[str, str], float] = {}

    def cost(self, word: str) -> float:
        """The cost of a word, −log of its probability, in nats: the less, the more usual its letters are.

        >>> model = LetterModel(["narendra", "mahendra", "surendra"])
        >>> model.cost("barendra") < model.cost("brndra")
        True
        """
        padded = _padded(word)
        probabilities = (
            self._probability(padded[position - ORDER + 1 : position], padded[position])
            for position in range(ORDER - 1, len(padded))
        )
        return -math.fsum(map(math.log, probabilities))

    def _probability(self, context: str, letter: str) -> float:
        """The probability that the letter follows the context.

        It is weighed with that after the shorter context, which counts the less, the fewer different letters followed.
        """
        if (context, letter) not in self._probabilities:
            probability = self._probability(context[1:], letter) if context else 1 / OUTCOMES
            counts = self._next.get(context)
            if counts is not None:
                probability = (counts[letter] + len(counts) * probability) / (counts.total() + len(counts))
            self._probabilities[context, letter] = probability
        return self._probabilities[context, letter]


def _padded(word: str) -> str:
    return "^" * (ORDER - 1) + word + "$"


@cache
def letter_model(script: str) -> LetterModel:
    """The model of a script's (ISO 15924) names in Latin letters, made from their customary spellings.

    A script that has few of them borrows those of the scripts that lend their habits.

    >>> letter_model("Deva").cost("narendra") < letter_model("Deva").cost("nrendra")
    True
    """
    own = customary_forms(script)
    tables = [own] if len(own) >= FEWEST else [own, *map(customary_forms, _lenders())]
    return LetterModel(sorted({latin.lower() for table in tables for latin in table.values()}))


def _lenders() -> list[str]:
    return [code for code in known_scripts() if script_facts(code).lends_habits]
