"""The project's own tables: UTF-8, tab-separated, ``# `` comment lines, then one header, then rows; no
quoting.

They are read strictly, because they are written by hand and reviewed as text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from gazetteer.errors import SourceError
from gazetteer.sources.text import read_lines

DATA = Path(__file__).resolve().parent.parent / "data"
CURATED = DATA / "curated"


def read_tsv(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Line number and cells of every row of the table at `path`, whose header must be exactly `columns`.

    Raises SourceError, naming file and line, where the table breaks its form (encoding, NFC, header, number
    of cells).
    """
    header_seen = False
    for number, ended in enumerate(read_lines(path), start=1):
        line = ended.rstrip("\r\n")
        if line.startswith("#") or not line:
            continue
        cells = tuple(line.split("\t"))
        if not header_seen:
            _check_header(path, number, cells, columns)
            header_seen = True
            continue
        _check_row(path, number, line, cells, columns)
        yield number, cells
    if not header_seen:
        raise SourceError(path, 1, f"no header; write a line with the columns {' '.join(columns)} before the rows")


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
