"""What decisions say in sum: later ones go before earlier ones, merges and splits carry on what was decided."""

from __future__ import annotations

import pytest

from gazetteer import Alias, Entity
from gazetteer.decisions.records import Decision
from gazetteer.decisions.rulings import in_force, undone
from gazetteer.decisions.summing import sum_up

ENTITIES = {
    "a": Entity("a", "person", ["Ann Lee", Alias("Ann", kind="family"), "Anna Lee"], prior=2.0, countries=["IE"]),
    "b": Entity("b", "person", ["Bo Lee"], prior=3.0, countries=["GB", "IE"], born="1950"),
    "c": Entity("c", "person", ["Cy Lee", "C. Lee"]),
}


def decisions(*told: str) -> list[Decision]:
    """Decisions in short: `accept X a`, `split a Ann,Anna to`, `merge a b,c`, `undo 1,2`; ids are their numbers."""
    made = []
    for number, line in enumerate(told, start=1):
        action, *words = line.split()
        fields = {
            "accept": lambda s, e: {"spelling": s, "entity": e},
            "reject": lambda s, e: {"spelling": s, "entity": e},
            "split": lambda e, names, to: {"entity": e, "aliases": tuple(names.replace("_", " ").split(",")), "to": to},
            "merge": lambda e, others: {"entity": e, "others": tuple(others.split(","))},
            "undo": lambda ids: {"undoes": tuple(ids.split(","))},
        }[action](*words)
        made.append(Decision(action, **fields, id=str(number), number=number))
    return made


@pytest.mark.parametrize(
    ("told", "accepted", "rejected"),
    [
        ([], {}, {}),
        (["accept X a"], {"x": "a"}, {}),
        (["accept X a", "accept x b"], {"x": "b"}, {}),
        (["accept X a", "reject X a"], {}, {"x": {"a"}}),
        (["accept X a", "reject X b"], {"x": "a"}, {"x": {"b"}}),
        (["reject X a", "accept X a"], {"x": "a"}, {}),
        (["accept X a", "accept X b", "undo 2"], {"x": "a"}, {}),
        (["accept X a", "undo 1", "undo 2"], {"x": "a"}, {}),
        (["accept X a", "undo 1", "undo 2", "undo 3"], {}, {}),
        (["accept X a", "undo 9"], {"x": "a"}, {}),
        (["accept X b", "merge a b"], {"x": "a"}, {}),
        (["merge a b", "accept X b"], {"x": "a"}, {}),
        (["reject X b", "merge a b"], {}, {"x": {"a"}}),
        (["reject X b", "accept X a", "merge a b"], {"x": "a"}, {"x": set()}),
        (["merge a b", "merge c a", "accept X b"], {"x": "c"}, {}),
        (["accept Ann a", "split a Ann n"], {"ann": "n"}, {}),
        (["accept X a", "split a Ann n"], {"x": "a"}, {}),
        (["accept X gone"], {"x": "gone"}, {}),
    ],
    ids=" | ".join,
)
def test_spellings(told, accepted, rejected):
    rulings = sum_up(decisions(*told), ENTITIES.get)
    assert {form: ruling.entity for form, ruling in rulings.accepted_forms.items()} == accepted
    found = {form: set(ids) for form, ids in rulings.rejected_forms.items()}
    assert {form: ids for form, ids in found.items() if ids} == {form: ids for form, ids in rejected.items() if ids}


@pytest.mark.parametrize(
    ("told", "names", "merged"),
    [
        (["split a Ann n"], {"a": "Ann Lee,Anna Lee", "n": "Ann"}, {}),
        (["split a ann_LEE n"], {"a": "Ann,Anna Lee", "n": "Ann Lee"}, {}),
        (["split a Ann b"], {"a": "Ann Lee,Anna Lee", "b": "Bo Lee,Ann"}, {}),
        (["split a Ann n", "split n Ann b"], {"a": "Ann Lee,Anna Lee", "n": "Ann"}, {}),
        (["split a Ann,Anna_Lee n", "split n Ann b"], {"a": "Ann Lee", "n": "Anna Lee", "b": "Bo Lee,Ann"}, {}),
        (["merge a b,c"], {"a": "Ann Lee,Ann,Anna Lee,Bo Lee,Cy Lee,C. Lee"}, {"b": "a", "c": "a"}),
        (["merge a b", "merge a b"], {"a": "Ann Lee,Ann,Anna Lee,Bo Lee"}, {"b": "a"}),
        (["merge a b", "merge b a"], {"a": "Ann Lee,Ann,Anna Lee,Bo Lee"}, {"b": "a"}),
        (["merge a b", "merge c b"], {"c": "Cy Lee,C. Lee,Ann Lee,Ann,Anna Lee,Bo Lee"}, {"b": "a", "a": "c"}),
        (["merge a b", "undo 1"], {}, {}),
        (["split a Ann n", "merge b n"], {"a": "Ann Lee,Anna Lee", "b": "Bo Lee,Ann"}, {"n": "b"}),
        (["split b Bo_Lee n"], {}, {}),
        (["split a Zoe n"], {}, {}),
        (["split gone Zoe n"], {}, {}),
        (["split a Ann a"], {}, {}),
        (["merge a gone"], {}, {}),
        (["merge gone a"], {}, {}),
        (["merge a gone,b"], {"a": "Ann Lee,Ann,Anna Lee,Bo Lee"}, {"b": "a"}),
    ],
    ids=" | ".join,
)
def test_entities(told, names, merged):
    rulings = sum_up(decisions(*told), ENTITIES.get)
    assert {id: ",".join(name.text for name in one.aliases) for id, one in rulings.changed.items()} == names
    assert rulings.merged == merged


def test_facts_of_a_whole_are_those_of_its_parts():
    [whole] = sum_up(decisions("merge a b"), ENTITIES.get).changed.values()
    assert (whole.prior, whole.countries, whole.born, whole.label) == (3.0, ("IE", "GB"), "1950", "Ann Lee")
    new = sum_up(decisions("split b Bo_Lee,b n", "split a Ann n"), ENTITIES.get).changed["n"]
    assert (new.kind, new.prior, new.countries, new.aliases[0].kind) == ("person", 2.0, ("IE",), "family")


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ("split a Zoe n", "'a' has none of these names"),
        ("split b Bo_Lee n", "'b' has no other names"),
        ("split gone Zoe n", "no entity has the id 'gone'"),
        ("split a Ann a", "'a' is part of it"),
        ("merge a gone,a", "no entity has the id 'gone' or 'a'"),
        ("merge gone a", "no entity has the id 'gone'"),
    ],
)
def test_what_has_no_effect_is_told(told, reason):
    assert sum_up(decisions(told), ENTITIES.get).idle == {"1": reason}


def test_what_is_decided_about_an_entity():
    rulings = sum_up(decisions("accept X b", "reject Y a", "merge a b", "accept Z c", "undo 2"), ENTITIES.get)
    assert [one.number for one in rulings.about("a")] == [1, 3]
    assert [one.number for one in rulings.about("b")] == [1, 3]
    assert [one.number for one in rulings.about("c")] == [4]
    assert rulings.about("n") == []


def test_undone_says_by_which():
    made = decisions("accept X a", "undo 1", "undo 2", "undo 3")
    assert {id: one.id for id, one in undone(made).items()} == {"1": "2", "3": "4"}
    assert in_force(made) == []
