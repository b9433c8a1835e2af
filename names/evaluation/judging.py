"""Answer the cases of labels as the program does, and hold each answer against the label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from gazetteer import Gazetteer
from gazetteer.errors import UnknownEntity
from names.comparison.repaired import compare_many
from names.comparison.similarity import Comparison
from names.evaluation.error_classes import ErrorClass, error_class, is_contradicted
from names.evaluation.labels import JudgedPair, LabelledName
from names.evaluation.measures import Scored
from names.lists.reconciling import reconcile_queries
from names.lists.rules_file import TunedRules
from names.resolution.resolver import LIMIT
from names.resolution.results import Candidate, Resolution
from names.resolution.rules import RULES

__all__ = ["MISSES", "Judged", "Miss", "as_columns", "judged_names", "judged_pair", "judged_pairs", "numbered_cases"]

Miss = Literal["never a candidate", "scored too low", "contradicted"]
MISSES: tuple[Miss, ...] = ("never a candidate", "scored too low", "contradicted")
BATCH = 512  # pairs that are compared at once; chosen
ALIASES = 64  # aliases of an entity that a name is compared with to tell why it was missed; chosen


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with the likeliest answer of the program. Of a pair, the answer is that it is one name."""

    line: int
    case: str  # the name, or the two spellings with " | " between them
    truth: str  # id of the entity that is meant, "" for nobody; of a pair "same" or "different"
    truth_label: str
    answer: str  # id of the likeliest entity, "" without one; of a pair "same"
    answer_label: str
    score: float  # of that answer, 0..1
    right: bool  # whether that answer is right
    known: bool  # whether an answer other than nobody is right
    error_class: ErrorClass
    miss: Miss | None  # why the case is missed, if it is; None if nobody is meant
    truth_score: float  # of what is meant, 0..1; 0 if it was never a candidate
    of_truth: Comparison | None  # the name and the most similar one of the entity that is meant
    of_answer: Comparison | None  # the name and the decisive one of the likeliest entity
    facts: tuple[str, ...] = ()  # what else agreed with the likeliest entity, or contradicted it

    @property
    def answered(self) -> bool:
        """Whether there is an answer, however unlikely."""
        return bool(self.answer)

    def outcome(self, threshold: float) -> Literal["right", "wrong", "missed"]:
        """What became of the case at a threshold; nobody, where nobody is meant, is right."""
        if self.answered and self.score >= threshold:
            return "right" if self.right else "wrong"
        return "missed" if self.known else "right"


def as_columns(judged: Sequence[Judged]) -> Scored:
    """The cases as columns, for the measures."""
    return Scored.of([(one.score, one.right, one.known, one.answered) for one in judged])


def numbered_cases(judged: Sequence[Judged]) -> Iterator[tuple[str, Judged]]:
    """Each case with a text that tells it from all others, in this run and in others of the same labels."""
    seen: Counter[str] = Counter()
    for one in judged:
        key = f"{one.case} → {one.truth or 'nobody'}"
        seen[key] += 1
        yield key if seen[key] == 1 else f"{key} ({seen[key]})", one


def judged_pairs(pairs: Sequence[JudgedPair]) -> list[Judged]:
    """The pairs with their scores.

    >>> [judged] = judged_pairs([JudgedPair(2, "Jan Berg", "Berg Jan", same=True)])
    >>> judged.outcome(0.5), judged.error_class
    ('right', 'order of parts')
    """
    batches = (pairs[start : start + BATCH] for start in range(0, len(pairs), BATCH))
    comparisons = chain.from_iterable(compare_many([(one.left, one.right) for one in batch]) for batch in batches)
    return [judged_pair(pair, comparison) for pair, comparison in zip(pairs, comparisons, strict=True)]


def judged_pair(pair: JudgedPair, comparison: Comparison) -> Judged:
    """A pair with its comparison."""
    truth = "same" if pair.same else "different"
    return Judged(
        line=pair.line,
        case=f"{pair.left} | {pair.right}",
        truth=truth,
        truth_label="",
        answer="same",
        answer_label="",
        score=comparison.score,
        right=pair.same,
        known=pair.same,
        error_class=error_class(comparison),
        miss=_missed_by(comparison) if pair.same else None,
        truth_score=comparison.score,
        of_truth=comparison if pair.same else None,
        of_answer=comparison,
    )


def _missed_by(comparison: Comparison) -> Miss:
    return "contradicted" if is_contradicted(comparison) else "scored too low"


def judged_names(names: Sequence[LabelledName], gazetteer: Gazetteer, rules: TunedRules) -> list[Judged]:
    """The names with the likeliest entity of each, in the light of what their rows say beside them."""
    resolved = reconcile_queries([one.query for one in names], gazetteer, rules.names, rules.facts)
    lost = [
        place
        for place, (one, resolution) in enumerate(zip(names, resolved, strict=True))
        if one.id and _candidate(resolution.candidates.near, one.id) is None
    ]
    # Asked again, so that runners-up are computed for these alone.
    again = reconcile_queries([names[place].query for place in lost], gazetteer, rules.names, rules.facts)
    for place, resolution in zip(lost, again, strict=True):
        resolved[place] = resolution
    return [_judged_name(one, resolution, gazetteer) for one, resolution in zip(names, resolved, strict=True)]


def _judged_name(name: LabelledName, resolution: Resolution, gazetteer: Gazetteer) -> Judged:
    near = resolution.candidates.near
    best = near[0] if near else None
    meant = _meant(name.id, resolution)
    of_truth = meant.comparison if meant else _nearest_alias(name, gazetteer)
    of_answer = best.comparison if best else None
    right = best is not None and best.entity.id == name.id
    miss: Miss | None = None
    if name.id:
        miss = _missed_by(meant.comparison) if meant else "never a candidate"
    return Judged(
        line=name.line,
        case=name.query.wording,
        truth=name.id,
        truth_label=meant.entity.label if meant else _label(name.id, gazetteer),
        answer=best.entity.id if best else "",
        answer_label=best.entity.label if best else "",
        score=best.score if best else 0.0,
        right=right,
        known=bool(name.id),
        error_class=error_class(of_truth if name.id else of_answer),
        miss=miss,
        truth_score=meant.score if meant else 0.0,
        of_truth=of_truth,
        of_answer=of_answer,
        facts=best.facts if best else (),
    )


def _meant(id: str, resolution: Resolution) -> Candidate | None:
    """The candidate that is meant; runners-up are only looked at if no near one is."""
    if not id:
        return None
    return _candidate(resolution.candidates.near, id) or _candidate(resolution.candidates[:LIMIT], id)


def _candidate(candidates: Sequence[Candidate], id: str) -> Candidate | None:
    return next((one for one in candidates if one.entity.id == id), None)


def _nearest_alias(name: LabelledName, gazetteer: Gazetteer) -> Comparison | None:
    """The name compared with the most similar name of whom it means, who never was a candidate."""
    try:
        aliases = gazetteer.entity(name.id).aliases[:ALIASES] if name.id else ()
    except UnknownEntity:
        return None
    comparisons = compare_many([(name.query.wording, alias.text) for alias in aliases])
    return max(comparisons, key=_likeness, default=None)


def _likeness(comparison: Comparison) -> float:
    """The score, raised for a name in the script of the query, as in resolution."""
    same = comparison.left.script == comparison.right.script
    return comparison.score + (RULES.decision.own_script if same else 0.0)


def _label(id: str, gazetteer: Gazetteer) -> str:
    """The label of an entity; empty if the gazetteer does not have it."""
    try:
        return gazetteer.entity(id).label if id else ""
    except UnknownEntity:
        return ""
