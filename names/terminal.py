"""Tables and progress for people, by rich; plain text where the output is no terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from gazetteer import Entity
from names.explanation import explain
from names.output import Annotated, entity_rows
from names.resolution import Resolution

__all__ = ["candidate_table", "counted", "entity_table", "show"]

WIDE = 120  # columns where there is no terminal to ask
SHARES = {
    "name": 3,
    "id": 3,
    "spellings": 4,
    "alias": 4,
    "why": 7,
}  # of the width; other columns take what they need
SHOWN = 6  # spellings of one entity that are shown


def show(*tables: Table) -> None:
    """Write the tables on standard output, as wide as the terminal, an empty line between two."""
    wide = None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDE
    console = Console(width=wide, highlight=False)
    for place, table in enumerate(tables):
        console.print(*([""] if place else []), table, sep="\n")


def entity_table(annotated: Iterable[Annotated]) -> Table:
    """One row an entity: the names found and how often, the least score among them and its reason."""
    table = _table("name", "kind", "id", "spellings", "score", "why")
    for row in entity_rows(annotated):
        table.add_row(
            Text(row.label),
            row.kind,
            row.id,
            Text(_spellings(row.spellings)),
            f"{row.score:.2f}",
            Text(row.why),
        )
    return table


def _spellings(spellings: Sequence[tuple[str, int]]) -> str:
    shown = [
        f"{' '.join(text.split())}{f' ×{count}' if count > 1 else ''}" for text, count in spellings[:SHOWN]
    ]
    more = len(spellings) - SHOWN
    return ", ".join([*shown, f"and {more} more"] if more > 0 else shown)


def candidate_table(resolution: Resolution, limit: int) -> Table:
    """The candidates of one name, best first, with the alias that was met and the comparison with it."""
    table = _table("name", "kind", "id", "alias", "score", "why")
    table.title = Text(f"{resolution.query}: {resolution.status}")
    for candidate in resolution.candidates[:limit]:
        entity, alias = candidate.entity, candidate.alias
        cells = (Text(entity.label), entity.kind, entity.id, Text(f"{alias.text} ({alias.kind})"))
        table.add_row(*cells, f"{candidate.score:.2f}", Text(explain(candidate.comparison.evidence)))
    return table


def _table(*columns: str) -> Table:
    table = Table(
        box=None, pad_edge=False, expand=True, title_justify="left", title_style="bold", header_style="bold"
    )
    for column in columns:
        share = SHARES.get(column)
        table.add_column(column, overflow="fold", ratio=share, no_wrap=share is None)
    return table


def counted(entities: Iterable[Entity], task: str) -> Iterator[Entity]:
    """The entities; how many have passed is shown meanwhile on standard error, where that is a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        yield from progress.track(entities, total=None, description=task)
