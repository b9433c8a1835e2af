"""The namespace `names` of Polars: `frame.names.reconcile("name")`, `pl.col("name").names.keys()`, and more.

It is there as soon as this module is imported: `import names.integrations.polars`. The page docs/how-to/frames.md shows
it.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from gazetteer import Gazetteer
from names.integrations.opened import known
from names.integrations.reconciliation import reconcile
from names.integrations.sql_functions import all_keys, first_keys, latin_forms

__all__ = ["PolarsExprNames", "PolarsFrameNames", "PolarsSeriesNames"]


class PolarsFrameNames:
    """What a DataFrame can do with the names in one of its columns."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    def reconcile(self, column: str | None = None, gazetteer: Gazetteer | None = None, **settings: Any) -> Any:
        """The frame with the entity that each name means, as `names.reconcile` does; without a gazetteer, the default.

        `settings` are the others of `names.reconcile`.
        """
        return reconcile(self._frame, known(gazetteer), column=column, **settings)


class PolarsSeriesNames:
    """What a Series of names can do. What is null in it stays null."""

    def __init__(self, series: Any) -> None:
        self._series = series

    def reconcile(self, gazetteer: Gazetteer | None = None, **settings: Any) -> Any:
        """A DataFrame with the entity that each name means; `settings` are those of `names.reconcile`."""
        return reconcile(self._series, known(gazetteer), **settings)

    def keys(self, *, several: bool = False) -> Any:
        """The key by which a join finds spellings of each name, or the list of its keys, as `names.keys`."""
        cells = self._series.to_list()
        found = all_keys(cells) if several else first_keys(cells)
        return pl.Series(self._series.name, found, _kind(several=several))

    def romanize(self) -> Any:
        """Each name in Latin letters, as `names.romanize`."""
        return pl.Series(self._series.name, latin_forms(self._series.to_list()), pl.String)


class PolarsExprNames:
    """What an expression of names can do, also of a LazyFrame."""

    def __init__(self, expression: Any) -> None:
        self._expression = expression

    def keys(self, *, several: bool = False) -> Any:
        """The key by which a join finds spellings of each name, or the list of its keys, as `names.keys`."""
        return self._expression.map_batches(
            lambda series: PolarsSeriesNames(series).keys(several=several), return_dtype=_kind(several=several)
        )

    def romanize(self) -> Any:
        """Each name in Latin letters, as `names.romanize`."""
        return self._expression.map_batches(lambda series: PolarsSeriesNames(series).romanize(), return_dtype=pl.String)


def _kind(*, several: bool) -> Any:
    return pl.List(pl.String) if several else pl.String


pl.api.register_dataframe_namespace("names")(PolarsFrameNames)
pl.api.register_series_namespace("names")(PolarsSeriesNames)
pl.api.register_expr_namespace("names")(PolarsExprNames)
