"""What the decisions about a gazetteer say in sum: of a spelling, of an entity, and which entities they change."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from gazetteer.decisions.records import Decision, spelling_form
from gazetteer.entity import Entity

__all__ = ["Ruling", "Rulings", "in_force", "undone"]


class Ruling(NamedTuple):
    """Which entity a spelling means, or does not mean, and the decision that says so."""

    entity: str
    decision: Decision


def undone(decisions: Sequence[Decision]) -> dict[str, Decision]:
    """The ids of the decisions that do not hold, each with the decision that undoes it; that may be undone, too."""
    found: dict[str, Decision] = {}
    for decision in reversed(decisions):
        if decision.action == "undo" and decision.id not in found:
            found |= dict.fromkeys(decision.undoes, decision)
    return found


def in_force(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions that hold, in order, without those that only undo others.

    >>> accepted = Decision("accept", "Ana", "p1", id="a")
    >>> in_force([accepted, Decision("undo", undoes=("a",), id="b")])
    []
    >>> in_force([accepted, Decision("undo", undoes=("a",), id="b"), Decision("undo", undoes=("b",), id="c")])[0].id
    'a'
    """
    gone = undone(decisions)
    return [one for one in decisions if one.action != "undo" and one.id not in gone]


@dataclass(frozen=True)
class Rulings:
    """What decisions say in sum, made by `sum_up`. Spellings are compared by their `spelling_form`."""

    decisions: tuple[Decision, ...] = ()  # all of them, in order
    path: Path | None = None  # the file where a new one is kept
    before: int = 0  # the number after which those of this file are counted
    accepted_forms: Mapping[str, Ruling] = field(default_factory=dict)  # by the form of a spelling
    rejected_forms: Mapping[str, Mapping[str, Decision]] = field(default_factory=dict)  # then by entity
    changed: Mapping[str, Entity] = field(default_factory=dict)  # entities that are new, or other than they were, by id
    merged: Mapping[str, str] = field(default_factory=dict)  # the id of an entity that is part of another one → its id
    idle: Mapping[str, str] = field(default_factory=dict)  # splits and merges without effect, by id, with the reason

    def accepted(self, spelling: str) -> Ruling | None:
        """The entity that the spelling means as somebody decided, and the decision; None if nobody did."""
        return self.accepted_forms.get(spelling_form(spelling)) if self.accepted_forms else None

    def rejected(self, spelling: str) -> Collection[str]:
        """The ids of the entities that the spelling does not mean, as somebody decided."""
        return self.rejected_forms.get(spelling_form(spelling), {}) if self.rejected_forms else ()

    def about(self, id: str) -> list[Decision]:
        """The decisions in force that name an entity, or one that is part of it, in order."""
        ids = {id, *(part for part in self.merged if self.whole(part) == id)}
        return [one for one in in_force(self.decisions) if not ids.isdisjoint(one.entities)]

    def whole(self, id: str) -> str:
        """The id of the entity that one is part of; its own if it is whole."""
        while id in self.merged:
            id = self.merged[id]
        return id
