"""The accessor `names` of pandas: `frame.names.reconcile("name")`, `series.names.keys()`, and more.

It is there as soon as this module is imported: `import names.integrations.pandas`. The page docs/how-to/frames.md shows
it. A column that is called "names" is then reached by `frame["names"]` alone.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from gazetteer import Gazetteer
from names.integrations.opened import known
from names.integrations.reconciliation import reconcile
from names.integrations.sql_functions import all_keys, first_keys, latin_forms

__all__ = ["PandasFrameNames", "PandasSeriesNames"]


class PandasFrameNames:
    """What a DataFrame can do with the names in one of its columns."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    def reconcile(self, column: Hashable = None, gazetteer: Gazetteer | None = None, **settings: Any) -> Any:
        """The frame with the entity that each name means, as `names.reconcile` does; without a gazetteer, the default.

        `settings` are the others of `names.reconcile`.
        """
        return reconcile(self._frame, known(gazetteer), column=column, **settings)


class PandasSeriesNames:
    """What a Series of names can do. What is missing in it stays missing."""

    def __init__(self, series: Any) -> None:
        self._series = series

    def reconcile(self, gazetteer: Gazetteer | None = None, **settings: Any) -> Any:
        """A DataFrame with the entity that each name means; `settings` are those of `names.reconcile`."""
        return reconcile(self._series, known(gazetteer), **settings)

    def keys(self, *, several: bool = False) -> Any:
        """The key by which a join finds spellings of each name, or the list of its keys, as `names.keys`."""
        return self._like(all_keys(self._cells()) if several else first_keys(self._cells()), is_text=not several)

    def romanize(self) -> Any:
        """Each name in Latin letters, as `names.romanize`."""
        return self._like(latin_forms(self._cells()), is_text=True)

    def _cells(self) -> list[Any]:
        return [None if pd.isna(cell) is True else cell for cell in self._series.astype(object).tolist()]

    def _like(self, values: list[Any], *, is_text: bool) -> Any:
        kind = pd.Series([""]).dtype if is_text else "object"
        return pd.Series(values, self._series.index, kind, self._series.name)


pd.api.extensions.register_dataframe_accessor("names")(PandasFrameNames)
pd.api.extensions.register_series_accessor("names")(PandasSeriesNames)
