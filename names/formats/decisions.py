"""Decisions about a gazetteer in words, as a table, and as records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from gazetteer import Gazetteer, UnknownEntity
from gazetteer.decisions.records import Decision
from gazetteer.decisions.rulings import Rulings, undone
from names.formats.terminal import plain_table

__all__ = ["by_label", "decision_records", "decision_table", "decision_words", "state_of"]

COLUMNS = ("number ", "date", "who", "decision", "why", "state")


def decision_words(decision: Decision, decisions: Sequence[Decision] = (), named: Callable[[str], str] = str) -> str:
    """What is decided, on one line; of what is undone the numbers, by the `decisions` of the file.

    `named` says how an entity is named, by its id.

    >>> decision_words(Decision("accept", "Ana", "p1")), decision_words(Decision("reject", "Ana", "p2"))
    ('“Ana” is p1', '“Ana” is not p2')
    >>> decision_words(Decision("split", entity="p1", aliases=("Ana", "Anna"), to="p1-2"))
    '“Ana”, “Anna” of p1 are p1-2'
    >>> decision_words(Decision("merge", entity="p1", others=("p3", "p4")))
    'p3, p4 are p1'
    """
    entity = named(decision.entity)
    if decision.action == "accept":
        return f"“{decision.spelling}” is {entity}"
    if decision.action == "reject":
        return f"“{decision.spelling}” is not {entity}"
    if decision.action == "split":
        names = ", ".join(f"“{alias}”" for alias in decision.aliases)
        return f"{names} of {entity} {_verb(decision.aliases)} {named(decision.to)}"
    if decision.action == "merge":
        return f"{', '.join(map(named, decision.others))} {_verb(decision.others)} {entity}"
    numbers = [str(one.number) for one in decisions if one.id in decision.undoes]
    return f"{', '.join(numbers) or 'nothing that is there'} {'do' if len(numbers) > 1 else 'does'} not hold"


def by_label(gazetteer: Gazetteer) -> Callable[[str], str]:
    """How an entity of the gazetteer is named, by its id: with its label, if there is such an entity."""

    def named(id: str) -> str:
        try:
            return f"{gazetteer.entity(id).label} ({id})"
        except UnknownEntity:
            return id

    return named


def _verb(several: Sequence[str]) -> str:
    return "are" if len(several) > 1 else "is"


def state_of(decision: Decision, gazetteer: Gazetteer) -> str:
    """Why a decision about the gazetteer has no effect: it was undone, or replaced, or what it names is not there.

    Empty if it has one.
    """
    rulings = gazetteer.decisions or Rulings()
    if by := undone(rulings.decisions).get(decision.id):
        return f"undone by {by.number}"
    if decision.id in rulings.idle:
        return f"without effect: {rulings.idle[decision.id]}"
    if decision.action not in {"accept", "reject"}:
        return ""
    ruling, id = rulings.accepted(decision.spelling), rulings.whole(decision.entity)
    if decision.action == "accept" and ruling is not None and ruling.decision.id == decision.id:
        id = ruling.entity
    elif decision.action == "accept" or (ruling is not None and ruling.entity == id):
        return "replaced by a later one"
    return "" if gazetteer.ordinal(id) is not None else f"without effect: no entity has the id {id!r}"


def decision_table(gazetteer: Gazetteer) -> str:
    """The drawn table of all decisions about the gazetteer, in order."""
    rulings, named = gazetteer.decisions or Rulings(), by_label(gazetteer)
    rows = [
        (
            str(one.number),
            one.when[:10],
            one.who,
            decision_words(one, rulings.decisions, named),
            one.why,
            state_of(one, gazetteer),
        )
        for one in rulings.decisions
    ]
    return plain_table(f"Decisions about {gazetteer.path}", COLUMNS, rows)


def decision_records(gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """A record of each decision about the gazetteer: the fields of its line, its number, and its state."""
    rulings = gazetteer.decisions or Rulings()
    return [{"number": one.number, **one.record, "state": state_of(one, gazetteer)} for one in rulings.decisions]
