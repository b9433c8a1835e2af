"""The names of a list in groups that are one name or mean one entity of a gazetteer.

What the gazetteer knows goes before what the spellings look like: names that mean one entity are one group, however
they are spelled, and names that mean two are never one. A name that it does not know stays with its spellings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gazetteer import Entity, Gazetteer
from names.lists.clustering import Cluster, SpellingPair, clusters
from names.lists.facts import Facts
from names.lists.reconciling import Query, reconcile_queries
from names.lists.representative import representative
from names.resolution.results import Resolution

__all__ = ["IdentifiedGroup", "identified_groups", "identify_groups"]

NOTHING = Facts()  # is known of whom the names mean
STEP = 8  # names that are looked up in one step; chosen


@dataclass(frozen=True)
class IdentifiedGroup:
    """Names that are one name or mean one entity.

    `score` is the least of the probabilities, 0..1, that hold it together: of its spellings, and that its names mean
    the entity; 1 for a single unknown name.
    """

    names: tuple[str, ...]  # in the order of the list, each once
    label: str  # the name that represents them: complete, usual and like the others
    entity: Entity | None  # None: the gazetteer does not know it, or not which of several it is
    score: float
    meaning: tuple[str, ...]  # those of its names that mean the entity by themselves
    pairs: tuple[SpellingPair, ...]  # spellings that hold it together, the strongest first

    @property
    def why(self) -> str:
        """The reason in words: which names mean the entity, and by which spellings the others belong to them."""
        reasons = []
        if self.entity is not None:
            reasons.append(f"{len(self.meaning)} of {len(self.names)} names mean {self.entity.label}")
        others = [pair for pair in self.pairs if not {pair.left, pair.right} <= set(self.meaning)]
        reasons += [f"“{pair.left}” and “{pair.right}”: {pair.why}" for pair in others[:1]]
        return "; ".join(reasons)


def identified_groups(names: Iterable[str], gazetteer: Gazetteer, facts: Facts = NOTHING) -> list[IdentifiedGroup]:
    """The distinct names in groups that are one name or mean one entity, in order of first appearance.

    `facts` are what is known of whom all the names mean.

    >>> from names.resolution.resolver import build_gazetteer
    >>> towns = build_gazetteer([Entity("m", "place", ["Mumbai", "Bombay"])])
    >>> [(group.names, group.entity and group.entity.id) for group in identified_groups(["Bombay", "Mumbay"], towns)]
    [(('Bombay', 'Mumbay'), 'm')]
    """
    *_, found = identify_groups(names, gazetteer, facts)
    return found or []


def identify_groups(
    names: Iterable[str], gazetteer: Gazetteer, facts: Facts = NOTHING
) -> Iterator[list[IdentifiedGroup] | None]:
    """The same in steps, between which something else may be done: None after each, at last the groups."""
    distinct = list(dict.fromkeys(names))
    resolutions: dict[str, Resolution] = {}
    for start in range(0, len(distinct), STEP):
        some = distinct[start : start + STEP]
        found = reconcile_queries([Query(name, facts) for name in some], gazetteer)
        resolutions.update(zip(some, found, strict=True))
        yield None
    yield _groups(distinct, resolutions)


def _groups(names: Sequence[str], resolutions: Mapping[str, Resolution]) -> list[IdentifiedGroup]:
    """The groups of names that were looked up."""
    known = {name: one.entity for name, one in resolutions.items() if one.entity is not None}
    by_entity: dict[str, list[tuple[Cluster, list[str]]]] = {}
    unknown: list[IdentifiedGroup] = []
    for cluster in clusters(names):
        meant = {known[name].id for name in cluster.names if name in known}
        for id in meant:
            members = [name for name in cluster.names if len(meant) == 1 or _means(resolutions[name], id)]
            by_entity.setdefault(id, []).append((cluster, members))
        left = [name for name in cluster.names if name not in known]
        if left and len(meant) != 1:
            unknown.append(_group([(cluster, left)], None, resolutions))
    place = {name: number for number, name in enumerate(names)}
    entities = {entity.id: entity for entity in known.values()}
    found = [_group(parts, entities[id], resolutions) for id, parts in by_entity.items()]
    return sorted([*found, *unknown], key=lambda group: min(place[name] for name in group.names))


def _group(
    parts: Sequence[tuple[Cluster, list[str]]], entity: Entity | None, resolutions: Mapping[str, Resolution]
) -> IdentifiedGroup:
    """The group of some names of each of several clusters."""
    members = {name for _, some in parts for name in some}
    names = tuple(name for name in resolutions if name in members)
    pairs = tuple(pair for cluster, _ in parts for pair in cluster.pairs if {pair.left, pair.right} <= members)
    meaning = tuple(name for name in names if entity is not None and _means(resolutions[name], entity.id))
    spelled = [cluster.score for cluster, some in parts if not set(some) <= set(meaning)]
    scores = [*spelled, *(resolutions[name].score for name in meaning)]
    label = representative(names, Counter(names), [(pair.left, pair.right, pair.score) for pair in pairs])
    return IdentifiedGroup(names, label, entity, min(scores, default=1.0), meaning, pairs)


def _means(resolution: Resolution, id: str) -> bool:
    return resolution.entity is not None and resolution.entity.id == id
