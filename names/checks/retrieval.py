"""Check that each entity is found by its own names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gazetteer import Gazetteer
from gazetteer.sources.rows import Row
from names.checks.findings import Fault, Finding, found
from names.resolution.resolver import resolve_many

__all__ = ["not_found"]

SHAREABLE = frozenset({"family", "demonym"})  # kinds of aliases that need not lead to one entity


def not_found(rows: Sequence[Row], gazetteer: Gazetteer) -> Iterator[Finding]:
    """A finding for each alias that does not have its own entity among its candidates in a gazetteer that has the rows.

    An error where the entity is not among the candidates, a warning where another entity is a match.
    """
    asked = [(row, alias.text) for row in rows for alias in row.entity.aliases if alias.kind not in SHAREABLE]
    for (row, text), resolution in zip(asked, resolve_many([text for _, text in asked], gazetteer), strict=True):
        if row.entity.id not in [candidate.entity.id for candidate in resolution.candidates]:
            yield found(row, Fault("error", f"not found by its alias {text!r}", "write the alias as it is used"))
        elif resolution.entity and resolution.entity.id != row.entity.id:
            what = f"{text!r} means {resolution.entity.id} ({resolution.entity.label})"
            yield found(row, Fault("warning", what, "leave the alias out, if that one is more usual"))
