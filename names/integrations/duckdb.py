"""Functions for DuckDB: `names_key(text)`, `names_keys(text)`, `names_score(a, b)` and `names_romanize(text)`.

`register(connection)` adds them to a connection. They take and give Arrow arrays, so that a vector of rows is one call.
The page docs/how-to/frames.md shows a join.
"""

from __future__ import annotations

from typing import Any

import duckdb
import pyarrow as pa

from names.integrations.sql_functions import all_keys, first_keys, latin_forms, scores

__all__ = ["register"]


def register(connection: Any) -> None:
    """Add the functions to the connection; NULL in gives NULL out.

    `names_keys` gives a list, the several keys of `names.keys`. Functions that are there already stay. They are
    deterministic: what is constant is computed once.
    """
    for name, (function, parameters, kind) in _functions().items():
        known = connection.execute("select 1 from duckdb_functions() where function_name = ?", [name]).fetchone()
        if known is None:
            connection.create_function(
                name, function, parameters, kind, type="arrow", null_handling="special", side_effects=False
            )


def _functions() -> dict[str, tuple[Any, list[Any], Any]]:
    text, number = duckdb.sqltype("VARCHAR"), duckdb.sqltype("DOUBLE")
    return {
        "names_key": (_key, [text], text),
        "names_keys": (_keys, [text], duckdb.sqltype("VARCHAR[]")),
        "names_score": (_score, [text, text], number),
        "names_romanize": (_romanize, [text], text),
    }


def _key(cells: Any) -> Any:
    return pa.array(first_keys(cells.to_pylist()), pa.string())


def _keys(cells: Any) -> Any:
    return pa.array(all_keys(cells.to_pylist()), pa.list_(pa.string()))


def _score(left: Any, right: Any) -> Any:
    return pa.array(scores(left.to_pylist(), right.to_pylist()), pa.float64())


def _romanize(cells: Any) -> Any:
    return pa.array(latin_forms(cells.to_pylist()), pa.string())
