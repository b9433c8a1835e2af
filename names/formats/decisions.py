"""Decisions about a gazetteer as a table and as records, with what became of each."""

from __future__ import annotations

from typing import Any

from gazetteer import Gazetteer
from gazetteer.decisions.records import Decision
from gazetteer.decisions.rulings import Rulings, undone
from names.formats.decision_words import by_label, decision_words
from names.formats.terminal import plain_table

__all__ = ["decision_records", "decision_table", "state_of"]

COLUMNS = ("number ", "date", "who", "decision", "why", "state")


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
