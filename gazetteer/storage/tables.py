"""Query the SQLite tables of an opened gazetteer, in its file or in memory.

Opening reads the head of the file, its seal (see `sealing`) and its metadata. Before the first query, the whole file is
compared with its checksum.
"""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import sys
import weakref
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO, NamedTuple, Protocol, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from gazetteer.entity import Tag
from gazetteer.errors import KeyMismatch, MissingGazetteer, NotAGazetteer, build_command
from gazetteer.storage import schema
from gazetteer.storage.checksums import checksum
from gazetteer.storage.damage import reading
from gazetteer.storage.sealing import Seal, read_seal

ATTEMPTS = 5  # attempts to open a file that is replaced at the same time; chosen

# The columns of `entity` and the identifiers as a JSON list, see `schema`.
EntityRow: TypeAlias = tuple[int, str, str, str, float, str, str, str, str, str]


class TableReader(Protocol):
    """What is read of the tables of a gazetteer, or of several as one (see `joined_tables`)."""

    @property
    def info(self) -> Mapping[str, Any]:
        """The metadata."""
        ...

    @property
    def path(self) -> Path | None:
        """Where the file is; None: in memory."""
        ...

    @property
    def removed(self) -> list[int]:
        """The ordinals of entities that no look-up returns."""
        ...

    @property
    def tags(self) -> list[Tag]:
        """The tags in order of their codes."""
        ...

    def close(self) -> None:
        """Close the file."""
        ...

    def entities_after(self, ordinal: int, limit: int) -> list[EntityRow]:
        """The rows of up to `limit` entities with greater ordinals than this one, in order; none at the end."""
        ...

    def entities_at(self, ordinals: Sequence[int]) -> list[EntityRow]:
        """The rows of the entities with these ordinals, in ascending order."""
        ...

    def entities_with_id(self, id: str) -> list[EntityRow]:
        """The row of the entity with this id, or no row."""
        ...

    def entities_identified(self, identifier: str) -> list[EntityRow]:
        """The rows of the entities that have this id elsewhere."""
        ...

    def entities_in(self, countries: Sequence[str]) -> list[int]:
        """The ordinals of the entities that belong to one of these countries."""
        ...

    def entities_with_ids_from(self, prefix: str) -> list[int]:
        """The ordinals of the entities whose ids begin with the prefix, in ascending order."""
        ...

    @property
    def schemes(self) -> list[str]:
        """The schemes of ids elsewhere, such as "wikidata", sorted."""
        ...

    def ids(self) -> list[str]:
        """The ids of all entities, in order of their ordinals."""
        ...

    def examine(self) -> None:
        """Run SQLite's own check."""
        ...

    def verify(self) -> None:
        """Compare the file with its checksum, once."""
        ...


