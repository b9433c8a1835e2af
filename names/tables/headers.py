"""The header of a table: find a column by its name or number, and tell a header from a name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from names.errors import InputError
from names.formats.escaping import visible
from names.tables.records import tell_dialect

__all__ = ["looks_like_header", "place_of"]

LISTED = 30  # columns that a message lists; chosen
# What columns of names, and those beside them, are called in headers; in lower case, without punctuation. Chosen.
_USUAL = """
address alias aliases apellido birthdate born caption city code count country date dob email entity
familienname family first firstname full fullname gender given givenname id identifier key kind label land
language last lastname naam name names nachname nom nombre nome nr num number organisation organization party
person place prenom prénom query region score sex surname text title type vorname year
имя фамилия фио название страна дата ім'я прізвище 姓名 名前 氏名 国家 이름 성명 الاسم שם नाम
"""
# Those that are also names of persons (Max Born, Vernon Land). Chosen.
_PERSONS_TOO = "born code family first given key kind label land last num party person place region score text title"
HEADER_WORDS = frozenset(_USUAL.split())
SURE_WORDS = HEADER_WORDS.difference(_PERSONS_TOO.split())
_PUNCTUATION = re.compile(r"[\s_\-.:#\"()\d]+")


def place_of(column: str, columns: Sequence[str], path: str) -> int:
    """The position, from 0, of a column that is told by its name, else by its number from 1.

    White space around names is ignored. Raises InputError that names the columns there are if there is no such column,
    or several.

    >>> place_of("name", ["id", "name "], "people.csv"), place_of("1", ["id", "name"], "people.csv")
    (1, 0)
    """
    exact = [place for place, name in enumerate(columns) if name == column]
    found = exact or [place for place, name in enumerate(columns) if name.strip() == column.strip()]
    if len(found) == 1:
        return found[0]
    if found:
        numbers = " or ".join(str(place + 1) for place in found)
        message = f"{len(found)} columns are called {column!r}; give the number of one instead: {numbers}"
        raise InputError(visible(message), path)
    if column.isascii() and column.isdecimal() and 1 <= int(column) <= len(columns):
        return int(column) - 1
    raise InputError(visible(f"no column {column!r}{_nearest(column, columns)}"), path)


def _nearest(column: str, columns: Sequence[str]) -> str:
    """The end of a message that there is no such column: the nearest one, and all of them."""
    by_folded = {name.strip().casefold(): name for name in reversed(columns) if name.strip()}
    near = difflib.get_close_matches(column.strip().casefold(), by_folded, n=1)
    meant = f"; did you mean {by_folded[near[0]]!r}?" if near else ";"
    shown = ", ".join(columns[:LISTED])
    more = f" and {len(columns) - LISTED} more" if len(columns) > LISTED else ""
    return f"{meant} columns: {shown}{more}" if columns else "; the table has no columns"


def looks_like_header(first_line: str) -> bool:
    r"""Whether the first line of a file is rather the header of a table than a name, or the first object of JSON Lines.

    So it is with tabs, semicolons or bars, and where cells between commas, or the whole line, are usual names of
    columns. A comma alone is none: "Merkel, Angela" is a name, and so is "Place, Francis".

    >>> [looks_like_header(line) for line in ("id,name", "Name", "Merkel, Angela", "Merkel;Angela")]
    [True, True, False, True]
    """
    line = first_line.lstrip("\ufeff").strip()
    dialect = tell_dialect(line)
    cells = dialect.cells(line)
    if line.startswith('{"') or (len(cells) > 1 and dialect.delimiter != ","):
        return True
    usual = sum(_is_of(HEADER_WORDS, cell) for cell in cells)
    return usual >= 2 or (usual == 1 and (len(cells) > 2 or any(_is_of(SURE_WORDS, cell) for cell in cells)))


def _is_of(known: frozenset[str], cell: str) -> bool:
    """Whether the words of the cell are all usual in headers, and one of them is of the known."""
    words = [word for word in _PUNCTUATION.split(cell.strip().casefold()) if word]
    return bool(words) and HEADER_WORDS.issuperset(words) and not known.isdisjoint(words)
