"""A user's own table: CSV or TSV with a header, one entity a row, or one name a row with the id repeated.

Columns are found by their names, in any order and case (see COLUMNS); others are passed over, with a warning. Cells
with several values separate them with ``;`` (OpenSanctions: each value quoted as CSV quotes) or ``|``. Rows of one id
stand one after the other and agree in kind, countries, weight and note, or leave them empty. In a CSV file quotation
marks enclose cells; in a TSV file they are part of the text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from gazetteer.entity import Alias, Entity
from gazetteer.errors import InvalidEntity, SourceError
from gazetteer.sources.fields import DEFAULT_KIND, country, kept_names, language, number, source_name, word
from gazetteer.sources.ids import Ids, at
from gazetteer.sources.remarks import Remarks, shown
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
_OF_THE_ENTITY = ("kind", "countries", "prior", "note")  # columns that say the same in all rows of one id
# One value of a cell and the semicolon after it: enclosed in quotation marks, or as it stands.
_VALUE = re.compile(r'\s*"((?:[^"]|"")*+)"\s*;|([^;]*);')


@dataclass(frozen=True, slots=True)
class Row:
    """What one row says, with the line it begins on; of the entity's fields, empty ones say nothing."""

    line: int
    id: str
    kind: str
    countries: tuple[str, ...]
    prior: float
    note: str
    names: list[Alias]


def read(path: Path) -> Iterator[Entity]:
    """One entity for each id of the table at `path`; rows of one id stand one after the other.

    Raises SourceError, naming file and line, for what would be lost or misread; warns (SourceWarning) at the end of
    what was left out.
    """
    remarks, ids = Remarks(path), Ids()
    for id, group in groupby(_rows(path, remarks), key=attrgetter("id")):
        rows = list(group)
        ids.add(id, rows[0].line)
        yield _entity(path, rows, remarks)
    ids.refuse_repeated(path, "put the rows of one entity one after the other, or give them ids of their own")
    if not ids:
        remarks.add(1, "no rows")
    remarks.tell()


def _rows(path: Path, remarks: Remarks) -> Iterator[Row]:
    """The rows that hold something, each with an id."""
    lines = _cells(path, remarks)
    first, header = next(lines, (1, []))
    while header and not header[-1].strip():  # separators at the end of every line
        header.pop()
    columns = _columns(path, first, header, remarks)
    source, stem = source_name(path), source_name(path.with_suffix(""))
    named = "id" in columns.values()
    if not named:
        remarks.add(first, "no column for the id, so ids are made of file and line", shown(f"{stem}/{first + 1}"))
    for line, cells in lines:
        if not any(map(str.strip, cells)):
            remarks.add(line, "a row without anything left out")
            continue
        _check_width(path, line, cells, len(header), remarks)
        texts = dict.fromkeys(COLUMNS, "")
        for place, column in columns.items():
            if place < len(cells):
                texts[column] = remarks.bare(line, cells[place])
        if not named:
            texts["id"] = f"{stem}/{line}"
        with at(path, line):
            yield _row(line, texts, source)


