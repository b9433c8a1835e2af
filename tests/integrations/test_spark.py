"""Tables of Spark, in a real local session: the answers and groups are those of one process."""

from __future__ import annotations

import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import ROOT

pytest.importorskip("pyspark", reason="Spark is not installed: pip install 'names-gazetteer[spark]'")
if not shutil.which("java"):
    pytest.skip("Spark needs Java, which is not installed", allow_module_level=True)

import names
from gazetteer import Alias, Entity
from names.lists.reconciling import ANSWER_FIELDS

# Spark warns of the newest pandas, and of sockets that its own processes leave open.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.spark,
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
KNOWN = [
    Entity("kg", "person", ["Sooronbay Jeenbekov", Alias("Сооронбай Жээнбеков", "ky")], countries=["KG"]),
    Entity("bg", "person", ["Ivan Petrov"], countries=["BG"], born="1950-03-01"),
    Entity("ru", "person", ["Ivan Petrov", Alias("Иван Петров", "ru")], countries=["RU"], born="1981"),
    Entity("minsk", "place", ["Minsk"]),
]
ROWS: list[dict[str, Any]] = [
    {"full name": "Сооронбай Жээнбеков", "land.code": ["KG"], "born": None},
    {"full name": "Ivan Petrov", "land.code": ["BY", "BG"], "born": None},
    {"full name": "Ivan Petrov", "land.code": None, "born": 1981},
    {"full name": None, "land.code": None, "born": 1981},
    {"full name": "", "land.code": [], "born": None},
    {"full name": "Zorblat", "land.code": None, "born": None},
    {"full name": "Minsk", "land.code": None, "born": None},
]
LIST = [
    *("Muammar Gaddafi", "Moammar Qadhafi", "Муаммар Каддафи", "Saif Gaddafi", "Smith", "Anna Berg", "Anna Bergh"),
    *("Jeenbekov", "Жээнбеков", "Sooronbay Jeenbekov", "", "?", "Anna Berg", "安倍晋三", "Abe Shinzo"),
    *("ANNA BERG", "anna-berg", "Zorblat", "ZORBLAT"),
]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    variables = {"PYSPARK_PYTHON": sys.executable, "PYTHONPATH": str(ROOT), "SPARK_LOCAL_IP": "127.0.0.1"}
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2", "spark.driver.memory": "1g"}
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()
    for name, value in before.items():
        os.environ.pop(name) if value is None else os.environ.update({name: value})


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("spark") / "known.gaz"
    names.build_gazetteer(KNOWN, path).close()
    return path


def table(session: Any) -> Any:
    return session.createDataFrame(
        [tuple(row.values()) for row in ROWS], "`full name` string, `land.code` array<string>, born int"
    )


def test_answers_are_those_of_one_process(session: Any, file: Path) -> None:
    from names.integrations import spark

    columns = {"country": "land.code", "born": "born"}
    found = spark.reconcile(table(session), "full name", file, prefix="x ", **columns)
    assert found.columns == [*ROWS[0], *(f"x {field}" for field in ANSWER_FIELDS)]
    with names.open_gazetteer(file) as gaz:
        expected = names.reconcile(ROWS, gaz, column="full name", **columns)
    rows = found.collect()
    assert [row.asDict()["full name"] for row in rows] == [row["full name"] for row in ROWS]
    assert [tuple(row)[3:] for row in rows] == [tuple(None if cell == "" else cell for cell in one) for one in expected]
    persons = spark.reconcile(table(session), "full name", file, kinds=["person"]).collect()
    assert persons[-1]["entity_id"] is None


def test_a_gazetteer_is_sent_to_workers_that_do_not_have_it(session: Any, file: Path, tmp_path: Path) -> None:
    from names.integrations import spark

    with names.build_gazetteer(KNOWN, tmp_path / "sent.gaz"):
        spark.ship(session, tmp_path / "sent.gaz")
    elsewhere = "/not/on/this/machine/sent.gaz"
    assert spark.reconcile(table(session), "full name", elsewhere).first()["entity_id"] == "kg"


def test_wrong_columns_are_told(session: Any) -> None:
    from names.integrations import spark

    frame = table(session)
    with pytest.raises(names.UnknownColumn, match="did you mean 'full name'"):
        spark.reconcile(frame, "ful name")
    with pytest.raises(names.UnknownColumn, match="no column 'x'"):
        spark.cluster(frame, "x")
    with pytest.raises(names.TakenColumn, match="'born'"):
        spark.cluster(frame, "full name", result="born")
    with pytest.raises(names.TakenColumn, match="entity_id"):
        spark.reconcile(frame.withColumnRenamed("born", "entity_id"), "full name")
    with pytest.raises(TypeError, match="there are full name, land"):
        spark.reconcile(frame)
    with pytest.raises(TypeError, match=r"names\.integrations\.spark\.reconcile"):
        names.reconcile(frame, None, column="full name")


def test_groups_are_those_of_one_process(session: Any) -> None:
    from names.integrations import spark

    frame = session.createDataFrame([(place, name) for place, name in enumerate([*LIST, None])], "id int, name string")
    rows = spark.cluster(frame, "name").orderBy("id").collect()
    assert [row.id for row in rows] == list(range(len(LIST) + 1))
    assert rows[-1].cluster is None
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows[:-1]:
        groups[row.cluster].add(row.name)
    assert {frozenset(group) for group in groups.values()} == set(map(frozenset, names.cluster(LIST)))
    assert all(first in group for first, group in groups.items())
