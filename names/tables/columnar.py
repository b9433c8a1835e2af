"""Tables in Parquet, Feather and Arrow files, which pyarrow reads and writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from typing import Any

from names.errors import InputError
from names.tables.base import Table, TableRow
from names.tables.jsonl import json_cell

__all__ = ["COLUMNAR", "ColumnarTable", "columnar_writer", "open_columnar", "pyarrow"]

COLUMNAR = (".parquet", ".feather", ".arrow", ".arrows")  # the suffixes of such files
BATCH = 1 << 13  # rows that are read at once; chosen
_NO_PYARROW = "needs a package to be read: pip install 'names-gazetteer[tables]'; or save it as CSV"


class ColumnarTable(Table):
    """A table of columns with types, read in batches of rows; `batches` gives them as pyarrow's record batches."""

    def __init__(self, path: str, schema: Any, batches: Callable[[], Iterator[Any]], compression: str | None) -> None:
        super().__init__(path, schema.names)
        self.schema = schema
        self.compression = compression  # of a Parquet file
        self._batches = batches

    def batches(self) -> Iterator[Any]:
        """The rows in batches. Raises InputError if the file is damaged."""
        arrow = pyarrow("", self.path)
        try:
            for batch in self._batches():
                for start in range(0, batch.num_rows, BATCH):
                    yield batch.slice(start, BATCH)
        except (arrow.ArrowException, OSError) as error:
            raise _unreadable(error, self.path) from None

    def rows(self) -> Iterator[TableRow]:
        """The rows, numbered from 1."""
        number = 0
        for batch in self.batches():
            columns = _BatchCells(batch)
            for index in range(batch.num_rows):
                number += 1
                yield TableRow(number, _BatchRow(columns, index))


class _BatchCells:
    """The columns of a batch as lists of cells, each made when it is asked for."""

    def __init__(self, batch: Any) -> None:
        self._batch = batch
        self._made: dict[int, list[str]] = {}
        self.width: int = batch.num_columns

    def __getitem__(self, place: int) -> list[str]:
        if place not in self._made:
            values = self._batch.column(place).to_pylist()
            self._made[place] = [_cell(value) for value in values]
        return self._made[place]


def _cell(value: object) -> str:
    """The value as a cell: dates and the like as Python writes them, lists and structures as JSON."""
    if value is None or isinstance(value, str | list | dict | bool):
        return json_cell(value)
    return value.hex() if isinstance(value, bytes) else str(value)


class _BatchRow(Sequence[str]):
    """The cells of a row of a batch."""

    def __init__(self, columns: _BatchCells, index: int) -> None:
        self._columns = columns
        self._index = index

    def __len__(self) -> int:
        return self._columns.width

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        return self._columns[place][self._index]


def open_columnar(path: str) -> ColumnarTable:
    """The table in a file of Parquet, Feather (version 2) or Arrow, which its suffix tells.

    Raises InputError if it cannot be read, or pyarrow is not installed.
    """
    arrow = pyarrow("", path)
    if not Path(path).exists():
        raise InputError("no such file; check the name", path)
    try:
        if Path(path).suffix.lower() == ".parquet":
            file = pyarrow("parquet", path).ParquetFile(path)
            groups = file.metadata.num_row_groups and file.metadata.num_columns
            compression = file.metadata.row_group(0).column(0).compression if groups else None
            table = ColumnarTable(path, file.schema_arrow, lambda: file.iter_batches(BATCH), compression)
            table.size = file.metadata.num_rows
            return table
        ipc = pyarrow("ipc", path)
        if Path(path).suffix.lower() == ".arrows":
            with ipc.open_stream(path) as stream:
                schema = stream.schema
            return ColumnarTable(path, schema, lambda: iter(ipc.open_stream(path)), None)
        mapped = ipc.open_file(arrow.memory_map(path))
        batches = range(mapped.num_record_batches)
        return ColumnarTable(path, mapped.schema, lambda: map(mapped.get_batch, batches), None)
    except (arrow.ArrowException, OSError) as error:
        raise _unreadable(error, path) from None


def _unreadable(error: Exception, path: str) -> InputError:
    reason = " ".join(str(error).split())
    return InputError(f"cannot be read ({reason}); get it anew, or save it as CSV", path)


def pyarrow(module: str, path: str) -> Any:
    """A module of pyarrow. Raises InputError if it is not installed."""
    try:
        return import_module(f"pyarrow.{module}" if module else "pyarrow")
    except ImportError:
        raise InputError(_NO_PYARROW, path) from None


def columnar_writer(path: str, kind: str, schema: Any, compression: str | None) -> AbstractContextManager[Any]:
    """What writes record batches into a file of the kind that a suffix of `COLUMNAR` tells."""
    if kind == ".parquet":
        parquet = pyarrow("parquet", path)
        writer: AbstractContextManager[Any] = parquet.ParquetWriter(path, schema, compression=compression or "SNAPPY")
        return writer
    ipc = pyarrow("ipc", path)
    made: AbstractContextManager[Any] = (ipc.new_stream if kind == ".arrows" else ipc.new_file)(path, schema)
    return made
