"""Answers for the rows of a table, in their order: what each row asks, and the work shared among processes."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from gazetteer import Gazetteer
from names.caching import forget
from names.errors import WorkerLost
from names.lists.facts import FACT_RULES, FactRules, Facts
from names.lists.reconciling import Answer, Query, answer, reconcile_queries
from names.lists.workers import FIRST, PORTION
from names.processes import in_order
from names.resolution.resolver import GazetteerSource
from names.resolution.results import Candidate, Resolution
from names.resolution.rules import Rules
from names.tables.base import Table, TableRow

__all__ = ["CANDIDATE_FIELDS", "Answered", "Places", "RowCandidate", "RowOutcome", "answered", "query_of"]

ROWS = 1 << 13  # most rows of a portion, which has at most PORTION names that are to be resolved; chosen
# Names and words, those of candidates among them, with which the caches of this package are emptied before a portion;
# so a process takes 0.6 GB with the embedded gazetteer (1.5 GB without, after 20,000 rows). Chosen.
REMEMBERED = 1 << 14
KEPT = 1 << 14  # outcomes that are kept for names that come again; chosen
_YEAR = re.compile(r"(?<!\d)(1\d{3}|20\d{2})(?!\d)")
_COUNTRIES = re.compile(r"[;|/]")  # part the countries of a cell; a comma may be part of a name
# What kinds are called in tables. Chosen.
_KINDS = {
    "human": "person",
    "individual": "person",
    "people": "person",
    "city": "place",
    "country": "place",
    "location": "place",
    "town": "place",
    "company": "org",
    "organisation": "org",
    "organization": "org",
}


class RowCandidate(NamedTuple):
    """An entity that the name of a row may mean; `score` is a probability, 0..1."""

    id: str
    label: str
    kind: str
    score: float
    why: str


CANDIDATE_FIELDS = ("row", "query", "rank", *RowCandidate._fields)


class RowOutcome(NamedTuple):
    """The answer to a row, and the first candidates, likeliest first, if they were asked for."""

    answer: Answer
    candidates: tuple[RowCandidate, ...] = ()


NOTHING = RowOutcome(Answer())  # for a row without a name


class Answered(NamedTuple):
    """A row with its answer; the header and blank lines have no name and no outcome."""

    row: TableRow
    query: str
    outcome: RowOutcome | None


class Places(NamedTuple):
    """The positions of the columns that say whom a row means; None where there is none."""

    name: int | None = None
    given: int | None = None
    family: int | None = None
    country: int | None = None
    kind: int | None = None
    born: int | None = None

    @classmethod
    def of(cls, table: Table, columns: dict[str, str | None]) -> Places:
        """The positions of columns by what they hold. Raises InputError if the table has no such column."""
        return cls(**{what: table.place(column) for what, column in columns.items() if column is not None})

    def query(self, row: TableRow) -> Query:
        """What the row asks."""
        return query_of(*(self._cell(row, place) for place in self))

    @staticmethod
    def _cell(row: TableRow, place: int | None) -> str:
        return row.cells[place].strip() if place is not None and place < len(row.cells) else ""


def query_of(name: str, given: str, family: str, country: str, kind: str, born: str) -> Query:
    """What the cells of a row ask: a cell may name several countries, a kind in other words, a date of any form.

    >>> query_of("Ada Berg", "", "", "SE; Norway", "Human", "10.12.1815").facts
    Facts(given='', family='', countries=('SE', 'Norway'), kind='person', born='1815')
    """
    countries = tuple(filter(None, map(str.strip, _COUNTRIES.split(country))))
    lowered = kind.strip().lower()
    year = _YEAR.search(born)
    return Query(name, Facts(given, family, countries, _KINDS.get(lowered, lowered), year[0] if year else ""))


class _Reconciliation(NamedTuple):
    """How the names of a portion are answered."""

    gazetteer: Gazetteer
    rules: Rules
    facts: FactRules
    candidates: int

    def do(self, queries: list[Query]) -> list[RowOutcome]:
        forget(beyond=REMEMBERED)
        resolved = reconcile_queries(queries, self.gazetteer, self.rules, self.facts)
        return [RowOutcome(answer(resolution), self._candidates(resolution)) for resolution in resolved]

    def _candidates(self, resolution: Resolution) -> tuple[RowCandidate, ...]:
        near = resolution.candidates.near[: self.candidates]
        first = near if len(near) == self.candidates else resolution.candidates[: self.candidates]
        return tuple(map(_row_candidate, first))


def _row_candidate(candidate: Candidate) -> RowCandidate:
    entity = candidate.entity
    why = "; ".join([candidate.explain(candidate.alias.language), *candidate.facts])
    return RowCandidate(entity.id, entity.label, entity.kind, round(candidate.score, 3), why)


def _prepared(
    source: GazetteerSource, rules: Rules, facts: FactRules, candidates: int
) -> Callable[[list[Query]], list[RowOutcome]]:
    """What a worker process does with a portion."""
    return _Reconciliation(source.open(), rules, facts, candidates).do


def answered(
    rows: Iterable[TableRow],
    places: Places,
    source: GazetteerSource,
    rules: Rules,
    facts: FactRules = FACT_RULES,
    *,
    candidates: int = 0,
    workers: int = 1,
) -> Generator[list[Answered], None, None]:
    """The rows with their answers, in portions, in order.

    Rows are read and answers are given while the work goes on, by several processes if there are more `workers` than
    one. A name that comes again, in the same light, is looked up once in a portion, and seldom later. Raises the errors
    of `open_gazetteer` before any process is started, and WorkerLost if a worker dies.
    """
    source.open().close()
    stream = _Stream(rows, places)
    try:
        with in_order(partial(_prepared, source, rules, facts, candidates), workers) as resolved:
            for outcomes in resolved(stream.portions()):
                yield stream.answered(outcomes)
    except WorkerLost:
        raise WorkerLost(stream.done, "rows") from None


class _Asking(NamedTuple):
    """A row on its way: what it asks, and the outcome if it is known already."""

    row: TableRow
    query: Query | None  # None: the header, or a blank line
    outcome: RowOutcome | None


class _Stream:
    """The rows on their way: read in portions, whose names are asked for, and joined with the outcomes in order."""

    def __init__(self, rows: Iterable[TableRow], places: Places) -> None:
        self._rows = iter(rows)
        self._places = places
        self._known: dict[Query, RowOutcome] = {}  # of names that came before, the latest last
        self._waiting: deque[tuple[list[_Asking], list[Query]]] = deque()
        self.done = 0

    def portions(self) -> Iterator[list[Query]]:
        """The names of each portion of rows that must be resolved."""
        size = FIRST
        while True:
            asked: dict[Query, None] = {}
            portion: list[_Asking] = []
            for row in self._rows:
                asking = self._asking(row)
                portion.append(asking)
                if asking.query is not None and asking.outcome is None:
                    asked[asking.query] = None
                if len(asked) >= size or len(portion) >= ROWS:
                    break
            if not portion:
                return
            self._waiting.append((portion, list(asked)))
            yield list(asked)
            size = min(2 * size, PORTION)

    def _asking(self, row: TableRow) -> _Asking:
        query = self._places.query(row) if row.cells else None
        if query is None or query.wording:
            return _Asking(row, query, None if query is None else self._known.get(query))
        return _Asking(row, query, NOTHING)

    def answered(self, outcomes: list[RowOutcome]) -> list[Answered]:
        """The rows of the next portion with their outcomes, given those of the names that were asked for."""
        portion, asked = self._waiting.popleft()
        found = dict(zip(asked, outcomes, strict=True))
        results = [
            Answered(row, "", None) if query is None else Answered(row, query.wording, outcome or found[query])
            for row, query, outcome in portion
        ]
        self._known.update(found)
        for query in list(self._known)[: max(0, len(self._known) - KEPT)]:
            del self._known[query]
        self.done += sum(query is not None for _, query, _ in portion)
        return results
