"""Rules are fitted where labels call for it, and not where chance does."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import names
from gazetteer import Entity
from names.errors import InputError
from names.evaluation.fitting import AS_IS, Candidates, Costs, Numbers, chosen_numbers, chosen_threshold, is_gain, lots
from names.evaluation.labels import GroupedName, JudgedPair, LabelledName, Labels
from names.evaluation.measures import Scored
from names.evaluation.tuning import Wish, candidates_of, tuned
from names.evaluation.tuning_report import gain_table, tuned_file, verdict
from names.lists.facts import Facts
from names.lists.reconciling import Query
from names.lists.rules_file import TunedRules, read_tuned_rules

CASES = 600
FOLDS = np.arange(CASES) % 5


def drawn(numbers: Numbers, seed: int = 1, *, with_facts: bool = False) -> Candidates:
    """Names with two candidates, whose meanings are drawn with the probabilities of these numbers."""
    chance = np.random.default_rng(seed)
    odds = chance.normal(0, 2, (CASES, 2))
    facts = chance.choice([-2.0, 0.0, 1.0], (CASES, 2)) if with_facts else np.zeros((CASES, 2))
    cases = Candidates(odds, facts, np.full(CASES, -1), np.ones(CASES, np.bool_))
    shares = cases.probabilities(numbers)
    lot = chance.random(CASES)
    truth = np.where(lot < shares[:, 0], 0, np.where(lot < shares.sum(axis=1), 1, -1))
    return cases._replace(truth=truth)


@pytest.mark.parametrize("numbers", [(1.0, -2.0, 1.0), (0.5, 0.0, 1.0), (1.0, 2.0, 1.0), (0.6, 1.5, 1.0)])
def test_numbers_are_found_again(numbers):
    found = chosen_numbers(drawn(Numbers(*numbers)), FOLDS)
    assert found == pytest.approx(numbers, abs=0.35)


def test_the_strength_of_facts_is_found_again():
    assert chosen_numbers(drawn(Numbers(1.0, 0.0, 0.2), with_facts=True), FOLDS).s == pytest.approx(0.2, abs=0.2)


@pytest.mark.parametrize("seed", range(5))
def test_what_fits_already_stays_as_it_is(seed):
    cases = drawn(AS_IS, seed)
    assert chosen_numbers(cases, FOLDS) == AS_IS
    assert chosen_threshold(cases.scored(AS_IS), FOLDS, 2 / 3, Costs(2, 1)) == 2 / 3
    few = np.arange(CASES) < 25
    assert abs(chosen_numbers(cases.of(few), FOLDS[few]).b) < 2


def test_a_threshold_follows_the_cost():
    scored = drawn(AS_IS).scored(AS_IS)
    strict, loose = (chosen_threshold(scored, FOLDS, 0.5, Costs(*costs)) for costs in ((20, 1), (1, 20)))
    assert loose < 0.5 < strict
    assert chosen_threshold(scored, FOLDS, 0.5, Costs(1, 1), precision=0.95) > 0.5
    nothing = Scored.of([(0.9, False, True, True)] * 10)
    assert chosen_threshold(nothing, np.arange(10) % 5, 0.5, Costs(1, 1), precision=0.95) == 0.5


@settings(max_examples=30)
@given(st.lists(st.text(max_size=4)), st.integers(1, 9))
def test_lots_do_not_depend_on_the_others(keys, count):
    assert lots(keys, count).tolist() == [lots([key], count)[0] for key in keys]
    assert all(0 <= lot < count for lot in lots(keys, count).tolist())


@settings(max_examples=30)
@given(st.lists(st.floats(-5, 5), max_size=20))
def test_a_gain_is_never_a_loss(gains):
    assert not is_gain(np.array(gains)) or sum(gains) > 0
    assert not is_gain(-np.abs(np.array(gains)))


SYLLABLES = ["ka", "lo", "mi", "ne", "ru", "sa", "to", "vi", "zo", "ber", "dov", "lin"]


def people(count: int) -> list[str]:
    chance = random.Random(5)
    made = {" ".join("".join(chance.choices(SYLLABLES, k=3)).title() for _ in "ab") for _ in range(count)}
    return sorted(made)


def test_names_with_facts_are_candidates_with_their_factors():
    gazetteer = names.build_gazetteer(
        [Entity("1", "person", ["Bo Lindqvist"], countries=["SE"]), Entity("2", "person", ["Bo Lindqvist"])]
    )
    rows = [LabelledName(2, Query("Bo Lindqvist", Facts(countries=("SE",))), "1"), LabelledName(3, Query("Qq"), "")]
    found = candidates_of(rows, gazetteer)
    assert sorted(np.exp(found.facts[0]).round(3).tolist()) == [1.0, 3.0]
    assert found.facts[0, found.truth[0]] == pytest.approx(np.log(3))
    assert found.truth[1] == -1


def test_rules_for_names_are_kept_if_they_gain():
    listed = people(120)
    gazetteer = names.build_gazetteer(Entity(name, "person", [name]) for name in listed)
    # Every name is written as it is, but half of them mean somebody else: scores are far too sure.
    rows = [LabelledName(i, Query(name), name if i % 2 else "") for i, name in enumerate(listed)]
    found = tuned(Labels("names.csv", "names", names=rows), gazetteer)
    assert found.gained
    assert found.rules.names.recalibration.b < 0 or found.rules.names.recalibration.a < 1
    assert found.measures["log loss"][1] < found.measures["log loss"][0]
    again = tuned(Labels("names.csv", "names", names=rows[::-1]), gazetteer)
    assert again.rules.names.threshold == found.rules.names.threshold


def test_rules_that_gain_nothing_are_the_default_ones(tmp_path):
    listed = people(60)
    gazetteer = names.build_gazetteer(Entity(name, "person", [name]) for name in listed)
    rows = [LabelledName(i, Query(name), name) for i, name in enumerate(listed)]
    found = tuned(Labels("names.csv", "names", names=rows), gazetteer)
    assert (found.gained, found.rules) == (False, TunedRules())
    assert "default rules" in verdict(found)
    assert "log loss" in gain_table(found)
    (tmp_path / "rules.toml").write_text(tuned_file(found, "names.csv"), encoding="utf-8")
    assert read_tuned_rules(tmp_path / "rules.toml") == TunedRules()


def test_pairs_move_the_threshold_of_pairs():
    listed = people(80)
    same = [JudgedPair(i, name, name.lower(), same=True) for i, name in enumerate(listed)]
    # What differs in one letter is another name on this list.
    other = [JudgedPair(i, name, name[:-1] + "x", same=False) for i, name in enumerate(listed)]
    found = tuned(Labels("pairs.csv", "pairs", pairs=same + other), wish=Wish(Costs(5, 1)))
    assert found.gained
    assert found.rules.pairs > TunedRules().pairs
    assert "pairs.threshold" in verdict(found)


def test_groupings_move_the_threshold_of_groups():
    listed = people(40)
    rows = [
        GroupedName(i, spelling, name, "")
        for i, name in enumerate(listed)
        for spelling in (name, name.replace("k", "c").replace("v", "w"))
    ]
    found = tuned(Labels("groups.csv", "groupings", grouped=rows, is_grouped=False))
    assert found.fitted_on + found.held_out == len(rows)
    assert found.measures["F1"][0] > 0.5


def test_too_few_labels_are_refused():
    with pytest.raises(InputError, match="has 1 labels; rules are fitted to 30 or more"):
        tuned(Labels("pairs.csv", "pairs", pairs=[JudgedPair(2, "A", "B", same=True)]))
