"""Tables and columns of pandas, Polars and Arrow, told by their types: none of these is imported before one comes.

A `Frame` gives the cells of its columns and takes new columns, which makes a table of the same kind. A single column
is a frame without other columns.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple

from names.errors import UnknownColumn

__all__ = ["Frame", "NewColumn", "frame_of"]

LAZY = "a LazyFrame has no rows before it is collected; give frame.collect()"
ELSEWHERE = "names.integrations.spark.reconcile does this for a table of Spark"
NO_ARROW = "a table that is given by the Arrow interface alone takes pyarrow: pip install pyarrow"


class NewColumn(NamedTuple):
    """A column for a table: texts, or numbers, and None where there is none."""

    label: str
    values: Sequence[str | float | None]
    is_number: bool


class Frame(NamedTuple):
    """A table of another program, or a single column of one."""

    labels: tuple[Hashable, ...]  # of its columns; a single column has none
    cells: Callable[[Hashable], list[Any]]  # of the column with a label; what is missing is None, NaN or the like
    extended: Callable[[Sequence[NewColumn]], Any]  # the table with more columns; of a single column, a table of these
    is_column: bool = False  # whether this is a single column, whose cells are those of the label None

    def checked(self, label: Hashable) -> Hashable:
        """The label, if one column has it. Raises UnknownColumn if none does, or several."""
        if self.labels.count(label) != 1:
            raise UnknownColumn(str(label), [str(each) for each in self.labels])
        return label


def frame_of(table: Any) -> Frame | None:
    """The table, or column, of another program as a frame; None for anything else.

    Raises TypeError for a table whose rows are not there.
    """
    for kind in type(table).__mro__:
        program, name = kind.__module__.partition(".")[0], kind.__name__
        if program == "pyspark" and name == "DataFrame":
            raise TypeError(ELSEWHERE)
        if (program, name) == ("polars", "LazyFrame"):
            raise TypeError(LAZY)
        if maker := _MAKERS.get((program, name)):
            return maker(table)
    return _of_stream(table) if hasattr(table, "__arrow_c_stream__") else None


def _of_pandas(table: Any) -> Frame:
    def extended(columns: Sequence[NewColumn]) -> Any:
        longer = table.copy(deep=False)  # the other columns stay where they are
        for column in columns:
            longer[column.label] = _pandas_array(column)
        return longer

    return Frame(tuple(table.columns), lambda label: _pandas_cells(table[label]), extended)


def _of_pandas_column(series: Any) -> Frame:
    def extended(columns: Sequence[NewColumn]) -> Any:
        arrays = {column.label: _pandas_array(column) for column in columns}
        return sys.modules["pandas"].DataFrame(arrays, index=series.index)

    return Frame((), lambda _: _pandas_cells(series), extended, is_column=True)


def _pandas_cells(series: Any) -> list[Any]:
    cells: list[Any] = series.astype(object).tolist()
    return cells


def _pandas_array(column: NewColumn) -> Any:
    """The values in the type that pandas has for them: texts are objects before version 3."""
    pandas = sys.modules["pandas"]
    kind = "float64" if column.is_number else pandas.Series([""]).dtype
    return pandas.Series(list(column.values), dtype=kind).array


def _of_polars(table: Any) -> Frame:
    return Frame(
        tuple(table.columns),
        lambda label: table.get_column(label).to_list(),
        lambda columns: table.with_columns([_polars_series(column) for column in columns]),
    )


def _of_polars_column(series: Any) -> Frame:
    polars = sys.modules["polars"]
    return Frame(
        (),
        lambda _: series.to_list(),
        lambda columns: polars.DataFrame([_polars_series(column) for column in columns]),
        is_column=True,
    )


def _polars_series(column: NewColumn) -> Any:
    polars = sys.modules["polars"]
    return polars.Series(column.label, column.values, dtype=polars.Float64 if column.is_number else polars.String)


def _of_arrow(table: Any) -> Frame:
    def extended(columns: Sequence[NewColumn]) -> Any:
        longer = table
        for column in columns:
            longer = longer.append_column(column.label, _arrow_array(column))
        return longer

    return Frame(tuple(table.column_names), lambda label: table.column(label).to_pylist(), extended)


def _of_arrow_batch(batch: Any) -> Frame:
    return _of_arrow(sys.modules["pyarrow"].Table.from_batches([batch]))


def _of_arrow_column(array: Any) -> Frame:
    def extended(columns: Sequence[NewColumn]) -> Any:
        return sys.modules["pyarrow"].table({column.label: _arrow_array(column) for column in columns})

    return Frame((), lambda _: array.to_pylist(), extended, is_column=True)


def _arrow_array(column: NewColumn) -> Any:
    arrow = sys.modules["pyarrow"]
    return arrow.array(column.values, arrow.float64() if column.is_number else arrow.string())


def _of_stream(table: Any) -> Frame:
    """Any table that has the Arrow interface, such as a relation of DuckDB, as one of Arrow."""
    try:
        import pyarrow as pa
    except ImportError:
        raise TypeError(NO_ARROW) from None
    return _of_arrow(pa.table(table))


_MAKERS: dict[tuple[str, str], Callable[[Any], Frame]] = {
    ("pandas", "DataFrame"): _of_pandas,
    ("pandas", "Series"): _of_pandas_column,
    ("polars", "DataFrame"): _of_polars,
    ("polars", "Series"): _of_polars_column,
    ("pyarrow", "Table"): _of_arrow,
    ("pyarrow", "RecordBatch"): _of_arrow_batch,
    ("pyarrow", "Array"): _of_arrow_column,
    ("pyarrow", "ChunkedArray"): _of_arrow_column,
}
