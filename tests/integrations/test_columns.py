"""Keys, scores and Latin forms in columns and in SQL are those of the library; what is missing stays missing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest

import names
from names.integrations import sqlite
from names.integrations.opened import opened

NAMES = ["Жээнбеков", "Jinbekov", None, "", "?", "習近平", "Müller, Anna", "Jinbekov"]
KEYS = [None if name is None else names.keys([name])[0] or None for name in NAMES]
SEVERAL = [None if name is None else names.keys([name], several=True)[0] or None for name in NAMES]
LATIN = [None if name is None else names.romanize(name) for name in NAMES]
SCORES = [None if name is None else names.compare(name, "Jinbekov").score for name in NAMES]
JOIN = "select a.name, b.name from t a join t b on names_key(a.name) = names_key(b.name) and a.name < b.name"
QUERIES = {
    "select names_key(name) from t order by place": KEYS,
    "select names_romanize(name) from t order by place": LATIN,
    "select names_score(name, 'Jinbekov') from t order by place": SCORES,
    "select names_score('Jinbekov', name) from t order by place": SCORES,
    "select names_score(name, NULL) from t order by place": [None] * len(NAMES),
}


@pytest.mark.parametrize("query", QUERIES)
def test_sqlite(query: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        sqlite.register(connection)
        connection.execute("create table t(place integer, name text)")
        connection.executemany("insert into t values (?, ?)", enumerate(NAMES))
        assert [cell for (cell,) in connection.execute(query)] == QUERIES[query]
        assert set(connection.execute(JOIN)) == {("Jinbekov", "Жээнбеков")}


def test_sqlite_may_have_an_index_of_keys() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        sqlite.register(connection)
        connection.execute("create table t(name)")
        connection.executemany("insert into t values (?)", [("Жээнбеков",), (7,), (1.5,), (b"Jinbekov",), (None,)])
        connection.execute("create index by_key on t(names_key(name))")
        found = connection.execute("select name from t where names_key(name) = names_key('Dscheenbekow')")
        assert set(found) == {("Жээнбеков",), (b"Jinbekov",)}


def in_duckdb() -> Any:
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    from names.integrations.duckdb import register

    connection = duckdb.connect()
    register(connection)
    register(connection)  # a second time changes nothing
    connection.execute("create table t(place integer, name varchar)")
    connection.executemany("insert into t values (?, ?)", [list(row) for row in enumerate(NAMES)])
    return connection


@pytest.mark.parametrize("query", QUERIES)
def test_duckdb(query: str) -> None:
    with closing(in_duckdb()) as connection:
        assert [cell for (cell,) in connection.execute(query).fetchall()] == QUERIES[query]


def test_duckdb_has_several_keys_and_takes_long_tables() -> None:
    with closing(in_duckdb()) as connection:
        assert set(connection.execute(JOIN).fetchall()) == {("Jinbekov", "Жээнбеков")}
        several = connection.execute("select names_keys(name) from t order by place").fetchall()
        assert [keys for (keys,) in several] == SEVERAL
        many = "select count(names_key('Anna Berg' || case when i % 3 = 0 then null else '' end)) from range(5000) r(i)"
        assert connection.execute(many).fetchone() == (3333,)
        assert connection.execute("select names_key(NULL), names_key(7::varchar)").fetchone() == (None, "1:7-")


def test_pandas() -> None:
    pd = pytest.importorskip("pandas")
    import names.integrations.pandas

    series = pd.Series(NAMES, index=range(3, 11), name="name")
    for found, expected in [
        (series.names.keys(), KEYS),
        (series.names.romanize(), LATIN),
        (series.names.keys(several=True), SEVERAL),
        (series.astype("category").names.keys(), KEYS),
        (series.astype("string").names.romanize(), LATIN),
    ]:
        assert [None if pd.isna(cell) is True else cell for cell in found] == expected
        assert list(found.index) == list(series.index)
        assert found.name == "name"
    empty = series.iloc[:0]
    assert empty.names.keys().dtype == series.names.keys().dtype
    both = pd.DataFrame({"name": NAMES})
    pd.testing.assert_frame_equal(both.names.reconcile("name"), names.reconcile(both, opened(), column="name"))
    pd.testing.assert_frame_equal(series.names.reconcile(prefix=""), names.reconcile(series, opened(), prefix=""))
    empty = names.build_gazetteer([])  # which is false
    assert set(both.names.reconcile("name", empty)["entity_status"].dropna()) == {"none"}


def test_polars() -> None:
    pl = pytest.importorskip("polars")
    import names.integrations.polars

    frame = pl.DataFrame({"name": NAMES})
    series = frame["name"]
    assert series.names.keys().to_list() == KEYS
    assert series.names.keys(several=True).to_list() == SEVERAL
    assert series.names.romanize().to_list() == LATIN
    lazy = frame.lazy().select(
        key=pl.col("name").names.keys(),
        keys=pl.col("name").names.keys(several=True),
        latin=pl.col("name").cast(pl.Categorical).names.romanize(),
    )
    assert lazy.collect_schema() == {"key": pl.String, "keys": pl.List(pl.String), "latin": pl.String}
    assert lazy.collect().to_dict(as_series=False) == {"key": KEYS, "keys": SEVERAL, "latin": LATIN}
    assert frame.names.reconcile("name").equals(names.reconcile(frame, opened(), column="name"))
    assert series.names.reconcile(prefix="").equals(names.reconcile(series, opened(), prefix=""))
