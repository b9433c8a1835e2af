"""Cells of tables of any program as text."""

from __future__ import annotations

import datetime as dt
from typing import Any

__all__ = ["text_of"]


def text_of(value: Any) -> str:
    """A cell as it would stand in a file; empty where there is none.

    Whole numbers that a table keeps as floats, since other cells are empty, are written without a point, and dates as
    ISO 8601; of several values, such as countries, each is parted from the next by a semicolon.

    >>> [text_of(value) for value in ("Ada", None, float("nan"), 1960.0, 7, b"Berg")]
    ['Ada', '', '', '1960', '7', 'Berg']
    >>> text_of(dt.date(1960, 5, 1))
    '1960-05-01'
    >>> text_of(["BY", None, "Russia"])
    'BY; Russia'
    """
    if isinstance(value, str):
        return str(value)  # of a subclass, too, such as numpy's
    if value is None or _is_missing(value):
        return ""
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).decode("utf-8", "replace")
    if isinstance(value, (list, tuple)) or (hasattr(value, "tolist") and hasattr(value, "__len__")):
        return "; ".join(filter(None, map(text_of, value)))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _is_missing(value: Any) -> bool:
    """Whether a cell is NaN, NaT or pandas' NA: none of them is equal to itself."""
    if type(value).__name__ == "NAType":  # pandas' NA compares to NA, which has no truth
        return True
    try:
        return bool(value != value)  # noqa: PLR0124
    except (TypeError, ValueError):  # what compares in parts, such as an array
        return False
