"""Reconcile a table with a gazetteer: write it with new columns, which say whom each row means."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any

from gazetteer.decisions.location import decisions_files
from names.errors import FileNotWritten
from names.lists.facts import FACT_RULES, FactRules
from names.lists.reconciling import ANSWER_FIELDS
from names.resolution.key_version import key_version
from names.resolution.resolver import GazetteerSource
from names.resolution.rules import RULES, Rules
from names.tables.answering import Answered, Places, answered
from names.tables.base import Table, TableRow
from names.tables.columnar import COLUMNAR
from names.tables.extending import check_new_columns
from names.tables.outputs import check_output, check_suffix, output_of
from names.tables.own_lists import build_from_table
from names.tables.saving import Destination, FileDestination, WorkDone, resumed
from names.tables.sinks import CandidateSink, Sink, TextSink
from names.tables.texts import TextTable

__all__ = ["OwnList", "Reconciling", "Summary", "reconcile_table"]

Advance = Callable[[int, int], object]
LONGER = "longer"  # the count of rows that have more cells than there are columns


@dataclass(frozen=True)
class OwnList:
    """A table whose rows are the entities: the column of their names, and that of their ids."""

    table: Table
    key: str
    id_column: str | None = None


@dataclass(frozen=True)
class Reconciling:
    """How a table is reconciled, and where the result is written."""

    columns: Mapping[str, str | None]  # by what they hold: name, given, family, country, kind, born
    source: GazetteerSource = field(default_factory=GazetteerSource)
    own_list: OwnList | None = None  # in place of the gazetteer of the source
    rules: Rules = RULES
    facts: FactRules = FACT_RULES  # by how much columns beside the name count
    prefix: str = "entity_"  # of the new columns
    raw: bool = False  # whether cells may be formulas
    candidates: int = 0  # of each row, in the second table
    candidates_to: str | None = None
    output: str | None = None  # None: standard output
    resume: bool = False
    workers: int = 1

    @property
    def fields(self) -> list[str]:
        """The names of the new columns."""
        return [f"{self.prefix}{field}" for field in ANSWER_FIELDS]


@dataclass(frozen=True)
class Summary:
    """What was done: rows by status ("" without a name), rows before it, and what should be told."""

    counts: Mapping[str, int]
    resumed_at: int = 0  # rows that were done before
    longer: int = 0  # rows with more cells than columns
    codec: str = ""  # the encoding of the table, if it does not have all characters of the new cells


def reconcile_table(table: Table, how: Reconciling, advance: Advance = lambda _, __: None) -> Summary:
    """Write the table with the answers to its rows in new columns, and their candidates if they are asked for.

    A table of text is written as it is, byte for byte, with the new cells at the end of each record; others by the
    suffix of the output. A file appears when it is whole; with `resume` the work on it goes on where it ended.
    `advance` is told of each portion how much of the table's size and how many rows it had. Raises InputError,
    FileNotWritten, the errors of `names.open_gazetteer`, and WorkerLost.
    """
    check_new_columns(table, how.fields)
    _check_output(table, how)
    places = Places.of(table, dict(how.columns))
    with ExitStack() as stack:
        source = how.source
        if how.own_list is not None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="names-")))
            build_from_table(how.own_list.table, folder / "list.gaz", how.own_list.key, how.own_list.id_column)
            source = source._replace(path=folder / "list.gaz", decided=False)
        return _Run(table, how, places, source).run(advance)


class _Run:
    """One pass over a table."""

    def __init__(self, table: Table, how: Reconciling, places: Places, source: GazetteerSource) -> None:
        self._table, self._how, self._places, self._source = table, how, places, source
        self._codec = table.source.codec if isinstance(table, TextTable) else ""
        self._before = resumed(self._paths(), self._options()) if how.resume else None
        self._done = WorkDone(self._options())
        self._destinations: list[Destination] = []
        self._has_escapes = False

    def _paths(self) -> list[str]:
        return [path for path in (self._how.output, self._how.candidates_to) if path is not None]

    def run(self, advance: Advance) -> Summary:
        how = self._how
        portions = answered(
            self._rows(),
            self._places,
            self._source,
            how.rules,
            how.facts,
            candidates=how.candidates,
            workers=how.workers,
        )
        with closing(portions):
            first = next(portions, [])  # before any file is touched
            sinks = self._sinks()
            try:
                self._write(chain([first], portions), sinks, advance)
            except BaseException:
                self._leave(sinks)
                raise
        for sink in reversed(sinks):
            sink.finish()
        if how.output is not None:
            WorkDone.forget(how.output)
        return self._summary(sinks[0])

    def _write(self, portions: Iterable[list[Answered]], sinks: Sequence[Sink], advance: Advance) -> None:
        for portion in portions:
            for sink in sinks:
                sink.write(portion)
            advance(*self._count(portion))
            if self._can_go_on:
                self._done.mark(self._how.output or "", self._destinations)

    def _leave(self, sinks: Sequence[Sink]) -> None:
        """Leave the work so that it can go on later, if it can."""
        if self._done.is_marked:
            with suppress(FileNotWritten):  # then it goes on where it was noted before
                self._done.note(self._how.output or "", self._destinations)
        for sink in sinks:
            sink.leave(keep=self._done.is_marked)

    @property
    def _can_go_on(self) -> bool:
        """Whether the work can go on after an interruption."""
        return bool(self._codec) and all(destination.is_draft for destination in self._destinations)

    def _rows(self) -> Iterator[TableRow]:
        """The rows that are to be done; those that are done already are read and checked before."""
        if not isinstance(self._table, TextTable):
            yield from self._table.rows()
            return
        rows = self._table.records()
        if self._before is not None:
            for row in islice(rows, self._before.records):
                self._done.read(self._bytes(row))
            self._done.check(self._before, self._table.path)
            self._done.counts = dict(self._before.counts)
        yield from rows

    def _bytes(self, row: TableRow) -> bytes:
        return (row.text + row.end).encode(self._codec)

    def _count(self, portion: Sequence[Answered]) -> tuple[int, int]:
        """Count what was done; give the bytes and the rows of the portion."""
        counts, size, rows = self._done.counts, 0, 0
        width = len(self._table.columns)
        for row, _, outcome in portion:
            if self._codec:
                record = self._bytes(row)
                self._done.read(record)
                size += len(record)
            if outcome is not None:
                rows += 1
                counts[outcome.answer.status] = counts.get(outcome.answer.status, 0) + 1
                if len(row.cells) > width:
                    counts[LONGER] = counts.get(LONGER, 0) + 1
        return size if self._codec else rows, rows

    def _sinks(self) -> list[Sink]:
        """What takes the rows: first the table, then the candidates."""
        how, sizes = self._how, self._before.sizes if self._before else []
        sinks = [self._table_sink(*sizes[:1])]
        if how.candidates_to is not None:
            destination = FileDestination(how.candidates_to, *sizes[1:])
            rows = sum(count for status, count in self._done.counts.items() if status != LONGER)
            sinks.append(CandidateSink(how.candidates_to, destination, raw=how.raw, begun=rows if sizes else 0))
            self._destinations.append(destination)
        return sinks

    def _table_sink(self, size: int = 0) -> Sink:
        how = self._how
        output = output_of(self._table, how.fields, how.output, raw=how.raw, size=size)
        if output.destination is not None:
            self._destinations.append(output.destination)
        return output.sink

    def _summary(self, sink: Sink) -> Summary:
        counts = dict(self._done.counts)
        longer = counts.pop(LONGER, 0)
        has_escapes = isinstance(sink, TextSink) and sink.extension.has_escapes
        rows_before = self._before.counts if self._before else {}
        done_before = sum(count for status, count in rows_before.items() if status != LONGER)
        return Summary(counts, done_before, longer, self._codec if has_escapes else "")

    def _options(self) -> dict[str, Any]:
        """What must be the same when the work goes on."""
        how, table = self._how, self._table
        return {
            "version": key_version(),
            "columns": dict(how.columns),
            "gazetteer": _fingerprint(how),
            "threshold": how.rules.threshold,
            "rules": repr((how.rules, how.facts)),
            "prefix": how.prefix,
            "raw": how.raw,
            "number of candidates": how.candidates,
            "encoding": self._codec,
            "header": list(table.columns),
        }


def _fingerprint(how: Reconciling) -> list[Any]:
    """By what it is known whether a gazetteer, or a list, is the same as before."""
    limits = [list(how.source.kinds), list(how.source.countries)]
    if how.own_list is None:
        files = [*how.source.files, *decisions_files(how.source.files)]
        return [*map(_file_state, files), *limits]
    own = how.own_list
    digest = hashlib.blake2b(digest_size=16)
    if Path(own.table.path).is_file():
        with Path(own.table.path).open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    return [own.table.path, digest.hexdigest(), own.key, own.id_column, *limits]


def _file_state(file: str | Path) -> list[Any]:
    known = Path(file).stat() if Path(file).exists() else None
    return [str(file), known and known.st_size, known and known.st_mtime_ns]


def _check_output(table: Table, how: Reconciling) -> None:
    """Raise FileNotWritten if the output cannot be what its suffix says."""
    path = how.output
    if how.candidates_to is not None:
        check_suffix(how.candidates_to)
        if Path(how.candidates_to).suffix.lower() in COLUMNAR:
            raise FileNotWritten("candidates are written as .csv, .tsv or .jsonl; name such a file", how.candidates_to)
        if path is not None and Path(path).resolve() == Path(how.candidates_to).resolve():
            raise FileNotWritten("is the file of the table, too; name another for the candidates", path)
    if path is not None:
        check_output(table, path, resume=how.resume)
