"""Answer queries: the candidates of each, best first, of which one may be a match."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from gazetteer import Entity, Gazetteer
from names.comparison.repaired import compare_many
from names.errors import NamesError
from names.lists.facts import Effect, weighed
from names.resolution.results import Candidate, Ranking, Resolution, status
from names.service.reconciliation.asking import AskedQuery
from names.service.reconciliation.descriptions import entity_fields
from names.service.reconciliation.features import features_of
from names.service.reconciliation.identification import entities_called
from names.service.reconciliation.queries import MatchQuery, match_query
from names.service.reconciliation.retrieval import FoundName, SoughtName, look_up

__all__ = ["MatchAnswer", "matched"]

COMPARED = 200  # most names of an entity that was found by its id that are compared with the query; chosen
PROBABLE = 0.5  # probability from which a name is rather a spelling of another than not
DIGITS = 2  # of a score between 0 and 100; more say nothing


class _Proposed(NamedTuple):
    """A candidate, and whether it is the match."""

    candidate: Candidate
    is_match: bool
    identified: bool = False


class MatchAnswer(NamedTuple):
    """The candidates of a query, as records of 1.0-draft; or what is wrong with it."""

    candidates: list[dict[str, Any]]
    mistake: str = ""


def matched(asked: Sequence[AskedQuery], gazetteer: Gazetteer) -> list[MatchAnswer]:
    """The answer to each query, in their order; names are looked up together."""
    queries = [_read(one, gazetteer) for one in asked]
    sought = [name for query in queries if isinstance(query, MatchQuery) for name in _sought(query)]
    found = look_up(sought, gazetteer, max((one.limit for one in asked), default=1))
    return [
        MatchAnswer(_records(query, found, gazetteer)) if isinstance(query, MatchQuery) else query for query in queries
    ]


def _read(asked: AskedQuery, gazetteer: Gazetteer) -> MatchQuery | MatchAnswer:
    """The query, or an answer that says what is wrong with it."""
    try:
        return match_query(asked, gazetteer)
    except NamesError as error:
        return MatchAnswer([], str(error))


def _sought(query: MatchQuery) -> list[SoughtName]:
    if query.kinds is not None and not query.kinds:
        return []
    names = [SoughtName(name, query.kinds, query.also_others) for name in query.names]
    return [*names, *(SoughtName(name, query.kinds) for name in query.other_names)]


def _records(query: MatchQuery, found: Mapping[SoughtName, FoundName], gazetteer: Gazetteer) -> list[dict[str, Any]]:
    unwanted = _meant(query, found)
    kept = [
        one
        for one in _all_proposed(query, found, gazetteer)
        if one.candidate.entity.id not in unwanted and _is_allowed(one.candidate, query, gazetteer)
    ]
    return [
        {
            **entity_fields(one.candidate.entity),
            "score": round(100 * one.candidate.score, DIGITS),
            "match": one.is_match and _is_of_type(one.candidate.entity, query),
            "features": features_of(one.candidate, query.conditions, gazetteer, identified=one.identified),
        }
        for one in kept[: query.limit]
    ]


def _is_allowed(candidate: Candidate, query: MatchQuery, gazetteer: Gazetteer) -> bool:
    if query.name_required and candidate.query and candidate.comparison.score < PROBABLE:
        return False
    return all(condition.allows(candidate.entity, gazetteer) for condition in query.conditions)


def _meant(query: MatchQuery, found: Mapping[SoughtName, FoundName]) -> set[str]:
    """The ids of the entities that are meant by names which the query does not mean."""
    others = [found.get(SoughtName(name, query.kinds)) for name in query.other_names]
    return {entity.id for one in others if one is not None and (entity := one.resolution.entity) is not None}


def _all_proposed(query: MatchQuery, found: Mapping[SoughtName, FoundName], gazetteer: Gazetteer) -> list[_Proposed]:
    """All candidates of a query, best first."""
    if query.kinds is not None and not query.kinds:
        return []  # the gazetteer has no entities of the types that were asked for
    identified = _identified(query, gazetteer)
    if not query.names:
        return [_by_id(entity, len(identified)) for entity in identified]
    rankings = [_ranked(found[one], query, identified, gazetteer) for one in _sought(query)[: len(query.names)]]
    named = _merged(rankings, every=query.every_name)
    called = {entity.id: entity for name in query.names for entity in entities_called(name, gazetteer)}
    by_id = [entity for entity in called.values() if _is_of_type(entity, query) or query.also_others]
    if not by_id or any(one.candidate.decision is not None for one in named):
        return named
    ids, most = {entity.id for entity in by_id}, 1 / len(by_id)
    others = [_behind(one, most) for one in named if one.candidate.entity.id not in ids]
    return [*(_by_id(entity, len(by_id)) for entity in by_id), *others]


def _by_id(entity: Entity, count: int) -> _Proposed:
    """The candidate that was found by an id which `count` entities have."""
    return _Proposed(Candidate(entity, entity.aliases[0], 1 / count, ""), is_match=count == 1, identified=True)


def _behind(proposed: _Proposed, most: float) -> _Proposed:
    """The candidate with a score that is not above this one, and no match."""
    candidate = proposed.candidate
    return proposed._replace(candidate=replace(candidate, score=min(candidate.score, most)), is_match=False)


def _is_of_type(entity: Entity, query: MatchQuery) -> bool:
    return query.kinds is None or entity.kind in query.kinds


def _identified(query: MatchQuery, gazetteer: Gazetteer) -> list[Entity]:
    """The entities that conditions find by an id."""
    ids = [id for one in query.conditions if one.identifies for id in one.normal_texts()]
    entities = {entity.id: entity for id in ids for entity in entities_called(id, gazetteer)}
    return [entity for entity in entities.values() if _is_of_type(entity, query) or query.also_others]


def _ranked(found: FoundName, query: MatchQuery, identified: Sequence[Entity], gazetteer: Gazetteer) -> list[_Proposed]:
    """The candidates of a name in the light of all that the query says, best first."""

    def effects(candidate: Candidate) -> list[Effect]:
        return [effect for one in query.weighing for effect in one.effects(candidate.entity, gazetteer)]

    resolution = _with_identified(found.resolution, identified)
    resolution = (
        weighed(resolution, query.facts, further=effects) if query.weighing else weighed(resolution, query.facts)
    )
    near = resolution.candidates.near
    taken = {one.entity.id for one in near}
    further = [one for one in found.further if one.entity.id not in taken]
    ids = {entity.id for entity in identified}
    is_match = resolution.status == "match"
    proposed = [
        _Proposed(one, is_match=is_match and place == 0, identified=one.entity.id in ids)
        for place, one in enumerate([*near, *further])
    ]
    return sorted(map(_doubted, proposed), key=lambda one: -one.candidate.score)


def _doubted(proposed: _Proposed) -> _Proposed:
    """The candidate; if its id is that of the query, but its name is not, it is as likely as not."""
    candidate = proposed.candidate
    if not proposed.identified or candidate.decision is not None or candidate.comparison.score >= PROBABLE:
        return proposed
    return _behind(proposed, PROBABLE)


def _with_identified(resolution: Resolution, entities: Sequence[Entity]) -> Resolution:
    """The resolution with the entities that an id found, at the end: each as probable as its name is like the query."""
    near = resolution.candidates.near
    known = {one.entity.id for one in near}
    added = [_best_named(entity, resolution.query) for entity in entities if entity.id not in known]
    if not added or (near and near[0].decision is not None):
        return resolution
    least = min((one.score for one in near), default=1.0)
    ranked = [*near, *(replace(one, score=least * one.score) for one in added)]
    return replace(resolution, status=status(ranked, resolution.rules), candidates=Ranking(ranked))


def _best_named(entity: Entity, name: str) -> Candidate:
    """The entity by that of its names which is most like this one."""
    aliases = entity.aliases[:COMPARED]
    comparisons = compare_many([(name, alias.text) for alias in aliases])
    best = max(range(len(aliases)), key=lambda number: comparisons[number].score)
    return Candidate(entity, aliases[best], comparisons[best].score, name, comparisons[best])


def _merged(rankings: Sequence[Sequence[_Proposed]], *, every: bool) -> list[_Proposed]:
    """The candidates of one of the names, or of all of them, best first, each once.

    It is a match that is one by each name that matches somebody, and by every name if all are meant.
    """
    if len(rankings) == 1:
        return list(rankings[0])
    by_id: dict[str, list[_Proposed]] = {}
    for ranking in rankings:
        for one in ranking:
            by_id.setdefault(one.candidate.entity.id, []).append(one)
    matches = {one.candidate.entity.id for ranking in rankings for one in ranking if one.is_match}
    merged = []
    for id, found in by_id.items():
        best = max(found, key=lambda one: one.candidate.score)
        if every:
            least = min(one.candidate.score for one in found) if len(found) == len(rankings) else 0.0
            best = best._replace(candidate=replace(best.candidate, score=least))
        is_match = matches == {id} and (not every or sum(one.is_match for one in found) == len(rankings))
        merged.append(best._replace(is_match=is_match))
    return sorted(merged, key=lambda one: -one.candidate.score)
