"""Evaluate the program on labels: one call from labels to an `Evaluation`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from gazetteer import Gazetteer
from names.evaluation.error_classes import CLASSES
from names.evaluation.groupings import GroupingMeasures, grouping_measures
from names.evaluation.judging import MISSES, Judged, as_columns, judged_names, judged_pairs, numbered_cases
from names.evaluation.judging_groups import Regrouped, judged_groups, placed_names, regrouped
from names.evaluation.labels import Labels
from names.evaluation.measures import (
    Calibration,
    Interval,
    Outcomes,
    ThresholdCurve,
    calibration,
    counted_at,
    intervals,
    threshold_curve,
)
from names.lists.rules_file import TunedRules

__all__ = ["ClassCount", "Evaluation", "WishedThreshold", "Wishes", "WrongCase", "evaluated"]

FEW = 30  # cases below which a measure says little; chosen


class Wishes(NamedTuple):
    """For what a threshold is sought: a precision, and what a wrong answer and a missed case cost."""

    precisions: tuple[float, ...] = ()
    costs: tuple[tuple[float, float], ...] = ()


class WishedThreshold(NamedTuple):
    """The threshold for a wish, and what it gives; None where no threshold fulfils it."""

    wish: str
    threshold: float | None
    outcomes: Outcomes | None


class ClassCount(NamedTuple):
    """The cases of a class of differences between name and name, and how many went wrong."""

    name: str
    cases: int
    missed: int
    wrong: int


class WrongCase(NamedTuple):
    """A case that was answered wrongly or missed, with what speaks for and against it."""

    outcome: str  # "wrong" or "missed"
    judged: Judged


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How well the program does on labels."""

    path: str
    shape: str
    said: str  # how the columns were understood
    cases: int
    threshold: float
    outcomes: Outcomes  # of groupings: of pairs of names
    intervals: dict[str, Interval]  # of precision, recall and F1; of groupings, of the B-cubed ones
    grouping: GroupingMeasures | None = None
    nobody: tuple[int, int] = (0, 0)  # cases in which nobody is meant: how many are right, and all
    calibration: Calibration | None = None
    curve: ThresholdCurve | None = None
    wished: list[WishedThreshold] = field(default_factory=list)
    misses: dict[str, int] = field(default_factory=dict)
    classes: list[ClassCount] = field(default_factory=list)
    errors: list[WrongCase] = field(default_factory=list)  # the worst first
    results: dict[str, str] = field(default_factory=dict)  # of each case: "right", "wrong" or "missed"
    notes: list[str] = field(default_factory=list)  # what limits the worth of the measures


def evaluated(
    labels: Labels,
    gazetteer: Gazetteer | None = None,
    rules: TunedRules | None = None,
    threshold: float | None = None,
    wishes: Wishes | None = None,
) -> Evaluation:
    """How well the program does on labels; names with ids are looked up in the gazetteer, which they need.

    `threshold` replaces the one of the rules for the shape of the labels.

    >>> from names.evaluation.labels import JudgedPair
    >>> pairs = [JudgedPair(2, "Jan Berg", "Berg Jan", True), JudgedPair(3, "Jan Berg", "Eva Lind", False)]
    >>> found = evaluated(Labels("pairs.csv", "pairs", pairs=pairs))
    >>> found.outcomes, found.intervals["precision"].high
    (Outcomes(right=1.0, wrong=0.0, missed=0.0), 1.0)
    """
    rules, wishes = rules or TunedRules(), wishes or Wishes()
    if labels.shape == "groupings":
        return _of_groupings(labels, rules.cluster if threshold is None else threshold)
    if labels.shape == "pairs":
        judged, default = judged_pairs(labels.pairs), rules.pairs
    else:
        assert gazetteer is not None, "names with ids need a gazetteer"
        judged, default = judged_names(labels.names, gazetteer, rules), rules.names.threshold
    return _of_cases(labels, judged, default if threshold is None else threshold, wishes)


def _of_cases(labels: Labels, judged: Sequence[Judged], threshold: float, wishes: Wishes) -> Evaluation:
    columns = as_columns(judged)
    curve = threshold_curve(columns)
    nobodies = [one for one in judged if not one.known]
    evaluation = Evaluation(
        path=labels.path,
        shape=labels.shape,
        said=labels.said,
        cases=len(judged),
        threshold=threshold,
        outcomes=counted_at(columns, threshold),
        intervals=intervals(columns, threshold),
        nobody=(sum(one.outcome(threshold) == "right" for one in nobodies), len(nobodies)),
        calibration=calibration(columns),
        curve=curve,
        wished=list(_wished(curve, wishes)),
        results={key: one.outcome(threshold) for key, one in numbered_cases(judged)},
        notes=[*_notes(labels, columns.known.sum()), *_unknown_ids(judged)],
    )
    return _with_errors(evaluation, judged, threshold)


