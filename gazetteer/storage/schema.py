"""The SQLite file of a gazetteer: its tables, what each column holds, and every statement that reads or changes them.

A gazetteer is one SQLite file and, beside it, one array file for each segment, named after it and after its own
content (`persons.gaz.1f0c….arrays`, see `segment`). Texts of aliases, keys and priors in bulk stand in the arrays; the
tables hold what is asked for entity by entity.

`info`, what the file says of itself: a JSON value for each `name`

    key_version   the caller's name for its keys; a reader with another one refuses the file
    entities      number of entities, without the removed ones
    tags          number of rows of `tag`
    sources       {name: licence or attribution}
    kinds         {"alias": […], "entity": […]}: position = numeric code in the arrays, in order of first use
    fields        names of the key fields, sorted
    segments      [{"digest", "entities", "aliases"}, …]: the array file's digest and the ordinals the segment takes,
                  removed ones included; the base first, then the overlay if there is one (see `gazetteer.updating`)

`entity`: a row for each entity that is not removed

    ordinal       its number in this file, from 0; the arrays are ordered by it
    id            unique, what lasts of an entity
    kind          person, place, …
    countries     JSON list of country codes
    prior         its weight before anything is read, in the builder's unit
    note          any text

`tag`: what aliases have in common, a row for each combination that occurs

    code          from 0, in order of first use; the array `tags` holds one for each alias
    language      BCP 47, "und" where unknown
    kind          label, alias, short, …
    source        where the name was found

`removed`: entities of the base that were removed or replaced and have no row in `entity` any more

    ordinal       theirs; arrays still hold their aliases until the file is compacted

The application id and the user version in SQLite's own header tell file tools and us what the file is, and behind the
last page, where SQLite does not look, stands a seal (see `sealing`).
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from typing import Any

from gazetteer.entity import Entity
from gazetteer.errors import DuplicateEntity
from gazetteer.storage.checksums import DIGITS, checksum_of

APPLICATION_ID = 0x475A5452  # "GZTR"
FORMAT = 3  # raised when a reader of the format before would misread the file
HEAD = 100  # bytes of SQLite's own header
_SQLITE = b"SQLite format 3\0"

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

# What an opened gazetteer asks (see `tables`).
_ENTITY = "SELECT ordinal, id, kind, countries, prior, note FROM entity"
ENTITY_WITH_ID = f"{_ENTITY} WHERE id = ?"
ENTITIES_AFTER = f"{_ENTITY} WHERE ordinal > ? ORDER BY ordinal LIMIT ?"
ENTITIES_AT = f"{_ENTITY} WHERE ordinal IN (SELECT value FROM json_each(?)) ORDER BY ordinal"
CODED_TAGS = "SELECT code, language, kind, source FROM tag ORDER BY code"
REMOVED = "SELECT ordinal FROM removed"
QUICK_CHECK = "PRAGMA quick_check(1)"


def recognised(head: bytes) -> bool:
    """Whether the first `HEAD` bytes of a file are those of a gazetteer, of whatever format."""
    return len(head) == HEAD and head.startswith(_SQLITE) and head[68:72] == APPLICATION_ID.to_bytes(4)


def format_of(head: bytes) -> int:
    """The number of the format of a gazetteer whose first `HEAD` bytes these are."""
    return int.from_bytes(head[60:64])


def create(db: sqlite3.Connection) -> None:
    """Make the tables."""
    db.executescript(f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {FORMAT}; {TABLES}")


def write_privately(db: sqlite3.Connection) -> None:
    """Write without a journal and without waiting for the disk: nobody else sees the file before it is whole."""
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")


def insert_entities(db: sqlite3.Connection, first: int, entities: Iterable[Entity]) -> None:
    """Store consecutive entities, the first of them with the ordinal `first`."""
    rows = (
        (ordinal, entity.id, entity.kind, _countries(entity), entity.prior, entity.note)
        for ordinal, entity in enumerate(entities, start=first)
    )
    db.executemany("INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?)", rows)


def _countries(entity: Entity) -> str:
    return json.dumps(entity.countries) if entity.countries else "[]"


def index_ids(db: sqlite3.Connection) -> None:
    """Make entities findable by id. Raises `DuplicateEntity` where two have the same."""
    try:
        db.execute(INDEX)
    except sqlite3.IntegrityError:
        repeated = "SELECT id FROM entity GROUP BY id HAVING count(*) > 1 ORDER BY min(ordinal) LIMIT 1"
        raise DuplicateEntity(db.execute(repeated).fetchone()[0]) from None


def count_entities(db: sqlite3.Connection) -> int:
    """The number of entities, without the removed ones."""
    return int(db.execute("SELECT count(*) FROM entity").fetchone()[0])


def ordinal_of(db: sqlite3.Connection, id: str) -> int | None:
    """The ordinal of the entity with this id; None if there is none."""
    row = db.execute("SELECT ordinal FROM entity WHERE id = ?", (id,)).fetchone()
    return None if row is None else int(row[0])


def ordinals_from(db: sqlite3.Connection, first: int) -> list[int]:
    """The ordinals of the entities from `first` on, ascending."""
    rows = db.execute("SELECT ordinal FROM entity WHERE ordinal >= ? ORDER BY ordinal", (first,))
    return [ordinal for (ordinal,) in rows]


def delete_from(db: sqlite3.Connection, first: int) -> None:
    """Delete the entities from ordinal `first` on, so that others can take their ordinals."""
    db.execute("DELETE FROM entity WHERE ordinal >= ?", (first,))


def remove(db: sqlite3.Connection, ordinals: Iterable[int]) -> None:
    """Take entities of the base out, and note that their ordinals are taken still."""
    rows = [(ordinal,) for ordinal in ordinals]
    db.executemany("INSERT INTO removed VALUES (?)", rows)
    db.executemany("DELETE FROM entity WHERE ordinal = ?", rows)


def count_removed(db: sqlite3.Connection) -> int:
    """The number of entities that were taken out of the base."""
    return int(db.execute("SELECT count(*) FROM removed").fetchone()[0])


def insert_tags(db: sqlite3.Connection, tags: Iterable[tuple[str, str, str]]) -> None:
    """Store all tags (language, kind, source), whose codes are their positions."""
    rows = ((code, *tag) for code, tag in enumerate(tags))
    db.executemany("INSERT OR REPLACE INTO tag VALUES (?, ?, ?, ?)", rows)


def read_tags(db: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Language, kind and source of each tag, by its code."""
    return [(language, kind, source) for _, language, kind, source in db.execute(CODED_TAGS)]


