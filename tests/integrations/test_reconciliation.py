"""A small table reconciled from lists, pandas, Polars, Arrow and DuckDB: the same answers, in the kind that came in."""

from __future__ import annotations

import csv
import datetime as dt
import io
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple

import pytest
from command_line import loaded_by, run
from hypothesis import given, settings
from hypothesis import strategies as st

import names
from gazetteer import Alias, Entity
from names.integrations.cells import text_of
from names.lists.reconciling import ANSWER_FIELDS, Answer

KNOWN = names.build_gazetteer(
    [
        Entity("kg", "person", ["Sooronbay Jeenbekov", Alias("Сооронбай Жээнбеков", "ky")], countries=["KG"]),
        Entity("bg", "person", ["Ivan Petrov"], countries=["BG"], born="1950-03-01"),
        Entity("ru", "person", ["Ivan Petrov", Alias("Иван Петров", "ru")], countries=["RU"], born="1981"),
        Entity("minsk", "place", ["Minsk"]),
    ]
)
ROWS: list[dict[str, Any]] = [
    {"id": 1, "name": "Сооронбай Жээнбеков", "land": "KG", "year": 1958.0},
    {"id": 2, "name": "Ivan Petrov", "land": "Bulgaria", "year": None},
    {"id": 3, "name": "Ivan Petrov", "land": None, "year": 1981.0},
    {"id": 4, "name": "Ivan Petrov", "land": None, "year": None},
    {"id": 5, "name": None, "land": "KG", "year": None},
    {"id": 6, "name": "", "land": "", "year": None},
    {"id": 7, "name": "Zorblat", "land": "RU;BG", "year": None},
    {"id": 8, "name": " =1+1\n", "land": "", "year": None},
    {"id": 9, "name": "Minsk", "land": "", "year": None},
    {"id": 10, "name": "Ivan Petrov", "land": "Bulgaria", "year": None},
]
NEW = [f"entity_{field}" for field in ANSWER_FIELDS]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[Answer]:
    """What the command answers to the same table in a file."""
    folder = tmp_path_factory.mktemp("reconciled")
    names.build_gazetteer(KNOWN, folder / "known.gaz").close()
    with (folder / "people.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, ROWS[0])
        table.writeheader()
        table.writerows(ROWS)
    done = run(
        *("reconcile", str(folder / "people.csv"), "--column", "name", "--country-column", "land"),
        *("--born", "year", "-g", str(folder / "known.gaz"), "--raw"),
    )
    assert done.exit_code == 0, done.output
    found = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(found) == len(ROWS)
    return [
        Answer(*((float(row[new]) if row[new] else None) if new.endswith("score") else row[new] for new in NEW))
        for row in found
    ]


class Kind(NamedTuple):
    """A kind of table: how one is made of rows, and how its rows are read."""

    module: str
    make: Callable[[Any, list[dict[str, Any]]], Any]
    rows: Callable[[Any], list[dict[str, Any]]]
    result: str  # the class of what comes back

    def made(self, rows: list[dict[str, Any]] = ROWS) -> Any:
        return self.make(pytest.importorskip(self.module), rows)


def pandas_rows(frame: Any) -> list[dict[str, Any]]:
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {label: [row[label] for row in rows] for label in ROWS[0]}


def of_duckdb(duckdb: Any, rows: list[dict[str, Any]]) -> Any:
    pytest.importorskip("pyarrow")
    connection = duckdb.connect()
    connection.execute("create table people(id int, name varchar, land varchar, year double)")
    connection.executemany("insert into people values (?, ?, ?, ?)", [list(row.values()) for row in rows])
    return connection.table("people")


KINDS = {
    "pandas": Kind("pandas", lambda pd, rows: pd.DataFrame(columns(rows)), pandas_rows, "DataFrame"),
    "pandas-objects": Kind(
        "pandas", lambda pd, rows: pd.DataFrame(columns(rows), dtype=object), pandas_rows, "DataFrame"
    ),
    "pandas-categories": Kind(
        "pandas",
        lambda pd, rows: pd.DataFrame(columns(rows)).astype({"name": "category", "land": "string"}),
        pandas_rows,
        "DataFrame",
    ),
    "polars": Kind("polars", lambda pl, rows: pl.DataFrame(columns(rows)), lambda table: table.to_dicts(), "DataFrame"),
    "polars-categories": Kind(
        "polars",
        lambda pl, rows: pl.DataFrame(columns(rows)).with_columns(pl.col("name").cast(pl.Categorical)),
        lambda table: table.to_dicts(),
        "DataFrame",
    ),
    "arrow": Kind("pyarrow", lambda pa, rows: pa.table(columns(rows)), lambda table: table.to_pylist(), "Table"),
    "arrow-chunks": Kind(
        "pyarrow",
        lambda pa, rows: pa.Table.from_batches(pa.table(columns(rows)).to_batches(max_chunksize=3)),
        lambda table: table.to_pylist(),
        "Table",
    ),
    "arrow-batch": Kind(
        "pyarrow", lambda pa, rows: pa.RecordBatch.from_pylist(rows), lambda table: table.to_pylist(), "Table"
    ),
    "arrow-reader": Kind(
        "pyarrow", lambda pa, rows: pa.Table.from_pylist(rows).to_reader(), lambda table: table.to_pylist(), "Table"
    ),
    "duckdb": Kind("duckdb", of_duckdb, lambda table: table.to_pylist(), "Table"),
}  # fmt: skip
each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


@each_kind
def test_a_table_comes_back_with_the_answers(kind: Kind, expected: list[Answer]) -> None:
    found = names.reconcile(kind.made(), KNOWN, column="name", country="land", born="year")
    assert type(found).__name__ == kind.result
    rows = kind.rows(found)
    assert [list(row) for row in rows] == [[*ROWS[0], *NEW]] * len(ROWS)
    assert [{label: row[label] for label in ROWS[0]} for row in rows] == ROWS
    assert [tuple(row[label] for label in NEW) for row in rows] == [
        tuple(None if value == "" else value for value in one) for one in expected
    ]


@each_kind
def test_new_columns_are_texts_and_floats_even_of_no_rows(kind: Kind) -> None:
    if kind.result != "Table":
        some, none = (names.reconcile(kind.made(rows), KNOWN, column="name") for rows in (ROWS, ROWS[:0]))
        types = [dict(zip(table.columns, table.dtypes, strict=True)) for table in (some, none)]
        assert len(none) == 0
        assert [types[0][label] for label in NEW] == [types[1][label] for label in NEW]
        assert str(types[0]["entity_score"]).lower() == str(types[0]["entity_runner_up_score"]).lower() == "float64"


@each_kind
def test_a_wrong_column_name_is_answered_with_those_there_are(kind: Kind) -> None:
    with pytest.raises(
        names.UnknownColumn, match=r"no column 'nmae'; did you mean 'name'\? Known: id, name, land, year"
    ):
        names.reconcile(kind.made(), KNOWN, column="nmae")
    with pytest.raises(names.UnknownColumn, match="no column 'country'"):
        names.reconcile(kind.made(), KNOWN, column="name", country="country")
    with pytest.raises(TypeError, match="column=…; there are id, name, land, year"):
        names.reconcile(kind.made(), KNOWN)
    with pytest.raises(names.TakenColumn, match="'id'; give another prefix"):
        names.reconcile(kind.made(), KNOWN, column="name", prefix="")


def test_lists_of_names_and_of_mappings_give_answers(expected: list[Answer]) -> None:
    assert names.reconcile(ROWS, KNOWN, column="name", country="land", born="year") == expected
    plain = names.reconcile((row["name"] for row in ROWS), KNOWN)
    assert plain == names.reconcile(ROWS, KNOWN, column="name")
    assert [found.id for found in plain[:4]] == ["kg", "", "", ""]
    assert plain[4] == plain[5] == Answer()
    assert names.reconcile([], KNOWN) == names.reconcile(iter([]), KNOWN, column="name") == []
    assert names.reconcile([{"given": "Ivan", "family": "Petrov"}], KNOWN, given="given", family="family")[0].score
    assert names.reconcile([None, {"name": "Minsk"}], KNOWN, column="name")[1].id == "minsk"


@pytest.mark.parametrize("table", ["Minsk", b"Minsk", {"name": ["Minsk"]}, 7, None])
def test_what_is_no_table_or_list_is_refused(table: object) -> None:
    with pytest.raises(TypeError, match="takes a table, or a list of names or of mappings, not"):
        names.reconcile(table, KNOWN, column="name")


def test_columns_of_a_list_without_any_are_refused() -> None:
    with pytest.raises(names.UnknownColumn, match="no column 'name' beside the names"):
        names.reconcile(["Minsk"], KNOWN, column="name")
    with pytest.raises(names.UnknownColumn, match="no column 'land'"):
        names.reconcile(["Minsk"], KNOWN, country="land")
    with pytest.raises(TypeError, match="but 'Minsk' is none"):
        names.reconcile([{"name": "Minsk"}, "Minsk"], KNOWN, column="name")
    with pytest.raises(TypeError, match="in which field"):
        names.reconcile(ROWS, KNOWN)
    with pytest.raises(names.UnknownColumn, match="Known: id, name, land, year"):
        names.reconcile(ROWS, KNOWN, column="city")


def test_a_column_gives_a_table_of_answers() -> None:
    cells = [row["name"] for row in ROWS]
    wanted = [tuple(None if value == "" else value for value in one) for one in names.reconcile(cells, KNOWN)]
    pd = pytest.importorskip("pandas")
    series = pd.Series(cells, index=range(20, 10, -1), name="name")
    found = names.reconcile(series, KNOWN)
    assert list(found.index) == list(series.index)
    assert list(map(tuple, (row.values() for row in pandas_rows(found)))) == wanted
    for module, make in (("polars", "Series"), ("pyarrow", "array"), ("pyarrow", "chunked_array")):
        maker = getattr(pytest.importorskip(module), make)
        column = names.reconcile(maker([cells] if "chunked" in make else cells), KNOWN)
        read = column.to_dicts() if module == "polars" else column.to_pylist()
        assert [tuple(row.values()) for row in read] == wanted
        assert list(read[0]) == NEW
    with pytest.raises(names.UnknownColumn, match="beside the names; give a table"):
        names.reconcile(series, KNOWN, country="land")


def test_a_frame_of_pandas_keeps_its_index_and_odd_columns() -> None:
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame([["Minsk", 1, 2, 3], [float("nan"), 4, 5, 6]], columns=["name", "a", "a", 7], index=[9, 9])
    before = frame.copy()
    found = names.reconcile(frame, KNOWN, column="name", prefix="x ")
    assert list(found.columns) == ["name", "a", "a", 7, *(f"x {field}" for field in ANSWER_FIELDS)]
    assert list(found.index) == [9, 9]
    assert list(found["x id"].fillna("-")) == ["minsk", "-"]
    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_frame_equal(found[["name", 7]], before[["name", 7]])
    with pytest.raises(names.UnknownColumn, match="has 2 columns 'a'; rename all but one"):
        names.reconcile(frame, KNOWN, column="a")
    assert names.reconcile(frame, KNOWN, column=7)["entity_status"].tolist() == ["none", "none"]  # numbers are read
    part = frame[frame["a"].iloc[:, 0] > 1]
    assert len(names.reconcile(part, KNOWN, column="name")) == 1


def test_a_table_that_is_not_there_yet_is_refused() -> None:
    pl = pytest.importorskip("polars")
    with pytest.raises(TypeError, match=r"give frame.collect\(\)"):
        names.reconcile(pl.DataFrame(columns(ROWS)).lazy(), KNOWN, column="name")


def test_the_arrow_interface_takes_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream:
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            raise NotImplementedError

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(TypeError, match="pip install pyarrow"):
        names.reconcile(Stream(), KNOWN, column="name")


def test_no_program_for_tables_is_imported_before_one_of_its_tables_comes() -> None:
    code = "import names; names.reconcile(['Minsk'], names.build_gazetteer([]))"
    assert not {"pandas", "polars", "pyarrow", "duckdb", "pyspark"} & loaded_by(code)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Ada", "Ada"),
        ("", ""),
        (None, ""),
        (float("nan"), ""),
        (float("inf"), "inf"),
        (1960.0, "1960"),
        (1.5, "1.5"),
        (True, "True"),
        (b"\xffAda", "\ufffdAda"),
        (memoryview(b"Ada"), "Ada"),
        (dt.datetime(1960, 5, 1, tzinfo=dt.UTC), "1960-05-01T00:00:00+00:00"),
    ],
)
def test_cells_are_read_as_text(cell: object, text: str) -> None:
    assert text_of(cell) == text


def test_missing_cells_of_pandas_and_numpy_are_empty() -> None:
    numpy = import_module("numpy")
    cells = [numpy.float64("nan"), numpy.datetime64("NaT", "D"), numpy.str_("a"), numpy.int64(7)]
    assert list(map(text_of, cells)) == ["", "", "a", "7"]
    assert text_of(numpy.array([1, 2])) == "1; 2"
    assert [text_of(numpy.array(cells)) for cells in ([], ["BY"])] == ["", "BY"]
    pd = pytest.importorskip("pandas")
    assert [text_of(cell) for cell in (pd.NA, pd.NaT, pd.Timestamp("1960-05-01"))] == ["", "", "1960-05-01T00:00:00"]


@settings(deadline=None, max_examples=10)
@given(st.lists(st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.binary()), max_size=4))
def test_any_list_is_answered(cells: list[Any]) -> None:
    found = names.reconcile(cells, KNOWN)
    assert found == [names.reconcile([text_of(cell)], KNOWN)[0] for cell in cells]