def _of_groupings(labels: Labels, threshold: float) -> Evaluation:
    found = Regrouped(labels.grouped) if labels.is_grouped else regrouped(labels.grouped, threshold)
    grouped = found.names
    measures = grouping_measures(placed_names(grouped))
    judged = judged_groups(found)
    seen: Counter[str] = Counter()
    results = {}
    for one, whole in zip(grouped, measures.whole.tolist(), strict=True):
        seen[one.name] += 1
        key = one.name if seen[one.name] == 1 else f"{one.name} ({seen[one.name]})"
        results[key] = "right" if whole else "wrong"
    evaluation = Evaluation(
        path=labels.path,
        shape=labels.shape,
        said=labels.said,
        cases=len(grouped),
        threshold=threshold,
        outcomes=measures.pairs,
        intervals=measures.intervals,
        grouping=measures,
        results=results,
        notes=_notes(labels, len({one.gold for one in grouped})),
    )
    return _with_errors(evaluation, judged, 0.0)


def _wished(curve: ThresholdCurve, wishes: Wishes) -> Iterator[WishedThreshold]:
    for precision in wishes.precisions:
        place = curve.for_precision(precision)
        found = (None, None) if place is None else (float(curve.thresholds[place]), curve.counts(place))
        yield WishedThreshold(f"precision {precision:g}", *found)
    for wrong, missed in wishes.costs:
        place = curve.for_cost(wrong, missed)
        wish = f"least cost, {wrong:g} for a wrong answer and {missed:g} for a miss"
        yield WishedThreshold(wish, float(curve.thresholds[place]), curve.counts(place))
    if not wishes.precisions and not wishes.costs:
        place = int(np.argmax(curve.f1))
        yield WishedThreshold("best F1", float(curve.thresholds[place]), curve.counts(place))


def _with_errors(evaluation: Evaluation, judged: Sequence[Judged], threshold: float) -> Evaluation:
    outcomes = [(one.outcome(threshold), one) for one in judged]
    errors = sorted((WrongCase(*each) for each in outcomes if each[0] != "right"), key=_badness)
    missed = Counter(
        one.miss for one in judged if one.miss and not (one.right and one.answered and one.score >= threshold)
    )
    return replace(
        evaluation,
        misses={miss: missed[miss] for miss in MISSES},
        classes=list(_classes(outcomes)),
        errors=errors,
    )


def _badness(error: WrongCase) -> tuple[object, ...]:
    """Wrong answers first, the surest first; then what was missed, the unlikeliest first."""
    one = error.judged
    is_wrong = error.outcome == "wrong"
    return not is_wrong, -one.score if is_wrong else one.truth_score, one.case, one.truth


def _classes(outcomes: Iterable[tuple[str, Judged]]) -> Iterator[ClassCount]:
    """The classes that have cases. Cases in which nobody is meant, and nobody was found, are of none."""
    counts = Counter((one.error_class, outcome) for outcome, one in outcomes if one.known or outcome != "right")
    for name in CLASSES:
        missed, wrong = counts[name, "missed"], counts[name, "wrong"]
        if cases := missed + wrong + counts[name, "right"]:
            yield ClassCount(name, cases, missed, wrong)


def _notes(labels: Labels, known: int) -> list[str]:
    notes = []
    if labels.unlabelled:
        notes.append(f"{labels.unlabelled} rows have no label and are left out")
    if labels.near:
        notes.append(
            f"{labels.near} of {len(labels)} labels were chosen because they are hard: measures are of these, "
            "not of the whole table"
        )
    if known < FEW:
        notes.append(f"only {known} cases have an answer: see how wide the intervals are")
    return notes


def _unknown_ids(judged: Sequence[Judged]) -> list[str]:
    unknown = sorted({one.truth for one in judged if one.known and one.truth != "same" and not one.truth_label})
    if not unknown:
        return []
    return [f"{len(unknown)} ids are not in the gazetteer, such as {unknown[0]}: these cases can only be missed"]
