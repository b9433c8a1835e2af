"""Entities to a gazetteer: streamed, written beside, and renamed when whole.

The array file takes its final name first; the digest of its content is part of that name, so nobody reads
it until the SQLite file that names it takes its own final name, and that happens in one step. Whatever
moment the process is killed at, the final name holds the old gazetteer or the new one. The same input gives
the same bytes.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gazetteer import schema
from gazetteer.arrays import collect, write_arrays
from gazetteer.entity import Entity
from gazetteer.errors import DuplicateEntity
from gazetteer.index import Gazetteer
from gazetteer.segment import Codes, KeysFunction, Segment, SegmentWriter, arrays_path

BATCH = 20_000  # aliases handed to the keys function at once
STALE = 86_400  # seconds after which a file that a killed build left behind is litter


def build(
    entities: Iterable[Entity],
    path: str | Path | None = None,
    *,
    keys: KeysFunction,
    key_version: str,
    sources: Mapping[str, str] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Gazetteer:
    """A gazetteer of the entities, in a file or (path None) in memory.

    `keys` says under which keys the aliases are found again; `key_version` names that choice in the file.
    `sources` maps each source to its licence. `progress` is called with the number of entities done so far.
    Raises `DuplicateEntity`; a file that already had this name is replaced only when the new one is whole.
    """
    about = {"key_version": key_version, "sources": dict(sources or {})}
    if path is None:
        db = sqlite3.connect(":memory:", check_same_thread=False)
        schema.create(db)
        writer = SegmentWriter(keys, codes(), None)
        store(db, writer, entities, progress=progress)
        info = describe(db, writer, about | {"fields": writer.fields, "segments": [writer.size]})
        return Gazetteer(
            db, info, [Segment(collect(writer.columns(info["fields"], writer.aliases)), info["fields"])]
        )
    path = Path(path)
    with draft(path) as new:
        schema.create(new.db)
        writer = SegmentWriter(keys, codes(), path.parent)
        store(new.db, writer, entities, progress=progress)
        fields = writer.fields
        new.digest = write_arrays(new.arrays, writer.columns(fields, writer.aliases))
        describe(
            new.db, writer, about | {"fields": fields, "segments": [{"digest": new.digest, **writer.size}]}
        )
    return Gazetteer.open(path, key_version=key_version)


def codes(
    info: Mapping[str, Any] | None = None, tags: Iterable[tuple[str, str, str]] = ()
) -> dict[str, Codes]:
    """The numbers of kinds and tags: none yet, or those of an existing gazetteer."""
    kinds = info["kinds"] if info else {"alias": (), "entity": ()}
    return {"alias": Codes(kinds["alias"]), "entity": Codes(kinds["entity"]), "tag": Codes(tags)}


def store(
    db: sqlite3.Connection,
    writer: SegmentWriter,
    entities: Iterable[Entity],
    first: int = 0,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Write the entities into the tables, from ordinal `first` on, and into the segment."""
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
    db.executemany(
        "INSERT OR REPLACE INTO tag VALUES (?, ?, ?, ?)", ((code, *tag) for code, tag in enumerate(tags))
    )
    (entities,) = db.execute("SELECT count(*) FROM entity").fetchone()
    kinds = {of: writer.codes[of].values for of in ("alias", "entity")}
    info = {**info, "entities": entities, "kinds": kinds}
    schema.write_info(db, info)
    db.commit()
    return info


@dataclass
class Draft:
    """A gazetteer being written: its tables, where its arrays go, and their digest once they are written."""

    db: sqlite3.Connection
    arrays: Path
    digest: str = ""


@contextmanager
def draft(path: Path, base: Path | None = None) -> Iterator[Draft]:
    """Files beside `path` to write into (the tables begin as a copy of `base`); they take their names if
    all goes well.
    """
    tables, arrays = _beside(path), _beside(path)
    try:
        if base is not None:
            shutil.copyfile(base, tables)
        new = Draft(sqlite3.connect(tables), arrays)
        try:
            yield new
        finally:
            new.db.close()
        _publish(path, tables, arrays, new.digest)
    finally:
        for left in (tables, arrays):
            left.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    """A new empty file with a name of its own, so that two builds of one gazetteer do not write into each
    other's.
    """
    name = path.with_name(f"{path.name}.{secrets.token_hex(6)}.partial")
    name.touch(exist_ok=False)
    return name


def _publish(path: Path, tables: Path, arrays: Path, digest: str) -> None:
    """Give the files their final names, and remove those that nobody reads any more."""
    _sync(tables)
    superseded = _digests(path)
    if digest:
        arrays.replace(arrays_path(path, digest))
    kept = _digests(tables)
    tables.replace(path)
    _sync(path.parent)
    for old in superseded - kept:
        with suppress(OSError):  # another system may refuse while a reader has it mapped; it is litter then
            arrays_path(path, old).unlink()
    litter = re.compile(re.escape(path.name) + r"\.(\w+\.partial|(?P<digest>[0-9a-f]{16})\.arrays)")
    for file in path.parent.iterdir():
        match = litter.fullmatch(file.name)
        if match and match["digest"] not in kept:
            with suppress(OSError):
                if time.time() - file.stat().st_mtime > STALE:
                    file.unlink()


def _digests(path: Path) -> set[str]:
    """Of the array files a gazetteer names; none if there is no readable gazetteer."""
    if not path.exists():
        return set()
    try:
        db = sqlite3.connect(path)
        try:
            return {part["digest"] for part in schema.read_info(db)["segments"]}
        finally:
            db.close()
    except (sqlite3.DatabaseError, ValueError, KeyError):
        return set()


def _sync(path: Path) -> None:
    """Have the file or folder on disk before going on, where the system can."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
