"""Training of whom a name means: choices are learned, queries for nobody mean nobody, the report counts right."""

from __future__ import annotations

import numpy as np
import pytest

from gazetteer import Alias, Entity
from names.training import posterior
from names.training.logistic import choose, fit_choices
from names.training.queries import LEFT_OUT, draw, query_sets
from names.training.queries import _wording as wording  # what makes two names one

TRUE = np.array([-1.0, 2.0, -1.5])


def drawn(rows: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows of up to four candidates with three features each, and which one is chosen by the true weights."""
    rng = np.random.default_rng(1)
    features = np.concatenate([np.ones((rows, 4, 1)), rng.normal(size=(rows, 4, 2))], axis=2)
    present = rng.random((rows, 4)) < 0.8
    chances = choose(features @ TRUE, present)
    ends = np.concatenate([chances, 1 - chances.sum(axis=1, keepdims=True)], axis=1).cumsum(axis=1)
    chosen = (rng.random((rows, 1)) > ends).sum(axis=1)
    return features, present, np.where(chosen == 4, -1, chosen)


def test_the_weights_of_choices_are_found() -> None:
    features, present, right = drawn(6000)
    fitted = fit_choices(features, present, right, np.ones(len(right)), np.zeros(3), ridge=0.1)
    assert fitted == pytest.approx(TRUE, abs=0.15)


def test_a_weight_of_the_wrong_sign_is_none() -> None:
    features, present, right = drawn(2000)
    fitted = fit_choices(features, present, right, np.ones(len(right)), np.array([0, -1, 0]), ridge=0.1)
    assert fitted[1] == 0
    assert fitted[2] < 0


def test_candidates_and_nobody_share_one() -> None:
    chances = choose(np.array([[0.0, 0.0], [50.0, -800.0]]), np.array([[True, False], [True, True]]))
    assert chances.tolist()[0] == [0.5, 0.0]
    assert chances[1].sum() == pytest.approx(1.0)


@pytest.fixture(scope="module")
def people() -> list[Entity]:
    given = ["Arno", "Berta", "Carl", "Dora", "Emil", "Frida", "Georg", "Hanna", "Ivo", "Jana"]
    family = ["Bachfeld", "Lindquist", "Marholm", "Oysund", "Perlach", "Quast"]
    return [
        Entity(f"p{i}{j}", "person", [f"{a} {b}", Alias(b, "de", "family"), Alias(f"{a[0]}. {b}", "de")])
        for i, a in enumerate(given)
        for j, b in enumerate(family)
        if (i + j) % 3 == 0
    ]


def test_queries_for_nobody_are_the_names_of_nobody(people: list[Entity]) -> None:
    for query_set in query_sets(people):
        borne = {wording(alias.text) for entity in query_set.entities for alias in entity.aliases}
        ids = {entity.id for entity in query_set.entities}
        for query in query_set.queries:
            assert query.entity in ids if query.entity else wording(query.text) not in borne, query
    assert any(query.origin.startswith("recombined") for query in query_sets(people)[0].queries)


def test_what_is_left_out_is_the_same_in_every_run(people: list[Entity]) -> None:
    assert query_sets(people) == query_sets(people)
    (rich, *_) = query_sets(people)
    assert {e.id for e in rich.entities} == {e.id for e in people if draw("out", e.id) >= LEFT_OUT["person"]}


def test_the_report_counts_right_wrong_and_nobody(people: list[Entity]) -> None:
    rows = list(posterior.choices(query_sets(people)[0])) * 10
    features, present = posterior.design(rows)
    nothing = choose(features @ np.zeros(features.shape[2]), present)
    told = "\n".join(posterior.report(rows, nothing))
    assert "right 0.000" in told
    assert "nobody 0.000" in told
