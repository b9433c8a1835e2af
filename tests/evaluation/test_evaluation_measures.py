"""Measures of answers and of groupings hold what their definitions promise."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from names.evaluation.groupings import PlacedName, grouping_measures
from names.evaluation.measures import Outcomes, Scored, calibration, counted_at, intervals, threshold_curve

scores = st.floats(0, 1, allow_subnormal=False)
# A right answer is only there where something is known.
cases = st.lists(
    st.tuples(scores, st.booleans(), st.booleans(), st.booleans()).map(
        lambda one: (one[0], one[1] and one[2] and one[3], one[2], one[3])
    ),
    min_size=1,
    max_size=30,
)
placed = st.lists(st.builds(PlacedName, st.sampled_from("abc"), st.sampled_from("xyz")), min_size=1, max_size=20)


@settings(max_examples=30)
@given(cases, scores)
def test_f1_lies_between_precision_and_recall(some, threshold):
    counts = counted_at(Scored.of(some), threshold)
    assert min(counts.precision, counts.recall) - 1e-9 <= counts.f1 <= max(counts.precision, counts.recall) + 1e-9
    assert counts.right + counts.missed == sum(known for _, _, known, _ in some)


@settings(max_examples=30)
@given(cases, scores)
def test_the_curve_has_the_counts_of_each_threshold(some, threshold):
    columns = Scored.of(some)
    curve = threshold_curve(columns)
    assert curve.counts(curve.place(threshold)) == counted_at(columns, threshold)
    for place, midway in enumerate(curve.thresholds.tolist()):
        if place and midway < curve.scores[place]:
            assert curve.counts(place) == counted_at(columns, midway)


@settings(max_examples=30)
@given(cases, scores, st.randoms(use_true_random=False))
def test_the_order_of_cases_changes_nothing(some, threshold, chance):
    shuffled = random.Random(chance.random()).sample(some, len(some))
    one, other = Scored.of(some), Scored.of(shuffled)
    assert counted_at(one, threshold) == counted_at(other, threshold)
    assert intervals(one, threshold) == intervals(other, threshold)
    assert calibration(one) == calibration(other)


@settings(max_examples=30)
@given(cases, scores)
def test_intervals_hold_the_measure(some, threshold):
    columns = Scored.of(some)
    counts, found = counted_at(columns, threshold), intervals(columns, threshold)
    for name in ("precision", "recall", "f1"):
        assert 0 <= found[name].low <= getattr(counts, name) <= found[name].high <= 1


def test_intervals_are_narrower_with_more_cases():
    def width(times: int) -> float:
        found = intervals(Scored.of([(0.9, True, True, True), (0.8, False, True, True)] * times), 0.5)
        return found["precision"].high - found["precision"].low

    assert width(5) > 2 * width(100)


@pytest.mark.parametrize(
    ("wished", "threshold", "counts"),
    [(1.0, 0.8, (2, 0, 1)), (0.75, 0.35, (3, 1, 0)), (0.7, 0.35, (3, 1, 0))],
)
def test_the_threshold_of_a_precision_finds_most(wished, threshold, counts):
    some = [(0.9, True, True, True), (0.9, True, True, True), (0.7, False, False, True), (0.5, True, True, True)]
    curve = threshold_curve(Scored.of([*some, (0.2, False, False, True)]))
    place = curve.for_precision(wished)
    assert place is not None
    assert float(curve.thresholds[place]) == pytest.approx(threshold)
    assert curve.counts(place) == Outcomes(*counts)


def test_no_threshold_has_a_precision_that_nothing_reaches():
    curve = threshold_curve(Scored.of([(0.9, False, True, True)]))
    assert curve.for_precision(0.5) is None
    assert curve.for_cost(1, 1) == 0  # rather no answer than a wrong one
    assert threshold_curve(Scored.of([])).counts(0) == Outcomes(0, 0, 0)


def test_calibration_of_scores_that_keep_their_word():
    kept = [(0.25, i < 25, True, True) for i in range(100)] + [(0.75, i < 75, True, True) for i in range(100)]
    found = calibration(Scored.of(kept))
    assert found.error == pytest.approx(0)
    assert found.brier == pytest.approx(0.1875)
    assert [(one.cases, one.right) for one in found.bins if one.cases] == [(100, 0.25), (100, 0.75)]
    assert calibration(Scored.of([(1.0, False, True, True)])).error == 1.0


@settings(max_examples=30)
@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=20))
def test_a_perfect_grouping_has_measures_of_one(golds):
    found = grouping_measures([PlacedName(gold, gold.upper()) for gold in golds])
    assert (found.precision, found.recall, found.f1, found.pairs.f1) == (1, 1, 1, 1)
    assert found.whole.all()


@settings(max_examples=30)
@given(placed, st.randoms(use_true_random=False))
def test_groupings_are_measured_in_any_order(names, chance):
    found = grouping_measures(names)
    other = grouping_measures(random.Random(chance.random()).sample(names, len(names)))
    assert found[:4] == other[:4]
    assert found.intervals == other.intervals
    assert min(found.precision, found.recall) - 1e-9 <= found.f1 <= max(found.precision, found.recall) + 1e-9


@settings(max_examples=30)
@given(placed)
def test_precision_one_way_is_recall_the_other(names):
    found, turned = grouping_measures(names), grouping_measures([PlacedName(b, a) for a, b in names])
    assert (found.precision, found.recall) == (turned.recall, turned.precision)
    assert (found.pairs.wrong, found.pairs.missed) == (turned.pairs.missed, turned.pairs.wrong)


def test_b_cubed_of_a_known_example():
    # Bagga and Baldwin 1998, first response of their example: precision 16/21 and recall 1.
    gold = ["a"] * 5 + ["b"] * 2 + ["c"] * 5
    found = grouping_measures([PlacedName(one, {"a": "x"}.get(one, "y")) for one in gold])
    assert found.recall == 1
    assert found.precision == pytest.approx((5 + 2 * 2 / 7 + 5 * 5 / 7) / 12)
    assert np.array_equal(found.whole, [True] * 5 + [False] * 7)
