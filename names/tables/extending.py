"""The records of a table of text with new cells at their end; all else stays byte for byte."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from names.errors import InputError
from names.formats.escaping import json_line, one_line, spreadsheet_cell
from names.formats.streams import ESCAPES
from names.tables.base import Table, TableRow
from names.tables.jsonl import JsonTable, fields_of
from names.tables.texts import DelimitedTable, TextTable

__all__ = ["Extension", "cell_text", "check_new_columns", "extension_of"]


def check_new_columns(table: Table, fields: Sequence[str]) -> None:
    """Raise InputError if the table has a column of the name of a new one."""
    if clash := next((field for field in fields if field in table.columns), None):
        _refuse(clash, table.path)


def _refuse(field: str, path: str, line: int | None = None) -> None:
    message = f"has a column {field!r} already; call the new ones otherwise, as in --prefix match_"
    raise InputError(message, path, line)


def cell_text(value: object, *, raw: bool = False) -> str:
    """The value of a new cell, on one line; unless `raw`, no spreadsheet runs it as a formula.

    >>> cell_text("=1+1"), cell_text(None), cell_text(0.5)
    ("'=1+1", '', '0.5')
    """
    if value is None:
        return ""
    return one_line(str(value)) if raw else str(spreadsheet_cell(value))


class Extension(ABC):
    """A table of text to which columns are added."""

    def __init__(self, codec: str) -> None:
        self._codec = codec
        self.has_escapes = False  # whether a new cell had characters that the encoding of the table does not have

    @abstractmethod
    def extended(self, row: TableRow, cells: Sequence[object] | None) -> bytes:
        """The record with new cells, and with its line end; the header and blank lines have none (None)."""

    def _encoded(self, before: str, new: str, after: str) -> bytes:
        """The texts in the encoding of the table; in new ones, what it does not have is written as in JSON."""
        try:
            return (before + new + after).encode(self._codec)
        except UnicodeEncodeError:
            self.has_escapes = True
            codec = self._codec
            return before.encode(codec) + new.encode(codec, ESCAPES) + after.encode(codec)


class DelimitedExtension(Extension):
    """A table with delimiters: the cells follow those of the row, in quotation marks if all of the header are so.

    A row that is shorter than the header is filled up with delimiters, so that the new cells stand in their columns.
    """

    def __init__(self, table: DelimitedTable, fields: Sequence[str], *, raw: bool) -> None:
        super().__init__(table.source.codec)
        self._table = table
        self._fields = fields
        self._raw = raw
        self._width = len(table.columns)
        dialect = table.dialect
        as_enclosed = (dialect.written(cell, enclosed=True) for cell in dialect.cells(table.first))
        self._encloses = dialect.quoted and dialect.delimiter.join(as_enclosed) == table.first

    def extended(self, row: TableRow, cells: Sequence[object] | None) -> bytes:
        """The record with its new cells; the header with their names."""
        if cells is None and not row.text.strip(self._table.blank):
            return self._encoded(row.text, "", row.end)
        dialect = self._table.dialect
        texts = self._fields if cells is None else [cell_text(cell, raw=self._raw) for cell in cells]
        missing = 0 if cells is None else self._width - len(row.cells)
        new = [dialect.written(text, enclosed=self._encloses) for text in texts]
        return self._encoded(row.text, dialect.delimiter.join([dialect.delimiter * max(missing, 0), *new]), row.end)


class JsonExtension(Extension):
    """A table in JSON Lines: the fields stand before the brace that closes the object, spaced like the others."""

    def __init__(self, table: JsonTable, fields: Sequence[str]) -> None:
        super().__init__(table.source.codec)
        self._table = table
        self._fields = fields
        self._escapes = not self._codec.startswith("utf")

    def extended(self, row: TableRow, cells: Sequence[object] | None) -> bytes:
        """The record with its new fields."""
        if cells is None:
            return self._encoded(row.text, "", row.end)
        before, brace, after = row.text.rpartition("}")
        self._check(row)
        new = dict(zip(self._fields, cells, strict=True))
        comma = "" if before.rstrip().endswith("{") else "," if self._is_dense(row.text) else ", "
        return self._encoded(before, comma + self._written(new, row.text), brace + after + row.end)

    def _check(self, row: TableRow) -> None:
        """Raise InputError if the object has one of the fields, which the first ones did not have."""
        for field in self._fields:
            if f'"{field}"' in row.text and field in fields_of(row.text, self._table.path, row.line):
                _refuse(field, self._table.path, row.line)

    def _written(self, new: dict[str, Any], text: str) -> str:
        parts = ("," if self._is_dense(text) else ", ", ":" if self._is_dense(text) else ": ")
        if self._escapes:
            return json.dumps(new, separators=parts)[1:-1]
        return json_line(new, parts)[1:-1]

    @staticmethod
    def _is_dense(text: str) -> bool:
        """Whether no space follows colons."""
        return '":' in text and '": ' not in text


def extension_of(table: TextTable, fields: Sequence[str], *, raw: bool) -> Extension:
    """What adds the columns to the records of the table."""
    if isinstance(table, JsonTable):
        return JsonExtension(table, fields)
    assert isinstance(table, DelimitedTable)
    return DelimitedExtension(table, fields, raw=raw)
