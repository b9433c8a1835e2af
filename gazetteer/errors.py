"""What can go wrong with a gazetteer; every message ends in the repair.

GazetteerError
├── InvalidEntity     (ValueError)         an entity or alias that cannot be: no id, no alias, …
├── DuplicateEntity   (ValueError)         two entities with one id
├── SourceError       (ValueError)         path:line: reason
├── MissingGazetteer  (FileNotFoundError)  no such file
├── NotAGazetteer     (ValueError)         another kind of file, a damaged one, or another format
├── CannotWrite       (OSError)            a file that must not or cannot be written
├── KeyMismatch       (ValueError)         built with other keys
└── UnknownEntity     (KeyError)           no entity has this id

SourceWarning         (UserWarning)        what a source file lost without being refused
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

EMBEDDED = Path(__file__).parent / "data" / "default.gaz"  # the default gazetteer, see `gazetteer.default`
# The array file of a gazetteer, named after it and the digest of its content; group 1 is the gazetteer.
ARRAYS = re.compile(r"(.*)\.[0-9a-f]{16}\.arrays", re.DOTALL)


class GazetteerError(Exception):
    """Anything this package raises on purpose; it can be pickled, and so goes from one process to another."""

    def __reduce__(self) -> tuple[object, ...]:
        return _unpickled, (type(self), self.args, vars(self))


def _unpickled(kind: type[GazetteerError], args: tuple[object, ...], fields: dict[str, object]) -> GazetteerError:
    """The error that was pickled, made without `__init__`, which takes other arguments than `args`."""
    error = kind.__new__(kind)
    error.args = args
    vars(error).update(fields)
    return error


class InvalidEntity(GazetteerError, ValueError):
    """An entity or an alias whose fields cannot be what they say."""


class DuplicateEntity(GazetteerError, ValueError):
    """Two entities of one gazetteer have the same id."""

    def __init__(self, id: str) -> None:
        super().__init__(f"two entities have the id {id!r}; merge their aliases into one entity or rename one of them")
        self.id = id


class SourceError(GazetteerError, ValueError):
    """A line of a source file that cannot be read.

    >>> print(SourceError("persons.tsv", 7, "no alias; write at least one after the second tab"))
    persons.tsv:7: no alias; write at least one after the second tab
    """

    def __init__(self, path: str | Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path, self.line, self.reason = path, line, reason


def build_command(path: str | Path) -> str:
    """The command that writes the gazetteer at `path`, also where `path` is that of its arrays."""
    return f"names build SOURCE -o {shlex.quote(_gazetteer_of(path))}"


def _gazetteer_of(path: str | Path) -> str:
    """The path of the gazetteer whose file, or array file, stands at `path`."""
    arrays = ARRAYS.fullmatch(str(path))
    return arrays[1] if arrays else str(path)


def _repair(path: str | Path, build: str = "build it again") -> str:
    """What mends the gazetteer at `path`; the one that comes with this package is compiled when that is installed."""
    if Path(_gazetteer_of(path)) == EMBEDDED:
        return "install names-gazetteer again, with --force-reinstall"
    return f"{build}: {build_command(path)}"


class MissingGazetteer(GazetteerError, FileNotFoundError):
    """There is no file where a gazetteer should be."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(f"{path}: no such gazetteer; {_repair(path, 'build one')}")
        self.path = path


class NotAGazetteer(GazetteerError, ValueError):
    """The file is no gazetteer, is damaged, or has another format.

    `repair` is what mends it, by default to build it again.

    >>> print(NotAGazetteer("people.gaz", "its texts are damaged"))
    people.gaz: its texts are damaged; build it again: names build SOURCE -o people.gaz
    """

    def __init__(self, path: str | Path, reason: str, repair: str | None = None) -> None:
        super().__init__(f"{path}: {reason}; {repair or _repair(path)}")
        self.path, self.reason = path, reason


class CannotWrite(GazetteerError, OSError):
    """A gazetteer cannot be written there, or must not.

    >>> print(CannotWrite("notes.txt", "exists and is no gazetteer", "name another file, or add --force"))
    notes.txt: exists and is no gazetteer; name another file, or add --force
    """

    def __init__(self, path: str | Path, reason: str, repair: str) -> None:
        super().__init__(f"{path}: {reason}; {repair}")
        self.path, self.reason = path, reason


class KeyMismatch(GazetteerError, ValueError):
    """The file was built with another version of the blocking keys."""

    def __init__(self, path: str | Path, built: str, wanted: str) -> None:
        mismatch = f"built with the keys {built!r}, this version looks up {wanted!r}"
        super().__init__(f"{path}: {mismatch}; {_repair(path)}")
        self.path, self.built, self.wanted = path, built, wanted


class UnknownEntity(GazetteerError, KeyError):
    """No entity of the gazetteer has this id."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.id = id

    def __str__(self) -> str:
        return f"no entity has the id {self.id!r}"


class SourceWarning(UserWarning):
    """What a reader left out of a source file or changed: the first line of it, what it is, and how often it came.

    >>> print(SourceWarning("persons.csv", 7, "an empty name left out", 3))
    persons.csv:7: an empty name left out; 3 in all
    """

    def __init__(self, path: str | Path, line: int, reason: str, count: int = 1) -> None:
        super().__init__(path, line, reason, count)
        self.path, self.line, self.reason, self.count = path, line, reason, count

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}" + (f"; {self.count} in all" if self.count > 1 else "")
