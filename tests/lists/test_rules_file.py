"""A file of rules is read as it was written, and what is wrong in it is named with file and key."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import names
from names.errors import InputError
from names.lists.facts import FACT_RULES, FactRules
from names.lists.rules_file import TunedRules, read_tuned_rules, rules_text
from names.resolution.recalibration import recalibrated
from names.resolution.rules import RULES, Recalibration, Rules

probabilities = st.floats(0, 1)


def written(folder: Path, text: str) -> Path:
    (folder / "rules.toml").write_text(text, encoding="utf-8")
    return folder / "rules.toml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("rules")


@settings(max_examples=30)
@given(
    probabilities,
    st.builds(Recalibration, st.floats(0.01, 9), st.floats(-9, 9)),
    st.builds(FactRules, same_country=st.floats(0.1, 99)),
    probabilities,
    probabilities,
    probabilities,
)
def test_rules_come_back_as_they_were_written(folder, threshold, recalibration, facts, text, cluster, pairs):
    names_rules = replace(RULES, threshold=threshold, recalibration=recalibration)
    rules = TunedRules(names_rules, facts, text, cluster, pairs)
    assert read_tuned_rules(written(folder, rules_text(rules, "two\nlines"))) == rules


@pytest.mark.parametrize("text", ["", "# nothing\n", "\ufeffthreshold = 0.68\n", "[facts]\n", rules_text(TunedRules())])
def test_what_is_left_out_is_as_the_program_has_it(tmp_path, text):
    assert read_tuned_rules(written(tmp_path, text)) == TunedRules() == read_tuned_rules(None)
    assert names.read_rules(written(tmp_path, text)) == Rules()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("threshold = 1.5", "threshold: 1.5 is not between 0 and 1"),
        ('threshold = "high"', "threshold: 'high' is not a number"),
        ("threshold = true", "threshold: True is not a number"),
        ("threshold = nan", "threshold: nan is not a number"),
        ("treshold = 0.5", "treshold: there is no such key; did you mean threshold? Known: threshold, text.threshold"),
        ("[recalibration]\na = 0", "recalibration.a: 0 is not above 0"),
        ("[recalibration]\nb = inf", "recalibration.b: inf is not a number"),
        ("[facts]\nsame_town = 2", "facts.same_town: there is no such key; did you mean facts.same_"),
        ("[facts]\nsame_country = -1", "facts.same_country: -1 is not above 0"),
        ("facts = 3", "facts: there is no such key"),
        ("[facts.same_country]\nx = 1", "facts.same_country: {'x': 1} is not a number"),
        ("[other]\nthreshold = 1", "other: there is no such key"),
        ("threshold 0.5", "is not TOML (Expected '='"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, text, told):
    path = written(tmp_path, text)
    with pytest.raises(InputError) as caught:
        names.read_rules(path)
    assert str(caught.value).startswith(f"{path}: {told}")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        names.read_rules(tmp_path / "missing.toml")
    assert TunedRules().facts == FACT_RULES


shares = st.lists(st.floats(1e-6, 1), min_size=1, max_size=8).map(
    lambda some: [one / (sum(some) + 0.5) for one in some]
)


@settings(max_examples=30)
@given(shares, st.floats(0.1, 5), st.floats(-5, 5))
def test_recalibrated_scores_are_probabilities_in_the_same_order(scores, a, b):
    found = recalibrated(scores, Recalibration(a, b))
    assert all(0 <= score <= 1 for score in found)
    assert sum(found) <= 1 + 1e-9
    by_score = sorted(range(len(scores)), key=lambda place: scores[place])
    ordered = [found[place] for place in by_score]
    assert all(low <= high + 1e-12 for low, high in pairwise(ordered))


@settings(max_examples=30)
@given(shares)
def test_the_identity_changes_no_bit(scores):
    assert recalibrated(scores, Recalibration()) == scores
    assert recalibrated(scores, Recalibration(1.0, 1e-15)) == pytest.approx(scores)
