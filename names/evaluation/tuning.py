"""Fit rules to labels: on one part of them, and kept only if they gain something on the other part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gazetteer import Gazetteer
from names.errors import InputError
from names.evaluation.fitting import (
    AS_IS,
    FOLDS,
    Candidates,
    Costs,
    Numbers,
    chosen_numbers,
    chosen_threshold,
    is_gain,
    lots,
)
from names.evaluation.groupings import grouping_measures
from names.evaluation.judging import as_columns, judged_pairs
from names.evaluation.judging_groups import placed_names, regrouped
from names.evaluation.labels import GroupedName, JudgedPair, LabelledName, Labels
from names.evaluation.measures import Outcomes, Scored, calibration, counted_at
from names.lists.clustering import cluster
from names.lists.facts import FACT_RULES, FactRules, weighed
from names.lists.rules_file import TunedRules
from names.resolution.recalibration import log_odds_against_nobody
from names.resolution.resolver import resolve_many
from names.resolution.results import Resolution
from names.resolution.rules import Recalibration

__all__ = ["COSTS", "Tuned", "Wish", "tuned"]

FEWEST = 30  # labels below which nothing is fitted; chosen
PARTS, HELD_OUT = 10, 3  # three tenths of the labels are held out; chosen
COSTS = Costs(2.0, 1.0)  # a wrong answer costs as much as two misses, as with the default threshold; chosen
MARGIN = 0.01  # of B-cubed F1 that another threshold of groups must gain; chosen
GROUP_THRESHOLDS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)  # tried for groups; chosen


class Wish(NamedTuple):
    """What a threshold is to achieve: the least cost, or a precision."""

    costs: Costs = COSTS
    precision: float | None = None


class Tuned(NamedTuple):
    """The fitted rules, or the default ones if those gained nothing, and both measured on the held-out labels."""

    rules: TunedRules
    gained: bool
    fitted_on: int  # labels
    held_out: int  # labels
    measures: dict[str, tuple[float, float]]  # by name: of the default rules, and of the fitted ones
    fitted: TunedRules  # what was fitted, also where it is not kept


def tuned(labels: Labels, gazetteer: Gazetteer | None = None, wish: Wish | None = None) -> Tuned:
    """Rules fitted to labels. Names with ids need the gazetteer.

    Of names, the threshold, the recalibration and the strength of facts are fitted; of pairs, the threshold of a pair
    and that of `names.cluster`, which groupings fit, too. Raises InputError if there are too few labels.
    """
    wish = wish or Wish()
    if len(labels) < FEWEST:
        message = f"has {len(labels)} labels; rules are fitted to {FEWEST} or more: `names label` asks for them"
        raise InputError(message, labels.path)
    if labels.shape == "groupings":
        return _tuned_to_groups(labels.grouped)
    if labels.shape == "pairs":
        return _tuned_to_pairs(labels.pairs, wish)
    assert gazetteer is not None, "names with ids need a gazetteer"
    return _tuned_to_names(labels.names, gazetteer, wish)


def _tuned_to_names(names: Sequence[LabelledName], gazetteer: Gazetteer, wish: Wish) -> Tuned:
    cases, keys = candidates_of(names, gazetteer), [one.query.wording for one in names]
    is_held = lots(keys, PARTS) < HELD_OUT
    folds = lots([f"fold\0{key}" for key in keys], FOLDS)[~is_held]
    train, held = cases.of(~is_held), cases.of(is_held)
    numbers = chosen_numbers(train, folds)
    default = TunedRules()
    threshold = chosen_threshold(train.scored(numbers), folds, default.names.threshold, wish.costs, wish.precision)
    measures = {
        "log loss": (_mean(held.losses(AS_IS)), _mean(held.losses(numbers))),
        **_compared((held.scored(AS_IS), default.names.threshold), (held.scored(numbers), threshold), wish.costs),
    }
    fitted = replace(
        default,
        names=replace(default.names, threshold=threshold, recalibration=Recalibration(numbers.a, numbers.b)),
        facts=_strengthened(numbers),
    )
    return _kept(fitted, measures, ("log loss", "cost"), is_held, wish)


def _strengthened(numbers: Numbers) -> FactRules:
    """The factors of facts, raised to the power of their fitted strength."""
    if numbers.s == AS_IS.s:
        return FACT_RULES
    factors = {field.name: round(getattr(FACT_RULES, field.name) ** numbers.s, 4) for field in fields(FactRules)}
    return FactRules(**factors)


def candidates_of(names: Sequence[LabelledName], gazetteer: Gazetteer) -> Candidates:
    """The candidates of names with their log-odds, by the default rules, and by how much facts change them."""
    resolved = resolve_many([one.query.wording for one in names], gazetteer)
    most = max((len(resolution.candidates.near) for resolution in resolved), default=0)
    odds = np.full((len(names), most), -np.inf)
    facts = np.zeros((len(names), most))
    truth = np.full(len(names), -1, np.intp)
    for row, (one, resolution) in enumerate(zip(names, resolved, strict=True)):
        near = resolution.candidates.near
        base = log_odds_against_nobody([candidate.score for candidate in near])
        odds[row, : len(near)] = base
        in_their_light = _odds(weighed(resolution, one.query.facts))
        for column, candidate in enumerate(near):
            facts[row, column] = in_their_light.get(candidate.entity.id, base[column]) - base[column]
            if candidate.entity.id == one.id:
                truth[row] = column
    facts[np.abs(facts) < 1e-9] = 0.0
    return Candidates(odds, facts, truth, np.array([bool(one.id) for one in names], np.bool_))


def _odds(resolution: Resolution) -> dict[str, float]:
    near = resolution.candidates.near
    odds = log_odds_against_nobody([candidate.score for candidate in near])
    return {candidate.entity.id: each for candidate, each in zip(near, odds, strict=True)}


def _tuned_to_pairs(pairs: Sequence[JudgedPair], wish: Wish) -> Tuned:
    cases, keys = as_columns(judged_pairs(pairs)), ["\0".join(sorted((one.left, one.right))) for one in pairs]
    is_held = lots(keys, PARTS) < HELD_OUT
    folds = lots([f"fold\0{key}" for key in keys], FOLDS)[~is_held]
    default = TunedRules()
    train, held = cases.rows(~is_held), cases.rows(is_held)
    threshold = chosen_threshold(train, folds, default.pairs, wish.costs, wish.precision)
    measures = _compared((held, default.pairs), (held, threshold), wish.costs)
    found = _kept(replace(default, pairs=threshold), measures, ("cost",), is_held, wish)
    return _with_cluster(found, pairs, is_held, wish.costs)


def _with_cluster(found: Tuned, pairs: Sequence[JudgedPair], is_held: NDArray[np.bool_], costs: Costs) -> Tuned:
    """The rules with the threshold of `names.cluster` at which labelled pairs are rightly together, or apart."""
    train, held = ([pairs[place] for place in np.flatnonzero(rows).tolist()] for rows in (~is_held, is_held))
    default = found.fitted.cluster
    costing = {each: _costs_of_groups(train, each, costs) for each in _by_nearness(default)}
    threshold = min(costing, key=lambda each: float(costing[each].sum()))
    if not is_gain(costing[default] - costing[threshold]):
        threshold = default
    before, after = (float(_costs_of_groups(held, each, costs).sum()) for each in (default, threshold))
    kept = threshold if after < before else default
    return found._replace(
        rules=replace(found.rules, cluster=kept),
        fitted=replace(found.fitted, cluster=threshold),
        gained=found.gained or after < before,
        measures={**found.measures, "cost in groups": (before, after)},
    )


def _by_nearness(default: float) -> list[float]:
    """The thresholds of groups that are tried, those near the default first, so that they are taken of equal ones."""
    return sorted({default, *GROUP_THRESHOLDS}, key=lambda each: (abs(each - default), each))


def _costs_of_groups(pairs: Sequence[JudgedPair], threshold: float, costs: Costs) -> NDArray[np.float64]:
    """What it costs that each pair is together in one group, or is not, if the names of all pairs are grouped."""
    groups = cluster(sorted({name for one in pairs for name in (one.left, one.right)}), threshold)
    group = {name: place for place, names in enumerate(groups) for name in names}
    cost = {True: costs.missed, False: costs.wrong}
    wrong = [(group[one.left] == group[one.right]) != one.same for one in pairs]
    return np.array([cost[one.same] * is_wrong for one, is_wrong in zip(pairs, wrong, strict=True)], np.float64)


def _tuned_to_groups(names: Sequence[GroupedName]) -> Tuned:
    """The threshold of groups with the best B-cubed F1. Whole gold groups are held out."""
    is_held = lots([one.gold for one in names], PARTS) < HELD_OUT
    train = [one for one, held in zip(names, is_held.tolist(), strict=True) if not held]
    held = [one for one, held in zip(names, is_held.tolist(), strict=True) if held]
    default = TunedRules()
    found = {each: _grouped(train, each)["F1"] for each in _by_nearness(default.cluster)}
    threshold = max(found, key=lambda each: found[each])
    if found[threshold] < found[default.cluster] + MARGIN:
        threshold = default.cluster
    before, after = _grouped(held, default.cluster), _grouped(held, threshold)
    measures = {name: (before[name], after[name]) for name in before}
    return _kept(replace(default, cluster=threshold), measures, ("shortfall of F1",), is_held, Wish())


def _grouped(names: Sequence[GroupedName], threshold: float) -> dict[str, float]:
    """The B-cubed measures of the groups that `names.cluster` makes at a threshold."""
    if not names:
        return {"precision": 1.0, "recall": 1.0, "F1": 1.0, "shortfall of F1": 0.0}
    found = grouping_measures(placed_names(regrouped(names, threshold).names))
    return {
        "precision": found.precision,
        "recall": found.recall,
        "F1": found.f1,
        "shortfall of F1": 1 - found.f1,
    }


def _compared(
    before: tuple[Scored, float], after: tuple[Scored, float], costs: Costs
) -> dict[str, tuple[float, float]]:
    """The measures of two sets of scores, each at its threshold."""
    counts = counted_at(*before), counted_at(*after)
    measures: dict[str, Callable[[Outcomes], float]] = {
        "cost": lambda one: costs.wrong * one.wrong + costs.missed * one.missed,
        "precision": lambda one: one.precision,
        "recall": lambda one: one.recall,
        "F1": lambda one: one.f1,
    }
    found = {name: (measure(counts[0]), measure(counts[1])) for name, measure in measures.items()}
    return {**found, "calibration error": (calibration(before[0]).error, calibration(after[0]).error)}


def _kept(
    fitted: TunedRules,
    measures: dict[str, tuple[float, float]],
    judged_by: Sequence[str],
    is_held: NDArray[np.bool_],
    wish: Wish,
) -> Tuned:
    """The fitted rules if no measure that they are judged by is worse, and one is better; else the default ones.

    With a wished precision, they are kept if they have a greater precision, or have it and find more.
    """
    if wish.precision is not None:
        (before, after), (found, finds) = measures["precision"], measures["recall"]
        gained = after > before or (after >= min(before, wish.precision) and finds > found)
    else:
        changes = [round(measures[name][1] - measures[name][0], 9) for name in judged_by]
        gained = max(changes) <= 0 and min(changes) < 0
    held = int(is_held.sum())
    return Tuned(fitted if gained else TunedRules(), gained, len(is_held) - held, held, measures, fitted)


def _mean(values: NDArray[np.float64]) -> float:
    return float(values.mean()) if len(values) else 0.0
