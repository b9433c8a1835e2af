"""The SQLite file of a gazetteer: its tables, what each column holds, and every statement that reads or changes them.

A gazetteer is one SQLite file and, beside it, one array file for each segment. The name of an array file is that of the
SQLite file and the digest of its own content (`persons.gaz.1f0c….arrays`, see `segment`). The arrays hold what is
needed in bulk: texts of aliases, keys, priors. The tables hold what is needed for single entities.

`info`, the metadata: a JSON value for each `name`

    key_version   the caller's name for its way of making keys; a reader with another one refuses the file
    entities      number of entities, without the removed ones
    tags          number of rows of `tag`
    sources       {name: licence or attribution}
    kinds         {"alias": […], "entity": […]}: position = numeric code in the arrays, in order of first use
    fields        names of the key fields, sorted
    sets          names of the sets of keys, sorted
    segments      [{"digest", "entities", "aliases"}, …]: the digest of the array file, and the numbers of ordinals,
                  removed ones included; first the base, then the overlay if there is one (see `gazetteer.updating`)

`entity`: a row for each entity that is not removed

    ordinal       its number in this file, from 0; the arrays are ordered by it
    id            unique; it stays the same when the gazetteer is built again
    kind          person, place, …
    countries     JSON list of country codes
    prior         how prominent it is, in the builder's unit
    note          any text
    office        JSON list of title, start, end and checked, or ""
    born, died    ISO 8601 dates, or ""

`identifier`: a row for each id that an entity has elsewhere

    text          the scheme and the id, as in "wikidata:Q1899"
    ordinal       the entity

`tag`: a row for each combination of language, kind, source and dates that an alias has

    code          from 0, in order of first use; the array `tags` holds one for each alias
    language      BCP 47, "und" where unknown
    kind          label, alias, short, …
    source        where the name was found
    since, until  ISO 8601 dates between which it was used, or ""

`removed`: a row for each entity of the base that was removed or replaced; it has no row in `entity`

    ordinal       its number; the arrays hold its aliases until the file is compacted

The application id in SQLite's header marks a gazetteer, and the user version is the number of its format. After the
last page, where SQLite does not read, is a seal (see `sealing`).
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import Any

from gazetteer.entity import Entity, Tag
from gazetteer.errors import DuplicateEntity
from gazetteer.storage.checksums import DIGITS, text_checksum

APPLICATION_ID = 0x475A5452  # "GZTR"
FORMAT = 7  # raised when readers of the previous format would misread the file
HEAD = 100  # bytes of SQLite's own header
_SQLITE = b"SQLite format 3\0"

TABLES = """
CREATE TABLE info (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entity (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL,
    countries TEXT NOT NULL, prior REAL NOT NULL, note TEXT NOT NULL, office TEXT NOT NULL, born TEXT NOT NULL,
    died TEXT NOT NULL
);
CREATE TABLE identifier (ordinal INTEGER NOT NULL, text TEXT NOT NULL);
CREATE TABLE tag (
    code INTEGER PRIMARY KEY, language TEXT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, since TEXT NOT NULL,
    until TEXT NOT NULL
);
CREATE TABLE removed (ordinal INTEGER PRIMARY KEY);
"""
# Created after the rows are inserted: one sort is faster than a million insertions. The first fails for a repeated id.
INDEXES = (
    "CREATE UNIQUE INDEX IF NOT EXISTS entity_id ON entity (id)",
    "CREATE INDEX IF NOT EXISTS identifier_text ON identifier (text)",
    "CREATE INDEX IF NOT EXISTS identifier_ordinal ON identifier (ordinal)",
)

# The queries of an opened gazetteer (see `tables`).
_ENTITY = """
SELECT ordinal, id, kind, countries, prior, note, office, born, died, (
    SELECT json_group_array(text) FROM identifier WHERE identifier.ordinal = entity.ordinal
) FROM entity
"""
ENTITY_WITH_ID = f"{_ENTITY} WHERE id = ?"
ENTITIES_AFTER = f"{_ENTITY} WHERE ordinal > ? ORDER BY ordinal LIMIT ?"
ENTITIES_AT = f"{_ENTITY} WHERE ordinal IN (SELECT value FROM json_each(?)) ORDER BY ordinal"
ENTITIES_IN = """
SELECT ordinal FROM entity WHERE EXISTS (
    SELECT 1 FROM json_each(entity.countries) AS own JOIN json_each(?) AS wanted ON own.value = wanted.value
) ORDER BY ordinal
"""
ENTITIES_IDENTIFIED = f"{_ENTITY} WHERE ordinal IN (SELECT ordinal FROM identifier WHERE text = ?) ORDER BY ordinal"
CODED_TAGS = "SELECT code, language, kind, source, since, until FROM tag ORDER BY code"
IDS = "SELECT ordinal, id FROM entity ORDER BY ordinal"
IDS_FROM = "SELECT ordinal FROM entity WHERE id >= ? AND id < ? ORDER BY ordinal"
SCHEMES = """
SELECT DISTINCT substr(text, 1, instr(text, ':') - 1) FROM identifier
WHERE text GLOB '?*:?*' AND text NOT GLOB '*://*'
"""
REMOVED = "SELECT ordinal FROM removed"
QUICK_CHECK = "PRAGMA quick_check(1)"


def recognised(head: bytes) -> bool:
    """Whether `head`, the first HEAD bytes of a file, is that of a gazetteer of any format."""
    return len(head) == HEAD and head.startswith(_SQLITE) and head[68:72] == APPLICATION_ID.to_bytes(4)


def format_of(head: bytes) -> int:
    """The format number in `head`, the first HEAD bytes of a gazetteer."""
    return int.from_bytes(head[60:64])


def create(db: sqlite3.Connection) -> None:
    """Make the tables."""
    db.executescript(f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {FORMAT}; {TABLES}")


def write_privately(db: sqlite3.Connection) -> None:
    """Switch off the journal and syncing, because nobody else opens the file before it is complete."""
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")


def insert_entities(db: sqlite3.Connection, first: int, entities: Sequence[Entity]) -> None:
    """Store consecutive entities, the first of them with the ordinal `first`."""
    rows = (
        (ordinal, one.id, one.kind, _countries(one), one.prior, one.note, _office(one), one.born, one.died)
        for ordinal, one in enumerate(entities, start=first)
    )
    db.executemany("INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    identifiers = (
        (ordinal, identifier) for ordinal, one in enumerate(entities, start=first) for identifier in one.identifiers
    )
    db.executemany("INSERT INTO identifier VALUES (?, ?)", identifiers)


def _countries(entity: Entity) -> str:
    return json.dumps(entity.countries) if entity.countries else "[]"


def _office(entity: Entity) -> str:
    return json.dumps(astuple(entity.office), ensure_ascii=False) if entity.office else ""


def index_ids(db: sqlite3.Connection) -> None:
    """Create the indexes of ids. Raises `DuplicateEntity` if two entities have the same id."""
    try:
        for index in INDEXES:
            db.execute(index)
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
    db.execute("DELETE FROM identifier WHERE ordinal >= ?", (first,))


def remove(db: sqlite3.Connection, ordinals: Iterable[int]) -> None:
    """Delete entities of the base, and record that their ordinals stay in use."""
    rows = [(ordinal,) for ordinal in ordinals]
    db.executemany("INSERT INTO removed VALUES (?)", rows)
    db.executemany("DELETE FROM entity WHERE ordinal = ?", rows)
    db.executemany("DELETE FROM identifier WHERE ordinal = ?", rows)


def count_removed(db: sqlite3.Connection) -> int:
    """The number of removed entities of the base."""
    return int(db.execute("SELECT count(*) FROM removed").fetchone()[0])


def insert_tags(db: sqlite3.Connection, tags: Iterable[Tag]) -> None:
    """Store all tags; the code of a tag is its position."""
    rows = ((code, *tag) for code, tag in enumerate(tags))
    db.executemany("INSERT OR REPLACE INTO tag VALUES (?, ?, ?, ?, ?, ?)", rows)


def read_tags(db: sqlite3.Connection) -> list[Tag]:
    """The tags in order of their codes."""
    return [tag for _, *rest in db.execute(CODED_TAGS) for tag in [tuple(rest)]]


def write_info(db: sqlite3.Connection, info: dict[str, Any]) -> None:
    """Store metadata; it replaces values of the same names."""
    rows = [(name, json.dumps(value, ensure_ascii=False)) for name, value in sorted(info.items())]
    db.executemany("INSERT OR REPLACE INTO info VALUES (?, ?)", rows)


def read_info(db: sqlite3.Connection) -> dict[str, Any]:
    """The metadata of the file, by name."""
    return {name: json.loads(value) for name, value in _info_rows(db)}


def info_checksum(db: sqlite3.Connection) -> str:
    """The checksum of the metadata of the file."""
    return text_checksum(json.dumps(_info_rows(db)))


def _info_rows(db: sqlite3.Connection) -> list[tuple[str, str]]:
    return db.execute("SELECT name, value FROM info ORDER BY name").fetchall()


def validate_info(info: dict[str, Any]) -> None:
    """Raise ValueError, TypeError or LookupError if the metadata is malformed."""
    names = [info["key_version"], *info["fields"], *info["sets"], *info["kinds"]["alias"], *info["kinds"]["entity"]]
    names += [text for source in info["sources"].items() for text in source]
    if not all(isinstance(name, str) for name in names) or not all(
        isinstance(info[each], list) for each in ("fields", "sets")
    ):
        raise TypeError("a name is not a string")
    numbers = [info["entities"], info["tags"]]
    for segment in info["segments"]:
        numbers += [segment["entities"], segment["aliases"]]
    if not all(type(number) is int and 0 <= number < 1 << 32 for number in numbers):
        raise ValueError("a count is not a number of 32 bits")
    if not info["segments"]:
        raise ValueError("there is no segment")
    for segment in info["segments"]:
        if not re.fullmatch(f"[0-9a-f]{{{DIGITS}}}", segment["digest"]):
            raise ValueError(f"{segment['digest']!r} is not a digest")
