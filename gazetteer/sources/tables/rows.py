"""Rows of a table, and the account that the rows with one id give together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from gazetteer.entity import Alias, Entity
from gazetteer.errors import InvalidEntity
from gazetteer.sources.fields import DEFAULT_KIND, difference
from gazetteer.sources.ids import Ids
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import SourceFile

__all__ = ["SourceRow", "account", "row_of", "together"]

_REPEATED = "put the rows of one entity one after the other, or give them ids of their own"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row, with the line it begins on. A fact that is missing, and an empty kind, are left to other rows."""

    line: int
    id: str
    names: list[tuple[int, Alias]]  # with their lines
    kind: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)  # fields of an entity

    def entity(self) -> Entity:
        """The entity. Raises InvalidEntity if a field is invalid."""
        return Entity(self.id, self.kind or DEFAULT_KIND, [name for _, name in self.names], **self.facts)


def together(file: SourceFile, rows: Iterable[SourceRow]) -> Iterator[list[SourceRow]]:
    """The rows that follow each other with the same id. Where rows must not be left out, an id that comes again later
    raises SourceError; else `joining` joins its accounts.
    """
    ids = Ids()
    for id, group in groupby(rows, key=attrgetter("id")):
        found = list(group)
        ids.add(id, found[0].line)
        yield found
    ids.refuse_repeated(file, _REPEATED)
    if not ids:
        file.remarks.add(1, "no rows")


def account(file: SourceFile, rows: Iterable[SourceRow]) -> SourceRow:
    """What the rows of one entity say together; a row whose facts differ from those of an earlier one is rejected."""
    first, *others = rows
    facts, kind, names = dict(first.facts), first.kind, list(first.names)
    lines = dict.fromkeys((*facts, "kind"), first.line)
    for row in others:
        with file.row(row.line):
            for name, value in (*row.facts.items(), ("kind", row.kind)):
                known = kind if name == "kind" else facts.get(name)
                if known and value and known != value and name != "identifiers":
                    raise InvalidEntity(difference(name, value, known, lines[name]))
            for name, value in row.facts.items():
                if name == "identifiers":
                    facts[name] = tuple(dict.fromkeys((*facts.get(name, ()), *value)))
                elif value and not facts.get(name):
                    facts[name], lines[name] = value, row.line
            if row.kind and not kind:
                kind, lines["kind"] = row.kind, row.line
            names += row.names
    return replace(first, kind=kind, facts=facts, names=names)


def row_of(file: SourceFile, said: SourceRow) -> Iterator[Row]:
    """The row of an account, or none if it is rejected."""
    with file.row(said.line):
        yield Row(file.path, said.line, said.entity())
