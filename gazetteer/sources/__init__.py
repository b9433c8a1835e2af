"""Readers of files that hold entities, for a gazetteer of one's own.

Takes the path of a table (`table`: CSV, TSV) or of JSON lines (`jsonl`), in UTF-8 or UTF-16.
Gives entities one by one: each module of a kind of file has one function `read(path) -> Iterator[Entity]`. What cannot
be read is refused with file, line and repair; what is lost without that is warned of.
Never: keeps a file in memory, or guesses what was meant.

`text` gives the lines of a file, `fields`, `ids` and `remarks` are what readers share, `merging` joins
accounts of one entity, `scripts` tells scripts apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from gazetteer.entity import Entity
from gazetteer.errors import SourceError

__all__ = ["READERS", "read"]

# The module that reads a kind of file, by what its name ends in; imported when such a file is read, because other
# modules of this folder are used without them.
READERS = {".csv": "table", ".jsonl": "jsonl", ".ndjson": "jsonl", ".tsv": "table"}
SPREADSHEETS = frozenset({".numbers", ".ods", ".xls", ".xlsb", ".xlsm", ".xlsx"})


def read(path: str | Path) -> Iterator[Entity]:
    """The entities of a user's file, read by what its name ends in (see READERS).

    Raises SourceError, naming file and line and how to mend it. What is left out or changed without that is told by a
    SourceWarning for each kind of loss, with the first line and the count, once all is read; make them errors to refuse
    such files: ``warnings.simplefilter("error", gazetteer.SourceWarning)``.

    >>> next(read("/nowhere/people.csv"))
    Traceback (most recent call last):
    gazetteer.errors.SourceError: /nowhere/people.csv:1: No such file or directory; check the path
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix in SPREADSHEETS:
        raise SourceError(path, 1, "looks like a spreadsheet file; export it as CSV")
    if suffix not in READERS:
        raise SourceError(path, 1, f"unknown kind of file {path.suffix!r}; save it as one of {', '.join(READERS)}")
    entities: Iterator[Entity] = import_module(f"{__name__}.{READERS[suffix]}").read(path)
    return entities
