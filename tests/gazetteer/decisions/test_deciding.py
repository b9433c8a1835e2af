"""A decision is checked before it is written: what cannot be is told with what to do instead."""

from __future__ import annotations

import pytest

import names
from gazetteer import CannotWrite, Entity, Gazetteer, ImpossibleDecision
from gazetteer.decisions import deciding
from gazetteer.decisions.records import Decision

PEOPLE = [
    Entity("person/ann-lee", "person", ["Ann Lee", "Anna Lee", "A. Lee"]),
    Entity("person/bo-lee", "person", ["Bo Lee"]),
    Entity("person/cy-lee", "person", ["Cy Lee"], identifiers=["wikidata:Q7"]),
]


@pytest.fixture
def path(tmp_path) -> str:
    names.build_gazetteer(PEOPLE, tmp_path / "p.gaz").close()
    return str(tmp_path / "p.gaz")


def decide(path: str, action: str, *arguments: object) -> Decision:
    with names.open_gazetteer(path) as opened:
        [kept] = deciding.keep(opened, [getattr(deciding, action)(opened, *arguments)], who="ann", why="so")
        return kept


def undo(path: str, *which: str) -> Decision:
    with names.open_gazetteer(path) as opened:
        [kept] = deciding.keep(opened, [deciding.undo(decisions(opened), which)], who="ann")
        return kept


def decisions(opened: Gazetteer) -> tuple[Decision, ...]:
    return opened.decisions.decisions if opened.decisions is not None else ()


def test_decisions_are_stamped_and_numbered(path):
    first, second = decide(path, "accept", "Annie", "person/ann-lee"), decide(path, "reject", "Bo", "person/bo-lee")
    assert (first.number, second.number) == (1, 2)
    assert (first.who, first.why, first.when[:2], first.when[-1]) == ("ann", "so", "20", "Z")
    assert first.id != second.id
    assert decide(path, "accept", " ANNIE", "person/ann-lee") == first
    assert decide(path, "reject", "bo", "person/bo-lee") == second
    with names.open_gazetteer(path) as opened:
        assert decisions(opened) == (first, second)
        assert opened.decisions.about("person/ann-lee") == [first]


def test_an_entity_may_be_named_by_its_id_elsewhere(path):
    assert decide(path, "accept", "Cyril", "wikidata:Q7").entity == "person/cy-lee"
    assert decide(path, "merge", "person/ann-lee", ["wikidata:Q7"]).others == ("person/cy-lee",)


def test_new_ids_are_numbered(path):
    assert decide(path, "split", "person/ann-lee", ["a. lee"]).to == "person/ann-lee-2"
    assert decide(path, "split", "person/ann-lee", ["Anna Lee"], "person/bo-lee").to == "person/bo-lee"


@pytest.mark.parametrize(
    ("action", "arguments", "message"),
    [
        ("accept", ("X", "person/an-lee"), "no entity has the id 'person/an-lee'; did you mean 'person/ann-lee'"),
        ("reject", ("X", "zzzz"), "no entity has the id 'zzzz'; `names lookup NAME` tells ids"),
        ("reject", ("X", "\udc80"), "no entity has the id"),
        ("split", ("person/ann-lee", ["Ana Lee"]), "has no name 'Ana Lee'; did you mean 'Anna Lee' or 'Ann Lee'"),
        ("split", ("person/bo-lee", ["bo lee"]), "these are all names of 'person/bo-lee'"),
        ("split", ("person/ann-lee", ["A. Lee"], "person/ann-lee"), "name another id"),
        ("merge", ("person/ann-lee", ["person/ann-lee"]), "cannot be merged with itself"),
        ("merge", ("person/ann-lee", ["person/bo"]), "no entity has the id 'person/bo'"),
    ],
)
def test_what_cannot_be_is_told(path, action, arguments, message):
    with pytest.raises(ImpossibleDecision, match=message.replace("(", r"\(")):
        decide(path, action, *arguments)
    with names.open_gazetteer(path) as opened:
        assert opened.decisions is None


def test_a_part_of_another_entity_is_named_by_that(path):
    decide(path, "merge", "person/ann-lee", ["person/bo-lee"])
    with pytest.raises(ImpossibleDecision, match="'person/bo-lee' is part of 'person/ann-lee', as somebody decided"):
        decide(path, "accept", "X", "person/bo-lee")
    with pytest.raises(ImpossibleDecision, match="name another id"):
        decide(path, "split", "person/ann-lee", ["A. Lee"], "person/bo-lee")


def test_undo(path):
    with pytest.raises(ImpossibleDecision, match="there is nothing to undo"):
        undo(path)
    first, second = decide(path, "accept", "Annie", "person/ann-lee"), decide(path, "reject", "Annie", "person/bo-lee")
    third = decide(path, "accept", "12", "person/bo-lee")
    assert undo(path).undoes == (third.id,)
    assert undo(path, "annie").undoes == (first.id, second.id)
    with pytest.raises(ImpossibleDecision, match="decision 1 does not hold since 5; undo that"):
        undo(path, "1")
    with pytest.raises(ImpossibleDecision, match="there is no decision 9; `names decisions` lists all"):
        undo(path, "9")
    undo(path, "5")
    with pytest.raises(ImpossibleDecision, match="nothing is decided about the spelling 'Anni'; did you mean 'Annie'"):
        undo(path, "Anni")
    assert undo(path, "2", "1", "2").undoes == (second.id, first.id)


def test_a_gazetteer_in_memory_has_no_file(monkeypatch):
    opened = names.build_gazetteer(PEOPLE)
    with pytest.raises(CannotWrite, match="there is no folder for them; name a file in NAMES_DECISIONS"):
        deciding.keep(opened, [deciding.accept(opened, "X", "person/bo-lee")], who="ann")
