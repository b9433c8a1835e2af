"""How many letters a part of a name counts for if the other name has no such part, or a different one."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from names.comparison.costs import COSTS
from names.parsing.parts import Part
from names.parsing.roles import OWN_WORDS
from names.parsing.vocabulary import concepts


def part_weight(part: Part) -> float:
    """How many letters the part counts for if it is unmatched: fewer for what names often leave out.

    >>> from names.parsing.parts import read_name
    >>> [part_weight(part) for part in read_name("Dr. Anna van Berg III").parts]
    [0.0, 4, 1.2, 4, 8.0]
    """
    if part.role in OWN_WORDS:  # most parts
        return max(COSTS.short_word, len(part.word.readings[0]))
    if part.role == "number" or part.concept.isdigit():  # also a generation
        return COSTS.number
    if part.concept in concepts("function"):
        return 0.0
    if part.role == "initial":
        return COSTS.unmatched_initial
    return COSTS.unmatched_weights.get(part.role, 1.0) * max(COSTS.short_word, len(part.word))


def weight(parts: Sequence[Part]) -> float:
    """How many letters the parts count for together if they are unmatched."""
    return fsum(map(part_weight, parts))


def distinction(parts: Sequence[Part]) -> float:
    """How many letters the parts count for if they contradict others, or set a name apart from one without them."""
    return fsum(map(_part_distinction, parts))


def _part_distinction(part: Part) -> float:
    if part.role in OWN_WORDS:
        return max(COSTS.short_word, len(part.word))
    if part.role == "initial" or is_number(part):
        return COSTS.number
    if part.role == "term":
        if part.concept in concepts("function"):
            return 0.0
        share = COSTS.slight if part.concept in concepts("generic") else 1.0
        return share * max(COSTS.short_word, len(part.word))
    return part_weight(part)


def is_generation(part: Part) -> bool:
    """Whether the part is the bearer's generation: junior, senior, the third."""
    concept = part.concept
    return part.role == "suffix" and (
        concept.isdigit() or concept in concepts("generation") or concept in concepts("descendant")
    )


def is_number(part: Part) -> bool:
    """Whether the part is a number or a generation."""
    return part.role == "number" or is_generation(part)
