"""The errors of this package. Every message ends with how to mend what is wrong.

GazetteerError
├── InvalidEntity     (ValueError)         an entity or alias with an invalid field: no id, no alias, …
├── DuplicateEntity   (ValueError)         two entities with one id
├── SourceError       (ValueError)         a line of a source file that cannot be read
├── MissingGazetteer  (FileNotFoundError)  no such file
├── NotAGazetteer     (ValueError)         another kind of file, a damaged one, or another format
├── CannotWrite       (OSError)            a file that cannot or must not be written
├── KeyMismatch       (ValueError)         a gazetteer that was built with other keys
├── UnknownEntity     (KeyError)           no entity has this id
├── DamagedDecisions  (ValueError)         a file of decisions that cannot be read
└── ImpossibleDecision (ValueError)        a decision that the gazetteer, or an earlier one, does not allow

SourceWarning         (UserWarning)        part of a source file was left out or changed
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

EMBEDDED = Path(__file__).parent / "data" / "default.gaz"  # the default gazetteer, see `gazetteer.default`
SOURCE_TREE = Path(__file__).parent.parent  # of an editable install, with the hook that compiles the default gazetteer
# The name of an array file: the name of its gazetteer (group 1), and the digest of the array file's content.
ARRAYS = re.compile(r"(.*)\.[0-9a-f]{16}\.arrays", re.DOTALL)


class GazetteerError(Exception):
    """The base of this package's errors. They can be pickled, so that worker processes can pass them on."""

    def __reduce__(self) -> tuple[object, ...]:
        return _unpickled, (type(self), self.args, vars(self))


def _unpickled(kind: type[GazetteerError], args: tuple[object, ...], fields: dict[str, object]) -> GazetteerError:
    """Restore a pickled error without calling `__init__`, whose parameters differ from `args`."""
    error = kind.__new__(kind)
    error.args = args
    vars(error).update(fields)
    return error


class InvalidEntity(GazetteerError, ValueError):
    """An entity or alias has an invalid field."""


class DuplicateEntity(GazetteerError, ValueError):
    """Two entities of one gazetteer have the same id."""

    def __init__(self, id: str) -> None:
        super().__init__(f"two entities have the id {id!r}; merge their aliases into one entity or rename one of them")
        self.id = id


class SourceError(GazetteerError, ValueError):
    """A line of a source file cannot be read.

    >>> print(SourceError("persons.tsv", 7, "no alias; write at least one after the second tab"))
    persons.tsv:7: no alias; write at least one after the second tab
    """

    def __init__(self, path: str | Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path, self.line, self.reason = path, line, reason


def build_command(path: str | Path) -> str:
    """The shell command that builds the gazetteer at `path`, which may also be the path of its array file."""
    return f"names build SOURCE -o {shlex.quote(_gazetteer_of(path))}"


def _gazetteer_of(path: str | Path) -> str:
    """The path of a gazetteer, given that path or the path of its array file."""
    arrays = ARRAYS.fullmatch(str(path))
    return arrays[1] if arrays else str(path)


def _repair(path: str | Path, build: str = "build it again") -> str:
    """How to mend the gazetteer at `path`. The default gazetteer is part of this package and is installed with it."""
    if Path(_gazetteer_of(path)) == EMBEDDED:
        if (SOURCE_TREE / "hatch_build.py").exists():
            return f"compile it again, which takes a minute or two: pip install -e {shlex.quote(str(SOURCE_TREE))}"
        return "install names-gazetteer again, with --force-reinstall"
    return f"{build}: {build_command(path)}"


class MissingGazetteer(GazetteerError, FileNotFoundError):
    """There is no file where a gazetteer should be."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(f"{path}: no such gazetteer; {_repair(path, 'build one')}")
        self.path = path


class NotAGazetteer(GazetteerError, ValueError):
    """The file is not a gazetteer, is damaged, or has another format.

    `repair` says how to mend it; by default, by building it again.

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
    """The gazetteer was built with another version of the blocking keys."""

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


class DamagedDecisions(GazetteerError, ValueError):
    """A file of decisions, or a line of it, cannot be read.

    >>> print(DamagedDecisions("my.gaz.decisions.jsonl", 3, "is no JSON object; mend the line, or delete it"))
    my.gaz.decisions.jsonl:3: is no JSON object; mend the line, or delete it
    """

    def __init__(self, path: str | Path, line: int | None, reason: str) -> None:
        super().__init__(f"{path}{'' if line is None else f':{line}'}: {reason}")
        self.path, self.line, self.reason = path, line, reason


class ImpossibleDecision(GazetteerError, ValueError):
    """A decision that cannot be made: an entity is unknown, or has no such alias; the message says what to do."""


class SourceWarning(UserWarning):
    """A reader left something out of a source file or changed it: the first line, the reason, and how often.

    >>> print(SourceWarning("persons.csv", 7, "an empty name left out", 3))
    persons.csv:7: an empty name left out; 3 in all
    """

    def __init__(self, path: str | Path, line: int, reason: str, count: int = 1) -> None:
        super().__init__(path, line, reason, count)
        self.path, self.line, self.reason, self.count = path, line, reason, count

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}" + (f"; {self.count} in all" if self.count > 1 else "")
