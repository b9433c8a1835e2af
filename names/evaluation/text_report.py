"""An evaluation as plain tables, for a terminal or a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from names.evaluation.evaluating import Evaluation, WrongCase
from names.evaluation.records import RunDifference, error_record, measures_of
from names.formats.terminal import plain_table

__all__ = ["changed_measures", "evaluation_tables", "headline", "meant_and_found", "named_measures", "worst_of_each"]

WORST = 8  # wrong answers, and missed cases, that are shown; chosen
LISTED = 10  # cases won and lost that are shown; chosen


def headline(evaluation: Evaluation) -> str:
    """What was evaluated, in one line."""
    return f"{evaluation.path}: {evaluation.cases} cases, threshold {evaluation.threshold:.3g}"


def named_measures(evaluation: Evaluation) -> Iterator[tuple[str, str, str]]:
    """Each measure with its value, and the interval that holds it in 95 of 100 samples, or the counts behind it."""
    for name, value in measures_of(evaluation).items():
        interval = evaluation.intervals.get(name)
        beside = f"{interval.low:.3f}–{interval.high:.3f}" if interval else ""
        if name in {"nobody", "different"}:
            beside = "{} of {}".format(*evaluation.nobody)
        said = _SAID.get(name, name)
        yield f"B-cubed {said}" if evaluation.grouping and interval else said, f"{value:.3f}", beside


def changed_measures(change: RunDifference) -> Iterator[tuple[str, str]]:
    """Each measure with what has changed since the former run."""
    for name, grown in change.measures.items():
        yield _SAID.get(name, name), f"{round(grown, 3) + 0.0:+.3f}"  # no -0.000


_SAID = {
    "f1": "F1",
    "pairwise f1": "pairwise F1",
    "nobody": "“nobody” rightly said",
    "different": "“different” rightly said",
    "brier": "Brier score",
}


def worst_of_each(errors: Sequence[WrongCase], count: int) -> list[WrongCase]:
    """The worst wrong answers and the worst missed cases, up to `count` of each."""
    wrong = islice((one for one in errors if one.outcome == "wrong"), count)
    return [*wrong, *islice((one for one in errors if one.outcome == "missed"), count)]


def meant_and_found(error: WrongCase) -> tuple[str, str, str]:
    """What a case means, what was found instead with its score, and the evidence for both in words."""
    record = error_record(error)
    meant = record["truth_label"] or record["truth"] or "nobody"
    answer = record["answer_label"] or record["answer"]
    score = f" ({record['score']:.2f})"
    found = f"{answer}{score}"
    if error.outcome == "missed":
        is_pair = record["truth"] == "same"
        found = f"different{score}" if is_pair else f"nobody; nearest {found}" if answer else "nobody"
    reasons = []
    if error.judged.known:
        missed = record["miss"] if error.outcome == "missed" or record["answer"] != record["truth"] else ""
        reasons.append(f"{missed}: {record['why_truth'] or 'nothing similar'}")
    if record["answer"] and record["answer"] != record["truth"]:
        reasons.append(f"{answer}: {record['why_answer']}" if record["answer_label"] else record["why_answer"])
    if record["truth"] not in {"", "same", "different"}:
        meant += f" ({record['truth_score']:.2f})"
    return meant, found, " — ".join(reasons)


def evaluation_tables(evaluation: Evaluation, change: RunDifference | None = None) -> Iterator[str]:
    """The tables, one by one: measures, thresholds, why cases were missed, classes, reliability, the worst errors."""
    yield plain_table(headline(evaluation), ("measure", "value ", "95 %, or cases"), named_measures(evaluation))
    if evaluation.wished:
        yield plain_table("Thresholds", ("wish", "threshold ", "precision ", "recall ", "F1 "), _wished(evaluation))
    counts = [(name, str(count)) for name, count in evaluation.misses.items()]
    yield plain_table("Why cases were missed", ("reason", "cases "), counts)
    classes = [(one.name, str(one.cases), str(one.missed), str(one.wrong)) for one in evaluation.classes]
    yield plain_table("By class", ("class", "cases ", "missed ", "wrong "), classes)
    if evaluation.calibration:
        bins = [
            (f"{one.low:.1f}–{one.high:.1f}", str(one.cases), f"{one.score:.3f}", f"{one.right:.3f}")
            for one in evaluation.calibration.bins
            if one.cases
        ]
        yield plain_table("Reliability", ("score", "cases ", "mean score ", "right "), bins)
    if worst := worst_of_each(evaluation.errors, WORST):
        rows = [(one.outcome, one.judged.error_class, one.judged.case, *meant_and_found(one)) for one in worst]
        yield plain_table("The worst errors", ("", "class", "name", "meant", "found", "why"), rows)
    if change:
        yield from _changed(change)


def _wished(evaluation: Evaluation) -> Iterator[tuple[str, ...]]:
    for one in evaluation.wished:
        if one.outcomes is None or one.threshold is None:
            yield one.wish, "none", "", "", ""
        else:
            found = one.outcomes
            yield (
                one.wish,
                f"{one.threshold:.3f}",
                f"{found.precision:.3f}",
                f"{found.recall:.3f}",
                f"{found.f1:.3f}",
            )


def _changed(change: RunDifference) -> Iterator[str]:
    measures = changed_measures(change)
    yield plain_table("Against the former run", ("measure", "change "), measures)
    for title, cases in (("won", change.won), ("lost", change.lost)):
        more = [("…",)] if len(cases) > LISTED else []
        yield plain_table(f"{len(cases)} cases {title}", ("case",), [*((case,) for case in cases[:LISTED]), *more])
