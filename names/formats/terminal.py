"""Tables and progress bars for people, drawn by rich; plain text where the output is no terminal.

Every string from data has escapes for what would act on a terminal, and none is read as markup of rich.
"""

from __future__ import annotations

import io
import os
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from gazetteer import Entity, SourceWarning
from names.comparison.explanation import explain
from names.formats.entities import entity_rows
from names.formats.escaping import visible
from names.formats.mentions import Annotations
from names.formats.streams import note, on_terminal
from names.resolution.results import Resolution

__all__ = ["candidate_table", "counted", "entity_table", "warnings_as_notes"]

# Chosen by eye, with texts of news and tables of persons.
WIDTH = 120  # columns where there is no terminal to ask
RATIOS = {"name": 3, "id": 3, "spellings": 4, "alias": 4, "why": 7}  # how wide columns share what others leave
NARROW = 16  # characters at most of a column without a ratio
SPELLINGS = 6  # spellings of one entity that are shown


def entity_table(annotations: Annotations) -> Iterator[str]:
    """The format `table`: one row an entity with its spellings, how often each occurs, the least score and its reason.

    It is drawn when all has been read; see `names.formats.entities`.
    """
    table = _table("name", "kind", "id", "spellings", "score", "why")
    for row in entity_rows(annotations.portions):
        _add(table, row.label, row.kind, row.id, _counts(row.spellings), f"{row.score:.2f}", row.why)
    yield _drawn(table)


def _counts(spellings: Counter[str]) -> str:
    """The most frequent spellings, each on one line, with their numbers from 2 on."""
    shown = []
    for spelling, count in spellings.most_common(SPELLINGS):
        times = f" ×{count}" if count > 1 else ""
        shown.append(" ".join(spelling.split()) + times)
    if len(spellings) > SPELLINGS:
        shown.append(f"and {len(spellings) - SPELLINGS} more")
    return ", ".join(shown)


def candidate_table(resolution: Resolution, limit: int) -> str:
    """The drawn table of up to `limit` candidates of one name, best first, with the alias met and the comparison."""
    table = _table("name", "kind", "id", "alias", "score", "why")
    table.title = _text(f"{resolution.query}: {resolution.status}")
    for candidate in resolution.candidates[:limit]:
        entity, alias = candidate.entity, candidate.alias
        cells = (entity.label, entity.kind, entity.id, f"{alias.text} ({alias.kind})")
        _add(table, *cells, f"{candidate.score:.2f}", explain(candidate.comparison))
    return _drawn(table)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, expand=True, title_justify="left", title_style="bold", header_style="bold")
    for column in columns:
        ratio = RATIOS.get(column)
        table.add_column(column, overflow="fold", ratio=ratio, max_width=None if ratio else NARROW)
    return table


def _add(table: Table, *cells: str) -> None:
    table.add_row(*map(_text, cells))


def _text(data: str) -> Text:
    """Data as a text of rich: plain strings would be read as markup."""
    return Text(visible(data))


def _drawn(table: Table) -> str:
    """The table as wide as the terminal, or as COLUMNS says, with codes for bold letters where there is a terminal."""
    drawn = io.StringIO()
    width = None if on_terminal() or "COLUMNS" in os.environ else WIDTH
    console = Console(file=drawn, force_terminal=on_terminal() or None, width=width, highlight=False)
    console.print(table)
    return drawn.getvalue()


def counted(entities: Iterable[Entity], task: str) -> Iterator[Entity]:
    """The same entities; a bar on standard error counts those that have passed, if that is a terminal.

    >>> [entity.id for entity in counted([Entity("b", "place", ["Bishkek"])], "building cities.gaz")]
    ['b']
    """
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        yield from progress.track(entities, total=None, description=visible(task))


@contextmanager
def warnings_as_notes() -> Iterator[None]:
    """Within the block, what is lost of sources (SourceWarning) is collected; at its end each is a line on standard
    error.
    """
    with warnings.catch_warnings(record=True) as collected:
        warnings.simplefilter("always", SourceWarning)
        try:
            yield
        finally:
            for warning in collected:
                note(f"Warning: {warning.message}")
