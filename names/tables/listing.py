"""The names of a file that is a list, one a line, or a table with a column of names."""

from __future__ import annotations

from names.errors import InputError
from names.formats.documents import read_name_list
from names.tables.headers import looks_like_header
from names.tables.reading import open_table

__all__ = ["read_names"]

SHOWN = 60  # characters of a header that a message shows; chosen


def read_names(
    path: str, encoding: str | None = None, *, column: str | None = None, has_header: bool = True
) -> list[str]:
    """The names in a column of the table in a file, or on its lines if there is no column; blank ones are left out.

    Raises InputError if the file is read as lines and the first looks like the header of a table, unless `has_header`
    is false, and as `open_table` does.

    >>> read_names("examples/people.tsv", column="name")[0]
    'Sviatlana Tsikhanouskaya'
    """
    if column is not None:
        cells = open_table(path, encoding=encoding, has_header=has_header).cells(column)
        return [name for cell in cells if (name := cell.strip())]
    names = read_name_list(path, encoding)
    if has_header and names and looks_like_header(names[0]):
        shown = names[0] if len(names[0]) <= SHOWN else f"{names[0][:SHOWN]}…"
        message = f"begins with what looks like the header of a table ({shown!r})"
        raise InputError(f"{message}; name its column: --column NAME; or if it is a name: --no-header", path, 1)
    return names
