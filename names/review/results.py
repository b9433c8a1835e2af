"""Read the spellings of a file of results that are in doubt, and what each result says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from gazetteer.decisions.records import spelling_form
from names.errors import InputError
from names.formats.archives import without_compression
from names.formats.documents import read_name_list
from names.lists.reconciling import ANSWER_FIELDS
from names.tables.answering import CANDIDATE_FIELDS
from names.tables.base import Table
from names.tables.columnar import COLUMNAR
from names.tables.jsonl import JSON_LINES
from names.tables.reading import TABBED, open_table
from names.tables.sheets import SHEETS

__all__ = ["DoubtfulSpelling", "doubtful_spellings"]

WEAK_MATCH = 0.9  # score of a match below which it is weak; chosen
WEAK_NONE = 0.1  # score of the nearest entity from which on it may be meant after all; chosen
TABLES = frozenset({".csv", *TABBED, *JSON_LINES, *COLUMNAR, *SHEETS})  # suffixes of files that hold no pairs as text
CELLS = 6  # other cells of a row that are shown; chosen
NAME_COLUMNS = ("name", "names", "query", "text", "spelling")  # taken for that of the names if --column is not given
# A line of `names cluster --review`: the score, whether the two are in one group, the spellings, and the reason.
_PAIR = re.compile(r"(?P<score>[01]\.\d\d)  (?P<where>one group|apart) +(?P<left>.+?) \| (?P<right>.+?): (?P<why>.*)")

MENTION = {"document", "start", "end", "text", "status", "score"}
PAIR = {"left", "right", "score", "why", "together"}


class DoubtfulSpelling(NamedTuple):
    """A spelling whose result is in doubt, where it stands, and how often; what it means may have to be asked first."""

    spelling: str
    where: str
    times: int = 1
    is_told: bool = True  # whether the file says that the result is in doubt


def doubtful_spellings(
    path: str, *, column: str | None = None, encoding: str | None = None, weak: bool = False
) -> list[DoubtfulSpelling]:
    """The spellings that are ambiguous by the results in a file, each once, in their order; with `weak` others, too.

    Weak are matches of a low score, and names that are not matched though an entity is near. `column` is that of the
    names in a table of `names reconcile`. Raises InputError if the file holds no results.
    """
    found: dict[str, DoubtfulSpelling] = {}
    for one in _read(path, column, encoding, weak=weak):
        form = spelling_form(one.spelling)
        if form:
            before = found.get(form)
            found[form] = before._replace(times=before.times + 1) if before else one
    return list(found.values())


def is_weak(status: str, score: float) -> bool:
    """Whether a result that is not ambiguous is in doubt nevertheless.

    >>> is_weak("match", 0.8), is_weak("match", 0.99), is_weak("none", 0.3)
    (True, False, True)
    """
    return score < WEAK_MATCH if status == "match" else status == "none" and score >= WEAK_NONE


def _read(path: str, column: str | None, encoding: str | None, *, weak: bool) -> Iterator[DoubtfulSpelling]:
    pairs = _written_pairs(path, encoding)
    if pairs is not None:
        return _of_pairs(pairs)
    table = open_table(path, encoding=encoding)
    columns = set(table.columns)
    if columns >= MENTION:
        return _of_rows(table, partial(_mention, table), _wanted(weak=weak))
    if columns >= PAIR:
        return _of_pairs(_cells(table))
    if columns >= set(CANDIDATE_FIELDS):
        return _of_candidates(_cells(table))
    prefix = _prefix(table)
    if prefix is None:
        message = "holds no results of names reconcile, names cluster --review or names resolve --format jsonl"
        raise InputError(f"{message}; name such a file", path)
    return _of_rows(table, partial(_reconciled, table, prefix, _name_column(table, prefix, column)), _wanted(weak=weak))


class _Result(NamedTuple):
    """A row of results: the spelling, its status and score, and where it stands."""

    spelling: str
    status: str
    score: float
    where: str


def _wanted(*, weak: bool) -> Callable[[_Result], bool]:
    """Whether a result is to be reviewed."""
    return lambda result: result.status == "ambiguous" or (weak and is_weak(result.status, result.score))


def _of_rows(
    table: Table, result: Callable[[Mapping[str, str], int], _Result], is_wanted: Callable[[_Result], bool]
) -> Iterator[DoubtfulSpelling]:
    for row, line in _numbered_cells(table):
        found = result(row, line)
        if is_wanted(found):
            yield DoubtfulSpelling(found.spelling, found.where)


def _mention(table: Table, row: Mapping[str, str], line: int) -> _Result:
    where = f"{row['document']}, characters {row['start']}–{row['end']}"
    return _Result(row["text"], row["status"], _score(row["score"], table, line), where)


def _reconciled(table: Table, prefix: str, column: str, row: Mapping[str, str], line: int) -> _Result:
    others = [f"{name} {cell}" for name, cell in row.items() if cell and not _is_new(name, prefix) and name != column]
    where = "; ".join([f"line {line}", *others[:CELLS]])
    return _Result(row[column], row[f"{prefix}status"], _score(row[f"{prefix}score"], table, line), where)


def _of_pairs(pairs: Iterator[Mapping[str, str]]) -> Iterator[DoubtfulSpelling]:
    for pair in pairs:
        for one, other in ((pair["left"], pair["right"]), (pair["right"], pair["left"])):
            yield DoubtfulSpelling(one, f"perhaps the same as “{other}”: {pair['score']}, {pair['why']}", is_told=False)


def _of_candidates(rows: Iterator[Mapping[str, str]]) -> Iterator[DoubtfulSpelling]:
    for row in rows:
        if row["rank"] == "1":
            yield DoubtfulSpelling(row["query"], f"row {row['row']}", is_told=False)


def _written_pairs(path: str, encoding: str | None) -> Iterator[Mapping[str, str]] | None:
    """The pairs of the text of `names cluster --review`; None if the file is something else."""
    if Path(without_compression(path)).suffix.lower() in TABLES:
        return None
    lines = iter(read_name_list(path, encoding))
    first = next(lines, "")
    return _parted(path, chain([first], lines)) if _PAIR.fullmatch(first) else None


def _parted(path: str, lines: Iterator[str]) -> Iterator[Mapping[str, str]]:
    for number, line in enumerate(lines, start=1):
        pair = _PAIR.fullmatch(line)
        if pair is None or line.count(" | ") > 1:
            message = "the two spellings cannot be told apart here; write the pairs with names cluster --review --json"
            raise InputError(message, path, number)
        yield pair.groupdict()


def _numbered_cells(table: Table) -> Iterator[tuple[Mapping[str, str], int]]:
    width = len(table.columns)
    for row in table.rows():
        padded = [*row.cells, *([""] * (width - len(row.cells)))]
        yield dict(zip(table.columns, padded, strict=False)), row.line


def _cells(table: Table) -> Iterator[Mapping[str, str]]:
    return (row for row, _ in _numbered_cells(table))


def _prefix(table: Table) -> str | None:
    """What the names of the columns that `names reconcile` added begin with; None if there are none."""
    ends = [name.removesuffix("runner_up_score") for name in table.columns if name.endswith("runner_up_score")]
    known = set(table.columns)
    return next((prefix for prefix in ends if known.issuperset(prefix + field for field in ANSWER_FIELDS)), None)


def _is_new(column: str, prefix: str) -> bool:
    return column.startswith(prefix) and column.removeprefix(prefix) in ANSWER_FIELDS


def _name_column(table: Table, prefix: str, column: str | None) -> str:
    """The column of the names. Raises InputError if it is not told."""
    if column is not None:
        return table.columns[table.place(column)]
    own = [name for name in table.columns if not _is_new(name, prefix)]
    usual = [name for name in own if name.strip().lower() in NAME_COLUMNS]
    if len(own) != 1 and len(usual) != 1:
        raise InputError(f"name the column with the names: --column NAME; columns: {', '.join(own)}", table.path)
    return own[0] if len(own) == 1 else usual[0]


def _score(cell: str, table: Table, line: int) -> float:
    try:
        return float(cell or 0)
    except ValueError:
        raise InputError(f"the score {cell!r} is no number; mend it", table.path, line) from None
