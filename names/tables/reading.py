"""Open a table of any kind, which its suffix tells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from names.formats.archives import without_compression
from names.tables.base import Table, TableRow
from names.tables.jsonl import JsonTable
from names.tables.records import tell_dialect
from names.tables.texts import DelimitedTable, TextSource

__all__ = ["Table", "TableRow", "open_table"]

TABBED = (".tsv", ".tab")  # suffixes of files whose delimiter is the tab
JSON_LINES = (".jsonl", ".ndjson")


def open_table(
    path: str, *, encoding: str | None = None, has_header: bool = True, advance: Callable[[int], object] = int
) -> Table:
    """The table in a file, or in standard input for "-".

    What it is in is told by the suffix, before that of a compression: .tsv, .jsonl, .ndjson; all else is CSV with the
    delimiter that its first rows have, and standard input may also be JSON Lines. Text is read as
    `names.formats.documents` reads it, with `encoding` for files without a byte-order mark. `advance` is told how many
    bytes were read. Raises InputError, with a remedy, if the file cannot be read, here or while rows are read.

    >>> people = open_table("examples/people.tsv")
    >>> people.columns[:2], next(people.rows()).cells[0]
    (('id', 'name'), 'people/1')
    """
    suffix = Path(without_compression(path)).suffix.lower()
    source = TextSource(path, encoding, advance)
    if suffix in JSON_LINES or (not suffix and source.sample.lstrip().startswith("{")):
        return JsonTable(source)
    dialect = tell_dialect(source.sample, "\t" if suffix in TABBED else None)
    return DelimitedTable(source, dialect, has_header=has_header)
