"""Cluster the names in a column of a table, and write the table with the cluster of each row in new columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from names.lists.clustering import Clustering
from names.tables.base import Table, TableRow
from names.tables.extending import check_new_columns
from names.tables.outputs import check_output, output_of
from names.tables.sinks import Portion
from names.tables.texts import TextTable

__all__ = ["CLUSTER_FIELDS", "ClusterCells", "cluster_table"]

CLUSTER_FIELDS = ("cluster", "cluster_label", "cluster_score")
PORTION = 4096  # rows that are written at once; chosen
SCORE_DIGITS = 3  # after which the digits of a score say nothing; chosen


class ClusterCells(NamedTuple):
    """The new cells of a row: the number of its cluster, from 1, the name that represents it, and its score."""

    answer: tuple[int | None, str | None, float | None] = (None, None, None)


def cluster_table(
    table: Table, column: str, make: Callable[[list[str]], Clustering], *, output: str | None = None, raw: bool = False
) -> int:
    """Write the table with the cluster of each row, and return how many clusters there are.

    `make` clusters the names. All else of the table stays as it is, and the rows in their order; a row without a name
    has no cluster. The new cells are no formulas, unless `raw`. `output` is a file, which appears when it is whole, or
    None for standard output. Raises InputError and FileNotWritten.
    """
    check_new_columns(table, CLUSTER_FIELDS)
    if output is not None:
        check_output(table, output)
    place = table.place(column)
    rows = _Rows(table)
    names = [name for row in rows if row.cells and (name := _name(row, place))]
    cells: dict[str, ClusterCells] = {}
    number = 0
    for number, cluster in enumerate(make(names).clusters(), start=1):
        of_cluster = ClusterCells((number, cluster.label, round(cluster.score, SCORE_DIGITS)))
        cells.update(dict.fromkeys(cluster.names, of_cluster))
    sink = output_of(table, CLUSTER_FIELDS, output, raw=raw).sink
    try:
        remaining = iter(rows)
        while portion := list(islice(remaining, PORTION)):
            sink.write(_extended(portion, place, cells))
    except BaseException:
        sink.leave(keep=False)
        raise
    sink.finish()
    return number


def _extended(rows: list[TableRow], place: int, cells: dict[str, ClusterCells]) -> Portion:
    return [(row, "", cells.get(_name(row, place), ClusterCells()) if row.cells else None) for row in rows]


def _name(row: TableRow, place: int) -> str:
    return row.cells[place].strip() if place < len(row.cells) else ""


class _Rows:
    """The rows of a table, which are read twice; those of a pipe are kept."""

    def __init__(self, table: Table) -> None:
        self._table = table
        is_file = False
        with suppress(OSError, ValueError):
            is_file = Path(table.path).is_file()
        self._kept = None if is_file else list(self._read())

    def _read(self) -> Iterator[TableRow]:
        return self._table.records() if isinstance(self._table, TextTable) else self._table.rows()

    def __iter__(self) -> Iterator[TableRow]:
        return self._read() if self._kept is None else iter(self._kept)
