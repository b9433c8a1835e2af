"""Fit the weights that turn the features of candidates into the probability that each is meant, and measure them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from names.orthography.script import script
from names.parsing.parts import read_names
from names.resolution.decision import Contender, contenders
from names.resolution.family_names import with_family_names
from names.resolution.features import EntityFeatures
from names.resolution.posterior import COLUMNS
from names.resolution.rating import rate
from names.resolution.resolver import BATCH, build_gazetteer
from names.resolution.rules import RULES
from names.training.logistic import calibration_error, choose, fit_choices
from names.training.queries import QuerySet, TrainingQuery, draw, query_sets

Array = NDArray[Any]
RIDGE = 3.0  # strength of the regularisation; chosen
# The signs that weights may have: a greater feature speaks for the entity (1) or against it (-1). Features that are not
# here may have either sign.
SIGNS = {
    "spelling": 1, "certain": 1, "cost": -1, "letters": 1, "unmatched": -1, "any_unmatched": -1, "contradicted": -1,
    "any_contradicted": -1, "alias_unmatched": -1, "rarity": 1, "common": -1, "by_chance": -1, "one_word": -1,
    "known": -1, "both_romanized": -1, "transcribed": -1, "rival": -1,
}  # fmt: skip
# The weight of `prior_gap`. It is chosen, because all entities have equally many queries here, while people ask for
# prominent ones more often.
PRIOR = 1.5
# The constant of names that are written alike. It is chosen, because here no query for an entity that is not in the
# gazetteer is written like an alias.
WRITTEN = 6.0
HELD_OUT = 0.3  # share of the queries that are not fitted on, but measured; chosen
SURE = RULES.threshold  # score from which a candidate is a match
LEAST = 60  # queries of a kind or script, from which on it has a line in the report; chosen


class Choice(NamedTuple):
    """A query and its candidates."""

    query_set: str  # the title of its set
    query: TrainingQuery
    candidates: Sequence[Contender]
    right: int  # the position of the right candidate; -1: none of them


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
    """The features as an array of queries × candidates × weights of all columns, and which cells are candidates."""
    width = len(EntityFeatures._fields)
    features = np.zeros((len(rows), RULES.decision.deciding, width * len(COLUMNS)), np.float32)
    present = np.zeros((len(rows), RULES.decision.deciding), np.bool_)
    for i, row in enumerate(rows):
        for j, one in enumerate(row.candidates):
            start = COLUMNS.index(one.column) * width
            features[i, j, start : start + width] = one.features
            present[i, j] = True
    return features, present


def fit_posterior() -> str:
    """The table of fitted weights as text; its head is a report on the queries that were kept from fitting."""
    from gazetteer import default

    entities = with_family_names(default.read())
    rows = [choice for query_set in query_sets(list(entities)) for choice in choices(query_set)]
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
    """Three arrays with an item for each weight: its chosen value or 0, whether it is fitted, the sign it may have."""
    names = [(column, feature) for column in COLUMNS for feature in EntityFeatures._fields]
    weights = np.zeros(len(names))
    weights[[feature == "prior_gap" for _, feature in names]] = PRIOR
    weights[names.index(("written", "constant"))] = WRITTEN
    free = [column != "written" and feature != "prior_gap" for column, feature in names]
    signs = [SIGNS.get(feature, 0) for _, feature in names]
    return weights, np.array(free), np.array(signs)


def _is_learnable(row: Choice) -> bool:
    """Whether the right answer can be learned: none, or a candidate without a more prominent one that fits as well."""
    if row.right < 0:
        return row.query.entity is None
    return row.candidates[row.right].features.prior_gap == 0


def _table(weights: Array) -> str:
    rows = zip(EntityFeatures._fields, weights, strict=True)
    body = "".join("\t".join([name, *(f"{weight:.3f}" for weight in row)]) + "\n" for name, row in rows)
    return "\t".join(["feature", *COLUMNS]) + "\n" + body


def _balance(rows: Sequence[Choice]) -> Array:
    """The weight of each row, so that in each query set those with and without a right entity count equally."""
    groups = [(row.query_set, row.query.entity is None) for row in rows]
    sizes, set_sizes = Counter(groups), Counter(row.query_set for row in rows)
    return np.array([set_sizes[query_set] / (2 * sizes[query_set, is_none]) for query_set, is_none in groups])


def report(rows: Sequence[Choice], chances: Array) -> Iterator[str]:
    """Lines with the rates of right and wrong matches, and the calibration error of scores, by kind and script."""
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
    for name, queries in sorted(groups.items(), key=lambda group: -len(group[1])):
        if len(queries) >= LEAST:
            yield f"  {name} ({len(queries)}): {outcome.rates(np.array(queries))}"


class _Outcome(NamedTuple):
    """The results of queries, as parallel columns."""

    score: Array  # the best score
    hit: Array  # whether the candidate with this score is right
    known: Array  # whether any candidate is right

    def rates(self, queries: Array) -> str:
        """The rates of the queries at these positions."""
        known, unknown = queries[self.known[queries]], queries[~self.known[queries]]
        sure = self.score >= SURE
        rates = [
            ("right", known, sure & self.hit),
            ("wrong", known, sure & ~self.hit),
            ("nobody", unknown, sure),
        ]
        shown = [f"{what} {matched[some].mean():.3f}" for what, some, matched in rates if len(some)]
        error = calibration_error(self.score[queries], (self.hit & self.known)[queries])
        return ", ".join([*shown, f"error {error:.3f}"])
