"""An evaluation as one mapping for JSON, from which a later run tells what has changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from names.errors import InputError
from names.evaluation.evaluating import Evaluation, WishedThreshold, WrongCase
from names.evaluation.measures import Outcomes

__all__ = ["RunDifference", "difference", "error_record", "evaluation_record", "measures_of", "read_run"]

SHOWN = 200  # errors in a record, at most; chosen
DIGITS = 4  # after which digits of measures say nothing; chosen
_FORM = "names eval 1"  # of the record, raised when a later program could not read it


def measures_of(evaluation: Evaluation) -> dict[str, float]:
    """The measures by their names, in the order in which they are shown."""
    outcomes, found = evaluation.outcomes, evaluation.grouping
    measures = {"precision": outcomes.precision, "recall": outcomes.recall, "f1": outcomes.f1}
    if found:
        pairwise = {f"pairwise {name}": value for name, value in measures.items()}
        measures = {"precision": found.precision, "recall": found.recall, "f1": found.f1, **pairwise}
    right, nobodies = evaluation.nobody
    if nobodies:
        measures["different" if evaluation.shape == "pairs" else "nobody"] = right / nobodies
    if evaluation.calibration:
        measures["calibration error"] = evaluation.calibration.error
        measures["brier"] = evaluation.calibration.brier
    return measures


def evaluation_record(evaluation: Evaluation, change: RunDifference | None = None) -> dict[str, Any]:
    """The record of an evaluation, with what has changed since another run, if that is given.

    >>> from names.evaluation.evaluating import evaluated
    >>> from names.evaluation.labels import JudgedPair, Labels
    >>> labels = Labels("pairs.csv", "pairs", pairs=[JudgedPair(2, "Jan Berg", "Berg Jan", True)])
    >>> evaluation_record(evaluated(labels))["measures"]["recall"]
    1.0
    """
    calibration = evaluation.calibration
    record: dict[str, Any] = {
        "form": _FORM,
        "file": evaluation.path,
        "shape": evaluation.shape,
        "columns": evaluation.said,
        "cases": evaluation.cases,
        "threshold": evaluation.threshold,
        "measures": {name: round(value, DIGITS) for name, value in measures_of(evaluation).items()},
        "intervals": {
            name: [round(bound, DIGITS) for bound in interval] for name, interval in evaluation.intervals.items()
        },
        "right": evaluation.outcomes.right,
        "wrong": evaluation.outcomes.wrong,
        "missed": evaluation.outcomes.missed,
        "misses": evaluation.misses,
        "classes": [one._asdict() for one in evaluation.classes],
        "thresholds": [_wished_record(one) for one in evaluation.wished],
        "reliability": [one._asdict() for one in calibration.bins] if calibration else [],
        "errors": [error_record(one) for one in islice(evaluation.errors, SHOWN)],
        "notes": evaluation.notes,
        "results": evaluation.results,
    }
    if change:
        record["change"] = {"measures": change.measures, "won": change.won, "lost": change.lost, "other": change.other}
    return record


def _wished_record(wished: WishedThreshold) -> dict[str, Any]:
    found = wished.outcomes
    return {
        "wish": wished.wish,
        "threshold": None if wished.threshold is None else round(wished.threshold, DIGITS),
        "precision": round(found.precision, DIGITS) if found else None,
        "recall": round(found.recall, DIGITS) if found else None,
    }


def error_record(error: WrongCase) -> dict[str, Any]:
    """A case that went wrong: what was meant, what was found, of what class it is, and the evidence in words."""
    one = error.judged
    return {
        "outcome": error.outcome,
        "line": one.line,
        "case": one.case,
        "class": one.error_class,
        "truth": one.truth,
        "truth_label": one.truth_label,
        "truth_score": round(one.truth_score, DIGITS),
        "answer": one.answer,
        "answer_label": one.answer_label,
        "score": round(one.score, DIGITS),
        "miss": one.miss or "",
        "why_truth": one.of_truth.explain() if one.of_truth else "",
        "why_answer": "; ".join([one.of_answer.explain(), *one.facts]) if one.of_answer else "",
    }


@dataclass(frozen=True, slots=True)
class RunDifference:
    """What has changed since another run on the same labels."""

    measures: dict[str, float]  # by how much each measure has grown
    won: list[str]  # cases that are right now and were not
    lost: list[str]  # cases that were right and are not now
    other: int  # cases of only one of the two runs


def read_run(path: str) -> dict[str, Any]:
    """The record of another run, as `names eval --json` wrote it. Raises InputError if the file is none."""
    try:
        record = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror or error}); name a run's JSON", path) from None
    except ValueError:
        record = None
    if not isinstance(record, dict) or record.get("form") != _FORM:
        raise InputError("is no run of `names eval`; write one with `names eval LABELLED --json > FILE`", path)
    return record


def difference(evaluation: Evaluation, before: Mapping[str, Any]) -> RunDifference:
    """What has changed since the run that `before` is the record of."""
    earlier, results = before["results"], evaluation.results
    both = [case for case in results if case in earlier]
    measures = {
        name: round(value - before["measures"][name], DIGITS)
        for name, value in measures_of(evaluation).items()
        if name in before["measures"]
    }
    return RunDifference(
        measures,
        [case for case in both if results[case] == "right" != earlier[case]],
        [case for case in both if earlier[case] == "right" != results[case]],
        len(results) + len(earlier) - 2 * len(both),
    )


def rates(outcomes: Outcomes) -> str:
    """Precision, recall and F1 in one line.

    >>> rates(Outcomes(8, 2, 4))
    'precision .800, recall .667, F1 .727'
    """
    shown = (f"{value:.3f}".replace("0.", ".", 1) for value in (outcomes.precision, outcomes.recall, outcomes.f1))
    return "precision {}, recall {}, F1 {}".format(*shown)
