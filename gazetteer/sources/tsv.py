"""Read the tab-separated tables in `gazetteer/data`: comment lines with ``#``, a header, then rows; no quoting.

These tables are written by hand, so they are checked strictly: every fault is reported with its line and repair. The
tables of `names` are read at every start by a faster reader without checks, `names.data.tables`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from gazetteer.errors import SourceError
from gazetteer.sources.source_file import source_file

DATA = Path(__file__).resolve().parent.parent / "data"
CURATED = DATA / "curated"


def read_tsv(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Line number and cells of every row of the table at `path`, whose header must be exactly `columns`.

    Raises SourceError if the table is malformed: encoding, NFC, header, number of cells, blanks around a cell.

    >>> line, cells = next(read_tsv(DATA / "territories-excluded.tsv", ("code", "name", "why")))
    >>> cells
    ('BG', 'Българска', 'adjective')
    """
    lines = _without_comments(path)
    number, header = next(lines, (1, None))
    if header is None:
        raise SourceError(path, 1, f"no header; write a line with the columns {' '.join(columns)} before the rows")
    _check_header(path, number, tuple(header.split("\t")), columns)
    for number, line in lines:
        cells = tuple(line.split("\t"))
        _check_row(path, number, line, cells, columns)
        yield number, cells


def _without_comments(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that are neither empty nor comments, with their numbers, without line ends."""
    with source_file(path) as file:
        for number, ended in file.lines():
            line = ended.rstrip("\r\n")
            if line and not line.startswith("#"):
                yield number, line


def _check_header(path: Path, number: int, cells: tuple[str, ...], columns: Sequence[str]) -> None:
    if cells != tuple(columns):
        raise SourceError(path, number, f"header is {' '.join(cells)!r}; write {' '.join(columns)!r} with tabs")


def _check_row(path: Path, number: int, line: str, cells: tuple[str, ...], columns: Sequence[str]) -> None:
    if len(cells) != len(columns):
        raise SourceError(path, number, f"{len(cells)} cells; write {len(columns)}, separated by tabs")
    if not unicodedata.is_normalized("NFC", line):
        raise SourceError(path, number, "not in Unicode NFC; normalize the line")
    for column, cell in zip(columns, cells, strict=True):
        if cell != cell.strip():
            raise SourceError(path, number, f"blanks around {column} {cell!r}; remove them")
