"""The SQLite file of a gazetteer: what it says of itself, the tables, and the seal at its end.

A gazetteer is one SQLite file and, beside it, one array file for each segment, named after it and its own
content (`persons.gaz.1f0c….arrays`). The application id and the user version in SQLite's own header tell
file tools and us what the file is. `info` holds JSON values by name:

    key_version   the caller's name for its keys; a reader with another one refuses the file
    entities      how many entities there are
    tags          how many rows `tag` has
    sources       {name: licence or attribution}
    kinds         {"alias": […], "entity": […]}: the kind of code i, in order of first use
    fields        names of the key fields
    segments      [{"digest", "entities", "aliases"}, …]: array files, and how many ordinals each takes, removed
                  ones included

Texts, forms and numbers of aliases stand in the arrays; `tag` spells out what the arrays hold as a code.

Behind the last page, where SQLite does not look, stands the seal: how long the file is without it, and the checksums of
`info` and of the whole. So `info`, which names the digests of the arrays, vouches for them.
"""

from __future__ import annotations

import json
import re
import sqlite3
import struct
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from gazetteer.storage.checksums import DIGITS, checksum, checksum_of

APPLICATION_ID = 0x475A5452  # "GZTR"
FORMAT = 3
HEAD = 100  # bytes of SQLite's own header
SEAL = 48  # bytes
_SQLITE = b"SQLite format 3\0"
_SEALED = b"GZTRSEAL"
_SEAL = struct.Struct(f"<8sQ{DIGITS}s{DIGITS}s")

TABLES = """
CREATE TABLE info (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entity (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL,
    countries TEXT NOT NULL, prior REAL NOT NULL, note TEXT NOT NULL
);
CREATE TABLE tag (code INTEGER PRIMARY KEY, language TEXT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL);
CREATE TABLE removed (ordinal INTEGER PRIMARY KEY);
"""

# Made after the rows: one sort is faster than a million insertions, and it is then that a repeated id shows.
INDEX = "CREATE UNIQUE INDEX IF NOT EXISTS entity_id ON entity (id)"


def create(db: sqlite3.Connection) -> None:
    """Make the tables."""
    db.executescript(f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {FORMAT}; {TABLES}")


def recognised(head: bytes) -> bool:
    """Whether the first `HEAD` bytes are those of a gazetteer, of whatever format."""
    return len(head) == HEAD and head.startswith(_SQLITE) and head[68:72] == APPLICATION_ID.to_bytes(4)


def format_of(head: bytes) -> int:
    """The number of the format of a gazetteer that begins so."""
    return int.from_bytes(head[60:64])


def write_info(db: sqlite3.Connection, info: dict[str, Any]) -> None:
    """Store what the file says of itself, replacing what it said."""
    rows = [(name, json.dumps(value, ensure_ascii=False)) for name, value in sorted(info.items())]
    db.executemany("INSERT OR REPLACE INTO info VALUES (?, ?)", rows)


def read_info(db: sqlite3.Connection) -> dict[str, Any]:
    """What the file says of itself."""
    return {name: json.loads(value) for name, value in db.execute("SELECT name, value FROM info ORDER BY name")}


def info_checksum(db: sqlite3.Connection) -> str:
    """The checksum of what the file says of itself."""
    return checksum_of(json.dumps(db.execute("SELECT name, value FROM info ORDER BY name").fetchall()))


def validate(info: dict[str, Any]) -> None:
    """Raise ValueError or TypeError where what the file says of itself is not what it should be."""
    texts = [info["key_version"], *info["fields"], *info["kinds"]["alias"], *info["kinds"]["entity"]]
    texts += [text for source in info["sources"].items() for text in source]
    numbers = [info["entities"], info["tags"]]
    numbers += [part[of] for part in info["segments"] for of in ("entities", "aliases")]
    if not all(isinstance(text, str) for text in texts) or not isinstance(info["fields"], list):
        raise TypeError("a name is no text")
    if not all(type(number) is int and 0 <= number < 1 << 32 for number in numbers) or not info["segments"]:
        raise ValueError("a number is none")
    for part in info["segments"]:
        if not re.fullmatch(f"[0-9a-f]{{{DIGITS}}}", part["digest"]):
            raise ValueError(f"{part['digest']!r} is no digest")


def unseal(path: Path) -> bool:
    """Cut off the seal, to change the tables before it; False where they are not what it says."""
    with path.open("r+b") as file:
        content = np.asarray(np.memmap(file, np.uint8, "r"))
        length = len(content) - SEAL
        found = read_seal(content[max(0, length) :].tobytes())
        sound = found is not None and found.length == length and found.tables == checksum(content[:length])
        file.truncate(max(0, length))
    return sound


class Seal(NamedTuple):
    """What stands at the end of the file."""

    length: int  # bytes of the file without it
    info: str
    tables: str


def seal(path: Path, info: str) -> None:
    """Write the seal behind the tables; `info` is the checksum of what they say of themselves."""
    with path.open("r+b") as file:
        tables = np.asarray(np.memmap(file, np.uint8, "r"))
        file.seek(len(tables))
        file.write(_SEAL.pack(_SEALED, len(tables), info.encode(), checksum(tables).encode()))


def read_seal(data: bytes) -> Seal | None:
    """The seal in the last `SEAL` bytes of a file; None if there is none."""
    if len(data) != SEAL:
        return None
    magic, length, info, tables = _SEAL.unpack(data)
    return Seal(length, info.decode("latin-1"), tables.decode("latin-1")) if magic == _SEALED else None
