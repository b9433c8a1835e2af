"""Cut lines into the cells of records, where quotation marks may enclose cells that have line ends in them.

A mark that is not closed costs its own line: those after it, which it would swallow, are read again.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from enum import Enum

from gazetteer.errors import InvalidEntity

__all__ = ["LONGEST_CELL", "NumberedLine", "parsed", "records", "within_length"]

NumberedLine = tuple[int, str]  # a line with its line end, and its number from 1
LONGEST_RECORD = 1_000_000  # characters; a longer one has a mark that is not closed; chosen
LONGEST_CELL = 100_000  # characters; chosen
NOT_CLOSED = "a quotation mark is not closed; close each quotation mark, and double one that is part of the text"


class _State(Enum):
    WHOLE = "whole"  # the record ends with the line
    OPEN = "open"  # a cell goes on in the next line
    BROKEN = "broken"  # text follows the end of a cell in quotation marks


class _Record:
    """A record while its lines come: its cells so far, and the parts of one that is open."""

    _inside = re.compile(r'(?:[^"]|"")*+')

    def __init__(self, delimiter: str) -> None:
        cut = re.escape(delimiter)
        self.cells: list[str] = []
        self._delimiter = delimiter
        self._open: list[str] | None = None
        self._begin = re.compile(rf'"| ++"(?=(?:[^"]|"")*+" *+(?:{cut}|[\r\n]*\Z))')
        self._end = re.compile(rf'" *+({cut}|[\r\n]*\Z)')

    def add(self, line: str) -> _State:
        """Read a line."""
        position = 0
        while True:
            if self._open is None and (begin := self._begin.match(line, position)):
                self._open, position = [], begin.end()
            if self._open is None:
                bare, cut, _ = line[position:].partition(self._delimiter)
                self.cells.append(bare if cut else bare.rstrip("\r\n"))
                position += len(bare) + len(cut)
            else:
                inside = self._inside.match(line, position)
                assert inside is not None  # anything matches
                self._open.append(inside[0])
                if inside.end() == len(line):
                    return _State.OPEN
                end = self._end.match(line, inside.end())
                if not end:
                    return _State.BROKEN
                self.cells.append("".join(self._open).replace('""', '"'))
                self._open, position, cut = None, end.end(), end[1].strip("\r\n") if self._delimiter in end[1] else ""
            if not cut:
                return _State.WHOLE


def parsed(line: str, delimiter: str) -> list[str] | None:
    """The cells of a record on one line, or None if it is not whole.

    >>> parsed('1,"Doe, ""Jo"" X",', ","), parsed('1,"Doe', ",")
    (['1', 'Doe, "Jo" X', ''], None)
    """
    if '"' not in line:
        return line.rstrip("\r\n").split(delimiter)
    if ' "' not in line:  # where quotation marks stand as they should, the reader of Python is quicker
        with suppress(csv.Error):
            return next(csv.reader([line], delimiter=delimiter, strict=True))
    record = _Record(delimiter)
    return record.cells if record.add(line) is _State.WHOLE else None


def records(
    lines: Iterable[NumberedLine], delimiter: str, width: int, reject: Callable[[int, str], None]
) -> Iterator[tuple[int, list[str]]]:
    """The cells of each record that is not blank, with the line on which it begins; the table has `width` columns.

    `reject` is told of a line with a quotation mark that is not closed.
    """
    waiting: deque[NumberedLine] = deque()
    remaining = iter(lines)
    while numbered := waiting.popleft() if waiting else next(remaining, None):
        number, line = numbered
        if not line.strip("\r\n"):
            continue
        if (cells := parsed(line, delimiter)) is not None:
            yield number, cells
            continue
        swallowed: list[NumberedLine] = []
        cells = _continued(line, delimiter, waiting, remaining, swallowed)
        if cells is None or _are_rows(swallowed, delimiter, width):
            waiting.extendleft(reversed(swallowed))
            reject(number, NOT_CLOSED)
        else:
            yield number, cells


def _continued(
    line: str,
    delimiter: str,
    waiting: deque[NumberedLine],
    remaining: Iterator[NumberedLine],
    swallowed: list[NumberedLine],
) -> list[str] | None:
    """The cells of a record that begins with the line and goes on, or None if it never ends; the other lines that were
    read for it are put into `swallowed`.
    """
    record, size = _Record(delimiter), len(line)
    state = record.add(line)
    while state is _State.OPEN and size < LONGEST_RECORD:
        numbered = waiting.popleft() if waiting else next(remaining, None)
        if numbered is None:
            return None
        swallowed.append(numbered)
        size += len(numbered[1])
        state = record.add(numbered[1])
    return record.cells if state is _State.WHOLE else None


def _are_rows(lines: Sequence[NumberedLine], delimiter: str, width: int) -> bool:
    """Whether lines inside a cell are rows of the table: of three columns or more, each line has all."""
    return width > 2 and bool(lines) and all(line.count(delimiter) == width - 1 for _, line in lines)


def within_length(cells: Sequence[str]) -> None:
    """Raise InvalidEntity if a cell is too long to hold names."""
    longest = max(map(len, cells), default=0)
    if longest > LONGEST_CELL:
        raise InvalidEntity(f"a cell of {longest:,} characters; shorten it to {LONGEST_CELL:,}, or take it out")
