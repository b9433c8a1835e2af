"""Functions for SQLite: `names_key(text)`, `names_score(a, b)` and `names_romanize(text)`.

`register(connection)` adds them to a connection of the standard library. The page docs/how-to/frames.md shows a join.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from names.integrations.sql_functions import first_keys, latin_forms, scores

__all__ = ["register"]


def register(connection: sqlite3.Connection) -> None:
    """Add the functions to the connection; NULL in gives NULL out. They are deterministic: an index may use them.

    >>> connection = sqlite3.connect(":memory:")
    >>> register(connection)
    >>> connection.execute("select names_key('Жээнбеков') = names_key('Jinbekov')").fetchone()
    (1,)
    >>> connection.close()
    """
    connection.create_function("names_key", 1, _key, deterministic=True)
    connection.create_function("names_score", 2, _score, deterministic=True)
    connection.create_function("names_romanize", 1, _romanize, deterministic=True)


def _key(cell: Any) -> str | None:
    return first_keys([cell])[0]


def _score(left: Any, right: Any) -> float | None:
    return scores([left], [right])[0]


def _romanize(cell: Any) -> str | None:
    return latin_forms([cell])[0]
