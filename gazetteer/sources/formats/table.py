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
from gazetteer.sources.fields import DEFAULT_KIND, country, kept_names, language, number, office, word
from gazetteer.sources.ids import Ids
from gazetteer.sources.remarks import shown
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile

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


TITLE = "table of entities"


def recognises(head: Head) -> bool:
    """Whether the first line has a column for the name, or the file is named like a table."""
    first = next((line for line in head.lines if line.strip()), "")
    cells = {cell.strip(' "\ufeff').lower() for cell in re.split("[,;\t]", first)}
    return bool(cells & set(COLUMNS["label"])) or head.name.endswith((".csv", ".tsv", ".tab"))


def read(file: SourceFile) -> Iterator[Row]:
    """A row for each id of the table; rows with the same id must be consecutive.

    What would be lost or misread is rejected, with its line. Remarks tell what is left out.
    """
    ids = Ids()
    for id, group in groupby(_rows(file), key=attrgetter("id")):
        rows = list(group)
        ids.add(id, rows[0].line)
        with file.row(rows[0].line):
            yield Row(file.path, rows[0].line, _entity(file, rows))
    ids.refuse_repeated(file, "put the rows of one entity one after the other, or give them ids of their own")
    if not ids:
        file.remarks.add(1, "no rows")


def _rows(file: SourceFile) -> Iterator[SourceRow]:
    """The rows that are not empty, each with an id."""
    lines = _cells(file)
    header_line, header = next(lines, (1, []))
    while header and not header[-1].strip():  # every line ends with separators
        header.pop()
    columns = _columns(file, header_line, header)
    has_ids = "id" in columns.values()
    stem = Path(file.name).stem
    if not has_ids:
        example = shown(f"{stem}/{header_line + 1}")
        file.remarks.add(header_line, "no column for the id, so ids are made of file and line", example)
    for line, cells in lines:
        if not any(map(str.strip, cells)):
            file.remarks.add(line, "an empty row left out")
            continue
        with file.row(line):
            _check_width(file, line, cells, len(header))
            texts = dict.fromkeys(COLUMNS, "")
            for place, column in columns.items():
                if place < len(cells):
                    texts[column] = file.remarks.stripped(line, cells[place])
            if not has_ids:
                texts["id"] = f"{stem}/{line}"
            yield _row(line, texts, file.name)


def _cells(file: SourceFile) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row that is not blank, with the line it begins on."""
    numbered = file.lines()
    first_line, head = next(((number, line) for number, line in numbered if line.strip()), (0, ""))
    if not head:
        return
    lines = chain([head], (line for _, line in numbered))
    quoted = _has_quoted_cells(file)
    if quoted:
        reader = csv.reader(lines, delimiter=max(",;\t", key=head.count), strict=True)
    else:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    line = first_line
    try:
        for cells in reader:
            if not quoted and (cell := next((cell for cell in cells if cell[:1] == '"'), "")):
                file.remarks.add(
                    line, "quotation marks kept as text; in a .csv file they would enclose a cell", shown(cell)
                )
            if cells:
                yield line, cells
            line = first_line + reader.line_num
    except csv.Error as error:
        repair = "close each quotation mark, and double one that is part of the text" if quoted else "shorten the cell"
        raise SourceError(file.path, line, f"{error}; {repair}") from None


def _has_quoted_cells(file: SourceFile) -> bool:
    return not file.name.lower().endswith((".tsv", ".tab"))


def _columns(file: SourceFile, line: int, header: list[str]) -> dict[int, str]:
    """The known columns by position. Raises SourceError if there is none for the name, or two for one field."""
    by_synonym = {synonym: column for column, synonyms in COLUMNS.items() for synonym in synonyms}
    columns = {i: by_synonym[name] for i, cell in enumerate(header) if (name := cell.strip().lower()) in by_synonym}
    found = f"found: {_listed(header) or 'nothing'}"
    if "label" not in columns.values():
        raise SourceError(file.path, line, f"no column for the name; call one of them 'name' ({found})")
    if len(set(columns.values())) < len(columns):
        raise SourceError(file.path, line, f"two columns mean the same ({found}); rename one")
    others = [cell for i, cell in enumerate(header) if i not in columns]
    if others:
        file.remarks.add(line, "columns ignored", _listed(others), len(others))
    return columns


def _listed(cells: list[str]) -> str:
    return ", ".join(map(shown, cells[:_LISTED]))


def _check_width(file: SourceFile, line: int, cells: list[str], width: int) -> None:
    """Raise InvalidEntity if a row has values beyond the last column; add a remark if it is short."""
    if len(cells) < width:
        file.remarks.add(line, "fewer cells than columns, missing ones taken as empty")
    elif any(map(str.strip, cells[width:])):
        if not _has_quoted_cells(file):
            repair = "take out the tab within a cell, or name the column"
        elif any("\n" in cell or "\r" in cell for cell in cells):
            repair = "close each quotation mark"
        else:
            repair = "enclose a cell that has the separator in it in quotation marks, or name the column"
        raise InvalidEntity(f"{len(cells)} cells, but {width} in the header; {repair}")


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


def _entity(file: SourceFile, rows: list[SourceRow]) -> Entity:
    facts = {field: _agreed(rows, field) for field in ("countries", "prior", "note", "office", "born", "died")}
    kind = _agreed(rows, "kind") or DEFAULT_KIND
    names = kept_names(((row.line, name) for row in rows for name in row.names), file.remarks)
    return Entity(rows[0].id, kind, names, **facts)


def _agreed(rows: list[SourceRow], field: str) -> Any:
    """The value of a field in the rows of one entity, ignoring empty ones. Raises InvalidEntity if two differ."""
    first = next((row for row in rows if getattr(row, field)), rows[0])
    value = getattr(first, field)
    for row in rows:
        other = getattr(row, field)
        if other and other != value:
            values = f"{field} {_shown_value(value)} on line {first.line}, but {_shown_value(other)} on line {row.line}"
            raise InvalidEntity(f"{values} with the same id; make them agree, or give two ids")
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
