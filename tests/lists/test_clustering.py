"""Which spellings of a list are one name; groups are written as `name | name`, parted by slashes."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

import names
from names.lists import grouping, name_table
from names.lists.clustering import make_clustering
from names.lists.likeness import Letters
from names.lists.list_keys import OwnedKeys
from names.lists.representative import representative
from names.lists.rules import CLUSTER_RULES
from names.lists.similar_pairs import packed_keys, sharing_pairs

DEFAULT = CLUSTER_RULES.threshold


@pytest.mark.parametrize(
    ("groups", "threshold", "shows"),
    [
        ("", DEFAULT, "no names"),
        ("Ada Berg", DEFAULT, "one name"),
        ("Ada Berg | ada berg", DEFAULT, "case"),
        ("Gaddafi | Qadhafi / Smith", DEFAULT, "names of one word"),
        ("Vladimir Putin | Владимир Путин | Wladimir Putin | Poutine", DEFAULT, "scripts"),
        ("نتنياهو | Netanyahu | Нетаньяху", DEFAULT, "three scripts"),
        ("Muammar Gaddafi | Gaddafi | Moammar Qadhafi", DEFAULT, "a family name joins the only full names with it"),
        ("Muammar Gaddafi | Moammar Kadhafi / Saif Gaddafi / Gaddafi", DEFAULT, "but not one of two"),
        ("Angela Merz / Hans Merz / Merz", DEFAULT, "the same, where the two contradict each other"),
        ("Tuzaki | Touzaki | Maya Tuzaki | Maia Touzaki", DEFAULT, "a group of family names joins as a whole"),
        ("Ivan Ivanov | Ivan Ivanova / Ivan Ivanovna", DEFAULT, "chains do not run together"),
        ("J. Smith | John Smith / K. Smith", DEFAULT, "initials"),
        ("John King II / John King III", DEFAULT, "generations"),
        ("Siemens AG | Siemens Aktiengesellschaft | Siemens", DEFAULT, "legal forms"),
        ("Musterov, Gholam Reza | Musterov, Gholamreza", DEFAULT, "two words as one"),
        ("Ahmad Al-Musterd | Ahmad Almusterd", DEFAULT, "a particle and a word as one"),
        ("Hsiao Musterman | Xiao Musterman / Marta Musterman", DEFAULT, "systems of Chinese"),
        ("Merab Musterland / Keir Musterland", DEFAULT, "one long word in common"),
        ("1 | 1. / 2", DEFAULT, "numbers"),
        ("\ud800 Berg | Ada Berg", DEFAULT, "half a character"),
        ("Mikhail Smirnov | Michael Smirnoff", 0.0, "any score suffices"),
        ("Mikhail Smirnov / Michael Smirnoff", 1.01, "no score suffices"),
        ("Gaddafi / Qadhafi", 0.99, "few scores suffice"),
    ],
)
def test_names_are_grouped(groups: str, threshold: float, shows: str) -> None:
    expected = [group.split(" | ") for group in groups.split(" / ")] if groups else []
    asked = [name for group in expected for name in group]
    assert names.cluster(asked, threshold) == expected, shows


def test_repeated_names_stand_once_and_all_in_order_of_appearance() -> None:
    asked = ["Smith", "Gaddafi", "Smith", "Ada Berg", "Qadhafi", "Gaddafi"]
    assert names.cluster(asked) == [["Smith"], ["Gaddafi", "Qadhafi"], ["Ada Berg"]]


def test_groups_do_not_depend_on_the_order_of_names() -> None:
    asked = ["Muammar Gaddafi", "Moammar Kadhafi", "Saif Gaddafi", "Gaddafi", "Angela Merz", "Angela Mertz", "Merz"]
    expected = {frozenset(group) for group in names.cluster(asked)}
    for seed in range(5):
        shuffled = random.Random(seed).sample(asked, len(asked))
        assert {frozenset(group) for group in names.cluster(shuffled)} == expected


def test_the_longer_a_list_the_more_two_names_must_have_in_common() -> None:
    given = ["Anna", "Boris", "Clara", "David", "Elena", "Felix", "Greta", "Hugo", "Irma", "Jonas"]
    family = ["Abel", "Brandt", "Carlsen", "Dorn", "Ebert", "Falk", "Gross", "Hauser", "Ivers", "Jansen"]
    asked = [f"{one} {other}" for one in given for other in family]
    assert names.cluster(asked) == [[name] for name in asked]


WORDS = st.sampled_from(["Ada", "Аda", "Hans", "Hanz", "J.", "Muster", "Mustermann", "Berg", "李娜", "\ud800", "", "-"])
LISTS = st.lists(st.lists(WORDS, max_size=3).map(" ".join), max_size=8)


@settings(max_examples=15, deadline=None)
@given(LISTS, st.randoms())
def test_every_name_is_in_one_cluster_and_the_order_decides_nothing(asked: list[str], rng: random.Random) -> None:
    found = names.clusters(asked)
    assert sorted(name for cluster in found for name in cluster.names) == sorted(set(asked))
    assert [list(cluster.names) for cluster in found] == names.cluster(asked)
    for cluster in found:
        assert cluster.label in cluster.names
        assert 0 <= cluster.score <= 1
        assert all({pair.left, pair.right} <= set(cluster.names) for pair in cluster.pairs)
    shuffled = names.clusters(rng.sample(asked, len(asked)))
    assert {frozenset(each.names): each.label for each in found} == {
        frozenset(each.names): each.label for each in shuffled
    }


def test_thousands_of_equal_and_nearly_equal_names_are_one_cluster() -> None:
    assert names.cluster(["Ada Berg"] * 10_000) == [["Ada Berg"]]
    dotted = [f"Ada{'.' * (place % 20)} Berg{'.' * (place // 20)}" for place in range(200)]
    assert names.cluster(dotted) == [dotted]


@given(st.lists(st.tuples(*[st.text("aábcdeS'", max_size=9)] * 2), max_size=8), st.floats(0, 1))
def test_words_that_are_alike_have_so_many_letters_in_common(pairs: list[tuple[str, str]], least: float) -> None:
    left, right = (Letters.of([pair[side] for pair in pairs]) for side in (0, 1))
    places = np.arange(len(pairs))
    found = left.may_be_like(places, right, places, least).tolist()
    alike = [Indel.normalized_similarity(*pair) >= least for pair in pairs]
    assert all(may_be for may_be, are in zip(found, alike, strict=True) if are)


def test_several_processes_group_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [f"{given} {family}" for given in ("Ada", "Hans", "Ivan") for family in ("Berg", "Muster", "Mustermann")]
    asked += [name.lower() for name in asked] + ["Iwan Berg", "Berg"]
    expected = names.clusters(asked)
    monkeypatch.setattr(grouping, "ALONE", 0)
    monkeypatch.setattr(grouping, "SCORED", 16)
    monkeypatch.setattr(name_table, "PORTION", 4)
    assert names.clusters(asked, workers=2) == expected


def test_progress_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    make_clustering(["Ada Berg", "Ada Berk", "Hans"], progress=lambda *what: told.append(what))
    assert told[0] == ("names read", 3, 3)
    assert told[1][0] == "names compared"


@pytest.mark.parametrize(
    ("asked", "expected", "shows"),
    [
        (["A. Berg", "A. Berg", "Ada Berg"], "Ada Berg", "a full name before initials"),
        (["Merz", "Merz", "Angela Merz"], "Angela Merz", "two words before one"),
        (["Владимир Путин", "Wladimir Putin", "Vladimir Putin"], "Vladimir Putin", "the script of most"),
        (["Hans Muster", "Hanz Muster", "Hanz Muster"], "Hanz Muster", "the most frequent"),
    ],
)
def test_a_name_represents_its_cluster(asked: list[str], expected: str, shows: str) -> None:
    [found] = names.clusters(asked)
    assert found.label == expected, shows


def test_the_most_central_of_equals_represents() -> None:
    asked = ["Ada Berg", "Ada Bergh", "Ada Berk"]
    scores = [("Ada Berg", "Ada Bergh", 0.9), ("Ada Bergh", "Ada Berk", 0.8), ("Ada Berg", "Ada Berk", 0.1)]
    assert representative(asked, dict.fromkeys(asked, 1), scores) == "Ada Bergh"


def test_doubtful_pairs_come_nearest_first() -> None:
    asked = ["Muammar Gaddafi", "Moammar Qadhafi", "Gaddafi", "Saif Gaddafi", "Hans Muster"]
    pairs = list(make_clustering(asked, 0.6).doubtful())
    distances = [abs(np.log(pair.score / (1 - pair.score)) - np.log(0.6 / 0.4)) for pair in pairs]
    assert distances == sorted(distances)
    assert {pair.together for pair in pairs} == {True, False}
    assert all(pair.why for pair in pairs)


def test_of_many_owners_of_a_key_the_next_ones_are_paired() -> None:
    keys = packed_keys(OwnedKeys(np.repeat(np.array([5, 6], np.uint64), [4, 2]), np.array([3, 1, 0, 2, 0, 3])))
    found = [pair for some in sharing_pairs(keys, 3, 1) for pair in zip(*map(np.ndarray.tolist, some), strict=True)]
    assert found == [(0, 1), (0, 3), (1, 2), (2, 3)]


def test_pairs_are_given_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(13)
    keys, owners = rng.integers(0, 30, 200).astype(np.uint64), rng.integers(0, 50, 200)
    holders = [set(owners[keys == key].tolist()) for key in range(30)]
    expected = sorted({(a, b) for some in holders for a in some for b in some if a < b})
    monkeypatch.setattr("names.lists.similar_pairs.PORTION", 40)
    portions = list(sharing_pairs(packed_keys(OwnedKeys(keys, owners)), 50, 1))
    assert len(portions) > 3
    assert [pair for some in portions for pair in zip(*map(np.ndarray.tolist, some), strict=True)] == expected
