"""Where the rows of a table go with their answers: as text, or in columns."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from names.formats.escaping import json_line
from names.tables.answering import CANDIDATE_FIELDS
from names.tables.base import Table, TableRow
from names.tables.columnar import ColumnarTable, columnar_writer, pyarrow
from names.tables.dialect import Dialect
from names.tables.extending import Extension, cell_text
from names.tables.saving import Destination, draft_of, writing

__all__ = ["CandidateSink", "ColumnarSink", "PlainSink", "Portion", "Sink", "TextSink"]

NUMBERS = frozenset({"cluster"})  # new columns that hold whole numbers

# Rows, each with its name and an outcome whose `answer` are the new cells; None for the header and blank lines.
Portion = Sequence[tuple[TableRow, str, Any]]


class Sink(ABC):
    """What takes portions of rows with their answers."""

    @abstractmethod
    def write(self, portion: Portion) -> None:
        """Write the rows."""

    @abstractmethod
    def finish(self) -> None:
        """Put what was written in its place."""

    @abstractmethod
    def leave(self, *, keep: bool) -> None:
        """Close an incomplete file; remove it unless it is to be kept, which some kinds cannot."""


class _TextualSink(Sink):
    """A sink that writes text."""

    def __init__(self, destination: Destination) -> None:
        self.destination = destination

    def finish(self) -> None:
        """Put the file in its place."""
        self.destination.finish()

    def leave(self, *, keep: bool) -> None:
        """Close the file; remove it unless it is to be kept."""
        self.destination.leave(keep=keep)


class TextSink(_TextualSink):
    """The records of a table of text, with new cells."""

    def __init__(self, extension: Extension, mark: bytes, destination: Destination) -> None:
        super().__init__(destination)
        self.extension = extension
        if mark and not destination.size:
            destination.write(mark)

    def write(self, portion: Portion) -> None:
        """Write the records."""
        extended = self.extension.extended
        self.destination.write(
            b"".join(extended(row, None if outcome is None else outcome.answer) for row, _, outcome in portion)
        )


class _Lines:
    """Rows of values as lines of a kind of file, which a suffix tells: .csv, .tsv or .jsonl."""

    def __init__(self, columns: Sequence[str], suffix: str, *, raw: bool) -> None:
        self._dialect = Dialect("\t", quoted=False) if suffix == ".tsv" else Dialect(",")
        self._is_json = suffix in {".jsonl", ".ndjson"}
        self._columns = _each_once(columns) if self._is_json else columns
        self._raw = raw

    def header(self) -> str:
        return "" if self._is_json else self._joined(self._columns)

    def line(self, kept: Sequence[str], new: Sequence[object]) -> str:
        """A line of cells that are kept as they are, but for line ends in .tsv, and new ones."""
        if self._is_json:
            return json_line(dict(zip(self._columns, [*kept, *new], strict=True))) + "\n"
        safe = [cell_text(value, raw=self._raw) for value in new]
        missing = len(self._columns) - len(kept) - len(new)
        plain = [" ".join(cell.splitlines()) for cell in kept] if not self._dialect.quoted else kept
        return self._joined([*plain, *[""] * missing, *safe])

    def _joined(self, cells: Sequence[str]) -> str:
        return self._dialect.delimiter.join(map(self._dialect.written, cells)) + "\n"


def _each_once(columns: Sequence[str]) -> list[str]:
    """The names of columns, with a number at those that come again, for files in which each is there once."""
    made: dict[str, None] = {}
    for column in columns:
        number, name = 1, column
        while name in made:
            number += 1
            name = f"{column}_{number}"
        made[name] = None
    return list(made)


class PlainSink(_TextualSink):
    """The rows of a table of another kind as text in UTF-8."""

    def __init__(
        self, table: Table, fields: Sequence[str], suffix: str, destination: Destination, *, raw: bool
    ) -> None:
        self._lines = _Lines([*table.columns, *fields], suffix, raw=raw)
        super().__init__(destination)
        destination.write(self._lines.header().encode())

    def write(self, portion: Portion) -> None:
        """Write the rows."""
        lines = [self._lines.line(row.cells, outcome.answer) for row, _, outcome in portion if outcome is not None]
        self.destination.write("".join(lines).encode("utf-8", "backslashreplace"))


class ColumnarSink(Sink):
    """The rows of a table in a columnar file; the columns of a columnar table keep their types."""

    def __init__(self, table: Table, fields: Sequence[str], path: str) -> None:
        arrow = pyarrow("", path)
        self._path = path = os.path.realpath(path)
        self._stack = ExitStack()
        self._batches = table.batches() if isinstance(table, ColumnarTable) else None
        self._waiting: list[Sequence[object]] = []  # answers for the next batch of the table
        self._batch: Any = None
        known = (
            table.schema
            if isinstance(table, ColumnarTable)
            else arrow.schema([arrow.field(name, arrow.string()) for name in _each_once(table.columns)])
        )
        types = [
            arrow.float64() if field.endswith("score") else arrow.int64() if field in NUMBERS else arrow.string()
            for field in fields
        ]
        self._kept = len(known.names)
        self._schema = arrow.schema([*known, *map(arrow.field, fields, types)], known.metadata)
        compression = table.compression if isinstance(table, ColumnarTable) else None
        with writing(path):
            made = columnar_writer(draft_of(path), Path(path).suffix.lower(), self._schema, compression)
            self._writer = self._stack.enter_context(made)

    def write(self, portion: Portion) -> None:
        """Write the rows, whole batches of the table at a time."""
        found = [(row, outcome.answer) for row, _, outcome in portion if outcome is not None]
        if self._batches is None:
            width = self._kept
            cells = [[row.cells[place] if place < len(row.cells) else "" for row, _ in found] for place in range(width)]
            self._write([*cells], [answer for _, answer in found])
            return
        self._waiting.extend(answer for _, answer in found)
        while self._waiting:
            self._batch = self._batch or next(self._batches)
            rows = self._batch.num_rows
            if len(self._waiting) < rows:
                return
            self._write(self._batch.columns, self._waiting[:rows])
            del self._waiting[:rows]
            self._batch = None

    def _write(self, kept: Sequence[Any], answers: Sequence[Sequence[object]]) -> None:
        arrow = pyarrow("", self._path)
        new = [list(column) for column in zip(*answers, strict=True)] or [[] for _ in self._schema.names[self._kept :]]
        arrays = [
            column if isinstance(column, arrow.Array) else arrow.array(column, field.type)
            for column, field in zip([*kept, *new], self._schema, strict=True)
        ]
        with writing(self._path):
            self._writer.write_batch(arrow.RecordBatch.from_arrays(arrays, schema=self._schema))

    def finish(self) -> None:
        """Put the file in its place."""
        with writing(self._path):
            self._stack.close()
            Path(draft_of(self._path)).replace(self._path)

    def leave(self, *, keep: bool) -> None:
        """Remove the incomplete file, with which nobody could go on."""
        del keep
        with suppress(OSError):
            self._stack.close()
        Path(draft_of(self._path)).unlink(missing_ok=True)


class CandidateSink(_TextualSink):
    """The candidates of the rows as a second table; `begun` rows came before."""

    def __init__(self, path: str, destination: Destination, *, raw: bool, begun: int) -> None:
        self._lines = _Lines(CANDIDATE_FIELDS, Path(path).suffix.lower(), raw=raw)
        super().__init__(destination)
        self._row = begun
        if not destination.size:
            destination.write(self._lines.header().encode())

    def write(self, portion: Portion) -> None:
        """Write a line for each candidate."""
        lines: list[str] = []
        for _, query, outcome in portion:
            if outcome is not None:
                self._row += 1
                ranked = enumerate(outcome.candidates, start=1)
                lines += [self._lines.line([], (self._row, query, rank, *candidate)) for rank, candidate in ranked]
        self.destination.write("".join(lines).encode("utf-8", "backslashreplace"))
