"""Read entities from a user's files.

Takes the path of a table (`table`: CSV, TSV) or of JSON lines (`jsonl`), in UTF-8 or UTF-16.
Gives entities one by one (`read`), or with their lines (`read_rows`): the module of each file format has a function
`read(path) -> Iterator[Row]`. A file that cannot be read raises an error with line and repair; anything left out or
changed is warned of.
Never: keeps a file in memory, or guesses what was meant.

`text` reads the lines of a file; `fields`, `ids` and `remarks` are shared by the readers; `merging` joins several
accounts of one entity; `scripts` recognises scripts.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from gazetteer.entity import Entity
from gazetteer.errors import SourceError
from gazetteer.sources.rows import Row

__all__ = ["READERS", "read", "read_rows"]

# The module that reads each file format, by the suffix of the file; it is imported when such a file is read.
READERS = {".csv": "table", ".jsonl": "jsonl", ".ndjson": "jsonl", ".tsv": "table"}
SPREADSHEETS = frozenset({".numbers", ".ods", ".xls", ".xlsb", ".xlsm", ".xlsx"})


def read(path: str | Path) -> Iterator[Entity]:
    """The entities of a user's file; its suffix decides how it is read (see READERS).

    Raises SourceError with file, line and repair. After the last entity, warns with one SourceWarning for each kind of
    loss or change, which has its first line and its count. To refuse such files, turn these warnings into errors:
    ``warnings.simplefilter("error", gazetteer.SourceWarning)``.

    >>> next(read("/nowhere/people.csv"))
    Traceback (most recent call last):
    gazetteer.errors.SourceError: /nowhere/people.csv:1: No such file or directory; check the path
    """
    return (row.entity for row in read_rows(path))


def read_rows(path: str | Path) -> Iterator[Row]:
    """The entities of a user's file, each with the line on which it begins; raises and warns as `read`."""
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix in SPREADSHEETS:
        raise SourceError(path, 1, "looks like a spreadsheet file; export it as CSV")
    if suffix not in READERS:
        raise SourceError(path, 1, f"unknown kind of file {path.suffix!r}; save it as one of {', '.join(READERS)}")
    rows: Iterator[Row] = import_module(f"{__name__}.{READERS[suffix]}").read(path)
    return rows
