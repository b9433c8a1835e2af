"""Build a gazetteer from a stream of entities. The same input gives the same bytes."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from gazetteer.entity import Alias, Entity, Tag
from gazetteer.index import Gazetteer
from gazetteer.storage import schema
from gazetteer.storage.arrays import Keys, collect, write_arrays
from gazetteer.storage.publishing import draft
from gazetteer.storage.segment import Codes, CodeTables, KeysFunction, Segment, SegmentWriter
from gazetteer.storage.tables import Tables
from gazetteer.storage.targets import writing

BATCH = 20_000  # aliases for which the keys function is called at once, about; chosen

# Applies the keys function to each batch of aliases and gives the keys in order: `map`, or several processes.
Apply: TypeAlias = Callable[[KeysFunction, Iterator[Sequence[Alias]]], Iterator[Keys]]
KeysInOrder: TypeAlias = Callable[[Iterator[Sequence[Alias]]], Iterator[Keys]]


def build(
    entities: Iterable[Entity],
    path: str | Path | None = None,
    *,
    keys: KeysFunction,
    key_version: str,
    sources: Mapping[str, str] | None = None,
    force: bool = False,
    apply: Apply = map,
) -> Gazetteer:
    """Build a gazetteer of the entities and return it opened: in the file at `path`, or in memory if `path` is None.

    `keys` makes the keys under which aliases are found; `key_version` names this way of making keys, and is stored in
    the file. `apply` calls it for the batches of aliases, in order: `map`, or what does so in several processes.
    `sources` maps each source to whom to name for it, with the licence; it may grow while entities are read. An
    existing gazetteer at `path` is replaced when the new one is complete, any other file only with `force`; links are
    followed. Raises `DuplicateEntity` and `CannotWrite`.

    >>> import numpy as np
    >>> from gazetteer import Keys, Ragged
    >>> def keys(aliases):
    ...     return Keys({"length": Ragged.of([[len(alias.text)] for alias in aliases])}, [""] * len(aliases))
    >>> gazetteer = build([Entity("1", "place", ["Kyiv", "Kiev", "Київ град"])], keys=keys, key_version="lengths 1")
    >>> positions, ordinals = gazetteer.postings("length", np.array([4], np.uint64))
    >>> gazetteer.alias_texts(ordinals)
    ['Kyiv', 'Kiev']
    """
    about = {"key_version": key_version, "sources": {} if sources is None else sources}
    if path is None:
        return _build_in_memory(entities, partial(apply, keys), about)
    path = Path(path)
    _build_file(entities, path, partial(apply, keys), about, force=force)
    return Gazetteer.open(path, key_version=key_version)


def _build_in_memory(entities: Iterable[Entity], keys: KeysInOrder, about: Mapping[str, Any]) -> Gazetteer:
    with ExitStack() as on_exit:
        db = on_exit.enter_context(closing(sqlite3.connect(":memory:", check_same_thread=False)))
        schema.create(db)
        writer = SegmentWriter(code_tables(), None)
        write_entities(db, writer, entities, keys)
        info = complete(db, writer, {**about, "fields": writer.fields, "sets": writer.sets, "segments": [writer.size]})
        segment = Segment(collect(writer.columns(info["fields"], info["sets"])), writer.aliases)
        gazetteer = Gazetteer(Tables(db, info), [segment])
        on_exit.pop_all()  # from here on, the gazetteer closes the database
        return gazetteer


def _build_file(
    entities: Iterable[Entity], path: Path, keys: KeysInOrder, about: Mapping[str, Any], *, force: bool
) -> None:
    with draft(path, force=force) as new:
        writer = SegmentWriter(code_tables(), new.folder)
        write_entities(new.db, writer, entities, keys, guard=partial(writing, path))
        with writing(path):
            fields, sets = writer.fields, writer.sets
            new.digest = write_arrays(new.arrays, writer.columns(fields, sets))
            segments = [{"digest": new.digest, **writer.size}]
            complete(new.db, writer, {**about, "fields": fields, "sets": sets, "segments": segments})


def code_tables(kinds: Mapping[str, Iterable[str]] | None = None, tags: Iterable[Tag] = ()) -> CodeTables:
    """Code tables that start with these `kinds`, as `info` stores them, and `tags`; empty for a new gazetteer."""
    kinds = kinds or {"alias": (), "entity": ()}
    return CodeTables(Codes(kinds["alias"]), Codes(kinds["entity"]), Codes(tags))


def write_entities(
    db: sqlite3.Connection,
    writer: SegmentWriter,
    entities: Iterable[Entity],
    keys: KeysInOrder,
    first: int = 0,
    guard: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> None:
    """Write the entities into the tables, with ordinals from `first` on, and into the segment.

    `keys` gives the keys of each batch of aliases, in order. Each batch is written within `guard()`. Entities are read
    outside it: an error of their source is not one of the file that is written.
    """
    waiting: deque[list[Entity]] = deque()  # batches whose keys are being made

    def aliases() -> Iterator[Sequence[Alias]]:
        for batch in _batches(entities):
            waiting.append(batch)
            yield [alias for entity in batch for alias in entity.aliases]

    for made in keys(aliases()):
        batch = waiting.popleft()
        with guard():
            schema.insert_entities(db, first + writer.entities, batch)
            writer.add(batch, made)


def _batches(entities: Iterable[Entity]) -> Iterator[list[Entity]]:
    """Batches of at least BATCH aliases, the last one smaller.

    Without entities there is one empty batch, because the keys function must be called to name its fields.
    """
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


def complete(db: sqlite3.Connection, writer: SegmentWriter, info: Mapping[str, Any]) -> dict[str, Any]:
    """Index the ids and write tags and `info`, after all entities; return `info` with the counts and kinds added.

    Raises `DuplicateEntity`.
    """
    schema.index_ids(db)
    codes = writer.codes
    schema.insert_tags(db, codes.tags.values)
    completed = {
        **info,
        "sources": dict(info["sources"]),
        "entities": schema.count_entities(db),
        "kinds": {"alias": codes.alias_kinds.values, "entity": codes.entity_kinds.values},
        "tags": len(codes.tags.values),
    }
    schema.write_info(db, completed)
    db.commit()
    return completed
