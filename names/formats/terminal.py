"""Draw tables and progress bars with rich; the output is plain text if it does not go to a terminal.

In strings from data, active characters are escaped, and nothing is read as markup of rich.
"""

from __future__ import annotations

import io
import os
import warnings
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Any, TypeAlias

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from gazetteer import Entity, SourceWarning
from names.checks.findings import Finding
from names.formats.entities import EntityRow, entity_rows
from names.formats.escaping import visible
from names.formats.mentions import Annotations
from names.formats.streams import note, on_terminal
from names.resolution.results import Resolution

__all__ = [
    "candidate_table",
    "count_progress",
    "entity_table",
    "finding_table",
    "plain_table",
    "reading_progress",
    "row_progress",
    "warnings_as_notes",
]

Counted: TypeAlias = Callable[[Iterable[Any], str], Iterable[Any]]  # passes things on; the text says what is done

# These numbers are chosen by eye, with news texts and tables of persons.
WIDTH = 120  # characters of a line if the output is not a terminal
RATIOS = {
    "name": 3,
    "id": 3,
    "spellings": 4,
    "documents": 3,
    "alias": 4,
    "why": 7,
    "place": 4,
    "what": 6,
    "mend": 5,
}  # relative widths of columns without a fixed one
NARROW = 16  # greatest width in characters of the other columns
SPELLINGS = 6  # spellings shown for one entity
REDRAWN = 0.2  # seconds between two drawings of the progress of reading


def entity_table(annotations: Annotations) -> Iterator[str]:
    """The format `table`: for each entity its spellings with their counts, the least score, and a reason.

    Of several documents it says in which an entity stands, without the folder that all share. It is drawn after
    everything was read; see `names.formats.entities`.
    """
    rows = entity_rows(annotations.portions)
    document_names = {name for row in rows for name in row.documents}
    several = len(annotations.documents) > 1 or len(document_names) > 1
    folder = _shared_folder(document_names)
    table = _table("name", "kind", "id", "spellings", *(["documents"] if several else []), "score", "why")
    for row in rows:
        where = [_documents(row, folder)] if several else []
        _add(table, row.label, row.kind, row.id, _counts(row.spellings), *where, f"{row.score:.2f}", row.why)
    yield _drawn(table)


def _shared_folder(documents: Collection[str]) -> str:
    """The path up to the last slash that the names of all documents begin with."""
    shared = os.path.commonprefix(list(documents))  # noqa: RUF071 - names may mix relative and absolute, and hold `#3`
    return shared[: shared.rfind("/") + 1]


def _documents(row: EntityRow, folder: str) -> str:
    """The first documents of an entity, without the folder, and the number of the others."""
    more = row.document_count - len(row.documents)
    shown = [name.removeprefix(folder) for name in row.documents]
    return ", ".join([*shown, *([f"and {more} more"] if more else [])])


def _counts(spellings: Counter[str]) -> str:
    """The most frequent spellings, with their counts if these are more than 1."""
    shown = []
    for spelling, count in spellings.most_common(SPELLINGS):
        times = f" ×{count}" if count > 1 else ""
        shown.append(" ".join(spelling.split()) + times)
    if len(spellings) > SPELLINGS:
        shown.append(f"and {len(spellings) - SPELLINGS} more")
    return ", ".join(shown)


def candidate_table(resolution: Resolution, limit: int) -> str:
    """The drawn table of up to `limit` candidates of one name, best first, with what they are, alias and reason."""
    table = _table("name", "kind", "id", "alias", "score", "why")
    table.title = _text(f"{resolution.query}: {resolution.status}")
    for candidate in resolution.candidates[:limit]:
        entity, alias = candidate.entity, candidate.alias
        cells = (entity.kind, entity.id, f"{alias.text} ({alias.kind})")
        reason = candidate.explain()
        table.add_row(_introduced(entity), *map(_text, (*cells, f"{candidate.score:.2f}", reason)))
    return _drawn(table)


def finding_table(findings: Iterable[Finding]) -> str:
    """The drawn table of what checks have found: place, level, entity, what is wrong, and how to mend it."""
    table = _table("place", "level", "id", "what", "mend")
    for finding in findings:
        _add(table, finding.place, finding.level, finding.entity, finding.what, finding.mend)
    return _drawn(table)


