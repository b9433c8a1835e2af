"""What checks find."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from gazetteer.sources.rows import Row

__all__ = ["Fault", "Finding", "Level", "found"]

Level = Literal["error", "warning", "note"]


class Fault(NamedTuple):
    """What is wrong with an alias or an entity, and how to mend it; an error is surely wrong, a warning is to be looked
    at, and a note only tells.
    """

    level: Level
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, the entity that has it, and where that entity stands: a file and a line, 0 where there is no line."""

    path: str
    line: int
    entity: str
    level: Level
    what: str
    mend: str

    @property
    def place(self) -> str:
        """File and line, such as ``people.tsv:7``, or the file alone."""
        return f"{self.path}:{self.line}" if self.line else self.path


def found(row: Row, fault: Fault) -> Finding:
    """The fault as a finding in this row.

    >>> from gazetteer import Entity
    >>> row = Row(Path("people.tsv"), 7, Entity("p1", "person", ["Ann"]))
    >>> found(row, Fault("error", "no native form", "write it")).place
    'people.tsv:7'
    """
    path = row.path
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return Finding(str(path), row.line, row.entity.id, *fault)
