"""Tables in JSON Lines: an object a line, whose fields are the columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import nullcontext, suppress

from names.errors import InputError
from names.tables.base import TableRow
from names.tables.records import lines
from names.tables.texts import TextSource, TextTable

__all__ = ["JSON_LINES", "JsonTable", "fields_of", "json_cell"]

JSON_LINES = (".jsonl", ".ndjson")  # the suffixes of such files


class JsonTable(TextTable):
    """A table in JSON Lines. Its columns are the fields of the objects at the beginning of the file."""

    def __init__(self, source: TextSource) -> None:
        columns: dict[str, None] = {}
        for line in lines([source.sample], source.path):
            if line.text.strip():
                with nullcontext() if line.end else suppress(InputError):  # perhaps only the beginning of a line
                    columns.update(dict.fromkeys(fields_of(line.text, source.path, line.number)))
        super().__init__(source, list(columns))

    def records(self) -> Iterator[TableRow]:
        """All rows; blank lines have no cells."""
        for number, text, end in self.source.lines():
            if not text.strip():
                yield TableRow(number, (), text, end)
                continue
            fields = fields_of(text, self.path, number)
            yield TableRow(number, [json_cell(fields.get(column)) for column in self.columns], text, end)


def json_cell(value: object) -> str:
    """The value of a field as a cell: text as it is, what is not there as nothing, all else as JSON.

    >>> json_cell("Ж"), json_cell(None), json_cell(7), json_cell(["a"])
    ('Ж', '', '7', '["a"]')
    """
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def fields_of(text: str, path: str, line: int) -> dict[str, object]:
    """The fields of the object on a line. Raises InputError if it is none."""
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", None) or "nested too deeply"
        message = f"is no JSON ({reason}, at character {getattr(error, 'pos', 0) + 1}); give an object on each line"
        raise InputError(message, path, line) from None
    if not isinstance(fields, dict):
        raise InputError('is no JSON object; give one on each line, such as {"name": "Angela Merkel"}', path, line)
    return fields
