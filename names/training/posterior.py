"""The weights by which the features of candidates become the probability that each is meant, fitted and measured."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from names.orthography.script import script
from names.parsing.parts import read_names
from names.resolution.decision import Contender, contenders, rate
from names.resolution.features import EntityFeatures
from names.resolution.posterior import COLUMNS
from names.resolution.resolver import BATCH, build_gazetteer
from names.resolution.rules import RULES
from names.training.logistic import calibration_error, choose, fit_choices
from names.training.queries import Query, QuerySet, draw, query_sets

Array = NDArray[Any]
RIDGE = 3.0
# What a feature may say: more of it speaks for the entity (1), or against it (-1); of the others the data decide.
SIGNS = {
    "spelling": 1, "certain": 1, "cost": -1, "letters": 1, "unmatched": -1, "any_unmatched": -1, "contradicted": -1,
    "any_contradicted": -1, "alias_unmatched": -1, "rarity": 1, "common": -1, "by_chance": -1, "one_word": -1,
    "known": -1, "both_romanized": -1, "transcribed": -1, "rival": -1,
}  # fmt: skip
# Chosen, not fitted: queries are drawn from the entities alike, but people ask for the prominent ones more often …
PRIOR = 1.5
WRITTEN = 6.0  # … and no query for nobody is written like an alias: who is called so, letter for letter, is meant
HELD_OUT = 0.3  # share of the queries that only measure
SURE = RULES.threshold
LEAST = 60  # queries of a kind or script that the report has a line for


class Choice(NamedTuple):
    """A query of a set, its candidates, and the place of the right one among them (-1: none of them)."""

    query_set: str
    query: Query
    candidates: Sequence[Contender]
    right: int


def choices(query_set: QuerySet) -> Iterator[Choice]:
    """The candidates of each query in the gazetteer of its set."""
    gazetteer = build_gazetteer(query_set.entities)
    for start in range(0, len(query_set.queries), BATCH):
        some = query_set.queries[start : start + BATCH]
        names = read_names([query.text for query in some])
        rated = [row[: RULES.decision.deciding] for row in rate(names, gazetteer, RULES)]
        for query, row in zip(some, contenders(names, rated, gazetteer), strict=True):
            ids = [one.entity.id for one in row]
            yield Choice(query_set.title, query, row, ids.index(query.entity) if query.entity in ids else -1)


def design(rows: Sequence[Choice]) -> tuple[Array, Array]:
    """The features as an array, queries × candidates × weights of all columns; and which cells are candidates."""
    width = len(EntityFeatures._fields)
    features = np.zeros((len(rows), RULES.decision.deciding, width * len(COLUMNS)), np.float32)
    present = np.zeros((len(rows), RULES.decision.deciding), np.bool_)
    for i, row in enumerate(rows):
        for j, one in enumerate(row.candidates):
            at = COLUMNS.index(one.column) * width
            features[i, j, at : at + width] = one.features
            present[i, j] = True
    return features, present


def fit_posterior() -> str:
    """The table of weights, fitted, as text; its head says how reliable it is on queries kept from fitting."""
    from gazetteer import default

    rows = [choice for query_set in query_sets(list(default.read())) for choice in choices(query_set)]
    learnable = [row for row in rows if _is_learnable(row)]
    kept = np.array([draw("held out", row.query.entity or row.query.text) < HELD_OUT for row in learnable])
    features, present = design(learnable)
    right = np.array([row.right for row in learnable])
    weights, free, signs = _chosen()
    weights[free] = fit_choices(
        features[~kept][..., free],
        present[~kept],
        right[~kept],
        _balance(learnable)[~kept],
        signs[free],
        RIDGE,
        (features @ weights)[~kept],
    )
    chances = choose(features @ weights, present)
    measured = [row for row, is_kept in zip(learnable, kept, strict=True) if is_kept]
    head = "".join(f"# {line}\n" for line in report(measured, chances[kept]))
    return head + _table(weights.reshape(len(COLUMNS), -1).T)


def _chosen() -> tuple[Array, Array, Array]:
    """Of all weights: those that are chosen, which ones are free, and the signs that these may have."""
    weights = [
        WRITTEN if (column, name) == ("written", "constant") else PRIOR if name == "prior_gap" else 0.0
        for column in COLUMNS
        for name in EntityFeatures._fields
    ]
    free = [column != "written" and name != "prior_gap" for column in COLUMNS for name in EntityFeatures._fields]
    signs = [SIGNS.get(name, 0) for _ in COLUMNS for name in EntityFeatures._fields]
    return np.array(weights), np.array(free), np.array(signs)


def _is_learnable(row: Choice) -> bool:
    """Whether what is right can be learned: it is nobody, or a candidate that no more prominent one equals in name."""
    if row.right < 0:
        return row.query.entity is None
    return row.candidates[row.right].features.prior_gap == 0


def _table(weights: Array) -> str:
    rows = zip(EntityFeatures._fields, weights, strict=True)
    body = "".join("\t".join([name, *(f"{weight:.3f}" for weight in row)]) + "\n" for name, row in rows)
    return "\t".join(["feature", *COLUMNS]) + "\n" + body


def _balance(rows: Sequence[Choice]) -> Array:
    """How much each row counts: within a material as much for somebody as for nobody."""
    groups = [(row.query_set, row.query.entity is None) for row in rows]
    sizes = Counter(groups)
    return np.array([sum(sizes[group[0], nobody] for nobody in (True, False)) / (2 * sizes[group]) for group in groups])


def report(rows: Sequence[Choice], chances: Array) -> Iterator[str]:
    """How many queries are matched rightly, wrongly and needlessly, and how reliable scores are, by kind and script."""
    yield f"{len(rows)} queries kept from fitting; matched from {SURE} on: of known entities rightly and wrongly,"
    yield "of nobody; expected calibration error of the scores"
    groups: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        for name in (row.query_set, row.query.kind, script(row.query.text), row.query.origin.partition(":")[0]):
            groups[name].append(i)
    outcome = _Outcome(
        chances.max(axis=1, initial=0.0),
        chances.argmax(axis=1) == np.array([row.right for row in rows]),
        np.array([row.right >= 0 for row in rows]),
    )
    for name, at in sorted(groups.items(), key=lambda group: -len(group[1])):
        if len(at) >= LEAST:
            yield f"  {name} ({len(at)}): {outcome.told(np.array(at))}"


class _Outcome(NamedTuple):
    """Of each query the best score, whether that candidate is right, and whether any is."""

    score: Array
    hit: Array
    known: Array

    def told(self, at: Array) -> str:
        """The rates of some of the queries."""
        known, nobody = at[self.known[at]], at[~self.known[at]]
        sure = self.score >= SURE
        rates = [
            ("right", known, sure & self.hit),
            ("wrong", known, sure & ~self.hit),
            ("nobody", nobody, sure),
        ]
        told = [f"{what} {matched[some].mean():.3f}" for what, some, matched in rates if len(some)]
        return ", ".join([*told, f"error {calibration_error(self.score[at], (self.hit & self.known)[at]):.3f}"])
