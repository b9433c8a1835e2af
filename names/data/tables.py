"""Reads the tab-separated tables of `names/data`: comment lines, a line of column heads, then one fact a line.

`gazetteer.sources.tsv` reads tables of the same form and checks every row, for those who edit them. The tables here are
read whenever the program runs, so they are only split, in half the time; and some hold words that are not in NFC.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import islice

from names.errors import DataError

__all__ = ["mapping", "records", "rows", "tables_in"]


def rows(table: str) -> Iterator[tuple[str, ...]]:
    """The rows of a table below its column heads, as tuples; `table` is a path within `names/data`.

    Raises DataError, naming file and line, where a row has more or fewer fields than there are column heads.

    >>> next(rows("sounds.tsv"))
    ('shch', 'S')
    """
    return map(tuple, islice(_lines(table), 1, None))


def records(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table as dictionaries, keyed by column head; raises DataError as `rows` does.

    >>> next(records("sounds.tsv"))
    {'letters': 'shch', 'sound': 'S'}
    """
    lines = _lines(table)
    heads = next(lines)
    return (dict(zip(heads, fields, strict=True)) for fields in lines)


def tables_in(folder: str) -> list[str]:
    """The tables of a folder of `names/data`, as paths within it, sorted; none if there is no such folder.

    >>> tables_in("transducers")[0]
    'transducers/Arab.tsv'
    """
    found = files("names.data") / folder
    tables = [file.name for file in found.iterdir() if file.name.endswith(".tsv")] if found.is_dir() else []
    return [f"{folder}/{name}" for name in sorted(tables)]


def mapping(table: str) -> dict[str, str]:
    """The first column of a table, mapped to the second; of rows with the same first field the last one counts.

    >>> mapping("sounds.tsv")["shch"]
    'S'
    """
    return {row[0]: row[1] for row in rows(table)}


def _lines(table: str) -> Iterator[list[str]]:
    """The fields of the column heads, then of each row."""
    lines = (files("names") / "data" / table).read_text(encoding="utf-8").split("\n")
    cells = [line.split("\t") for line in lines if line and line[0] != "#" and not line.isspace()]
    if len(set(map(len, cells))) > 1:
        raise _misshapen(table, lines)
    return iter(cells)


def _misshapen(table: str, lines: Sequence[str]) -> DataError:
    """The error for the first row that has more or fewer fields than there are column heads."""
    sizes = [
        (number, line.count("\t") + 1)
        for number, line in enumerate(lines, 1)
        if line and line[0] != "#" and not line.isspace()
    ]
    (_, wanted), *others = sizes
    number, found = next((number, size) for number, size in others if size != wanted)
    return DataError(f"{found} fields where the header has {wanted}", f"names/data/{table}", number)
