"""A gazetteer of a column of a table of one's own: each row is an entity."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gazetteer import Alias, Entity
from gazetteer.sources.fields import DEFAULT_KIND
from gazetteer.sources.tables.headers import Meaning, field_of
from names.errors import InputError
from names.lists.country_codes import country_code
from names.resolution.resolver import build_gazetteer
from names.tables.answering import Places
from names.tables.base import Table, TableRow

__all__ = ["build_from_table"]

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_CODE = re.compile(r"[A-Z]{2,4}(-[A-Z0-9]{1,3})?", re.ASCII)


@dataclass
class _OwnEntity:
    """What the rows with one id say."""

    kind: str
    note: str
    born: str
    names: dict[str, Alias] = field(default_factory=dict)
    countries: dict[str, None] = field(default_factory=dict)


def build_from_table(table: Table, path: Path, key: str, id_column: str | None = None) -> None:
    """Build a gazetteer in the file `path` of the names in the column `key` of the table.

    The ids are those of `id_column`, else of a column called id, else the numbers of the lines; rows with one id are
    one entity with several names. Columns that are called given, family, country, kind, born or note, or by a synonym,
    are facts of it. Rows without a name are left out. Raises InputError if a column is not there, or no row has a name.
    """
    places = Places.of(
        table, {"name": key, **{what: _called(table, what, key) for what in ("given", "family", "kind", "born")}}
    )._replace(country=_place(table, "countries", key))
    id_place = table.place(id_column) if id_column is not None else _place(table, "id", key)
    entries: dict[str, _OwnEntity] = {}
    for row in table.rows():
        _add(entries, row, places, id_place, _place(table, "note", key))
    if not entries:
        raise InputError(f"no names in the column {key!r}; name another by --key", table.path)
    build_gazetteer(_entities(entries), path, sources={table.path: "your own"}).close()


def _called(table: Table, what: str, key: str) -> str | None:
    """The number, from 1, of the first column that is called so and is not the key."""
    place = _place(table, what, key)
    return None if place is None else str(place + 1)


def _place(table: Table, what: str, key: str) -> int | None:
    """The place of the column that holds a field and is not the key; of several, the one that is rather called so."""
    taken = table.place(key)
    called = [
        (meaning.rank, place)
        for place, name in enumerate(table.columns)
        if (meaning := field_of(name)) and _is(meaning, what) and place != taken
    ]
    return min(called)[1] if called else None


def _is(meaning: Meaning, what: str) -> bool:
    """Whether the column holds the field; ids elsewhere are ids, too."""
    return meaning.field == what or (what == "id" and meaning.field == "identifiers" and meaning.detail != "")


def _add(
    entries: dict[str, _OwnEntity], row: TableRow, places: Places, id_place: int | None, note_place: int | None
) -> None:
    """Add a row to the entry with its id."""
    query = places.query(row)
    if not query.name:
        return
    facts = query.facts
    id = _cell(row, id_place) or str(row.line)
    born = row.cells[places.born] if places.born is not None and places.born < len(row.cells) else ""
    date = born.strip() if _DATE.fullmatch(born.strip()) else facts.born
    entry = entries.setdefault(id, _OwnEntity(facts.kind, _cell(row, note_place), date))
    for text in (query.name, f"{facts.given} {facts.family}" if facts.given and facts.family else ""):
        if text:
            entry.names.setdefault(text, Alias(text, kind="alias" if entry.names else "label"))
    codes = filter(_CODE.fullmatch, map(country_code, facts.countries))
    entry.countries.update(dict.fromkeys(codes))


def _cell(row: TableRow, place: int | None) -> str:
    return row.cells[place].strip() if place is not None and place < len(row.cells) else ""


def _entities(entries: dict[str, _OwnEntity]) -> Iterator[Entity]:
    for id, entry in entries.items():
        yield Entity(
            id,
            entry.kind or DEFAULT_KIND,
            list(entry.names.values()),
            countries=list(entry.countries),
            note=entry.note,
            born=entry.born,
        )
