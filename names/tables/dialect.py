"""How a table of text parts its cells: the delimiter, and whether quotation marks enclose cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["Dialect"]


class Dialect:
    r"""A way to part a line into cells.

    A cell that begins with a quotation mark ends with one, and may hold delimiters, line ends, and doubled quotation
    marks (RFC 4180); what follows its end is part of it, as Python's `csv` has it. If `spaced`, spaces may stand before
    a cell in quotation marks. If not `quoted`, quotation marks are letters like others.

    >>> Dialect(",").cells('a,"b, ""c"" d",')
    ['a', 'b, "c" d', '']
    """

    def __init__(self, delimiter: str, *, quoted: bool = True, spaced: bool = False) -> None:
        self.delimiter = delimiter
        self.quoted = quoted
        mark, cut = (" *+" if spaced else "") + '"', re.escape(delimiter)
        enclosed = rf'{mark}(?:[^"]|"")*+'
        self._open = re.compile(rf'(?:(?:{enclosed}"[^{cut}]*+|(?!{mark})[^{cut}]*+){cut})*+{enclosed}\Z')
        self._cell = re.compile(rf'(?:{mark}((?:[^"]|"")*+)"([^{cut}]*+)|([^{cut}]*+))({cut}|\Z)')
        self._needs_marks = re.compile(rf'[\r\n"{cut}]')

    def stays_open(self, line: str, *, is_open: bool = False) -> bool:
        r"""Whether a cell in quotation marks goes on after the line; `is_open`: one went on before it.

        >>> comma = Dialect(",")
        >>> comma.stays_open('a,"b'), comma.stays_open('c",d', is_open=True)
        (True, False)
        """
        if not self.quoted or '"' not in line:
            return is_open
        return self._open.match(f'"{line}' if is_open else line) is not None

    def cells(self, text: str) -> list[str]:
        """The cells of a whole record."""
        if not self.quoted or '"' not in text:
            return text.split(self.delimiter)
        return list(self._parted(text))

    def _parted(self, text: str) -> Iterator[str]:
        position, cut = 0, self.delimiter
        while cut:
            cell = self._cell.match(text, position)
            assert cell is not None  # any text matches
            enclosed, rest, bare, cut = cell.groups()
            yield bare if enclosed is None else enclosed.replace('""', '"') + rest
            position = cell.end()

    def written(self, cell: str, *, enclosed: bool = False) -> str:
        """A cell as it is written: in quotation marks if it needs them, or if it is to be `enclosed` anyway.

        Where there are no quotation marks, a delimiter in a cell becomes a space.

        >>> Dialect(";").written("a;b"), Dialect("|", quoted=False).written("a|b")
        ('"a;b"', 'a b')
        """
        if not self.quoted:
            return cell.replace(self.delimiter, " ")
        if enclosed or self._needs_marks.search(cell):
            return '"' + cell.replace('"', '""') + '"'
        return cell
