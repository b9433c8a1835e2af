"""Gazetteers with what persons decided about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import gazetteer as gazetteers
from gazetteer import Entity, Gazetteer, UnknownEntity
from gazetteer.decisions.journal import read_decisions
from gazetteer.decisions.location import decisions_files
from gazetteer.decisions.records import Decision
from gazetteer.decisions.rulings import Rulings
from gazetteer.decisions.summing import sum_up
from gazetteer.layers import layered
from names.resolution.key_version import UNVERSIONED
from names.resolution.keys import gazetteer_keys

__all__ = ["as_decided", "with_decisions"]


def with_decisions(opened: Sequence[Gazetteer], files: Sequence[Path] | None = None) -> Gazetteer:
    """The gazetteers as one, with the decisions about their files; it shares these.

    `files` are those that the decisions are about, if a gazetteer was made of another file. Raises
    `gazetteer.DamagedDecisions`.
    """
    paths = decisions_files(files or [one.path for one in opened])
    parts = [read_decisions(path) for path in paths]
    ends = list(accumulate((part[-1].number if part else 0 for part in parts), initial=0))
    numbered = [replace(one, number=before + one.number) for before, one in _each(ends, parts)]
    return as_decided(opened, numbered, paths[-1], ends[-2])


def _each(starts: Sequence[int], parts: Sequence[Sequence[Decision]]) -> Iterator[tuple[int, Decision]]:
    return ((start, one) for start, part in zip(starts, parts, strict=False) for one in part)


def as_decided(
    opened: Sequence[Gazetteer], decisions: Sequence[Decision], path: Path | None = None, before: int = 0
) -> Gazetteer:
    """The gazetteers as one, as these decisions leave it, of which new ones are kept at `path` (see `Rulings`).

    Entities that were split or merged are laid over those of the gazetteer that has them.
    """
    whole = layered(opened)
    rulings = replace(sum_up(decisions, lambda id: _entity(id, whole)), path=path, before=before)
    if rulings.changed:
        whole = _overlaid(opened, rulings)
    whole.decisions = rulings
    return whole


def _entity(id: str, gazetteer: Gazetteer) -> Entity | None:
    try:
        return gazetteer.entity(id)
    except UnknownEntity:
        return None


def _overlaid(opened: Sequence[Gazetteer], rulings: Rulings) -> Gazetteer:
    """The gazetteers with the changed entities, which win as those of their own gazetteers do, not more."""
    homes = {id: _home(id, opened, rulings) for id in rulings.changed}
    layers: list[Gazetteer] = []
    is_overlay: list[bool] = []
    for number, gazetteer in enumerate(opened):
        changed = [entity for id, entity in rulings.changed.items() if homes[id] == number]
        overlays = [gazetteers.build(changed, keys=gazetteer_keys, key_version=UNVERSIONED)] if changed else []
        layers += [gazetteer, *overlays]
        is_overlay += [False, *(True for _ in overlays)]
    whole = layered(layers, hidden=rulings.merged)
    starts = zip(whole.layer_starts, is_overlay, strict=True)
    whole.layer_starts = tuple(start for start, is_over in starts if not is_over)
    return whole


def _home(id: str, opened: Sequence[Gazetteer], rulings: Rulings) -> int:
    """The number of the last gazetteer that has the entity, or that from which it was split off."""
    origins = {one.to: one.entity for one in rulings.decisions if one.action == "split"}
    seen: set[str] = set()
    while id not in seen:
        seen.add(id)
        having = [number for number, one in enumerate(opened) if one.ordinal(id) is not None]
        if having:
            return having[-1]
        id = origins.get(id, id)
    return len(opened) - 1
