"""The tools that look names up: `resolve_name`, `group_names`, and an entity as a resource."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from gazetteer import Gazetteer
from gazetteer.decisions.rulings import Rulings
from names.agents.callers import Caller
from names.agents.inputs import GroupNamesInput, ResolveNameInput
from names.agents.limits import AGENT_LIMITS as LIMITS
from names.agents.outputs import GroupNamesOutput, GroupOutput, ResolvedNameOutput, ResolveNameOutput
from names.errors import UnknownKind
from names.formats.provenance import entity_record
from names.lists.facts import Facts
from names.lists.identifying import IdentifiedGroup, identify_groups
from names.lists.reconciling import Query
from names.service.answering import RowQuestion, SearchScope, reconciled

__all__ = ["entity_of", "group_names", "resolve_name"]

SCORE_DIGITS = 3  # after which the digits of a score say nothing; chosen


async def resolve_name(asked: ResolveNameInput, caller: Caller) -> ResolveNameOutput:
    """What each name means."""
    facts = Facts(kind=asked.kind, countries=tuple(asked.countries), born=asked.born)
    questions = [RowQuestion(Query(name, facts), SearchScope(limit=asked.limit)) for name in asked.names]
    records = await caller.engine.answers(questions, _resolved)
    return ResolveNameOutput(results=list(map(_resolution, asked.names, records)))


def _resolved(asked: Sequence[RowQuestion], gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """The records of names about which the same is known. Raises UnknownKind."""
    _check_kind(asked[0].query.facts.kind, gazetteer)
    return reconciled(asked, gazetteer)


def _resolution(name: str, record: dict[str, Any]) -> ResolvedNameOutput:
    return ResolvedNameOutput(
        name=name,
        status=record["status"] or "none",
        entity=record["id"] or None,
        label=record["label"] or None,
        kind=record["kind"] or None,
        score=record["score"] or 0.0,
        why=record["why"] or "there is no name to look up",
        candidates=record["candidates"],
    )


def _check_kind(kind: str, gazetteer: Gazetteer) -> None:
    """Raise UnknownKind if the gazetteer has no entity of the kind, which may be empty."""
    known = gazetteer.kinds("entity")
    if kind and kind not in known:
        raise UnknownKind(kind, known)


async def group_names(asked: GroupNamesInput, caller: Caller) -> GroupNamesOutput:
    """The names in groups, those of most names first."""
    groups: list[GroupOutput] = []
    async for step in caller.engine.steps(partial(_groups, asked)):
        groups += step
    return GroupNamesOutput(groups=sorted(groups, key=lambda group: -len(group.names)))


def _groups(asked: GroupNamesInput, gazetteer: Gazetteer) -> Iterator[list[GroupOutput]]:
    _check_kind(asked.kind, gazetteer)
    for found in identify_groups(asked.names, gazetteer, Facts(kind=asked.kind)):
        yield [_group(group) for group in found or ()]


def _group(group: IdentifiedGroup) -> GroupOutput:
    return GroupOutput(
        names=list(group.names),
        representative=group.label,
        entity=group.entity.id if group.entity else None,
        label=group.entity.label if group.entity else None,
        kind=group.entity.kind if group.entity else None,
        score=round(group.score, SCORE_DIGITS),
        why=group.why,
    )


def entity_of(id: str, gazetteer: Gazetteer) -> dict[str, Any]:
    """The record of the entity with this id, its own or elsewhere (wikidata:Q1899), or of which that one is part.

    It has the first names alone, if there are many, and says how many were left out. Raises UnknownEntity.
    """
    whole = (gazetteer.decisions or Rulings()).whole(id)
    [entity, *_] = gazetteer.entities_identified(id) or [gazetteer.entity(whole)]
    record = entity_record(entity, gazetteer)
    aliases = record["aliases"]
    return {**record, "aliases": aliases[: LIMITS.aliases], "aliases_left_out": max(0, len(aliases) - LIMITS.aliases)}
