"""What a table is, whatever file it is in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from names.tables.headers import place_of

__all__ = ["Table", "TableRow"]


class TableRow(NamedTuple):
    """A row of a table: where it begins, the cells, and in a file of text the record as it stands there."""

    line: int  # from 1; of a file without lines, the number of the row
    cells: Sequence[str]  # as many as there are columns, or fewer or more where a table is ragged
    text: str = ""  # the record, without its line end
    end: str = ""  # its line end; empty at the end of the file


class Table(ABC):
    """A table that is read in a stream."""

    def __init__(self, path: str, columns: Sequence[str]) -> None:
        self.path = path
        self.columns = tuple(columns)  # the header; "1", "2", … without one
        self.size: int | None = None  # bytes of its records, if it is a text, else rows; None: unknown

    def place(self, column: str) -> int:
        """The position, from 0, of a column by its name, else by its number from 1.

        Raises InputError, which names the columns there are and the nearest, if there is none, or several of the name.
        """
        return place_of(column, self.columns, self.path)

    def cells(self, column: str) -> Iterator[str]:
        """The cells of one column, in the order of the rows; empty where a row has none."""
        place = self.place(column)
        return (row.cells[place] if place < len(row.cells) else "" for row in self.rows())

    @abstractmethod
    def rows(self) -> Iterator[TableRow]:
        """The rows, without the header and blank lines. A file can be read again, standard input and pipes cannot."""
