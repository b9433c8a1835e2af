"""Reconcile the names of a table or list of Python with a gazetteer; the result is of the kind that came in."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from gazetteer import Gazetteer
from names.caching import forget
from names.errors import TakenColumn, UnknownColumn
from names.integrations.cells import text_of
from names.integrations.frames import Frame, NewColumn, frame_of
from names.lists.reconciling import ANSWER_FIELDS, Answer, answer, reconcile_queries
from names.resolution.rules import RULES, Rules
from names.tables.answering import REMEMBERED, Places
from names.tables.base import TableRow

__all__ = ["NUMBERS", "PREFIX", "FactColumns", "answers", "reconcile"]

PREFIX = "entity_"  # of the new columns
NUMBERS = frozenset({"score", "runner_up_score"})  # fields of an answer; the others are texts
PORTION = 512  # different rows that are reconciled together, one batch of `resolve_many`; chosen
PLACES = Places(*range(6))  # of the name and of the fields of `FactColumns` in a row


class FactColumns(NamedTuple):
    """The columns that say more of whom a name means, as `Facts` describes them; in the order of `Places`."""

    given: Hashable = None
    family: Hashable = None
    country: Hashable = None
    kind: Hashable = None
    born: Hashable = None

    @property
    def is_name(self) -> bool:
        """Whether there are columns that are a name without another one."""
        return self.given is not None or self.family is not None


def reconcile(  # noqa: PLR0913  each says which column is what
    table: Any,
    gazetteer: Gazetteer,
    *,
    column: Hashable = None,
    given: Hashable = None,
    family: Hashable = None,
    country: Hashable = None,
    kind: Hashable = None,
    born: Hashable = None,
    prefix: str = PREFIX,
    rules: Rules = RULES,
) -> Any:
    """For each row of a table or column the entity that its name means, as `names reconcile` answers.

    A table of pandas, Polars or Arrow comes back with new columns (`Answer` has them), whose names begin with `prefix`;
    a single column (Series, Array) gives a table of these alone. What is empty in them is missing. Whatever has the
    Arrow interface gives a table of Arrow. Any other iterable, of names or of mappings, gives a list of `Answer`.

    `column` is the column of the names; without it, `given` and `family` together are the name. These two, `country`,
    `kind` ("person", "place", "org") and `born` name columns that tell more of whom is meant, and raise or lower
    scores. To look among entities of one kind or country alone, give `names.open_gazetteer(kinds=…, countries=…)`.

    Raises UnknownColumn if the table has no column of a name, or several, and TakenColumn if it has a new one already.

    >>> from gazetteer import Entity
    >>> from names.resolution.resolver import build_gazetteer
    >>> cities = build_gazetteer([Entity("b", "place", ["Bishkek"]), Entity("m", "place", ["Minsk"])])
    >>> [found.id for found in reconcile(["Бишкек", "Minsk", None], cities)]
    ['b', 'm', '']
    >>> [found.status for found in reconcile([{"city": "Bichkek"}], cities, column="city")]
    ['match']
    """
    context = FactColumns(given, family, country, kind, born)
    frame = frame_of(table)
    if frame is None:
        return _of_list(table, gazetteer, column, context, rules)
    if frame.is_column:
        _refuse_columns(column, context)
    elif column is None and not context.is_name:
        raise TypeError(f"say in which column the names are: column=…; there are {_listed(frame.labels)}")
    new = [prefix + field for field in ANSWER_FIELDS]
    if taken := next((label for label in new if label in frame.labels), None):
        raise TakenColumn(taken)
    found = answers(*_columns(frame, column, context), gazetteer, rules)
    return frame.extended(_new_columns(found, prefix))


def _columns(frame: Frame, column: Hashable, context: FactColumns) -> tuple[list[Any], list[list[Any] | None]]:
    """The cells of the names, and of each column of the context that there is."""
    wanted = [None if label is None else frame.checked(label) for label in context]
    facts = [None if label is None else frame.cells(label) for label in wanted]
    if frame.is_column:
        return frame.cells(None), facts
    if column is None:
        known = next(cells for cells in facts if cells is not None)
        return [None] * len(known), facts
    return frame.cells(frame.checked(column)), facts


def answers(
    names: Sequence[Any], facts: Sequence[Sequence[Any] | None], gazetteer: Gazetteer, rules: Rules = RULES
) -> list[Answer]:
    """The answer for each cell of a column of names; `facts` has the columns of a `FactColumns`, or None for one.

    A row asks what the same row of a file would (`names.tables`). Rows that say the same are reconciled once.
    """
    columns = [[""] * len(names) if cells is None else _texts(cells) for cells in (names, *facts)]
    rows = list(zip(*columns, strict=True))
    distinct = iter(dict.fromkeys(rows))
    known: dict[tuple[str, ...], Answer] = {}
    while portion := list(islice(distinct, PORTION)):
        forget(beyond=REMEMBERED)
        queries = [PLACES.query(TableRow(0, row)) for row in portion]
        known.update(zip(portion, map(answer, reconcile_queries(queries, gazetteer, rules)), strict=True))
    return [known[row] for row in rows]


def _texts(cells: Iterable[Any]) -> list[str]:
    return [cell if type(cell) is str else text_of(cell) for cell in cells]


def _new_columns(found: Sequence[Answer], prefix: str) -> list[NewColumn]:
    by_field = zip(*found, strict=True) if found else [()] * len(ANSWER_FIELDS)
    return [
        NewColumn(prefix + field, values if field in NUMBERS else [value or None for value in values], field in NUMBERS)
        for field, values in zip(ANSWER_FIELDS, by_field, strict=True)
    ]


def _of_list(table: Any, gazetteer: Gazetteer, column: Hashable, context: FactColumns, rules: Rules) -> list[Answer]:
    if isinstance(table, (str, bytes, Mapping)) or not isinstance(table, Iterable):
        raise TypeError(f"reconcile takes a table, or a list of names or of mappings, not {type(table).__name__}")
    rows = list(table)
    if not rows:
        return []
    if not any(isinstance(row, Mapping) for row in rows):
        _refuse_columns(column, context)
        return answers(rows, [None] * len(context), gazetteer, rules)
    if column is None and not context.is_name:
        raise TypeError("say in which field of the mappings the names are: column=…")
    mappings = [{} if row is None else row for row in rows]
    if odd := [row for row in mappings if not isinstance(row, Mapping)]:
        raise TypeError(f"some rows are mappings, but {odd[0]!r} is none")
    labels = tuple(dict.fromkeys(label for row in mappings for label in row))
    frame = Frame(labels, lambda label: [row.get(label) for row in mappings], _nothing)
    return answers(*_columns(frame, column, context), gazetteer, rules)


def _nothing(columns: Sequence[NewColumn]) -> Any:
    raise NotImplementedError


def _refuse_columns(column: Hashable, context: FactColumns) -> None:
    asked = [str(label) for label in (column, *context) if label is not None]
    if asked:
        raise UnknownColumn(asked[0], [])


def _listed(labels: Sequence[Hashable]) -> str:
    return ", ".join(map(str, labels))
