"""The features of a candidate: the evidence for and against it, number by number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from gazetteer import Gazetteer
from names.data.tables import records
from names.lists.facts import SWAPPED
from names.resolution.results import Candidate
from names.service.reconciliation.agreement import Condition
from names.service.reconciliation.properties import EntityProperty

__all__ = ["AGREES", "Feature", "agreement_of", "features_of", "known_features"]

AGREES = "_agrees"  # the end of the ids of features that say whether a property agrees
COST = "cost_"  # the beginning of those that say what a kind of evidence costs
DIGITS = 3  # of a number


class Feature(NamedTuple):
    """What a number or a truth value beside a score means."""

    id: str
    name: str
    description: str


def features_of(
    candidate: Candidate, conditions: Sequence[Condition], gazetteer: Gazetteer, *, identified: bool
) -> list[dict[str, Any]]:
    """The features of a candidate as records with id, name and value, each id once."""
    numbers: dict[str, float | bool] = {}
    if candidate.query:
        numbers["name_score"] = candidate.comparison.score
        for evidence in candidate.comparison.evidence:
            id = f"{COST}{evidence.how}"
            numbers[id] = numbers.get(id, 0.0) + evidence.cost
    numbers["prior"] = candidate.entity.prior
    numbers["identified"] = identified
    numbers["decided"] = candidate.decision is not None
    if SWAPPED in candidate.facts:
        numbers["swapped_parts"] = True
    named = {id: known_features()[id].name for id in numbers}
    for one in conditions:
        agrees = one.agrees(candidate.entity, gazetteer)
        if agrees is not None:
            id, name, _ = agreement_of(one.about)
            numbers[id] = agrees and bool(numbers.get(id, True))
            named[id] = name
    return [{"id": id, "name": named[id], "value": _rounded(value)} for id, value in numbers.items()]


def agreement_of(asked: EntityProperty) -> Feature:
    """The feature that says whether a property agrees.

    >>> from names.service.reconciliation.properties import EntityProperty
    >>> agreement_of(EntityProperty("x-id", "X id", "")).id
    'x_id_agrees'
    """
    id = re.sub(r"\W+", "_", asked.id.lower())
    return Feature(f"{id}{AGREES}", f"{asked.name} agrees", known_features()[AGREES].description)


@cache
def known_features() -> dict[str, Feature]:
    """The features by their ids.

    >>> known_features()["prior"].name
    'prominence'
    """
    rows = records("reconciliation/features.tsv")
    return {row["id"]: Feature(row["id"], row["name"], row["description"]) for row in rows}


def _rounded(value: float | bool) -> float | bool:
    return value if isinstance(value, bool) else round(value, DIGITS)
