"""The aliases that share most with a query: against the plain way of doing the same, and the two ways compared."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toygazetteer import findable, made_up_names, make_people, make_updated, queries
from toykeys import number, pairs

from gazetteer import Ragged
from gazetteer.storage import counting, membership, tallying


def slowly(gaz, texts, k) -> list[tuple[int, int, float]]:
    """What `count` should give, one alias at a time."""
    total = gaz.alias_count

    @cache
    def weight(key: int) -> float:
        return float(np.log((1 + total) / (1 + gaz.frequencies("gram", np.array([key], np.uint64))[0])))

    held = {i: set(pairs(text)) for i, text in findable(gaz).items()}
    out = []
    for query, text in enumerate(texts):
        asked = set(pairs(text))
        scores = {}
        for i, has in held.items():
            shared = sum(weight(key) for key in asked & has)
            if asked & has:
                scores[i] = shared
        out += [(query, i, s) for i, s in sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:k]]
    return out


def rule(monkeypatch, **numbers) -> None:
    monkeypatch.setattr(tallying, "RULES", replace(tallying.RULES, **numbers))


def always_dense(monkeypatch) -> None:
    rule(monkeypatch, sorted_postings=0, aliases_per_posting=1 << 40)


@pytest.mark.parametrize("dense", [False, True])
def test_count(tmp_path, monkeypatch, dense):
    if dense:
        always_dense(monkeypatch)
    rule(monkeypatch, kept=300)
    for gaz in (make_people(), make_updated(tmp_path)):
        texts = [*made_up_names(10, seed=3), "", "q", "kalomi"]
        counts = gaz.count("gram", queries(texts), k=7, budget=10**6)
        expected = slowly(gaz, texts, 7)
        assert [(q, pytest.approx(s, abs=0.02)) for q, _, s in expected] == list(
            zip(counts.query, counts.scores, strict=True)
        )
        order = list(zip(counts.query, -counts.scores, counts.ordinals, strict=True))
        assert order == sorted(order)


def test_both_ways_of_counting_agree(monkeypatch):
    gaz = make_people(500)
    asked = queries(made_up_names(30, seed=4))
    sparse = gaz.count("gram", asked, k=9)
    always_dense(monkeypatch)
    dense = gaz.count("gram", asked, k=9)
    for left, right in zip(sparse, dense, strict=True):
        assert left.tolist() == right.tolist()
    rule(monkeypatch, skimmed=0)
    for left, right in zip(dense, gaz.count("gram", asked, k=9), strict=True):
        assert left.tolist() == right.tolist()


def test_frequent_keys_are_told_by_bits_as_by_postings(monkeypatch, tmp_path):
    always_dense(monkeypatch)
    asked = queries(made_up_names(30, seed=4))
    found = []
    for frequent, most in ((500, 256), (20, 256), (0, 13)):  # none, some, not all of them
        monkeypatch.setattr(membership, "FREQUENT", frequent)
        monkeypatch.setattr(membership, "FREQUENT_KEYS", most)
        gaz = make_updated(tmp_path)
        number = [len(segment.postings("gram").frequent) for segment in gaz.segments]
        assert (number[0] == 0) == (frequent == 500)
        assert max(number) <= most
        found.append([column.tolist() for column in gaz.count("gram", asked, k=9, budget=200)])
    assert found[0] == found[1] == found[2]


def test_a_small_budget_finds_nearly_the_same(monkeypatch):
    always_dense(monkeypatch)
    gaz = make_people(3000)
    asked = queries([name.replace("a", "o", 1) for name in made_up_names(100)])
    best = {}
    for budget in (10**6, 1000):
        counts = gaz.count("gram", asked, k=30, budget=budget)
        best[budget] = set(zip(counts.query.tolist(), gaz.owners[counts.ordinals].tolist(), strict=True))
    targets = {(i, i) for i in range(100)}
    assert len(targets & best[10**6]) >= 95
    assert len(targets & best[1000]) >= 90


def test_chunks_do_not_show(monkeypatch):
    gaz = make_people()
    asked = queries(made_up_names(20, seed=5))
    whole = gaz.count("gram", asked, k=5)
    rule(monkeypatch, sorted_at_once=50)
    monkeypatch.setattr(counting, "BATCH", 3)
    for left, right in zip(whole, gaz.count("gram", asked, k=5), strict=True):
        assert left.tolist() == right.tolist()


def test_weights_of_ones_own():
    gaz = make_people()
    asked = Ragged.of([[number("ka"), number("lo")]])
    counts = gaz.count("gram", asked, np.array([5, 0], np.float32), k=300)
    texts = gaz.alias_texts(counts.ordinals)
    assert all(("ka" in text) == (score > 4.9) for text, score in zip(texts, counts.scores, strict=True))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), max_size=6), max_size=5), st.integers(1, 5))
def test_count_is_total(queries, k):
    gaz = _SMALL
    present = [number(text) for text in ("ka", "lo", "mi", "an", "o ", " k", "qq", "zz", "be", "er")]
    counts = gaz.count("gram", Ragged.of([[present[i] for i in row] for row in queries]), k=k)
    assert all(n <= k for n in Counter(counts.query.tolist()).values())
    assert np.isfinite(counts.scores).all()


_SMALL = make_people(40)
