"""Cut a text into records, each with its text as it stands in the file, and tell its dialect by the first ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from math import sqrt
from typing import NamedTuple

from names.errors import InputError
from names.tables.dialect import Dialect

__all__ = ["TextLine", "lines", "records", "tell_dialect"]

DELIMITERS = "\t;|,"  # which are told; of two that fit equally well, the first
ROWS = 100  # rows by which the dialect is told; chosen
WHOLE = 0.9  # share of cells in quotation marks from which on these enclose cells that tabs part; chosen
LONGEST = (
    1 << 24
)  # characters of a record; a longer one has a quotation mark that is not closed, or is no table; chosen
_LINE = re.compile("([^\r\n]*)(\r\n|\r(?!\\Z)|\n)")  # a final CR may be half of a CR LF


class TextLine(NamedTuple):
    """A line or record as it stands in a file: the number of its first line, from 1, its text, and its line end."""

    number: int
    text: str
    end: str


def lines(pieces: Iterable[str], name: str) -> Iterator[TextLine]:
    r"""The lines of a text that comes in pieces; CR LF, CR and LF end a line. `name` is that of the file.

    >>> [(line.text, line.end) for line in lines(["a\r", "\nb\rc"], "a.csv")]
    [('a', '\r\n'), ('b', '\r'), ('c', '')]
    """
    number, rest = 1, ""
    for piece in pieces:
        rest += piece
        position = 0
        for line in _LINE.finditer(rest):
            yield TextLine(number, line[1], line[2])
            number += 1
            position = line.end()
        rest = rest[position:]
        if len(rest) > LONGEST:
            raise InputError(f"a line of more than {LONGEST:,} characters; is this a table?", name, number)
    if rest:
        end = "\r" if rest.endswith("\r") else ""
        yield TextLine(number, rest.removesuffix(end) if end else rest, end)


def records(physical: Iterable[TextLine], dialect: Dialect, name: str) -> Iterator[TextLine]:
    r"""The records of which the lines are parts: a cell in quotation marks may hold line ends.

    Raises InputError if a quotation mark is not closed.

    >>> [record.text for record in records(lines(['a,"b\nc"\nd'], "a.csv"), Dialect(","), "a.csv")]
    ['a,"b\nc"', 'd']
    """
    begun: list[TextLine] = []
    size = 0
    for line in physical:
        is_open = dialect.stays_open(line.text, is_open=bool(begun))
        if not is_open and not begun:
            yield line
            continue
        begun.append(line)
        size += len(line.text) + len(line.end)
        if size > LONGEST:
            break
        if not is_open:
            yield _joined(begun)
            begun, size = [], 0
    if begun:
        message = "a quotation mark is not closed; close it, or double it if it is part of the text: '\"\"' for '\"'"
        raise InputError(message, name, begun[0].number)


def _joined(parts: list[TextLine]) -> TextLine:
    text = "".join(line.text + line.end for line in parts[:-1])
    return TextLine(parts[0].number, text + parts[-1].text, parts[-1].end)


def tell_dialect(sample: str, delimiter: str | None = None) -> Dialect:
    r"""The dialect of the table that begins with the sample; the delimiter may be known.

    That delimiter is taken by which most rows have as many cells as the first, and many. If the first row has none, the
    lines are cells, and the delimiter is one by which no line is parted.

    >>> [tell_dialect(sample).delimiter for sample in ('id|name\n1|"Merkel, Angela"\n', "name\nMerkel, Angela\n")]
    ['|', ';']
    """
    if delimiter:
        return _with_marks(delimiter, sample)
    dialects = [(_widths(dialect, sample), dialect) for dialect in (_with_marks(one, sample) for one in DELIMITERS)]
    widths, best = max(dialects, key=lambda told: _fit(told[0]))
    if widths[:1] > [1]:
        return best
    whole = {dialect.delimiter: dialect for widths, dialect in dialects if set(widths) == {1}}
    return next((whole[one] for one in ",;\t|" if one in whole), Dialect("\t", quoted=False))


def _with_marks(delimiter: str, sample: str) -> Dialect:
    """The dialect with this delimiter, and with quotation marks as the sample has them.

    With tabs, quotation marks are letters unless nearly every cell that begins with one ends with one.
    """
    cut = re.escape(delimiter)
    if delimiter == "\t":
        begun = len(re.findall(r'(?:^|[\t\r\n])"', sample))
        whole = len(re.findall(r'(?:^|(?<=[\t\r\n]))"(?:[^"]|"")*+"(?=[\t\r\n]|\Z)', sample))
        return Dialect(delimiter, quoted=begun > 0 and whole >= WHOLE * begun)
    spaced = re.search(rf'{cut} +"[^"]*"(?:{cut}|[\r\n]|\Z)', sample) is not None
    return Dialect(delimiter, spaced=spaced)


def _widths(dialect: Dialect, sample: str) -> list[int]:
    """The numbers of cells of the first rows."""
    widths: list[int] = []
    with suppress(InputError):  # the sample ends within a record
        found = (record for record in records(lines([sample], ""), dialect, "") if record.text.strip())
        widths.extend(len(dialect.cells(record.text)) for record in islice(found, ROWS))
    return widths


def _fit(widths: list[int]) -> float:
    return widths.count(widths[0]) / len(widths) * sqrt(widths[0] - 1) if widths else 0.0
