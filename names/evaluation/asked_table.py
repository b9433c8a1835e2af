"""The names of a table that somebody is asked about, and the questions that are made of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gazetteer import Gazetteer
from names.errors import InputError
from names.evaluation.labels import meanings_of
from names.evaluation.questions import LabelQuestion, doubles, looked_up, pairs_of_rows, sampled
from names.formats.archives import STDIN
from names.lists.rules_file import TunedRules
from names.tables.listing import read_names
from names.tables.reading import open_table

__all__ = ["AskedTable", "asked_table", "questions_of"]


class AskedTable(NamedTuple):
    """What a table has to ask about: the names of a column, or the pairs of two."""

    rows: list[tuple[str, ...]]
    columns: int  # 1 or 2


def asked_table(
    path: str, columns: Sequence[str] = (), encoding: str | None = None, *, has_header: bool = True
) -> AskedTable:
    """The cells of one or two columns of a table; without names of columns, of those that its header tells.

    A file whose header tells none is a list with a name on each line. Raises InputError, which says how to name a
    column, where its first line looks like a header all the same.
    """
    table = open_table(path, encoding=encoding, has_header=has_header)
    places = [table.place(column) for column in columns] or _told(table.columns)
    if places:
        rows = (row.cells for row in table.rows())
        cells = [tuple(row[place].strip() if place < len(row) else "" for place in places) for row in rows]
        return AskedTable(cells, len(places))
    if path == STDIN:  # it cannot be read again
        raise InputError(f"no column is called a name ({', '.join(table.columns)}); add --column", path)
    return AskedTable([(name,) for name in read_names(path, encoding, has_header=has_header)], 1)


def _told(heads: Sequence[str]) -> list[int]:
    """The columns of names that a header tells: a left and a right one, or one; none if it tells none."""
    found = {meaning: place for place, head in reversed([*enumerate(heads)]) for meaning in meanings_of(head)}
    if {"left", "right"} <= found.keys():
        return [found["left"], found["right"]]
    return [found["name"]] if "name" in found else []


def questions_of(asked: AskedTable, rules: TunedRules, gazetteer: Gazetteer | None = None) -> list[LabelQuestion]:
    """The questions, in the order in which they are asked: whom names mean in a gazetteer, or which pairs are one name.

    >>> [one.score > 0.5 for one in questions_of(AskedTable([("Jan Berg", "Berg, Jan")], 2), TunedRules())]
    [True]
    """
    if asked.columns > 1:
        return pairs_of_rows(asked.rows, rules)
    names = sampled(name for (name,) in asked.rows)
    return looked_up(names, gazetteer, rules) if gazetteer is not None else doubles(names, rules)
