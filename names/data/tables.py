"""Rows of the tab-separated tables in `names/data`: comment lines, a header line, then one fact a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import islice

from names.errors import DataError


def rows(table: str) -> Iterator[tuple[str, ...]]:
    """The rows of a table of `names/data`, without comments and header, each with as many fields as the header.

    Raises DataError, naming file and line, where a row has another number of fields.

    >>> next(rows("sounds.tsv"))
    ('shch', 'S')
    """
    lines = (files("names") / "data" / table).read_text(encoding="utf-8").split("\n")
    cells = [line.split("\t") for line in lines if line and line[0] != "#" and not line.isspace()]
    if len(set(map(len, cells))) > 1:
        raise _misshapen(table, lines)
    return map(tuple, islice(cells, 1, None))


def _misshapen(table: str, lines: Sequence[str]) -> DataError:
    """The first row that has another number of fields than the header."""
    facts = [(number, line) for number, line in enumerate(lines, 1) if line and line[0] != "#" and not line.isspace()]
    wanted = facts[0][1].count("\t") + 1
    number, found = next((n, size) for n, line in facts if (size := line.count("\t") + 1) != wanted)
    return DataError(f"{found} fields where the header has {wanted}", f"names/data/{table}", number)


def mapping(table: str) -> dict[str, str]:
    """A table of two columns: what the second says of the first."""
    return {row[0]: row[1] for row in rows(table)}
