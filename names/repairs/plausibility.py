"""How usual the letters of a text are beside each other, by the pairs of letters of names in five scripts."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from functools import cache
from itertools import pairwise

from names.caching import cached_texts
from names.data.tables import rows
from names.orthography.folding import fold_word
from names.orthography.script import script

__all__ = ["cost", "gain", "has_odd_capitals", "is_implausible"]

EDGE = "^"  # stands before the first letter and behind the last
SMOOTHING = 0.2  # added to the count of each pair; chosen
OUTCOMES = 40.0  # letters that may follow one, for the smoothing; chosen
UNKNOWN = 5.0  # nats of a letter in a script without a table; chosen
USUAL = 2.9  # nats a letter up to which a text is so usual that nothing else is tried; chosen

_WORD = re.compile(r"[^\W\d_]+(?:['’\u0300-\u036f]*[^\W\d_]+)*")


@cached_texts(1 << 12)
def cost(text: str) -> float:
    """The mean cost of its letters, in nats: the less, the more usual they are beside each other in names.

    >>> cost("Putin") < cost("Genby") < cost("Dkflbvbh")
    True
    """
    total, letters = 0.0, 0
    for word in _WORD.findall(text):
        code = script(word)
        table = _tables().get(code)
        folded = fold_word(word, code)
        letters += len(folded) + 1
        if table is None:
            total += UNKNOWN * (len(folded) + 1)
        else:
            total += math.fsum(table(a, b) for a, b in pairwise(f"{EDGE}{folded}{EDGE}"))
    return total / letters if letters else UNKNOWN


def gain(written: str, read: str) -> float:
    """By how many nats a letter the text is more usual as it is read than as it is written.

    >>> gain("рХФЙО", "Путин") > 1 > 0 > gain("Putin", "Згешт")
    True
    """
    return cost(written) - cost(read)


def is_implausible(text: str) -> bool:
    """Whether the letters of a text are unusual beside each other, or its capitals are: a small letter, then capitals.

    >>> is_implausible("Dkflbvbh"), is_implausible("Vladimir")
    (True, False)
    """
    return cost(text) > USUAL or has_odd_capitals(text)


def has_odd_capitals(text: str) -> bool:
    """Whether a word begins with a small letter and goes on in capitals.

    >>> has_odd_capitals("рХФЙО"), has_odd_capitals("eBay")
    (True, False)
    """
    return any(word[0].islower() and word[1:].isupper() for word in text.split())


class _PairCosts:
    """The cost of a letter after another, in one script."""

    def __init__(self, pairs: dict[str, int]) -> None:
        self._pairs = pairs
        self._firsts: defaultdict[str, int] = defaultdict(int)
        for pair, count in pairs.items():
            self._firsts[pair[0]] += count

    def __call__(self, first: str, second: str) -> float:
        seen = self._pairs.get(first + second, 0) + SMOOTHING
        return math.log((self._firsts[first] + SMOOTHING * OUTCOMES) / seen)


@cache
def _tables() -> dict[str, _PairCosts]:
    pairs: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for code, pair, count in rows("repairs/letter-pairs.tsv"):
        pairs[code][pair] = int(count)
    return {code: _PairCosts(counts) for code, counts in pairs.items()}
