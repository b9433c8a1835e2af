"""Tables in spreadsheet files (Excel, OpenDocument), which python-calamine reads: the first sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from names.errors import InputError
from names.tables.base import Table, TableRow
from names.tables.texts import EMPTY

__all__ = ["SHEETS", "SheetTable"]

SHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")  # the suffixes of such files
_NO_CALAMINE = "needs a package to be read: pip install 'names-gazetteer[tables]'; or save it as CSV"


class SheetTable(Table):
    """The first sheet of a spreadsheet file, whose first row that is not empty is the header."""

    def __init__(self, path: str, *, has_header: bool) -> None:
        numbered = enumerate(_sheet_rows(path), start=1)
        self._rows = [(number, [_cell(value) for value in row]) for number, row in numbered]
        while self._rows and not any(self._rows[0][1]):
            del self._rows[0]
        if not self._rows:
            raise InputError(EMPTY, path)
        first = self._rows[0][1]
        super().__init__(path, first if has_header else [str(place + 1) for place in range(len(first))])
        if has_header:
            del self._rows[0]
        self.size = len(self._rows)

    def rows(self) -> Iterator[TableRow]:
        """The rows, with their numbers in the sheet."""
        return (TableRow(number, cells) for number, cells in self._rows)


def _sheet_rows(path: str) -> Sequence[Sequence[Any]]:
    """The rows of the first sheet, from its first. Raises InputError if it cannot be read."""
    try:
        calamine = import_module("python_calamine")
    except ImportError:
        raise InputError(_NO_CALAMINE, path) from None
    if not Path(path).exists():
        raise InputError("no such file; check the name", path)
    try:
        rows: list[list[Any]] = (
            calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
        )
    except (calamine.CalamineError, OSError, IndexError) as error:
        raise InputError(f"cannot be read ({error}); save it as CSV", path) from None
    return rows


def _cell(value: object) -> str:
    """The value of a cell as text: whole numbers without a point, dates as ISO 8601 writes them.

    >>> _cell(7.0), _cell(0.5), _cell(True)
    ('7', '0.5', 'TRUE')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else str(value)
