"""Rows of a table, and the account that the rows with one id give together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from gazetteer.entity import Alias, Entity
from gazetteer.errors import InvalidEntity
from gazetteer.sources.fields import DEFAULT_KIND, difference
from gazetteer.sources.ids import Ids
from gazetteer.sources.source_file import SourceFile

__all__ = ["SourceRow", "account", "together"]

_REPEATED = "put the rows of one entity one after the other, or give them ids of their own"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row, with the line it begins on. A fact that is missing, and an empty kind, are left to other rows."""

    line: int
    id: str
    names: list[tuple[int, Alias]]  # with their lines
    kind: str
    facts: Mapping[str, Any]  # fields of an entity

    def entity(self, names: Iterable[Alias]) -> Entity:
        """The entity with these names. Raises InvalidEntity if a field is invalid."""
        return Entity(self.id, self.kind or DEFAULT_KIND, names, **self.facts)


def together(file: SourceFile, rows: Iterable[SourceRow], *fields: str) -> Iterator[list[SourceRow]]:
    """The rows that follow each other with the same id, and agree in these fields.

    Where rows must not be left out, an id that comes again later raises SourceError; else `joining` joins its accounts.
    """
    ids = Ids()
    for _, group in groupby(rows, key=attrgetter("id", *fields)):
        found = list(group)
        ids.add(found[0].id, found[0].line)
        yield found
    ids.refuse_repeated(file, _REPEATED)
    if not ids:
        file.remarks.add(1, "no rows")


def account(file: SourceFile, rows: Iterable[SourceRow]) -> SourceRow:
    """What the rows of one entity say together; a row whose facts differ from those of an earlier one is rejected."""
    first, *others = rows
    if not others:
        return first
    facts: dict[str, Any] = {**first.facts, "kind": first.kind}
    lines = dict.fromkeys(facts, first.line)
    names, elsewhere = list(first.names), dict.fromkeys(first.facts["identifiers"])
    for row in others:
        said = {name: value for name, value in (*row.facts.items(), ("kind", row.kind)) if value}
        with file.row(row.line):
            _refuse_differences(said, facts, lines)
            for name, value in said.items():
                if not facts.get(name):
                    facts[name], lines[name] = value, row.line
            elsewhere |= dict.fromkeys(row.facts["identifiers"])
            names += row.names
    kind = facts.pop("kind")
    return replace(first, kind=kind, facts={**facts, "identifiers": tuple(elsewhere)}, names=names)


def _refuse_differences(said: Mapping[str, Any], facts: Mapping[str, Any], lines: Mapping[str, int]) -> None:
    """Raise InvalidEntity for the first fact that differs; an entity may have several ids elsewhere."""
    for name, value in said.items():
        known = facts.get(name)
        if known and known != value and name != "identifiers":
            raise InvalidEntity(difference(name, value, known, lines[name]))
