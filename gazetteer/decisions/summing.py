"""Sum decisions up: each in the order of the file, so that a later one goes before an earlier one about the same.

A spelling means one entity at most. What was decided about an entity that is merged into another one holds for that
one; an accepted spelling that is split off means the entity to which it goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from gazetteer.decisions.records import Decision, spelling_form
from gazetteer.decisions.rulings import Ruling, Rulings, in_force
from gazetteer.entity import Alias, Entity
from gazetteer.sources.merging import label_first

__all__ = ["FindEntity", "sum_up"]

FindEntity = Callable[[str], Entity | None]  # the entity with an id; None if there is none


def sum_up(decisions: Sequence[Decision], find: FindEntity) -> Rulings:
    """What decisions say in sum of the entities that `find` gives.

    >>> ana = Entity("p1", "person", ["Ana Maria"])
    >>> sum_up([Decision("accept", "Ana", "p1")], {"p1": ana}.get).accepted(" ANA ").entity
    'p1'
    """
    found = _Sum(find)
    take = {"accept": found.accept, "reject": found.reject, "split": found.split, "merge": found.merge}
    for decision in in_force(decisions):
        take[decision.action](decision)
    return Rulings(
        tuple(decisions),
        accepted_forms=found.accepted,
        rejected_forms=found.rejected,
        changed=found.changed,
        merged=found.merged,
        idle=found.idle,
    )


class _Sum:
    """What the decisions that were taken so far say; the fields are those of `Rulings`."""

    def __init__(self, find: FindEntity) -> None:
        self._find = find
        self.accepted: dict[str, Ruling] = {}
        self.rejected: dict[str, dict[str, Decision]] = {}
        self.changed: dict[str, Entity] = {}
        self.merged: dict[str, str] = {}
        self.idle: dict[str, str] = {}
        self._forms: dict[str, set[str]] = {}  # by entity: the spellings about which something was decided

    def accept(self, decision: Decision) -> None:
        form, id = spelling_form(decision.spelling), self._whole(decision.entity)
        self.rejected.get(form, {}).pop(id, None)
        self.accepted[form] = Ruling(id, decision)
        self._forms.setdefault(id, set()).add(form)

    def reject(self, decision: Decision) -> None:
        form, id = spelling_form(decision.spelling), self._whole(decision.entity)
        if form in self.accepted and self.accepted[form].entity == id:
            del self.accepted[form]
        self.rejected.setdefault(form, {})[id] = decision
        self._forms.setdefault(id, set()).add(form)

    def split(self, decision: Decision) -> None:
        entity, to = self._entity(decision.entity), self._whole(decision.to)
        if entity is None or entity.id == to:
            self.idle[decision.id] = self._missing(decision.entity) if entity is None else f"{to!r} is part of it"
            return
        forms = set(map(spelling_form, decision.aliases))
        moved = tuple(alias for alias in entity.aliases if spelling_form(alias.text) in forms)
        kept = tuple(alias for alias in entity.aliases if spelling_form(alias.text) not in forms)
        if not moved or not kept:
            self.idle[decision.id] = f"{entity.id!r} has {'no other' if moved else 'none of these'} names"
            return
        target = self._entity(to)
        self.changed[entity.id] = replace(entity, aliases=kept)
        self.changed[to] = _with_aliases(target, moved) if target else _parted(entity, to, moved)
        for form in forms & self.accepted.keys():
            if self.accepted[form].entity == entity.id:
                self.accepted[form] = self.accepted[form]._replace(entity=to)
                self._forms.setdefault(to, set()).add(form)

    def merge(self, decision: Decision) -> None:
        entity = self._entity(decision.entity)
        others = dict.fromkeys(map(self._whole, decision.others))
        known = [other for other in map(self._entity, others) if other is not None and other != entity]
        if entity is None or not known:
            missing = (decision.entity,) if entity is None else decision.others
            self.idle[decision.id] = self._missing(*missing)
            return
        for other in known:
            entity = _joined(entity, other)
            self.merged[other.id] = entity.id
            self.changed.pop(other.id, None)
            self._move(other.id, entity.id)
        self.changed[entity.id] = entity

    def _move(self, part: str, whole: str) -> None:
        """Let what was decided of a part hold for the whole; what is accepted goes before what was rejected."""
        forms = self._forms.pop(part, set())
        self._forms.setdefault(whole, set()).update(forms)
        for form in forms:
            accepted, rejected = self.accepted.get(form), self.rejected.get(form, {})
            if accepted is not None and accepted.entity == part:
                self.accepted[form] = accepted = accepted._replace(entity=whole)
            if part in rejected:
                rejected.setdefault(whole, rejected.pop(part))
            if accepted is not None:
                rejected.pop(accepted.entity, None)

    def _entity(self, id: str) -> Entity | None:
        """The entity with this id, or of which it is part, as the decisions so far leave it."""
        id = self._whole(id)
        return self.changed.get(id) or self._find(id)

    def _whole(self, id: str) -> str:
        return Rulings(merged=self.merged).whole(id) if id in self.merged else id

    @staticmethod
    def _missing(*ids: str) -> str:
        return f"no entity has the id {' or '.join(map(repr, ids))}"


def _parted(entity: Entity, id: str, aliases: Iterable[Alias]) -> Entity:
    """A new entity like one from which its names are split off; what is noted of that one may not hold for it."""
    return Entity(id, entity.kind, aliases, countries=entity.countries, prior=entity.prior)


def _with_aliases(entity: Entity, aliases: Iterable[Alias]) -> Entity:
    return replace(entity, aliases=label_first((*entity.aliases, *aliases)))


def _joined(entity: Entity, other: Entity) -> Entity:
    """The entity with the names and ids of another one, its facts where it has none, and the greater prior."""
    return replace(
        _with_aliases(entity, other.aliases),
        countries=tuple(dict.fromkeys((*entity.countries, *other.countries))),
        prior=max(entity.prior, other.prior),
        note=entity.note or other.note,
        office=entity.office or other.office,
        born=entity.born or other.born,
        died=entity.died or other.died,
        identifiers=(*entity.identifiers, *other.identifiers),
    )
