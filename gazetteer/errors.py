"""What can go wrong with a gazetteer; every message ends in the repair.

GazetteerError
├── InvalidEntity     (ValueError)         an entity or alias that cannot be: no id, no alias, …
├── DuplicateEntity   (ValueError)         two entities with one id
├── SourceError       (ValueError)         path:line: reason
├── MissingGazetteer  (FileNotFoundError)  no such file
├── NotAGazetteer     (ValueError)         another kind of file, a damaged one, or another format
├── KeyMismatch       (ValueError)         built with other keys
└── UnknownEntity     (KeyError)           no entity has this id
"""

from __future__ import annotations

from pathlib import Path


class GazetteerError(Exception):
    """Anything this package raises on purpose."""


class InvalidEntity(GazetteerError, ValueError):
    """An entity or an alias whose fields cannot be what they say."""


class DuplicateEntity(GazetteerError, ValueError):
    """Two entities of one gazetteer have the same id."""

    def __init__(self, id: str) -> None:
        super().__init__(
            f"two entities have the id {id!r}; merge their aliases into one entity or rename one of them"
        )
        self.id = id


class SourceError(GazetteerError, ValueError):
    """A line of a source file that cannot be read.

    >>> print(SourceError("persons.tsv", 7, "no alias; write at least one after the second tab"))
    persons.tsv:7: no alias; write at least one after the second tab
    """

    def __init__(self, path: str | Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path, self.line, self.reason = path, line, reason


def _rebuild(path: str | Path) -> str:
    return f"build it again: names build SOURCE -o {path}"


class MissingGazetteer(GazetteerError, FileNotFoundError):
    """There is no file where a gazetteer should be."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(f"{path}: no such gazetteer; build one: names build SOURCE -o {path}")
        self.path = path


class NotAGazetteer(GazetteerError, ValueError):
    """The file is no gazetteer, is damaged, or has another format."""

    def __init__(self, path: str | Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}; {_rebuild(path)}")
        self.path, self.reason = path, reason


class KeyMismatch(GazetteerError, ValueError):
    """The file was built with another version of the blocking keys."""

    def __init__(self, path: str | Path, built: str, wanted: str) -> None:
        super().__init__(
            f"{path}: built with the keys {built!r}, this version looks up {wanted!r}; {_rebuild(path)}"
        )
        self.path, self.built, self.wanted = path, built, wanted


class UnknownEntity(GazetteerError, KeyError):
    """No entity of the gazetteer has this id."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.id = id

    def __str__(self) -> str:
        return f"no entity has the id {self.id!r}"