def _cells(path: Path, remarks: Remarks) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row that is no blank line, with the line it begins on."""
    lines = read_lines(path)
    blank = 0
    for head in lines:
        if head.strip():
            break
        blank += 1
    else:
        return
    quoted = path.suffix.lower() == ".csv"
    every = chain([head], lines)
    if quoted:
        reader = csv.reader(every, delimiter=max(",;\t", key=head.count), strict=True)
    else:
        reader = csv.reader(every, delimiter="\t", quoting=csv.QUOTE_NONE)
    line = blank + 1
    try:
        for cells in reader:
            if not quoted and (cell := next((cell for cell in cells if cell[:1] == '"'), "")):
                remarks.add(line, "quotation marks kept as text; in a .csv file they would enclose a cell", shown(cell))
            if cells:
                yield line, cells
            line = blank + reader.line_num + 1
    except csv.Error as error:
        repair = "close each quotation mark, and double one that is part of the text" if quoted else "shorten the cell"
        raise SourceError(path, line, f"{error}; {repair}") from None


def _columns(path: Path, line: int, header: list[str], remarks: Remarks) -> dict[int, str]:
    known = {synonym: column for column, synonyms in COLUMNS.items() for synonym in synonyms}
    columns = {i: known[name] for i, cell in enumerate(header) if (name := cell.strip().lower()) in known}
    found = ", ".join(map(shown, header[:20])) or "nothing"
    if "label" not in columns.values():
        raise SourceError(path, line, f"no column for the name; call one of them 'name' (found: {found})")
    if len(set(columns.values())) < len(columns):
        raise SourceError(path, line, f"two columns mean the same (found: {found}); rename one")
    others = [cell for i, cell in enumerate(header) if i not in columns]
    if others:
        remarks.add(line, "columns passed over", ", ".join(map(shown, others[:20])), len(others))
    return columns


def _check_width(path: Path, line: int, cells: list[str], width: int, remarks: Remarks) -> None:
    if len(cells) < width:
        remarks.add(line, "fewer cells than columns, the others taken as empty")
    elif any(map(str.strip, cells[width:])):
        if path.suffix.lower() != ".csv":
            repair = "take out the tab within a cell, or name the column"
        elif any("\n" in cell or "\r" in cell for cell in cells):
            repair = "close each quotation mark"
        else:
            repair = "enclose a cell that has the separator in it in quotation marks, or name the column"
        raise SourceError(path, line, f"{len(cells)} cells, but {width} in the header; {repair}")


def _row(line: int, texts: Mapping[str, str], source: str) -> Row:
    return Row(
        line,
        word("id", texts["id"]),
        word("kind", texts["kind"].lower()) if texts["kind"] else "",
        tuple(country(code) for code in _values(texts["countries"]) if code),
        number(texts["prior"]),
        texts["note"],
        _names(texts, source),
    )


def _names(texts: Mapping[str, str], source: str) -> list[Alias]:
    if not texts["label"]:
        raise InvalidEntity("no name; fill the cell or take the row out")
    code = language(texts["language"] or "und")
    label = Alias(texts["label"], code, "label", source)
    return [label, *(Alias(text, code, "alias", source) for text in _values(texts["aliases"]))]


def _entity(path: Path, rows: list[Row], remarks: Remarks) -> Entity:
    kind, countries, prior, note = (_said(path, rows, column) for column in _OF_THE_ENTITY)
    names = kept_names(((row.line, name) for row in rows for name in row.names), remarks)
    return Entity(rows[0].id, kind or DEFAULT_KIND, names, countries=countries, prior=prior, note=note)


def _said(path: Path, rows: list[Row], column: str) -> Any:
    """What the rows of one entity say in this column; those that say nothing agree with all."""
    said, first = getattr(rows[0], column), rows[0]
    for row in rows[1:]:
        value = getattr(row, column)
        if value and said and value != said:
            now, before = (shown(", ".join(v) if isinstance(v, tuple) else v) for v in (value, said))
            other = f"{column} {now}, but {before} on line {first.line} with the same id"
            raise SourceError(path, row.line, f"{other}; make them agree, or give two ids")
        said, first = (said, first) if said else (value, row)
    return said


def _values(cell: str) -> list[str]:
    """The values of a cell, also the empty ones between two separators; none of an empty cell."""
    if not cell:
        return []
    if "|" in cell:
        return [value.strip() for value in cell.split("|")]
    if '"' not in cell:
        return [value.strip() for value in cell.split(";")]
    values = []
    for value in _VALUE.finditer(f"{cell};"):
        enclosed, plain = value.groups()
        if enclosed is None and plain.lstrip().startswith('"') and plain.count('"') % 2:
            raise InvalidEntity(f"a quotation mark in {shown(cell)} is not closed; close it, or take it out")
        values.append((plain if enclosed is None else enclosed.replace('""', '"')).strip())
    return values
