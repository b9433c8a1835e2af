"""Rows of the tab-separated tables in `names/data`: comment lines, a header line, then one fact a line."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from names.errors import DataError


def rows(table: str) -> Iterator[tuple[str, ...]]:
    """The rows of a table of `names/data`, without comments and header, each with as many fields as the header.

    Raises DataError, naming file and line, where a row has another number of fields.

    >>> next(rows("sounds.tsv"))
    ('shch', 'S')
    """
    tabs = None
    with (files("names") / "data" / table).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line[0] == "#" or line.isspace():
                continue
            if tabs is None:  # the header
                tabs = line.count("\t")
            elif line.count("\t") != tabs:
                what = f"{line.count(chr(9)) + 1} fields where the header has {tabs + 1}"
                raise DataError(what, f"names/data/{table}", number)
            else:
                yield tuple(line.rstrip("\n").split("\t"))


def mapping(table: str) -> dict[str, str]:
    """A table of two columns: what the second says of the first."""
    return {row[0]: row[1] for row in rows(table)}
