"""Changing a gazetteer without building it again.

A gazetteer is a large base segment and at most one overlay. What is added goes into the overlay, which each
update writes anew; what is removed or replaced in the base is marked as removed. Once the overlay, or what
is removed, is more than a quarter of the base, everything is compacted into a new base. The tables are
copied, changed beside, and renamed, so a reader sees the old gazetteer or the new one; one that has the old
one open keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gazetteer.entity import Entity
from gazetteer.errors import DuplicateEntity, UnknownEntity
from gazetteer.index import Gazetteer
from gazetteer.storage.arrays import write_arrays
from gazetteer.storage.publishing import Draft, draft
from gazetteer.storage.segment import KeysFunction, SegmentWriter
from gazetteer.storage.targets import writing
from gazetteer.writer import build, codes, describe, store

COMPACT = 4  # the base may be so many times as large as what has changed


def update(
    path: str | Path,
    *,
    add: Iterable[Entity] = (),
    remove: Iterable[str] = (),
    keys: KeysFunction,
    key_version: str,
) -> Gazetteer:
    """The gazetteer at `path`, changed: `remove` names ids, `add` brings entities, replacing those with the
    same ids.

    One process at a time may write. Raises `UnknownEntity` for an id to remove that is not there,
    `DuplicateEntity` for two entities to add with one id, `CannotWrite`, and what `Gazetteer.open` raises; the file
    is then as it was.
    """
    path = Path(path)
    added = _by_id(add)
    gone = set(remove)
    with Gazetteer.open(path, key_version=key_version) as old, draft(path, changed=True) as new, writing(path):
        base = old.info["segments"][0]
        _bury(new, gone | added.keys(), gone, base["entities"])
        overlay = _overlay(new, old, base["entities"], gone | added.keys()) + list(added.values())
        new.db.execute("DELETE FROM entity WHERE ordinal >= ?", (base["entities"],))
        _write(new, old, overlay, keys)
        (removed,) = new.db.execute("SELECT count(*) FROM removed").fetchone()
    if (removed + len(overlay)) * COMPACT > base["entities"]:
        return compact(path, keys=keys, key_version=key_version)
    return Gazetteer.open(path, key_version=key_version)


def compact(path: str | Path, *, keys: KeysFunction, key_version: str) -> Gazetteer:
    """The gazetteer at `path`, built again from its own entities into one segment."""
    with Gazetteer.open(path, key_version=key_version) as old:
        return build(old, path, keys=keys, key_version=key_version, sources=old.info["sources"])


def _by_id(entities: Iterable[Entity]) -> dict[str, Entity]:
    found: dict[str, Entity] = {}
    for entity in entities:
        if entity.id in found:
            raise DuplicateEntity(entity.id)
        found[entity.id] = entity
    return found


def _bury(new: Draft, changed: set[str], gone: set[str], first: int) -> None:
    """Mark what is removed or replaced in the base, of `first` entities; raises UnknownEntity for a removed id."""
    ordinals = {key: _ordinal(new, key) for key in sorted(changed)}
    for unknown in sorted(key for key in gone if ordinals[key] is None):
        raise UnknownEntity(unknown)
    buried = [(ordinal,) for ordinal in ordinals.values() if ordinal is not None and ordinal < first]
    new.db.executemany("INSERT INTO removed VALUES (?)", buried)
    new.db.executemany("DELETE FROM entity WHERE ordinal = ?", buried)


def _write(new: Draft, old: Gazetteer, overlay: list[Entity], keys: KeysFunction) -> None:
    """Store the overlay behind the base, and say so in the new file."""
    base = old.info["segments"][0]
    tags = new.db.execute("SELECT language, kind, source FROM tag ORDER BY code").fetchall()
    writer = SegmentWriter(keys, codes(old.info, tags), new.folder)
    segments = [base]
    if overlay:
        store(new.db, writer, overlay, base["entities"])
        new.digest = write_arrays(new.arrays, writer.columns(old.info["fields"]))
        segments.append({"digest": new.digest, **writer.size})
    describe(new.db, writer, dict(old.info) | {"segments": segments})


def _ordinal(new: Draft, id: str) -> int | None:
    row = new.db.execute("SELECT ordinal FROM entity WHERE id = ?", (id,)).fetchone()
    return None if row is None else int(row[0])


def _overlay(new: Draft, old: Gazetteer, first: int, without: set[str]) -> list[Entity]:
    """What the overlay holds already and keeps."""
    rows = new.db.execute("SELECT ordinal FROM entity WHERE ordinal >= ? ORDER BY ordinal", (first,))
    return [entity for entity in old.entities_at(ordinal for (ordinal,) in rows) if entity.id not in without]
