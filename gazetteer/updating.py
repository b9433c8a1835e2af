"""Change a gazetteer without building it again.

A gazetteer is a large base segment and at most one overlay segment. Added entities go into the overlay, which every
update rewrites; removed and replaced entities of the base are marked as removed. When overlay and removed entities
are more than a quarter of the base, everything is compacted into a new base. The tables are changed in a copy, which
is then renamed, so a reader opens either the old gazetteer or the new one, and keeps what it has opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from functools import partial
from pathlib import Path

from gazetteer.entity import Entity
from gazetteer.errors import DuplicateEntity, UnknownEntity
from gazetteer.index import Gazetteer
from gazetteer.storage import schema
from gazetteer.storage.arrays import write_arrays
from gazetteer.storage.publishing import Draft, draft
from gazetteer.storage.segment import KeysFunction, SegmentWriter
from gazetteer.storage.targets import writing
from gazetteer.writer import build, code_tables, complete, write_entities

COMPACT = 4  # all is compacted when the changed entities are more than 1/COMPACT of the base; chosen


def update(
    path: str | Path,
    *,
    add: Iterable[Entity] = (),
    remove: Iterable[str] = (),
    keys: KeysFunction,
    key_version: str,
    sources: Mapping[str, str] | None = None,
) -> Gazetteer:
    """Change the gazetteer at `path` and return it opened.

    `remove` holds ids of entities; `add` holds entities, which replace those with the same ids; `sources` are added to
    those that the file has (see `build`). Only one process may
    write at a time. Raises `UnknownEntity` for an id to remove that the gazetteer does not have, `DuplicateEntity` for
    two entities to add with the same id, `CannotWrite`, and the errors of `Gazetteer.open`; the file is unchanged then.

    >>> import tempfile
    >>> from gazetteer import Keys, Ragged
    >>> def keys(aliases):
    ...     return Keys({"length": Ragged.of([[len(alias.text)] for alias in aliases])}, [""] * len(aliases))
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = Path(folder.name, "places.gaz")
    >>> places = [Entity("1", "place", ["Kiev"]), Entity("2", "place", ["Lvov"])]
    >>> build(places, path, keys=keys, key_version="1").close()
    >>> changed = update(path, add=[Entity("1", "place", ["Kyiv"])], remove=["2"], keys=keys, key_version="1")
    >>> [entity.label for entity in changed]
    ['Kyiv']
    >>> changed.close(); folder.cleanup()
    """
    path = Path(path)
    added, removed = _by_id(add), set(remove)
    with Gazetteer.open(path, key_version=key_version) as old, draft(path, changed=True) as new, writing(path):
        base, *_ = old.info["segments"]
        base_size = base["entities"]
        _remove(new, added.keys(), removed, base_size)
        overlay = [*_kept_overlay(new, old, added.keys() | removed, base_size), *added.values()]
        schema.delete_from(new.db, base_size)
        _write_overlay(new, old, overlay, keys, sources or {})
        changes = schema.count_removed(new.db) + len(overlay)
    if changes * COMPACT > base_size:
        return compact(path, keys=keys, key_version=key_version)
    return Gazetteer.open(path, key_version=key_version)


def compact(path: str | Path, *, keys: KeysFunction, key_version: str) -> Gazetteer:
    """Build the gazetteer at `path` again from its own entities, as one segment, and return it opened.

    Raises the errors of `build` and `Gazetteer.open`; the file is unchanged then.

    >>> import tempfile
    >>> from gazetteer import Keys, Ragged
    >>> def keys(aliases):
    ...     return Keys({"length": Ragged.of([[len(alias.text)] for alias in aliases])}, [""] * len(aliases))
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = Path(folder.name, "places.gaz")
    >>> build([Entity("1", "place", ["Kyiv"])], path, keys=keys, key_version="1").close()
    >>> compacted = compact(path, keys=keys, key_version="1")
    >>> [entity.label for entity in compacted]
    ['Kyiv']
    >>> compacted.close(); folder.cleanup()
    """
    with Gazetteer.open(path, key_version=key_version) as old:
        return build(old, path, keys=keys, key_version=key_version, sources=old.info["sources"])


def _by_id(entities: Iterable[Entity]) -> dict[str, Entity]:
    by_id: dict[str, Entity] = {}
    for entity in entities:
        if entity.id in by_id:
            raise DuplicateEntity(entity.id)
        by_id[entity.id] = entity
    return by_id


def _remove(new: Draft, replaced: Set[str], removed: Set[str], base_size: int) -> None:
    """Mark entities of the base as removed. Raises `UnknownEntity` for an id in `removed` that no entity has."""
    ordinals = {id: schema.ordinal_of(new.db, id) for id in sorted(replaced | removed)}
    for id, ordinal in ordinals.items():
        if ordinal is None and id in removed:
            raise UnknownEntity(id)
    schema.remove(new.db, [ordinal for ordinal in ordinals.values() if ordinal is not None and ordinal < base_size])


def _kept_overlay(new: Draft, old: Gazetteer, changed: Set[str], base_size: int) -> list[Entity]:
    """The entities of the old overlay whose ids are not in `changed`."""
    overlay = old.entities_at(schema.ordinals_from(new.db, base_size))
    return [entity for entity in overlay if entity.id not in changed]


def _write_overlay(
    new: Draft, old: Gazetteer, overlay: list[Entity], keys: KeysFunction, sources: Mapping[str, str]
) -> None:
    """Write the overlay as the segment after the base, and complete the new file."""
    base, *_ = old.info["segments"]
    codes = code_tables(old.info["kinds"], schema.read_tags(new.db))
    writer = SegmentWriter(codes, new.folder)
    segments = [base]
    if overlay:
        write_entities(new.db, writer, overlay, partial(map, keys), base["entities"])
        new.digest = write_arrays(new.arrays, writer.columns(old.info["fields"], old.info["sets"]))
        segments.append({"digest": new.digest, **writer.size})
    complete(new.db, writer, {**old.info, "sources": {**old.info["sources"], **sources}, "segments": segments})
