"""Where a table with new columns is written: what its suffix says, and what the table is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from names.errors import FileNotWritten
from names.formats.archives import COMPRESSED
from names.tables.base import Table
from names.tables.columnar import COLUMNAR
from names.tables.extending import extension_of
from names.tables.jsonl import JSON_LINES, JsonTable
from names.tables.saving import Destination, FileDestination, Standard
from names.tables.sheets import SHEETS
from names.tables.sinks import ColumnarSink, PlainSink, Sink, TextSink
from names.tables.texts import TextTable

__all__ = ["Output", "check_output", "check_suffix", "output_of"]


class Output(NamedTuple):
    """What takes the rows of a table, and where their bytes go; None if a library writes them."""

    sink: Sink
    destination: Destination | None


def output_of(table: Table, fields: Sequence[str], path: str | None, *, raw: bool, size: int = 0) -> Output:
    """The output of the table with these new columns: the file `path`, after so many bytes, or standard output."""
    suffix = Path(path or "").suffix.lower()
    if path is not None and suffix in COLUMNAR:
        return Output(ColumnarSink(table, fields, path), None)
    codec = table.source.codec if isinstance(table, TextTable) else "utf-8"
    destination: Destination = Standard(codec) if path is None else FileDestination(path, size)
    if isinstance(table, TextTable):
        return Output(TextSink(extension_of(table, fields, raw=raw), table.source.mark, destination), destination)
    return Output(PlainSink(table, fields, suffix, destination, raw=raw), destination)


def check_output(table: Table, path: str, *, resume: bool = False) -> None:
    """Raise FileNotWritten if the file cannot be what its suffix says."""
    suffix = check_suffix(path)
    if not isinstance(table, TextTable):
        if resume:
            raise FileNotWritten("only tables of text can be resumed; leave out --resume", path)
        return
    is_json = isinstance(table, JsonTable)
    if suffix in COLUMNAR or ((suffix in JSON_LINES) != is_json and suffix in {*JSON_LINES, ".csv", ".tsv"}):
        kind = "JSON Lines" if is_json else "a table with delimiters"
        raise FileNotWritten(f"{table.path} is {kind}, and is written as such; name a file of its kind", path)


def check_suffix(path: str) -> str:
    """The suffix of a file that is to be written. Raises FileNotWritten if it is one of files that are only read."""
    suffix = Path(path).suffix.lower()
    if suffix in COMPRESSED:
        raise FileNotWritten("is not written compressed; leave out the suffix, and compress the file afterwards", path)
    if suffix in SHEETS:
        raise FileNotWritten("spreadsheet files are only read; name a .csv file, which spreadsheets open", path)
    return suffix
