"""The exceptions that this package raises; catch `NamesError` and you catch all of them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

__all__ = [
    "DataError",
    "FileNotWritten",
    "InputError",
    "MissingExtra",
    "NamesError",
    "OutputClosed",
    "OutputError",
    "TakenColumn",
    "UnknownColumn",
    "UnknownKind",
    "UnknownScheme",
    "WorkerLost",
]


class NamesError(Exception):
    """The base of all exceptions of this package; its text is one line that says what to do."""


def _nearest(name: str, known: Sequence[str]) -> str:
    """The end of a message that a name is unknown: the nearest known one, and all of them."""
    near = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]!r}? Known: {', '.join(known)}" if near else f". Known: {', '.join(known)}"


class UnknownScheme(NamesError, LookupError):
    """No romanization scheme has this name; `known` are the names that exist.

    >>> print(UnknownScheme("ru-bng", ["ru-bgn", "ru-iso9"]))
    unknown romanization scheme 'ru-bng'; did you mean 'ru-bgn'? Known: ru-bgn, ru-iso9
    """

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.known = tuple(sorted(known))
        super().__init__(f"unknown romanization scheme {name!r}{_nearest(name, self.known)}")


class UnknownKind(NamesError, LookupError):
    """No entity of a gazetteer is of this kind; `known` are the kinds that it has.

    >>> print(UnknownKind("persn", ["person", "place"]))
    no entity of the gazetteer is of the kind 'persn'; did you mean 'person'? Known: person, place
    """

    def __init__(self, kind: str, known: Iterable[str]) -> None:
        self.kind = kind
        self.known = tuple(sorted(known))
        super().__init__(f"no entity of the gazetteer is of the kind {kind!r}{_nearest(kind, self.known)}")


class UnknownColumn(NamesError, LookupError):
    """A table in memory has no column of this name, or several; `known` are the columns that it has.

    >>> print(UnknownColumn("nmae", ["id", "name"]))
    the table has no column 'nmae'; did you mean 'name'? Known: id, name
    >>> print(UnknownColumn("name", ["name", "name"]))
    the table has 2 columns 'name'; rename all but one
    >>> print(UnknownColumn("name", []))
    there is no column 'name' beside the names; give a table
    """

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        self.known = tuple(known)
        if times := self.known.count(name):
            super().__init__(f"the table has {times} columns {name!r}; rename all but one")
        elif known:
            super().__init__(f"the table has no column {name!r}{_nearest(name, self.known)}")
        else:
            super().__init__(f"there is no column {name!r} beside the names; give a table")


class TakenColumn(NamesError, ValueError):
    """A table in memory already has a column of the name of a new one.

    >>> print(TakenColumn("entity_id"))
    the table already has a column 'entity_id'; give another prefix, or leave it out
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"the table already has a column {name!r}; give another prefix, or leave it out")


class _FileError(NamesError, ValueError):
    """A file does not hold what it should; `line` is counted from 1."""

    def __init__(self, message: str, file: str, line: int | None = None) -> None:
        self.file = file
        self.line = line
        super().__init__(f"{file}{'' if line is None else f':{line}'}: {message}")


class DataError(_FileError):
    """A data file of this package says something impossible.

    >>> print(DataError("two rows for 'shch'", "schemes/ru-bgn.toml", 12))
    schemes/ru-bgn.toml:12: two rows for 'shch'
    """


class InputError(_FileError):
    """A file of the user does not hold what it should; the message says how to mend it.

    >>> print(InputError("is empty; give a text with names", "article.txt"))
    article.txt: is empty; give a text with names
    """


class FileNotWritten(_FileError):
    """A file cannot be written, and is as it was before.

    >>> print(FileNotWritten("cannot be written (Permission denied); name another file", "talk.srt"))
    talk.srt: cannot be written (Permission denied); name another file
    """


class MissingExtra(NamesError, ImportError):
    """A part of this package needs another package, which is installed with an extra.

    >>> print(MissingExtra("names review", "textual", "review"))
    names review needs the package textual: pip install 'names-gazetteer[review]'
    """

    def __init__(self, what: str, package: str, extra: str) -> None:
        super().__init__(f"{what} needs the package {package}: pip install 'names-gazetteer[{extra}]'")


class WorkerLost(NamesError, RuntimeError):
    """A worker process was killed, or ran out of memory, after `done` names, or texts: `what` they are, in the plural.

    >>> print(WorkerLost(1024))
    a worker process died; the first 1024 names are done: give fewer --workers, and begin again after them
    """

    def __init__(self, done: int, what: str = "names") -> None:
        self.done = done
        super().__init__(
            f"a worker process died; the first {done} {what} are done: give fewer --workers, and begin again after them"
        )


class OutputError(NamesError, OSError):
    """Standard output cannot be written; the message says why.

    >>> print(OutputError("No space left on device"))
    standard output cannot be written: No space left on device; name another file or pipe for it
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"standard output cannot be written: {reason}; name another file or pipe for it")


class OutputClosed(OutputError):
    """The reader of standard output has closed it, as `head` does when it has read enough; no message is shown."""

    def __init__(self) -> None:
        super().__init__("its reader is gone")
