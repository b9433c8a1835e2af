"""Reads the tab-separated tables of `names/data`: comment lines, a line of column heads, then one fact a line.

`gazetteer.default.tsv` reads tables of the same form strictly, row by row, for those who edit them. These are read
whenever names are, so that they are only split, which takes half the time; and some hold words that are not in NFC.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import islice

from names.errors import DataError

__all__ = ["mapping", "records", "rows"]


def rows(table: str) -> Iterator[tuple[str, ...]]:
    """The facts of a table, each with as many fields as there are column heads; `table` is a path within `names/data`.

    Raises DataError, naming file and line, where a line has another number of fields.

    >>> next(rows("sounds.tsv"))
    ('shch', 'S')
    """
    return map(tuple, islice(_lines(table), 1, None))


def records(table: str) -> Iterator[dict[str, str]]:
    """The facts of a table with a name for each field, that of its column; raises DataError as `rows` does.

    >>> next(records("sounds.tsv"))
    {'letters': 'shch', 'sound': 'S'}
    """
    lines = _lines(table)
    heads = next(lines)
    return (dict(zip(heads, fields, strict=True)) for fields in lines)


def mapping(table: str) -> dict[str, str]:
    """A table of two columns as a dictionary; of facts with the same first field the last one counts.

    >>> mapping("sounds.tsv")["shch"]
    'S'
    """
    return {row[0]: row[1] for row in rows(table)}


def _lines(table: str) -> Iterator[list[str]]:
    """The fields of the line of column heads and of each fact."""
    lines = (files("names") / "data" / table).read_text(encoding="utf-8").split("\n")
    cells = [line.split("\t") for line in lines if line and line[0] != "#" and not line.isspace()]
    if len(set(map(len, cells))) > 1:
        raise _misshapen(table, lines)
    return iter(cells)


def _misshapen(table: str, lines: Sequence[str]) -> DataError:
    """The error of the first line that has another number of fields than there are column heads."""
    facts = [(number, line) for number, line in enumerate(lines, 1) if line and line[0] != "#" and not line.isspace()]
    wanted = facts[0][1].count("\t") + 1
    number, found = next((n, size) for n, line in facts if (size := line.count("\t") + 1) != wanted)
    return DataError(f"{found} fields where the header has {wanted}", f"names/data/{table}", number)
