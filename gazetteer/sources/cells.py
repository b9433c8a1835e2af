"""Read the rows of a published table of comma-separated values, so that a bad one costs no more than itself."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from gazetteer.sources.source_file import SourceFile

__all__ = ["BLANK", "Record", "header", "records", "rows"]

MOST_LINES = 200  # lines of one row, that is, line ends in its cells; chosen
MOST_CHARACTERS = 1_000_000  # of one row; chosen
BLANK = " \t\r\n\x1a"  # the last character ends the files of OFAC, as it did under MS-DOS

Record = Mapping[str, str]  # the cells of a row by the names of their columns, without empty ones and white space


def rows(file: SourceFile, delimiter: str = ",", quoted: bool = True) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row that is not blank, and the line on which it begins.

    A quotation mark that is not closed costs its line only: the next line begins a row again. If cells are not
    `quoted`, the marks are part of the text.
    """
    lines = file.lines()
    ahead: deque[tuple[int, str]] = deque()
    while first := ahead.popleft() if ahead else next(lines, None):
        number, text = first
        more: list[tuple[int, str]] = []
        while quoted and text.count('"') % 2 and len(more) < MOST_LINES and len(text) < MOST_CHARACTERS:
            following = ahead.popleft() if ahead else next(lines, None)
            if following is None:
                break
            more.append(following)
            text += following[1]
        if quoted and text.count('"') % 2:
            file.reject(number, "a quotation mark is not closed; close it, and double one that is part of the text")
            ahead.extendleft(reversed(more))
        elif text.strip(BLANK):
            yield from _cells(file, number, text, delimiter, quoted)


def _cells(file: SourceFile, number: int, text: str, delimiter: str, quoted: bool) -> Iterator[tuple[int, list[str]]]:
    lines = io.StringIO(text, newline="")
    try:
        if quoted:
            cells = csv.reader(lines, delimiter=delimiter)
        else:
            cells = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
        for row in cells:
            yield number, row
    except csv.Error as error:
        file.reject(number, f"{error}; shorten the cell")


def header(line: str, delimiter: str = ",") -> list[str]:
    """The names of columns in a line, without white space and byte-order mark.

    >>> header('"id","schema" ,name')
    ['id', 'schema', 'name']
    """
    try:
        cells = next(csv.reader([line.lstrip("\ufeff")], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [" ".join(cell.split()) for cell in cells]


def records(
    file: SourceFile, columns: Sequence[str], rows: Iterator[tuple[int, list[str]]]
) -> Iterator[tuple[int, Record]]:
    """The rows by the names of their columns; a row that is longer than the header is rejected."""
    for line, cells in rows:
        if any(map(str.strip, cells[len(columns) :])):
            file.reject(line, f"{len(cells)} cells below {len(columns)} columns; mend the separators")
            continue
        texts = ((column, " ".join(cell.split())) for column, cell in zip(columns, cells, strict=False))
        yield line, {column: text for column, text in texts if text}
