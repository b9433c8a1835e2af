"""Which spellings of a list are one name; groups are written as `name | name`, parted by slashes."""

from __future__ import annotations

import random

import pytest

import names
from names.lists.rules import CLUSTER_RULES

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