class Tables:
    """The tables of a gazetteer and its metadata, `info`. Safe to read from several threads.

    Every method raises `NotAGazetteer` if the file is damaged.
    """

    def __init__(self, db: sqlite3.Connection, info: Mapping[str, Any], path: Path | None = None) -> None:
        self.info, self.path = info, path
        self._db, self._lock = db, Lock()
        self._unverified: _SealedFile | None = None
        weakref.finalize(self, db.close)  # in case nobody calls `close`

    @classmethod
    def open(cls, path: Path, key_version: str | None) -> Self:
        """Open the tables in a file. Raises `MissingGazetteer`, `NotAGazetteer` or `KeyMismatch`."""
        with reading(path, "the file"):
            sealed, db = _open_both(path)
        try:
            with reading(path, "its metadata"):
                if schema.info_checksum(db) != sealed.seal.info:
                    raise NotAGazetteer(path, "its metadata is damaged (the checksum differs)")
                info = schema.read_info(db)
                schema.validate_info(info)
            if key_version is not None and info["key_version"] != key_version:
                raise KeyMismatch(path, info["key_version"], key_version)
        except BaseException:
            db.close()
            raise
        tables = cls(db, info, path)
        tables._unverified = sealed
        return tables

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def entities_after(self, ordinal: int, limit: int) -> list[EntityRow]:
        """The rows of the first `limit` entities with greater ordinals than this one, in order."""
        return self._select(schema.ENTITIES_AFTER, (ordinal, limit))

    def entities_at(self, ordinals: Sequence[int]) -> list[EntityRow]:
        """The rows of the entities with these ordinals, in ascending order; unknown ordinals have none."""
        return self._select(schema.ENTITIES_AT, (json.dumps(ordinals),))

    def entities_with_id(self, id: str) -> list[EntityRow]:
        """The row of the entity with this id, or no row."""
        return self._select(schema.ENTITY_WITH_ID, (id,))

    def entities_identified(self, identifier: str) -> list[EntityRow]:
        """The rows of the entities that have this id elsewhere."""
        return self._select(schema.ENTITIES_IDENTIFIED, (identifier,))

    def ids(self) -> list[str]:
        """The ids of all entities, in order of their ordinals."""
        return [id for _, id in self.ordinals_by_id()]

    def entities_in(self, countries: Sequence[str]) -> list[int]:
        """The ordinals of the entities that belong to one of these countries, in ascending order."""
        return [int(ordinal) for (ordinal,) in self._select(schema.ENTITIES_IN, (json.dumps(countries),))]

    def entities_with_ids_from(self, prefix: str) -> list[int]:
        """The ordinals of the entities whose ids begin with the prefix, in ascending order."""
        beyond = f"{prefix}{chr(sys.maxunicode)}"
        return [int(ordinal) for (ordinal,) in self._select(schema.IDS_FROM, (prefix, beyond))]

    @cached_property
    def schemes(self) -> list[str]:
        """The schemes of ids elsewhere, such as "wikidata", sorted."""
        return sorted(str(scheme) for (scheme,) in self._select(schema.SCHEMES))

    def ordinals_by_id(self) -> list[tuple[int, str]]:
        """The ordinal and id of each entity."""
        return self._select(schema.IDS)

    @cached_property
    def removed(self) -> list[int]:
        """The ordinals of the entities that were removed from the base segment."""
        with reading(self.path, "the table of removed entities"):
            return [int(ordinal) for (ordinal,) in self._select(schema.REMOVED)]

    @cached_property
    def tags(self) -> list[Tag]:
        """The tags in order of their codes."""
        rows = self._select(schema.CODED_TAGS)
        with reading(self.path, "the table of tags"):
            codes = [code for code, *_ in rows]
            texts = [text for _, *tag in rows for text in tag]
            if codes != list(range(self.info["tags"])) or not all(isinstance(text, str) for text in texts):
                raise ValueError("a row is malformed")
        return [(language, kind, source, since, until) for _, language, kind, source, since, until in rows]

    def examine(self) -> None:
        """Run SQLite's own check of the file."""
        with reading(self.path, "the file"):
            for (finding,) in self._select(schema.QUICK_CHECK):
                if finding != "ok":
                    raise ValueError(finding)

    def verify(self) -> None:
        """Compare the file with its checksum, once."""
        if self._unverified is not None:
            content, seal = self._unverified
            if checksum(content) != seal.tables:
                assert self.path is not None
                raise NotAGazetteer(self.path, "its tables are damaged (the checksum differs)")
            self._unverified = None

    def _select(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._lock, reading(self.path, "the file"):
            self.verify()
            return self._db.execute(statement, values).fetchall()


class _SealedFile(NamedTuple):
    content: NDArray[np.uint8]  # the SQLite file, mapped, without the seal
    seal: Seal


def _open_both(path: Path) -> tuple[_SealedFile, sqlite3.Connection]:
    """Map the file and open it as a database, making sure that both are the same file."""
    try:
        for _ in range(ATTEMPTS):
            with _open_regular(path) as file:
                sealed, uri = _map_sealed(file, path), f"{path.resolve().as_uri()}?mode=ro&immutable=1"
                with ExitStack() as on_exit:
                    db = on_exit.enter_context(closing(sqlite3.connect(uri, uri=True, check_same_thread=False)))
                    if os.path.samestat(os.fstat(file.fileno()), path.stat()):  # else it has just been replaced
                        on_exit.pop_all()
                        return sealed, db
    except (FileNotFoundError, NotADirectoryError):
        raise MissingGazetteer(path) from None
    raise NotAGazetteer(path, "it is being replaced all the time")


def _open_regular(path: Path) -> BinaryIO:
    if not stat.S_ISREG(path.stat().st_mode):  # opening a FIFO would block for ever
        raise NotAGazetteer(path, "not a file", f"name one, or build it: {build_command(f'{path}.gaz')}")
    return path.open("rb")


def _map_sealed(file: BinaryIO, path: Path) -> _SealedFile:
    head = file.read(schema.HEAD)
    if not schema.recognised(head):
        raise NotAGazetteer(path, "not a gazetteer", f"name one, or replace the file: {build_command(path)} --force")
    if (number := schema.format_of(head)) != schema.FORMAT:
        raise NotAGazetteer(path, f"a gazetteer of format {number}, this version reads format {schema.FORMAT}")
    content = np.asarray(np.memmap(file, np.uint8, "r"))
    seal = read_seal(content)
    if seal is None:
        raise NotAGazetteer(path, "its end is missing or damaged")
    return _SealedFile(content[: seal.length], seal)
