"""A user's own table: CSV or TSV with a header, one entity a row, or one name a row with the id repeated.

Columns are found by their names, in any order and case (see COLUMNS); others are passed over. Cells with
several values separate them with ``;`` (OpenSanctions: each value quoted as CSV quotes) or ``|``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path

from gazetteer.entity import Alias, Entity
from gazetteer.errors import SourceError
from gazetteer.sources.text import read_lines

COLUMNS = {
    "id": ("id", "key", "identifier", "wikidata_id", "qid"),
    "label": ("label", "name", "caption", "eng"),
    "aliases": ("aliases", "alias", "names", "alternatenames"),
    "language": ("language", "lang"),
    "kind": ("kind", "type", "schema"),
    "countries": ("countries", "country"),
    "prior": ("prior", "weight"),
    "note": ("note", "description"),
}
DEFAULT_KIND = "entity"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table under the names of COLUMNS; a column that is not there is empty."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def read(path: Path) -> Iterator[Entity]:
    """One entity for each id of the table at `path`; rows of one id stand one after the other.

    Raises SourceError, naming file and line, for a table without names, an empty name, a bad weight.
    """
    rows = _rows(path)
    for key, group in groupby(rows, key=lambda row: row["id"] or f"{path.stem}/{row.line}"):
        yield _entity(path, key, list(group))


def _rows(path: Path) -> Iterator[Row]:
    lines = read_lines(path)
    head = next(lines, "")
    every = chain([head], lines)
    if path.suffix.lower() == ".csv":
        reader = csv.reader(every, delimiter=max(",;\t", key=head.count))
    else:
        reader = csv.reader(every, delimiter="\t", quoting=csv.QUOTE_NONE)
    try:
        columns = _columns(path, next(reader, []))
        for cells in reader:
            if any(map(str.strip, cells)):
                yield Row(
                    reader.line_num, {columns[i]: c.strip() for i, c in enumerate(cells) if i in columns}
                )
    except csv.Error as error:
        raise SourceError(path, reader.line_num, f"{error}; check the quotation marks") from None


def _columns(path: Path, header: list[str]) -> dict[int, str]:
    known = {synonym: column for column, synonyms in COLUMNS.items() for synonym in synonyms}
    columns = {i: known[name] for i, cell in enumerate(header) if (name := cell.strip().lower()) in known}
    if "label" not in columns.values():
        found = ", ".join(header) or "nothing"
        raise SourceError(path, 1, f"no column for the name; call one of them 'name' (found: {found})")
    if len(set(columns.values())) < len(columns):
        raise SourceError(path, 1, f"two columns mean the same (found: {', '.join(header)}); rename one")
    return columns


def _entity(path: Path, id: str, rows: list[Row]) -> Entity:
    first = rows[0]
    return Entity(
        id,
        first["kind"].lower() or DEFAULT_KIND,
        [alias for row in rows for alias in _aliases(path, row)],
        countries=[code.upper() for code in _values(first["countries"])],
        prior=_number(path, first),
        note=first["note"],
    )


def _aliases(path: Path, row: Row) -> Iterator[Alias]:
    if not row["label"]:
        raise SourceError(path, row.line, "no name; fill the cell or take the row out")
    language = row["language"] or "und"
    yield Alias(row["label"], language, "label", path.name)
    for text in _values(row["aliases"]):
        yield Alias(text, language, "alias", path.name)


def _values(cell: str) -> list[str]:
    values = cell.split("|") if "|" in cell else next(csv.reader([cell], delimiter=";"), [])
    return [value.strip() for value in values if value.strip()]


def _number(path: Path, row: Row) -> float:
    try:
        return float(row["prior"] or 0)
    except ValueError:
        raise SourceError(
            path, row.line, f"weight {row['prior']!r} is no number; write one such as 4.5"
        ) from None
