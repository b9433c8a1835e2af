"""Read entities from a table: CSV or TSV with a header, and one entity in each row, or one name with the id repeated.

Columns are found by name, in any order and case (see COLUMNS); others are ignored with a warning. Several values in a
cell are separated by ``;`` (OpenSanctions encloses each in quotation marks) or ``|``. Rows with the same id must be
consecutive, and agree in all but their names, or leave cells empty. In a CSV file, quotation marks
enclose cells; in a TSV file, they are part of the text.
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

from gazetteer.entity import Alias, Entity, Office
from gazetteer.errors import InvalidEntity, SourceError
from gazetteer.sources.fields import DEFAULT_KIND, country, kept_names, language, number, office, source_name, word
from gazetteer.sources.ids import Ids, at
from gazetteer.sources.remarks import Remarks, shown
from gazetteer.sources.rows import Row
from gazetteer.sources.text import read_lines

# The fields of an entity, and the names of columns that hold them, in lower case.
COLUMNS = {
    "id": ("id", "key", "identifier", "wikidata_id", "qid"),
    "label": ("label", "name", "caption", "eng"),
    "aliases": ("aliases", "alias", "names", "alternatenames"),
    "language": ("language", "lang"),
    "kind": ("kind", "type", "schema"),
    "countries": ("countries", "country"),
    "prior": ("prior", "weight"),
    "note": ("note", "description"),
    "office": ("office", "position"),
    "from": ("from", "start"),
    "to": ("to", "end"),
    "checked": ("checked",),
    "born": ("born", "birth_date", "date_of_birth", "birthdate", "dob"),
    "died": ("died", "death_date"),
}
_LISTED = 20  # cells of a header that a message repeats; chosen
# One value of a cell and the semicolon after it; group 1 is a value in quotation marks, group 2 a plain one.
_VALUE = re.compile(r'\s*"((?:[^"]|"")*+)"\s*;|([^;]*);')


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row, with the line it begins on. An empty field means that another row of the entity decides."""

    line: int
    id: str
    kind: str
    countries: tuple[str, ...]
    prior: float
    note: str
    office: Office | None
    born: str
    died: str
    names: list[Alias]


def read(path: Path) -> Iterator[Row]:
    """A row for each id of the table at `path`; rows with the same id must be consecutive.

    Raises SourceError, with the line, for anything that would be lost or misread. Warns (SourceWarning) after the last
    entity about anything left out.
    """
    remarks, ids = Remarks(path), Ids()
    for id, group in groupby(_rows(path, remarks), key=attrgetter("id")):
        rows = list(group)
        ids.add(id, rows[0].line)
        yield Row(path, rows[0].line, _entity(path, rows, remarks))
    ids.refuse_repeated(path, "put the rows of one entity one after the other, or give them ids of their own")
    if not ids:
        remarks.add(1, "no rows")
    remarks.warn()


def _rows(path: Path, remarks: Remarks) -> Iterator[SourceRow]:
    """The rows that are not empty, each with an id."""
    lines = _cells(path, remarks)
    header_line, header = next(lines, (1, []))
    while header and not header[-1].strip():  # every line ends with separators
        header.pop()
    columns = _columns(path, header_line, header, remarks)
    has_ids = "id" in columns.values()
    source, stem = source_name(path), source_name(path.with_suffix(""))
    if not has_ids:
        example = shown(f"{stem}/{header_line + 1}")
        remarks.add(header_line, "no column for the id, so ids are made of file and line", example)
    for line, cells in lines:
        if not any(map(str.strip, cells)):
            remarks.add(line, "an empty row left out")
            continue
        _check_width(path, line, cells, len(header), remarks)
        texts = dict.fromkeys(COLUMNS, "")
        for place, column in columns.items():
            if place < len(cells):
                texts[column] = remarks.stripped(line, cells[place])
        if not has_ids:
            texts["id"] = f"{stem}/{line}"
        with at(path, line):
            yield _row(line, texts, source)


