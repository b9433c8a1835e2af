"""A gazetteer as it is now, for programs that run for long: decisions that persons make meanwhile hold at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import gazetteer as gazetteers
from gazetteer import Gazetteer
from gazetteer.decisions.location import decisions_files
from gazetteer.sources import read_all
from names.resolution.decided import with_decisions
from names.resolution.key_version import key_version
from names.resolution.resolver import EMBEDDED, Gazetteers, GazetteerSource, build_gazetteer

__all__ = ["CurrentGazetteer", "ServedFiles", "served_files"]

MAGIC = b"SQLite format 3\0"  # what the file of a gazetteer begins with, and no table does
Tell = Callable[[str], None]
Stamp = tuple[tuple[int, int] | None, ...]  # time and size of each file of decisions; None: there is none


class ServedFiles(NamedTuple):
    """Gazetteers that are searched as one, the later winning: their files, and those that a user knows them by.

    They differ for a gazetteer that was made of a table; decisions about it are kept beside the table.
    """

    files: tuple[Path, ...]
    known_by: tuple[Path, ...]

    @property
    def title(self) -> str:
        """What they are called."""
        return " + ".join(EMBEDDED if path == gazetteers.DEFAULT else path.name for path in self.known_by)

    @property
    def stamp(self) -> Stamp:
        """The time and the size of each file of decisions, which change when something is decided."""
        return tuple(map(_stamp_of, decisions_files(self.known_by)))


@contextmanager
def served_files(paths: Gazetteers | None, tell: Tell) -> Iterator[ServedFiles]:
    """Within the block, the files of gazetteers, or of files that `names build` reads, such as tables.

    The path "default", and None, is the embedded gazetteer. Of another file a gazetteer is made for the time of the
    block; `tell` is called with a message of how it is understood, and of each row that is left out because it cannot
    be read. Raises the errors of `gazetteer.sources.read`.
    """
    known_by = tuple(map(Path, GazetteerSource(paths).files))
    with TemporaryDirectory(prefix="names-") as folder:
        made = (_made(path, Path(folder, f"{number}.gaz"), tell) for number, path in enumerate(known_by))
        yield ServedFiles(tuple(made), known_by)


def _made(path: Path, target: Path, tell: Tell) -> Path:
    """The file of the gazetteer itself, or of one that is made of the entities of the file."""
    if not _is_table(path):
        return path
    entities = read_all([path], on_reject=lambda error: tell(str(error)), tell=tell)
    build_gazetteer(entities, target, sources=entities.publishers).close()
    return target


def _is_table(path: Path) -> bool:
    """Whether the file is there and is no gazetteer."""
    if path.suffix == ".gaz" or not path.is_file():
        return False  # so that the message is that a gazetteer is missing, or damaged
    with path.open("rb") as file:
        return file.read(len(MAGIC)) != MAGIC


class CurrentGazetteer:
    """Opens gazetteers as one, and gives it as it is when it is asked for; raises the errors of `open_gazetteer`.

    Use it from one thread.

    >>> with served_files("default", print) as files:
    ...     current = CurrentGazetteer(files)
    ...     files.title, current.get() is current.get()
    ('default', True)
    """

    def __init__(self, served: ServedFiles) -> None:
        self._served = served
        self._parts = [Gazetteer.open(path, key_version=key_version()) for path in served.files]
        self._stamp: Stamp | None = None
        self._current = self._parts[0]

    def get(self) -> Gazetteer:
        """The gazetteer with all decisions that are made so far, by any process. Raises `DamagedDecisions`."""
        stamp = self._served.stamp
        if stamp != self._stamp:
            # What is remembered of a gazetteer, such as its phrases, is kept by the object: it needs another one.
            self._current = with_decisions([copy(part) for part in self._parts], self._served.known_by)
            self._stamp = stamp
        return self._current


def _stamp_of(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - in every turn of a service: Path.stat takes twice as long
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
