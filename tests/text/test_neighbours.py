"""The names that another may be a spelling of, and what is remembered of many."""

from __future__ import annotations

from specimens import families

from names.text.memory import RecentTable
from names.text.neighbours import Neighbours
from names.text.rules import TEXT_RULES, TextRules

ALL, MOST = TEXT_RULES.compared_with_all, TEXT_RULES.neighbours


def neighbours(people: list[str], rules: TextRules = TEXT_RULES, size: int = 1000) -> Neighbours:
    """These persons, each added twice, which is as good as once."""
    made = Neighbours(rules, size)
    for name in [*people, *people]:
        made.add(name)
    return made


def test_of_few_names_all_are_near() -> None:
    people = [f"Anna {family}" for family in families(ALL)]
    assert neighbours(people).near("Boris Unlike") == people


def test_of_many_names_few_are_near() -> None:
    people = [f"Anna {family}" for family in families(ALL + 100)]
    met = neighbours(people)
    assert all(name in met.near(name) and len(met.near(name)) <= MOST for name in people)
    assert people[5] in met.near(people[5].replace("A", "Ha"))
    met.remove(people[5])
    assert people[5] not in met.near(people[5])
    met.remove(people[5])


def test_forms_of_one_given_name_are_near() -> None:
    assert "Alexander" in neighbours(["Alexander", *families(ALL)]).near("Sasha")


def test_of_many_entries_under_a_key_the_newest_are_read() -> None:
    people = [f"Anna {family}" for family in families(ALL + 10)]
    met = neighbours(people, TextRules(neighbour_entries=5))
    assert set(met.near("Anna")) <= set(people[-5:])


def test_the_older_half_is_forgotten() -> None:
    people = [f"Anna {family}" for family in families(100)]
    met = neighbours(people, size=100)
    met.add("Boris Newen")
    assert people[49] not in met
    assert people[50] in met
    assert "Boris Newen" in met.near("Boris Neven")


def test_a_table_keeps_the_newest_values() -> None:
    table: RecentTable[str, int] = RecentTable(4)
    for number, key in enumerate("abcd"):
        table.keep(key, number)
    table.keep("a", 9)  # now the newest
    table.keep("e", 4)
    assert table == {"d": 3, "a": 9, "e": 4}
