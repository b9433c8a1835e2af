"""Decisions about a gazetteer in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gazetteer import Gazetteer, UnknownEntity
from gazetteer.decisions.records import Decision

__all__ = ["by_label", "decision_words"]


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
