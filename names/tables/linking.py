"""Read the rows of a list or table that are linked with those of another."""

from __future__ import annotations

from names.lists.reconciling import Query
from names.tables.answering import Places
from names.tables.listing import read_names
from names.tables.reading import open_table

__all__ = ["read_queries"]


def read_queries(
    path: str,
    encoding: str | None = None,
    *,
    column: str | None = None,
    country: str | None = None,
    born: str | None = None,
    has_header: bool = True,
) -> list[Query]:
    """The rows of the table in a file, with the names in `column` and what other columns say; or its lines as names.

    All rows of a table count, those without a name, too; blank lines do not. Raises InputError as `read_names` does.

    >>> read_queries("examples/people.tsv", column="name")[0].name
    'Sviatlana Tsikhanouskaya'
    """
    if column is None:
        return [Query(name) for name in read_names(path, encoding, has_header=has_header)]
    table = open_table(path, encoding=encoding, has_header=has_header)
    places = Places.of(table, {"name": column, "country": country, "born": born})
    return [places.query(row) for row in table.rows()]
