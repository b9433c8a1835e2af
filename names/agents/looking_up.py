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
from names.formats.records import lookup_record
from names.lists.facts import Facts
from names.lists.identifying import IdentifiedGroup, identify_groups
from names.lists.reconciling import Query, reconcile_queries
from names.resolution.reasons import why
from names.resolution.results import Resolution

__all__ = ["entity_of", "group_names", "resolve_name"]

STEP = 8  # names that are looked up in one turn of the engine; chosen
SCORE_DIGITS = 3  # after which the digits of a score say nothing; chosen


async def resolve_name(asked: ResolveNameInput, caller: Caller) -> ResolveNameOutput:
    """What each name means. Raises UnknownKind."""
    results: list[ResolvedNameOutput] = []
    for start in range(0, len(asked.names), STEP):
        results += await caller.engine.run(partial(_resolved, asked, asked.names[start : start + STEP]))
    return ResolveNameOutput(results=results)


def _resolved(asked: ResolveNameInput, names: Sequence[str], gazetteer: Gazetteer) -> list[ResolvedNameOutput]:
    facts = Facts(kind=_known_kind(asked.kind, gazetteer), countries=tuple(asked.countries), born=asked.born)
    found = reconcile_queries([Query(name, facts) for name in names], gazetteer)
    return [_resolution(name, one, asked.limit) for name, one in zip(names, found, strict=True)]


def _resolution(name: str, resolution: Resolution, limit: int) -> ResolvedNameOutput:
    entity = resolution.entity
    return ResolvedNameOutput(
        name=name,
        status=resolution.status,
        entity=entity.id if entity else None,
        label=entity.label if entity else None,
        kind=entity.kind if entity else None,
        score=round(resolution.score, SCORE_DIGITS),
        why=why(resolution),
        candidates=lookup_record(resolution, limit)["candidates"],
    )


def _known_kind(kind: str, gazetteer: Gazetteer) -> str:
    """The kind, which the gazetteer has. Raises UnknownKind."""
    known = gazetteer.kinds("entity")
    if kind and kind not in known:
        raise UnknownKind(kind, known)
    return kind


async def group_names(asked: GroupNamesInput, caller: Caller) -> GroupNamesOutput:
    """The names in groups, those of most names first. Raises UnknownKind."""
    groups: list[GroupOutput] = []
    async for step in caller.engine.steps(partial(_groups, asked)):
        groups += step
    return GroupNamesOutput(groups=sorted(groups, key=lambda group: -len(group.names)))


def _groups(asked: GroupNamesInput, gazetteer: Gazetteer) -> Iterator[list[GroupOutput]]:
    facts = Facts(kind=_known_kind(asked.kind, gazetteer))
    for found in identify_groups(asked.names, gazetteer, facts):
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
