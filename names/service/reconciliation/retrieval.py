"""Look names up for a batch: whom they mean among entities of some kinds, and whom else they may mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias
from weakref import WeakKeyDictionary

import numpy as np

from gazetteer import Gazetteer
from names.lists.facts import FACT_RULES
from names.parsing.lexicon import fold_phrase
from names.parsing.parts import read_repaired
from names.resolution.decision import RunnersUp
from names.resolution.keys import phrase_key
from names.resolution.resolver import resolve_many
from names.resolution.results import Candidate, Resolution
from names.resolution.rules import RULES

__all__ = ["FoundName", "SoughtName", "look_up"]

Kinds: TypeAlias = frozenset[str] | None  # of the entities among which a name is sought; None: any

KEPT = 16  # gazetteers of some kinds that are kept, each a byte for every name; chosen
NAMESAKES = 10  # most entities of other kinds that are called exactly so; chosen
BESIDE_MATCH = 4  # candidates that are sought for a name with a match, of whom some three are found; chosen
_limited: WeakKeyDictionary[Gazetteer, dict[frozenset[str], Gazetteer]] = WeakKeyDictionary()


class SoughtName(NamedTuple):
    """A name that is looked up, and among which entities."""

    name: str
    kinds: Kinds = None
    also_others: bool = False  # whether entities of other kinds that are called exactly so are found, too


class FoundName(NamedTuple):
    """What a name means, and further candidates, likeliest first."""

    resolution: Resolution
    further: Sequence[Candidate] = ()


def look_up(sought: Iterable[SoughtName], gazetteer: Gazetteer, limit: int) -> Mapping[SoughtName, FoundName]:
    """What each of the names means, with up to `limit` candidates; names that are sought alike are taken together."""
    found: dict[SoughtName, FoundName] = {}
    distinct = list(dict.fromkeys(sought))
    for kinds in dict.fromkeys(one.kinds for one in distinct):
        some = [one for one in distinct if one.kinds == kinds]
        among = _within(gazetteer, kinds)
        resolutions = resolve_many([one.name for one in some], among, limit=limit)
        further = _further(resolutions, among, limit)
        for one, resolution, others in zip(some, resolutions, further, strict=True):
            if one.also_others and resolution.status != "match":
                others = [*others, *_called_so(one, gazetteer)]  # noqa: PLW2901
            found[one] = FoundName(resolution, others)
    return found


def _within(gazetteer: Gazetteer, kinds: Kinds) -> Gazetteer:
    """The gazetteer with entities of these kinds only, which is kept for the next time."""
    if kinds is None:
        return gazetteer
    known = _limited.setdefault(gazetteer, {})
    if kinds not in known:
        while len(known) >= KEPT:
            del known[next(iter(known))]
        known[kinds] = gazetteer.within(kinds)
    known[kinds].decisions = gazetteer.decisions
    return known[kinds]


def _further(resolutions: Sequence[Resolution], gazetteer: Gazetteer, limit: int) -> list[list[Candidate]]:
    """Further candidates of each name: some beside a match, up to `limit` and a few more where nobody is matched."""
    some = BESIDE_MATCH if limit > 1 else 1
    further: list[list[Candidate]] = [[] for _ in resolutions]
    matched = [number for number, one in enumerate(resolutions) if one.status == "match"]
    others = [number for number, one in enumerate(resolutions) if one.status != "match"]
    for numbers, most in ((matched, some), (others, max(limit, some))):
        near = [resolutions[number].candidates.near for number in numbers]
        names = read_repaired([resolutions[number].query for number in numbers])
        runners_up = RunnersUp(names, near, gazetteer, RULES, most)
        for position, number in enumerate(numbers):
            further[number] = runners_up.of(position)
    return further


def _called_so(sought: SoughtName, gazetteer: Gazetteer) -> list[Candidate]:
    """The entities of other kinds that are called exactly so, most prominent first."""
    key = np.array([phrase_key(fold_phrase(sought.name))], np.uint64)
    _, ordinals = gazetteer.postings("phrase", key)
    entities = gazetteer.entities_at(gazetteer.owners[ordinals])
    aliases = gazetteer.aliases_at(ordinals)
    called = {
        entity.id: Candidate(entity, alias, FACT_RULES.other_kind, sought.name)
        for entity, alias in zip(entities, aliases, strict=True)
        if sought.kinds is not None and entity.kind not in sought.kinds
    }
    return sorted(called.values(), key=lambda one: -one.entity.prior)[:NAMESAKES]
