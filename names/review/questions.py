"""Whom the spellings that are in doubt may mean: questions, made some at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gazetteer import Gazetteer
from gazetteer.decisions.records import spelling_form
from names.resolution.resolver import resolve_many
from names.resolution.results import Candidate, Resolution
from names.review.results import DoubtfulSpelling, is_weak

__all__ = ["ReviewQuestion", "review_questions"]

OFFERED = 9  # candidates of a question, each with a key of its own
AHEAD = 32  # spellings that are resolved at once; chosen


class ReviewQuestion(NamedTuple):
    """A spelling, and the entities that it may mean, likeliest first."""

    doubtful: DoubtfulSpelling
    candidates: tuple[Candidate, ...]

    @property
    def spelling(self) -> str:
        """The spelling."""
        return self.doubtful.spelling


def undecided(found: Sequence[DoubtfulSpelling], gazetteer: Gazetteer) -> list[DoubtfulSpelling]:
    """The spellings about which nothing is decided."""
    decisions = gazetteer.decisions
    if decisions is None:
        return list(found)
    decided = decisions.accepted_forms.keys() | {form for form, ids in decisions.rejected_forms.items() if ids}
    return [one for one in found if spelling_form(one.spelling) not in decided]


def review_questions(
    found: Sequence[DoubtfulSpelling], gazetteer: Gazetteer, *, weak: bool = False
) -> Iterator[ReviewQuestion]:
    """The questions about these spellings, in their order, without those about which something is decided.

    A spelling of which the file does not say that it is in doubt is asked if it is ambiguous, or with `weak` a weak
    match. One without candidates is not asked.

    >>> from gazetteer import Entity
    >>> from names.resolution.resolver import build_gazetteer
    >>> towns = build_gazetteer([Entity("a", "place", ["Lindau"]), Entity("b", "place", ["Lindau"])])
    >>> [question] = review_questions([DoubtfulSpelling("Lindau", "line 2")], towns)
    >>> [candidate.entity.id for candidate in question.candidates]
    ['a', 'b']
    """
    open_ones = undecided(found, gazetteer)
    for start in range(0, len(open_ones), AHEAD):
        some = open_ones[start : start + AHEAD]
        resolved = resolve_many([one.spelling for one in some], gazetteer, limit=OFFERED)
        for one, resolution in zip(some, resolved, strict=True):
            if resolution.candidates and (one.is_told or _is_in_doubt(resolution, weak=weak)):
                yield ReviewQuestion(one, tuple(resolution.candidates[:OFFERED]))


def _is_in_doubt(resolution: Resolution, *, weak: bool) -> bool:
    return resolution.status == "ambiguous" or (weak and is_weak(resolution.status, resolution.score))
