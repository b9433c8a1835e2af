"""Check a new decision against the gazetteer and the earlier ones, and keep it.

`accept`, `reject`, `split`, `merge` and `undo` give a decision that can be made, or raise `ImpossibleDecision` with
what to do instead; `keep` writes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from gazetteer.decisions.journal import append_decisions
from gazetteer.decisions.location import VARIABLE, decisions_file
from gazetteer.decisions.records import Decision, spelling_form, stamped
from gazetteer.decisions.rulings import Rulings, in_force, undone
from gazetteer.entity import Entity
from gazetteer.errors import CannotWrite, ImpossibleDecision, UnknownEntity

if TYPE_CHECKING:
    from gazetteer.index import Gazetteer

__all__ = ["accept", "keep", "merge", "reject", "split", "undo"]

NEAR = 3  # ids, or names, that a message offers
LEAST = 50  # per cent of similarity of what is offered; chosen


def accept(gazetteer: Gazetteer, spelling: str, id: str) -> Decision:
    """The decision that the spelling means the entity; the earlier one, if somebody decided so before."""
    entity, ruling = _known(gazetteer, id), _rulings(gazetteer).accepted(spelling)
    if ruling is not None and ruling.entity == entity.id:
        return ruling.decision
    return Decision("accept", spelling=spelling, entity=entity.id)


def reject(gazetteer: Gazetteer, spelling: str, id: str) -> Decision:
    """The decision that the spelling does not mean the entity; the earlier one, if somebody decided so before."""
    rejected = _rulings(gazetteer).rejected_forms.get(spelling_form(spelling), {})
    entity = _known(gazetteer, id)
    return rejected.get(entity.id) or Decision("reject", spelling=spelling, entity=entity.id)


def split(gazetteer: Gazetteer, id: str, aliases: Iterable[str], to: str = "") -> Decision:
    """The decision that these aliases of an entity belong to the entity `to`, which is a new one if there is none.

    By default it is a new one, whose id is that of the entity with a number.
    """
    entity, aliases = _known(gazetteer, id), tuple(dict.fromkeys(aliases))
    forms = {spelling_form(alias.text): alias.text for alias in entity.aliases}
    for alias in aliases:
        if spelling_form(alias) not in forms:
            raise ImpossibleDecision(f"{id!r} has no name {alias!r}{_offer(alias, forms.values())}")
    if forms.keys() <= set(map(spelling_form, aliases)):
        raise ImpossibleDecision(
            f"these are all names of {id!r}; leave it one at least, or merge it with another entity"
        )
    numbered = (f"{entity.id}-{number}" for number in count(2))
    to = to or next(new for new in numbered if gazetteer.ordinal(new) is None and not _is_merged(gazetteer, new))
    if to == entity.id or _is_merged(gazetteer, to):
        raise ImpossibleDecision(f"{to!r} is the same entity as {id!r}, or part of another one; name another id")
    return Decision("split", entity=entity.id, aliases=aliases, to=to)


def merge(gazetteer: Gazetteer, id: str, others: Iterable[str]) -> Decision:
    """The decision that other entities are the same as an entity, which gets their names."""
    entity = _known(gazetteer, id)
    parts = tuple(dict.fromkeys(_known(gazetteer, other).id for other in others))
    if entity.id in parts:
        raise ImpossibleDecision(f"{id!r} cannot be merged with itself; name other entities")
    return Decision("merge", entity=entity.id, others=parts)


def undo(decisions: Sequence[Decision], which: Iterable[str] = ()) -> Decision:
    """The decision that others do not hold: those with these numbers, or about these spellings; by default the last."""
    holding = in_force(decisions)
    which = tuple(which)
    if not holding and not which:
        raise ImpossibleDecision("there is nothing to undo; no decision is in force")
    chosen = [one for each in which for one in _chosen(decisions, holding, each)] if which else holding[-1:]
    return Decision("undo", undoes=tuple(dict.fromkeys(one.id for one in chosen)))


def keep(gazetteer: Gazetteer, decisions: Sequence[Decision], *, who: str, why: str = "") -> list[Decision]:
    """Write decisions into the file of the gazetteer, and give them with date and number; kept ones are not written.

    The opened gazetteer stays as it is: open it again for them to hold. Raises `CannotWrite`.
    """
    new = [stamped(replace(one, who=who, why=why)) for one in decisions if not one.id]
    if not new:
        return list(decisions)
    path = _rulings(gazetteer).path or (decisions_file(gazetteer.path) if gazetteer.path is not None else None)
    if path is None:
        raise CannotWrite("decisions", "there is no folder for them", f"name a file in {VARIABLE}")
    first = _rulings(gazetteer).before + append_decisions(path, new)
    numbered = (replace(one, number=number) for number, one in enumerate(new, start=first))
    return [one if one.id else next(numbered) for one in decisions]


def _chosen(decisions: Sequence[Decision], holding: Sequence[Decision], which: str) -> list[Decision]:
    """The decisions with this number, or about this spelling."""
    if not (which.isascii() and which.isdecimal()):
        about = [one for one in holding if one.action in {"accept", "reject"}]
        if found := [one for one in about if spelling_form(one.spelling) == spelling_form(which)]:
            return found
        known = {one.spelling for one in about}
        raise ImpossibleDecision(f"nothing is decided about the spelling {which!r}{_offer(which, known)}")
    found = [one for one in decisions if one.number == int(which)]
    if not found:
        raise ImpossibleDecision(f"there is no decision {which}; `names decisions` lists all with their numbers")
    if by := undone(decisions).get(found[0].id):
        raise ImpossibleDecision(f"decision {which} does not hold since {by.number}; undo that to let it hold again")
    return found


def _rulings(gazetteer: Gazetteer) -> Rulings:
    return gazetteer.decisions or Rulings()


def _is_merged(gazetteer: Gazetteer, id: str) -> bool:
    return id in _rulings(gazetteer).merged


def _known(gazetteer: Gazetteer, id: str) -> Entity:
    """The entity with this id, its own or elsewhere (wikidata:Q1899), as the decisions so far leave it."""
    if _is_merged(gazetteer, id):
        whole = _rulings(gazetteer).whole(id)
        raise ImpossibleDecision(f"{id!r} is part of {whole!r}, as somebody decided; name that, or undo the decision")
    try:
        return gazetteer.entity(id)
    except UnknownEntity:
        identified = gazetteer.entities_identified(id)
        if len(identified) == 1:
            return identified[0]
        offer = _offer(id, gazetteer.ids())
        raise ImpossibleDecision(f"no entity has the id {id!r}{offer}; `names lookup NAME` tells ids") from None


def _offer(wrong: str, known: Iterable[str]) -> str:
    """The end of a message that something is unknown: what is most like it."""
    from rapidfuzz.process import extract

    near = [repr(name) for name, *_ in extract(wrong, known, limit=NEAR, score_cutoff=LEAST)]
    return f"; did you mean {' or '.join(near)}?" if near else ""