def _cells(path: Path, remarks: Remarks) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row that is not blank, with the line it begins on."""
    numbered = enumerate(read_lines(path), start=1)
    first_line, head = next(((number, line) for number, line in numbered if line.strip()), (0, ""))
    if not head:
        return
    lines = chain([head], (line for _, line in numbered))
    quoted = _has_quoted_cells(path)
    if quoted:
        reader = csv.reader(lines, delimiter=max(",;\t", key=head.count), strict=True)
    else:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    line = first_line
    try:
        for cells in reader:
            if not quoted and (cell := next((cell for cell in cells if cell[:1] == '"'), "")):
                remarks.add(line, "quotation marks kept as text; in a .csv file they would enclose a cell", shown(cell))
            if cells:
                yield line, cells
            line = first_line + reader.line_num
    except csv.Error as error:
        repair = "close each quotation mark, and double one that is part of the text" if quoted else "shorten the cell"
        raise SourceError(path, line, f"{error}; {repair}") from None


def _has_quoted_cells(path: Path) -> bool:
    return path.suffix.lower() == ".csv"


def _columns(path: Path, line: int, header: list[str], remarks: Remarks) -> dict[int, str]:
    """The known columns by position. Raises SourceError if there is none for the name, or two for one field."""
    by_synonym = {synonym: column for column, synonyms in COLUMNS.items() for synonym in synonyms}
    columns = {i: by_synonym[name] for i, cell in enumerate(header) if (name := cell.strip().lower()) in by_synonym}
    found = f"found: {_listed(header) or 'nothing'}"
    if "label" not in columns.values():
        raise SourceError(path, line, f"no column for the name; call one of them 'name' ({found})")
    if len(set(columns.values())) < len(columns):
        raise SourceError(path, line, f"two columns mean the same ({found}); rename one")
    others = [cell for i, cell in enumerate(header) if i not in columns]
    if others:
        remarks.add(line, "columns ignored", _listed(others), len(others))
    return columns


def _listed(cells: list[str]) -> str:
    return ", ".join(map(shown, cells[:_LISTED]))


def _check_width(path: Path, line: int, cells: list[str], width: int, remarks: Remarks) -> None:
    """Raise SourceError if a row has values beyond the last column; add a remark if it is short."""
    if len(cells) < width:
        remarks.add(line, "fewer cells than columns, missing ones taken as empty")
    elif any(map(str.strip, cells[width:])):
        if not _has_quoted_cells(path):
            repair = "take out the tab within a cell, or name the column"
        elif any("\n" in cell or "\r" in cell for cell in cells):
            repair = "close each quotation mark"
        else:
            repair = "enclose a cell that has the separator in it in quotation marks, or name the column"
        raise SourceError(path, line, f"{len(cells)} cells, but {width} in the header; {repair}")


def _row(line: int, texts: Mapping[str, str], source: str) -> SourceRow:
    return SourceRow(
        line,
        word("id", texts["id"]),
        word("kind", texts["kind"].lower()) if texts["kind"] else "",
        tuple(country(code) for code in _values(texts["countries"]) if code),
        number(texts["prior"]),
        texts["note"],
        office(texts["office"], texts["from"], texts["to"], texts["checked"]),
        texts["born"],
        texts["died"],
        _names(texts, source),
    )


def _names(texts: Mapping[str, str], source: str) -> list[Alias]:
    if not texts["label"]:
        raise InvalidEntity("no name; fill the cell or take the row out")
    code = language(texts["language"] or "und")
    label = Alias(texts["label"], code, "label", source)
    return [label, *(Alias(text, code, "alias", source) for text in _values(texts["aliases"]))]


def _entity(path: Path, rows: list[SourceRow], remarks: Remarks) -> Entity:
    facts = {field: _agreed(path, rows, field) for field in ("countries", "prior", "note", "office", "born", "died")}
    kind = _agreed(path, rows, "kind") or DEFAULT_KIND
    names = kept_names(((row.line, name) for row in rows for name in row.names), remarks)
    with at(path, rows[0].line):
        return Entity(rows[0].id, kind, names, **facts)


def _agreed(path: Path, rows: list[SourceRow], field: str) -> Any:
    """The value of a field in the rows of one entity, ignoring empty ones. Raises SourceError if two values differ."""
    first = next((row for row in rows if getattr(row, field)), rows[0])
    value = getattr(first, field)
    for row in rows:
        other = getattr(row, field)
        if other and other != value:
            conflict = f"{field} {_shown_value(other)}, but {_shown_value(value)} on line {first.line} with the same id"
            raise SourceError(path, row.line, f"{conflict}; make them agree, or give two ids")
    return value


def _shown_value(value: object) -> str:
    return shown(", ".join(value) if isinstance(value, tuple) else str(value) if isinstance(value, Office) else value)


def _values(cell: str) -> list[str]:
    """The values of a cell, including empty ones between separators; an empty cell has none."""
    if not cell:
        return []
    if "|" in cell:
        return [value.strip() for value in cell.split("|")]
    if '"' not in cell:
        return [value.strip() for value in cell.split(";")]
    return [_value(cell, *match.groups()) for match in _VALUE.finditer(f"{cell};")]


def _value(cell: str, enclosed: str | None, plain: str) -> str:
    """One value of a cell: the text that quotation marks enclose, or the plain text."""
    if enclosed is not None:
        return enclosed.replace('""', '"').strip()
    if plain.lstrip().startswith('"') and plain.count('"') % 2:
        raise InvalidEntity(f"a quotation mark in {shown(cell)} is not closed; close it, or take it out")
    return plain.strip()
