"""Tables and progress for people, by rich; plain text where the output is no terminal.

All strings from data stand in them with escapes for what would act on a terminal, and none is taken for markup.
"""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from gazetteer import Entity, SourceWarning
from names.comparison.explanation import explain
from names.formats.escaping import visible
from names.formats.records import Annotated, entity_rows
from names.formats.streams import note, on_terminal, write_styled
from names.resolution.results import Resolution

__all__ = ["candidate_table", "counted", "entity_table", "show", "warnings_told"]

WIDE = 120  # columns where there is no terminal to ask
SHARES = {
    "name": 3,
    "id": 3,
    "spellings": 4,
    "alias": 4,
    "why": 7,
}  # of the width; other columns take what they need …
NARROW = 16  # … but no more columns than these
SHOWN = 6  # spellings of one entity that are shown


def show(*tables: Table) -> None:
    """Write the tables on standard output, as wide as the terminal, an empty line between two."""
    drawn = io.StringIO()
    wide = None if on_terminal() or "COLUMNS" in os.environ else WIDE
    console = Console(file=drawn, force_terminal=on_terminal() or None, width=wide, highlight=False)
    for place, table in enumerate(tables):
        console.print(*([""] if place else []), table, sep="\n")
    write_styled(drawn.getvalue())


def entity_table(annotated: Iterable[Annotated]) -> Table:
    """One row an entity: the names found and how often, the least score among them and its reason."""
    table = _table("name", "kind", "id", "spellings", "score", "why")
    for row in entity_rows(annotated):
        _add(table, row.label, row.kind, row.id, _spellings(row.spellings), f"{row.score:.2f}", row.why)
    return table


def _spellings(spellings: Sequence[tuple[str, int]]) -> str:
    shown = [f"{' '.join(text.split())}{f' ×{count}' if count > 1 else ''}" for text, count in spellings[:SHOWN]]
    more = len(spellings) - SHOWN
    return ", ".join([*shown, f"and {more} more"] if more > 0 else shown)


def candidate_table(resolution: Resolution, limit: int) -> Table:
    """The candidates of one name, best first, with the alias that was met and the comparison with it."""
    table = _table("name", "kind", "id", "alias", "score", "why")
    table.title = _text(f"{resolution.query}: {resolution.status}")
    for candidate in resolution.candidates[:limit]:
        entity, alias = candidate.entity, candidate.alias
        cells = (entity.label, entity.kind, entity.id, f"{alias.text} ({alias.kind})")
        _add(table, *cells, f"{candidate.score:.2f}", explain(candidate.comparison))
    return table


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, expand=True, title_justify="left", title_style="bold", header_style="bold")
    for column in columns:
        share = SHARES.get(column)
        table.add_column(column, overflow="fold", ratio=share, max_width=None if share else NARROW)
    return table


def _add(table: Table, *cells: str) -> None:
    table.add_row(*map(_text, cells))


def _text(data: str) -> Text:
    """Data as a text of rich: plain strings would be read as markup."""
    return Text(visible(data))


def counted(entities: Iterable[Entity], task: str) -> Iterator[Entity]:
    """The entities; how many have passed is shown meanwhile on standard error, where that is a terminal."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        yield from progress.track(entities, total=None, description=visible(task))


@contextmanager
def warnings_told() -> Iterator[None]:
    """What is lost of sources in this block is told on standard error, one line a kind."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", SourceWarning)
        try:
            yield
        finally:
            for one in told:
                note(f"Warning: {one.message}")
