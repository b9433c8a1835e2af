"""A gazetteer as it is now, for programs that run for long: decisions that persons make meanwhile hold at once."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import gazetteer as gazetteers
from gazetteer import Gazetteer
from gazetteer.decisions.location import decisions_files
from gazetteer.sources import read_all
from names.resolution.decided import with_decisions
from names.resolution.key_version import key_version
from names.resolution.resolver import Gazetteers, GazetteerSource, build_gazetteer

__all__ = ["CurrentGazetteer"]

MAGIC = b"SQLite format 3\0"  # what the file of a gazetteer begins with, and no table does
Tell = Callable[[str], None]
Stamp = tuple[tuple[int, int] | None, ...]  # time and size of each file of decisions; None: there is none


def _nothing(message: str) -> None:
    del message


class CurrentGazetteer:
    """Opens gazetteers, or tables of entities, as one, and gives it as it is when it is asked for.

    A path is that of a gazetteer, "default" for the embedded one, or a file that `names build` reads, such as a table:
    of it a gazetteer is made in memory, about which decisions are kept beside the table. `tell` is called with a
    message of how such a file is understood, and of each row that is left out because it cannot be read. Raises the
    errors of `open_gazetteer` and of `gazetteer.sources.read`.

    Use it from one thread.

    >>> current = CurrentGazetteer(["default"])
    >>> current.names, current.get() is current.get()
    (['default'], True)
    """

    def __init__(self, paths: Gazetteers | None = None, tell: Tell = _nothing) -> None:
        self._paths = list(map(Path, GazetteerSource(paths).files))
        self.names = ["default" if path == gazetteers.DEFAULT else path.name for path in self._paths]
        self._parts = [_opened(path, tell) for path in self._paths]
        self._stamp: Stamp | None = None
        self._current = self._parts[0]

    def get(self) -> Gazetteer:
        """The gazetteer with all decisions that are made so far, by any process. Raises `DamagedDecisions`."""
        stamp = tuple(map(_stamp_of, decisions_files(self._paths)))
        if stamp != self._stamp:
            self._current = with_decisions(self._parts, self._paths)
            self._stamp = stamp
        return self._current

    def close(self) -> None:
        """Close the files."""
        for part in self._parts:
            part.close()


def _opened(path: Path, tell: Tell) -> Gazetteer:
    """The gazetteer in a file, or made of the entities of a file."""
    if not _is_table(path):
        return Gazetteer.open(path, key_version=key_version())
    entities = read_all([path], on_reject=lambda error: tell(str(error)), tell=tell)
    return build_gazetteer(entities, sources=entities.publishers)


def _is_table(path: Path) -> bool:
    """Whether the file is there and is no gazetteer."""
    if path.suffix == ".gaz" or not path.is_file():
        return False  # so that the message is that a gazetteer is missing, or damaged
    with path.open("rb") as file:
        return file.read(len(MAGIC)) != MAGIC


def _stamp_of(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - in every turn of a service: Path.stat takes twice as long
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
