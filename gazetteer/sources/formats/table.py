"""Read entities from a table in a text: CSV, TSV and their like, with one entity or one name in each row.

Columns are found by their headers, in any order and in many languages (`gazetteer.sources.tables.headers`), or are
given to fields by the user; others are left aside, which is told. Cells are parted by commas, semicolons, tabs or bars,
whichever gives columns that are known. Quotation marks enclose cells; in a table with tabs they do so if its beginning
doubles marks within a cell, or has them around its headers, else they are part of the text. Several values in a cell
are separated by ``;`` (OpenSanctions encloses each in quotation marks), ``|`` or line ends. Rows with the same id are
of one entity; they agree in all but their names, or leave cells empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NoReturn

from gazetteer.errors import InvalidEntity, SourceError
from gazetteer.sources.remarks import shown
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile
from gazetteer.sources.tables.columns import columns_of, known_columns, without_empty_end
from gazetteer.sources.tables.entities import Cells, read_entities
from gazetteer.sources.tables.headers import NAMES, field_of
from gazetteer.sources.tables.records import NumberedLine, parsed, records, within_length
from gazetteer.sources.words import fold

TITLE = "table of entities"
DELIMITERS = ",;\t|"
_ENCLOSE = "enclose a cell that has the separator in it in quotation marks, or name the column"
WHOLE = 0.9  # share of cells in quotation marks from which on these enclose cells that tabs part; chosen

_OTHERS = ("<", "{", "[")  # with which texts begin that are no tables
_SEPARATOR = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # the first line of tables that Excel opens


def recognises(head: Head) -> bool:
    """Whether the first line has a column for names, or the file is named like a table."""
    if head.name.endswith((".csv", ".tsv", ".tab")):
        return True
    lines = [line for line in head.lines if line.strip()]
    first = next((line for line in lines if not _SEPARATOR.fullmatch(line)), "")
    cells = (parsed(first, _delimiter(first)) or []) if not first.startswith(_OTHERS) else []
    return any(meaning.field in NAMES for cell in cells if (meaning := field_of(cell)))


def read(file: SourceFile) -> Iterator[Row]:
    """The rows of the table. What would be lost or misread is rejected; remarks tell what is left out or changed."""
    head = file.head
    lines = (numbered for numbered in file.lines() if numbered[1].strip("\r\n"))
    line, first = next(lines, (1, ""))
    if said := _SEPARATOR.fullmatch(first):
        line, first = next(lines, (line + 1, ""))
    delimiter = said[1] if said else _delimiter(first, file.choices.columns)
    is_quoted = delimiter != "\t" or head.name.endswith(".csv") or _has_quoted_cells(head.lines)
    header = _header(file, line, first, lines, delimiter) if is_quoted else first.rstrip("\r\n").split(delimiter)
    header = without_empty_end(header)
    columns = columns_of(file, line, header)
    cells = records(lines, delimiter, len(header), file.reject) if is_quoted else _unquoted(file, lines)
    yield from read_entities(file, columns, line, _checked(file, cells, len(header)))


def _header(file: SourceFile, line: int, first: str, lines: Iterable[NumberedLine], delimiter: str) -> Sequence[str]:
    """The cells of the header, which may have line ends in them. Raises SourceError if it is not whole."""

    def refuse(number: int, reason: str) -> NoReturn:
        raise SourceError(file.path, number, reason)

    _, cells = next(records(chain([(line, first)], lines), delimiter, 0, refuse), (line, []))
    return cells


def _delimiter(line: str, columns: Iterable[str] = ()) -> str:
    """The delimiter by which most cells of the header are known, or are among the columns that the user names."""
    said = set(map(fold, columns))

    def fit(delimiter: str) -> tuple[int, int]:
        cells = parsed(line, delimiter) or line.split(delimiter)
        return known_columns(cells) + sum(fold(cell) in said for cell in cells), len(cells)

    return max(DELIMITERS, key=fit)


def _has_quoted_cells(lines: Sequence[str]) -> bool:
    """Whether quotation marks enclose cells that tabs part, by the first lines."""
    begun = [cell for line in lines for cell in line.split("\t") if cell.startswith('"')]
    ended = [cell for cell in begun if len(cell) > 1 and cell.endswith('"')]
    enclosed = [cell in ended for cell in "".join(lines[:1]).split("\t")]
    if all(enclosed):
        return True
    is_sure = any('""' in cell[1:-1] for cell in ended) or any(enclosed)
    return is_sure and len(ended) >= WHOLE * len(begun)


def _unquoted(file: SourceFile, lines: Iterator[NumberedLine]) -> Iterator[Cells]:
    for number, line in lines:
        cells = line.rstrip("\r\n").split("\t")
        if cell := next((cell for cell in cells if cell.startswith('"')), ""):
            file.remarks.add(
                number, "quotation marks kept as text; in a .csv file they would enclose a cell", shown(cell)
            )
        yield number, cells


def _checked(file: SourceFile, rows: Iterator[Cells], width: int) -> Iterator[Cells]:
    """The rows without those that have values beyond the last column; a short one is a remark."""
    for line, cells in rows:
        with file.row(line):
            within_length(cells)
            if len(cells) < width:
                file.remarks.add(line, "fewer cells than columns, missing ones taken as empty")
            elif any(map(str.strip, cells[width:])):
                multiline = any("\n" in cell or "\r" in cell for cell in cells)
                repair = "close each quotation mark" if multiline else _ENCLOSE
                raise InvalidEntity(f"{len(cells)} cells, but {width} in the header; {repair}")
            yield line, cells[:width]
