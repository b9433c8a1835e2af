"""Of what class an error is: what parts two names that were, or were not, taken for one.

A pair of names is of one class, the first that fits, so that classes can be added up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from names.comparison.evidence import Evidence
from names.comparison.kinds import ACRONYM, CONCEPT, GENDER, GROUP, INITIAL, NICKNAME
from names.comparison.similarity import Comparison

__all__ = ["CLASSES", "NO_NAME", "ErrorClass", "error_class", "is_contradicted"]

ErrorClass = Literal[
    "other script",
    "translation or acronym",
    "nickname",
    "initial",
    "order of parts",
    "missing part",
    "spelling",
    "same spelling",
    "nothing similar",
]
CLASSES: tuple[ErrorClass, ...] = get_args(ErrorClass)
NO_NAME: ErrorClass = "nothing similar"  # there is no name that could be compared
_TELLING: tuple[tuple[ErrorClass, tuple[str, ...]], ...] = (
    ("translation or acronym", (ACRONYM.name, CONCEPT.name)),
    ("nickname", (NICKNAME.name, GROUP.name, GENDER.name)),
    ("initial", (INITIAL.name,)),
)


def error_class(comparison: Comparison | None) -> ErrorClass:
    """The class of a pair of names, by its scripts and its evidence.

    >>> from names.comparison.similarity import compare
    >>> pairs = [("Путин", "Putin"), ("J. Berg", "Jan Berg"), ("Berg Jan", "Jan Berg"), ("Jan Berg", "Berg")]
    >>> [error_class(compare(*pair)) for pair in pairs]
    ['other script', 'initial', 'order of parts', 'missing part']
    """
    if comparison is None:
        return NO_NAME
    if comparison.left.script != comparison.right.script:
        return "other script"
    kinds = {one.how for one in comparison.evidence}
    for name, telling in _TELLING:
        if not kinds.isdisjoint(telling):
            return name
    if _in_another_order(comparison.evidence):
        return "order of parts"
    if any(one.kind.unmatched for one in comparison.evidence):
        return "missing part"
    return "same spelling" if all(one.kind.literal for one in comparison.evidence) else "spelling"


def _in_another_order(evidence: Sequence[Evidence]) -> bool:
    """Whether the words that agree stand in another order in the right name than in the left one."""
    starts = sorted((one.left[0].start, one.right[0].start) for one in evidence if one.left and one.right)
    rights = [right for _, right in starts]
    return rights != sorted(rights)


def is_contradicted(comparison: Comparison) -> bool:
    """Whether words of the two names stand in one place and cannot be one name."""
    return any(one.kind.contradicts for one in comparison.evidence)
