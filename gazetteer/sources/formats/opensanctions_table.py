"""Read the simplified tables of OpenSanctions: `targets.simple.csv`, one entity in each row.

The header is ``id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,
dataset,first_seen,last_seen,last_change``; older and newer tables have a few columns less or more. A cell with several
values is a row of its own, separated by ``;`` and with quotation marks around what has one in it.

Specification: zavod's exporter `simplecsv.py` of OpenSanctions (opensanctions.org/docs/bulk/csv). OpenSanctions
publishes its data under CC BY-NC 4.0 (other use needs a licence); attribution: opensanctions.org.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator

from gazetteer.errors import InvalidEntity
from gazetteer.sources.cells import Record, header, records, rows
from gazetteer.sources.drafts import EntityDraft, is_wanted
from gazetteer.sources.opensanctions import KINDS, PUBLISHER, identifiers_of
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile

TITLE = "table of targets (OpenSanctions)"

READ = frozenset({"id", "schema", "name", "aliases", "birth_date", "countries"})


def recognises(head: Head) -> bool:
    """Whether the first line has the columns that no other table has."""
    return {"id", "schema", "name", "aliases", "sanctions"} <= set(header(next(iter(head.lines), "")))


def read(file: SourceFile) -> Iterator[Row]:
    """A row for each entity of the table."""
    file.publisher = PUBLISHER
    table = rows(file)
    _, cells = next(table, (1, []))
    columns = [cell.strip() for cell in cells]
    file.tell("columns left aside: " + ", ".join(column for column in columns if column not in READ))
    aside: Counter[str] = Counter()
    for line, record in records(file, columns, table):
        with file.row(line):
            schema = record.get("schema", "")
            if schema not in KINDS or not is_wanted(file.choices, schema):
                aside[schema] += 1
            elif entity := _draft(file, line, record).entity():
                yield Row(file.path, line, entity)
    if aside:
        file.tell("left aside: " + ", ".join(f"{count} {schema}" for schema, count in aside.most_common()))


def _draft(file: SourceFile, line: int, record: Record) -> EntityDraft:
    draft = EntityDraft(file, line, record.get("id", ""), KINDS[record["schema"]])
    for identifier in identifiers_of(draft.id):
        draft.add_identifier(identifier)
    draft.add_name(record.get("name", ""), "label")
    draft.add_names(_values(record, "aliases"))
    draft.add_births(_values(record, "birth_date"))
    for code in _values(record, "countries"):
        draft.add_country(code)
    return draft


def _values(record: Record, column: str) -> list[str]:
    """The values of a cell."""
    try:
        return [value.strip() for value in next(csv.reader([record.get(column, "")], delimiter=";", strict=True), [])]
    except csv.Error as error:
        raise InvalidEntity(f"{column} cannot be taken apart ({error}); mend its quotation marks") from None
