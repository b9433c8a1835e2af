"""Entities to a gazetteer, streamed into a draft. The same input gives the same bytes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from gazetteer.entity import Entity
from gazetteer.errors import DuplicateEntity
from gazetteer.index import Gazetteer
from gazetteer.storage import schema
from gazetteer.storage.arrays import collect, write_arrays
from gazetteer.storage.publishing import draft
from gazetteer.storage.segment import Codes, KeysFunction, Segment, SegmentWriter
from gazetteer.storage.tables import Tables
from gazetteer.storage.targets import writing

BATCH = 20_000  # aliases handed to the keys function at once


def build(
    entities: Iterable[Entity],
    path: str | Path | None = None,
    *,
    keys: KeysFunction,
    key_version: str,
    sources: Mapping[str, str] | None = None,
    progress: Callable[[int], None] | None = None,
    force: bool = False,
) -> Gazetteer:
    """A gazetteer of the entities, in a file or (path None) in memory.

    `keys` says under which keys the aliases are found again; `key_version` names that choice in the file.
    `sources` maps each source to its licence. `progress` is called with the number of entities done so far.
    A gazetteer that already had this name is replaced when the new one is whole, another file only by `force`; a link
    is followed. Raises `DuplicateEntity` and `CannotWrite`.
    """
    about = {"key_version": key_version, "sources": dict(sources or {})}
    if path is None:
        with ExitStack() as ends:
            db = ends.enter_context(closing(sqlite3.connect(":memory:", check_same_thread=False)))
            schema.create(db)
            writer = SegmentWriter(keys, codes(), None)
            store(db, writer, entities, progress=progress)
            info = describe(db, writer, about | {"fields": writer.fields, "segments": [writer.size]})
            built = Gazetteer(Tables(db, info), [Segment(collect(writer.columns(info["fields"])), writer.aliases)])
            ends.pop_all()  # it closes the database, from here on
            return built
    path = Path(path)
    with draft(path, force=force) as new:
        writer = SegmentWriter(keys, codes(), new.folder)
        store(new.db, writer, entities, progress=progress, storing=partial(writing, path))
        with writing(path):
            fields = writer.fields
            new.digest = write_arrays(new.arrays, writer.columns(fields))
            segments = [{"digest": new.digest, **writer.size}]
            describe(new.db, writer, about | {"fields": fields, "segments": segments})
    return Gazetteer.open(path, key_version=key_version)


def codes(info: Mapping[str, Any] | None = None, tags: Iterable[tuple[str, str, str]] = ()) -> dict[str, Codes]:
    """The numbers of kinds and tags: none yet, or those of an existing gazetteer."""
    kinds = info["kinds"] if info else {"alias": (), "entity": ()}
    return {"alias": Codes(kinds["alias"]), "entity": Codes(kinds["entity"]), "tag": Codes(tags)}


def store(
    db: sqlite3.Connection,
    writer: SegmentWriter,
    entities: Iterable[Entity],
    first: int = 0,
    progress: Callable[[int], None] | None = None,
    storing: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> None:
    """Write the entities into the tables, from ordinal `first` on, and into the segment.

    Writing happens within `storing`, reading the entities does not.
    """
    for batch in _batches(entities):
        rows = (
            (
                first + writer.entities + i,
                e.id,
                e.kind,
                json.dumps(e.countries) if e.countries else "[]",
                e.prior,
                e.note,
            )
            for i, e in enumerate(batch)
        )
        with storing():
            db.executemany("INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?)", rows)
            writer.add(batch)
        if progress is not None:
            progress(writer.entities)


def _batches(entities: Iterable[Entity]) -> Iterator[list[Entity]]:
    """Entities with about BATCH aliases together; one empty batch if there are none, to show the fields."""
    batch: list[Entity] = []
    aliases, first = 0, True
    for entity in entities:
        batch.append(entity)
        aliases += len(entity.aliases)
        if aliases >= BATCH:
            yield batch
            batch, aliases, first = [], 0, False
    if batch or first:
        yield batch


def describe(db: sqlite3.Connection, writer: SegmentWriter, info: dict[str, Any]) -> dict[str, Any]:
    """Complete the tables and what the file says of itself, and return the latter. Raises
    `DuplicateEntity`.
    """
    try:
        db.execute(schema.INDEX)
    except sqlite3.IntegrityError:
        (repeated,) = db.execute(
            "SELECT id FROM entity GROUP BY id HAVING count(*) > 1 ORDER BY min(ordinal) LIMIT 1"
        ).fetchone()
        raise DuplicateEntity(repeated) from None
    tags = writer.codes["tag"].values
    db.executemany("INSERT OR REPLACE INTO tag VALUES (?, ?, ?, ?)", ((code, *tag) for code, tag in enumerate(tags)))
    (entities,) = db.execute("SELECT count(*) FROM entity").fetchone()
    kinds = {of: writer.codes[of].values for of in ("alias", "entity")}
    info = {**info, "entities": entities, "kinds": kinds, "tags": len(tags)}
    schema.write_info(db, info)
    db.commit()
    return info
