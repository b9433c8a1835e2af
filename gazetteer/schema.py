"""The SQLite file of a gazetteer: what it says of itself, and the tables.

A gazetteer is one SQLite file and, beside it, one array file for each segment, named after it and its own
content (`persons.gaz.1f0c….arrays`). The application id and the user version in SQLite's own header tell
file tools and us what the file is. `info` holds JSON values by name:

    key_version   the caller's name for its keys; a reader with another one refuses the file entities
    how many entities there are sources       {name: licence or attribution} kinds         {"alias": […],
    "entity": […]}: the kind of code i, in order of first use fields        names of the key fields segments
    [{"digest", "entities", "aliases"}, …]: array files, and how many ordinals each takes, removed ones
    included

Texts, forms and numbers of aliases stand in the arrays; `tag` spells out what the arrays hold as a code.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from gazetteer.errors import KeyMismatch, NotAGazetteer

APPLICATION_ID = 0x475A5452  # "GZTR"
FORMAT = 2

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
    """Make the tables. The file is written beside and renamed, so no journal is needed."""
    db.executescript(
        f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA application_id = {APPLICATION_ID};"
        f"PRAGMA user_version = {FORMAT}; {TABLES}"
    )


def write_info(db: sqlite3.Connection, info: dict[str, Any]) -> None:
    """Store what the file says of itself, replacing what it said."""
    rows = [(name, json.dumps(value, ensure_ascii=False)) for name, value in sorted(info.items())]
    db.executemany("INSERT OR REPLACE INTO info VALUES (?, ?)", rows)


def read_info(db: sqlite3.Connection) -> dict[str, Any]:
    """What the file says of itself."""
    return {
        name: json.loads(value) for name, value in db.execute("SELECT name, value FROM info ORDER BY name")
    }


def check(db: sqlite3.Connection, path: str | Path, key_version: str | None) -> dict[str, Any]:
    """What the file says of itself. Raises `NotAGazetteer` or `KeyMismatch` if it cannot be read here."""
    try:
        (application,) = db.execute("PRAGMA application_id").fetchone()
        (number,) = db.execute("PRAGMA user_version").fetchone()
        if application != APPLICATION_ID:
            raise NotAGazetteer(path, "not a gazetteer")
        if number != FORMAT:
            raise NotAGazetteer(path, f"a gazetteer of format {number}, this version reads format {FORMAT}")
        info = read_info(db)
    except (sqlite3.DatabaseError, ValueError) as error:
        if isinstance(error, NotAGazetteer):
            raise
        raise NotAGazetteer(path, f"not a gazetteer ({error})") from None
    if key_version is not None and info["key_version"] != key_version:
        raise KeyMismatch(path, info["key_version"], key_version)
    return info