def write_info(db: sqlite3.Connection, info: dict[str, Any]) -> None:
    """Store what the file says of itself, replacing what it said."""
    rows = [(name, json.dumps(value, ensure_ascii=False)) for name, value in sorted(info.items())]
    db.executemany("INSERT OR REPLACE INTO info VALUES (?, ?)", rows)


def read_info(db: sqlite3.Connection) -> dict[str, Any]:
    """What the file says of itself."""
    return {name: json.loads(value) for name, value in _info_rows(db)}


def info_checksum(db: sqlite3.Connection) -> str:
    """The checksum of what the file says of itself."""
    return checksum_of(json.dumps(_info_rows(db)))


def _info_rows(db: sqlite3.Connection) -> list[tuple[str, str]]:
    return db.execute("SELECT name, value FROM info ORDER BY name").fetchall()


def validate_info(info: dict[str, Any]) -> None:
    """Raise ValueError, TypeError or LookupError where what the file says of itself is not what it should be."""
    names = [info["key_version"], *info["fields"], *info["kinds"]["alias"], *info["kinds"]["entity"]]
    names += [text for source in info["sources"].items() for text in source]
    if not all(isinstance(name, str) for name in names) or not isinstance(info["fields"], list):
        raise TypeError("a name is no text")
    numbers = [info["entities"], info["tags"]]
    numbers += [segment[of] for segment in info["segments"] for of in ("entities", "aliases")]
    if not all(type(number) is int and 0 <= number < 1 << 32 for number in numbers) or not info["segments"]:
        raise ValueError("a number is none")
    for segment in info["segments"]:
        if not re.fullmatch(f"[0-9a-f]{{{DIGITS}}}", segment["digest"]):
            raise ValueError(f"{segment['digest']!r} is no digest")
