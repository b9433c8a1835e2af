"""Tables in files of text: CSV, TSV and their like."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from string import whitespace

from names.errors import InputError
from names.formats.archives import STDIN, without_compression
from names.formats.documents import TextStream, open_pieces
from names.tables.base import Table, TableRow
from names.tables.dialect import Dialect
from names.tables.records import TextLine, lines, records

__all__ = ["DelimitedTable", "TextSource", "TextTable"]

EMPTY = "is empty; give a table, with a header or with --no-header"


class TextTable(Table):
    """A table in a file of text."""

    def __init__(self, source: TextSource, columns: Sequence[str]) -> None:
        super().__init__(source.path, columns)
        self.source = source
        is_plain = source.path != STDIN and without_compression(source.path) == source.path
        self.size = (Path(source.path).stat().st_size or None) if is_plain else None

    def rows(self) -> Iterator[TableRow]:
        """The rows, without the header and blank lines."""
        return (row for row in self.records() if row.cells)

    @abstractmethod
    def records(self) -> Iterator[TableRow]:
        """All rows, the header among them without cells, and blank lines likewise; their texts make up the file."""


class TextSource:
    """The text of a file, which is read from its beginning as often as it is asked for, if it is not a pipe."""

    def __init__(self, path: str, encoding: str | None, advance: Callable[[int], object]) -> None:
        self.path = path
        self._open = partial(open_pieces, path, encoding, advance)
        self._opened: TextStream | None = self._open()
        self.mark, self.codec = self._opened.mark, self._opened.codec
        self.sample = ""  # its beginning, in which there is something
        for piece in self._opened.pieces:
            self.sample += piece
            if self.sample.strip():
                return
        raise InputError(EMPTY, path)

    def lines(self) -> Iterator[TextLine]:
        """The lines of the file."""
        return lines(self._pieces(), self.path)

    def _pieces(self) -> Iterator[str]:
        opened, self._opened = self._opened, None
        if opened is not None:
            return chain([self.sample], opened.pieces)
        if self.path == STDIN or not Path(self.path).is_file():
            raise InputError("can be read only once; save it as a file", self.path)
        return self._open().pieces


class DelimitedTable(TextTable):
    """A table with a delimiter between cells: CSV, TSV and their like."""

    def __init__(self, source: TextSource, dialect: Dialect, *, has_header: bool) -> None:
        self.dialect = dialect
        self.has_header = has_header
        self.blank = whitespace.replace(dialect.delimiter, "")  # what a line may hold and is blank
        beginning = records(lines([source.sample], source.path), dialect, source.path)
        self.first = next(record.text for record in beginning if record.text.strip(self.blank))
        cells = dialect.cells(self.first)
        super().__init__(source, cells if has_header else [str(place + 1) for place in range(len(cells))])

    def records(self) -> Iterator[TableRow]:
        """All rows; the header, and lines without a letter or delimiter, have no cells."""
        is_header = self.has_header
        for number, text, end in records(self.source.lines(), self.dialect, self.path):
            if not text.strip(self.blank):
                yield TableRow(number, (), text, end)
            elif is_header:
                is_header = False
                yield TableRow(number, (), text, end)
            else:
                yield TableRow(number, self.dialect.cells(text), text, end)
