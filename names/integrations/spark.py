"""Reconcile or group the names of a table of Apache Spark on as many machines as it has, as one machine would.

Each Python worker opens the gazetteer once, which is mapped into memory, so that the workers of a machine share it. The
package must be installed where they run. The page docs/how-to/frames.md shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from pyspark import SparkFiles
from pyspark.sql import functions
from pyspark.sql.types import DoubleType, StringType, StructField, StructType

from names.errors import TakenColumn, UnknownColumn
from names.integrations.opened import opened
from names.integrations.reconciliation import NUMBERS, PREFIX, FactColumns, answers
from names.integrations.spark_clusters import grouped
from names.lists.reconciling import ANSWER_FIELDS
from names.lists.rules import CLUSTER_RULES, ClusterRules
from names.resolution.resolver import GazetteerSource
from names.resolution.rules import RULES, Rules

__all__ = ["cluster", "reconcile", "ship"]

ANSWER = StructType([StructField(field, DoubleType() if field in NUMBERS else StringType()) for field in ANSWER_FIELDS])
NAME = "name"  # the field of the names in what a worker gets, beside those of `FactColumns`


def reconcile(  # noqa: PLR0913  each says which column is what
    frame: Any,
    column: str | None = None,
    gazetteer_path: str | Path | None = None,
    *,
    given: str | None = None,
    family: str | None = None,
    country: str | None = None,
    kind: str | None = None,
    born: str | None = None,
    kinds: Iterable[str] = (),
    countries: Iterable[str] = (),
    prefix: str = PREFIX,
    rules: Rules = RULES,
) -> Any:
    """The DataFrame with the columns of the answers, as `names.reconcile` gives them; its other columns stay.

    `gazetteer_path` is a file that workers find in the same place, or among those of `ship`; None is the embedded
    gazetteer. With `kinds` or `countries` (codes) names are found among such entities only.
    """
    context = FactColumns(given, family, country, kind, born)
    wanted = {NAME: column, **context._asdict()}
    columns = {field: label for field, label in wanted.items() if label is not None}
    _check(frame.columns, columns.values())
    if column is None and not context.is_name:
        raise TypeError(f"say in which column the names are: column=…; there are {', '.join(frame.columns)}")
    if taken := next((prefix + field for field in ANSWER_FIELDS if prefix + field in frame.columns), None):
        raise TakenColumn(taken)
    source = GazetteerSource(None if gazetteer_path is None else str(gazetteer_path), tuple(kinds), tuple(countries))

    def answered(portions: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        return (_answers(portion, source, rules) for portion in portions)

    # Not deterministic, as else Spark may compute it once for each field.
    answer = functions.pandas_udf(answered, ANSWER).asNondeterministic()
    cells = functions.struct(*(_column(frame, label).alias(field) for field, label in columns.items()))
    found = _unused(frame.columns)
    fields = [functions.col(found)[field].alias(prefix + field) for field in ANSWER_FIELDS]
    with_answers = frame.withColumn(found, answer(cells))
    return with_answers.select(*(_column(with_answers, label) for label in frame.columns), *fields)


def cluster(
    frame: Any,
    column: str,
    threshold: float = CLUSTER_RULES.threshold,
    *,
    result: str = "cluster",
    rules: ClusterRules = CLUSTER_RULES,
) -> Any:
    """The DataFrame with a new column that is the same text for all spellings of one name, as `names.cluster` has it.

    The text is the spelling of the group that comes first by its sound; null stands beside a missing name. The names
    that a chain of likely pairs holds together must fit into the memory of one worker.
    """
    _check(frame.columns, [column])
    if result in frame.columns:
        raise TakenColumn(result)
    texts = frame.select(_column(frame, column).cast("string").alias("text")).where("text is not null").distinct()
    groups = grouped(texts, threshold, rules)
    known = groups.select(functions.col("text").alias(_unused(frame.columns)), functions.col("group").alias(result))
    name, key = _column(frame, column).cast("string"), known[known.columns[0]]
    joined = frame.join(known, name == key, "left")
    columns = [_column(frame, label) for label in frame.columns]
    return joined.select(*columns, functions.coalesce(known[result], name).alias(result))


def ship(session: Any, gazetteer_path: str | Path) -> None:
    """Send a gazetteer to all machines of the session, for workers that do not find its file in the same place."""
    path = Path(gazetteer_path)
    for file in sorted(path.parent.glob(f"{path.name}*")):  # its arrays stand beside it
        session.sparkContext.addFile(str(file))


def _check(known: list[str], wanted: Iterable[str]) -> None:
    for label in wanted:
        if known.count(label) != 1:
            raise UnknownColumn(label, known)


def _column(frame: Any, label: str) -> Any:
    """The column of this very name, which may have points and other signs."""
    return frame["`" + label.replace("`", "``") + "`"]


def _unused(labels: list[str]) -> str:
    """A name that no column has."""
    name = "names_answer"
    while name in labels:
        name += "_"
    return name


def _answers(portion: pd.DataFrame, source: GazetteerSource, rules: Rules) -> pd.DataFrame:
    """The answers of some rows, in a worker."""
    gazetteer = opened(source._replace(path=tuple(map(_located, source.files))))
    cells = {field: portion[field].astype(object).tolist() for field in portion.columns}
    facts = [cells.get(field) for field in FactColumns._fields]
    found = answers(cells.get(NAME, [None] * len(portion)), facts, gazetteer, rules)
    texts = [[None if value == "" else value for value in row] for row in found]
    return pd.DataFrame(texts, columns=list(ANSWER_FIELDS))


def _located(path: str | Path) -> str | Path:
    """Where the gazetteer is on this machine: at its path, or where Spark puts the files that it sends."""
    if Path(path).exists():
        return path
    sent = Path(SparkFiles.get(Path(path).name))
    return sent if sent.exists() else path
