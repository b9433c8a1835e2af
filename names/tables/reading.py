"""Open a table of any kind, which its suffix tells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from names.formats.archives import without_compression
from names.tables.base import Table, TableRow
from names.tables.columnar import COLUMNAR, open_columnar
from names.tables.jsonl import JSON_LINES, JsonTable
from names.tables.records import tell_dialect
from names.tables.sheets import SHEETS, SheetTable
from names.tables.texts import DelimitedTable, TextSource

__all__ = ["Table", "TableRow", "open_table"]

TABBED = (".tsv", ".tab")  # suffixes of files whose delimiter is the tab


def open_table(
    path: str,
    *,
    encoding: str | None = None,
    has_header: bool = True,
    delimiter: str | None = None,
    advance: Callable[[int], object] = int,
) -> Table:
    """The table in a file, or in standard input for "-".

    What it is in is told by the suffix, before that of a compression: .tsv, .jsonl, .ndjson, and with the extra
    `tables` .parquet, .feather, .arrow, .arrows, .xlsx, .xlsb, .xls, .ods. All else is CSV, with the `delimiter` or
    that of its first rows; standard input may also be JSON Lines. Text is read as `names.formats.documents` reads it,
    with `encoding` for files without a byte-order mark. `advance` is told how many bytes of a text were read. Raises
    InputError, with a remedy, if the file cannot be read, here or while rows are read.

    >>> people = open_table("examples/people.tsv")
    >>> people.columns[:2], next(people.rows()).cells[0]
    (('id', 'name'), 'people/1')
    """
    suffix = Path(without_compression(path)).suffix.lower()
    if suffix in COLUMNAR:
        return open_columnar(path)
    if suffix in SHEETS:
        return SheetTable(path, has_header=has_header)
    source = TextSource(path, encoding, advance)
    if suffix in JSON_LINES or (not suffix and source.sample.lstrip().startswith("{")):
        return JsonTable(source)
    dialect = tell_dialect(source.sample, delimiter or ("\t" if suffix in TABBED else None))
    return DelimitedTable(source, dialect, has_header=has_header)