def plain_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The drawn table of these rows below a title. Columns of numbers, whose heads end in a space, stand at the right.

    >>> plain_table("bins", ["score", "cases "], [["0.5", "12"]]).split()
    ['bins', 'score', 'cases', '0.5', '12']
    """
    table = _table(*map(str.rstrip, columns))
    table.expand = False
    for column, head in zip(table.columns, columns, strict=True):
        column.justify = "right" if head.endswith(" ") else "left"
        column.ratio, column.max_width = None, None
    for row in rows:
        _add(table, *row)
    return _drawn(Text(visible(title), style="bold"), table)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, expand=True, title_justify="left", title_style="bold", header_style="bold")
    for column in columns:
        ratio = RATIOS.get(column)
        table.add_column(column, overflow="fold", ratio=ratio, max_width=None if ratio else NARROW)
    return table


def _add(table: Table, *cells: str) -> None:
    table.add_row(*map(_text, cells))


def _introduced(entity: Entity) -> Text:
    """The label, and below it what tells the entity from namesakes."""
    label = _text(entity.label)
    return label.append("\n").append(visible(entity.description), style="dim") if entity.description else label


def _text(data: str) -> Text:
    """Data as a `Text` of rich, because rich reads plain strings as markup."""
    return Text(visible(data))


def _drawn(*pieces: Table | Text) -> str:
    """A table, perhaps below its title, as text, as wide as the terminal or as COLUMNS says.

    For a terminal it has codes for bold letters.
    """
    drawn = io.StringIO()
    width = None if on_terminal() or "COLUMNS" in os.environ else WIDTH
    console = Console(file=drawn, force_terminal=on_terminal() or None, width=width, highlight=False)
    for piece in pieces:
        console.print(piece)
    return drawn.getvalue()


@contextmanager
def count_progress() -> Iterator[Counted]:
    """Within the block, a function that passes things on and counts them, in a progress bar for each task.

    The bars are drawn if standard error is a terminal.

    >>> with count_progress() as counted:
    ...     list(counted(["Bishkek"], "building cities.gaz"))
    ['Bishkek']
    """
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        yield lambda things, task: progress.track(things, total=None, description=visible(task))


@contextmanager
def reading_progress(size: int) -> Iterator[Callable[[int], None]]:
    """Within the block, a function that moves a progress bar on by bytes that were read, `size` in all (0: unknown).

    The bar is drawn on standard error if that is a terminal, and as the calls come: no thread draws it, because other
    processes may be started meanwhile.

    >>> with reading_progress(100) as advance:
    ...     advance(50)
    """
    columns = (TextColumn("reading"), BarColumn(), DownloadColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with _progress(columns) as progress:
        task = progress.add_task("", total=size or None)
        drawn = 0.0

        def advance(count: int) -> None:
            nonlocal drawn
            progress.advance(task, count)
            if monotonic() - drawn > REDRAWN:
                drawn = monotonic()
                progress.refresh()

        yield advance


@contextmanager
def row_progress(total: int | None, task: str) -> Iterator[Callable[[int, int], None]]:
    """Within the block, a function that moves a progress bar on by units, `total` in all (None: unknown), and rows.

    The bar shows the rows, their rate and the time left. It is drawn as `reading_progress` is.

    >>> with row_progress(100, "people.csv") as advance:
    ...     advance(50, 2)
    """
    rate = TextColumn("{task.fields[rows]:,} rows, {task.fields[rate]:,.0f}/s")
    left = (TextColumn("left"), TimeRemainingColumn(compact=True)) if total else ()
    with _progress(
        (TextColumn("{task.description}", markup=False), BarColumn(), rate, TimeElapsedColumn(), *left)
    ) as progress:
        bar = progress.add_task(visible(task), total=total, rows=0, rate=0.0)
        begun, drawn, done = monotonic(), 0.0, 0

        def advance(units: int, rows: int) -> None:
            nonlocal drawn, done
            done += rows
            progress.update(bar, advance=units, rows=done, rate=done / max(monotonic() - begun, REDRAWN))
            if monotonic() - drawn > REDRAWN:
                drawn = monotonic()
                progress.refresh()

        yield advance


def _progress(columns: Iterable[ProgressColumn]) -> Progress:
    """A progress bar on standard error that is drawn as its owner says, and only on a terminal."""
    console = Console(stderr=True)
    return Progress(
        *columns,
        console=console,
        disable=not console.is_terminal,
        transient=True,
        auto_refresh=False,
        redirect_stdout=False,
    )


@contextmanager
def warnings_as_notes() -> Iterator[None]:
    """Collect the warnings that the block issues; write each as a line on standard error after the block."""
    with warnings.catch_warnings(record=True) as collected:
        warnings.simplefilter("always", SourceWarning)
        try:
            yield
        finally:
            for warning in collected:
                note(f"Warning: {warning.message}")
