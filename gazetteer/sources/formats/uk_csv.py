"""Read the United Kingdom's lists of sanctions as CSV: `ConList.csv` of HM Treasury, and the UK Sanctions List.

A first line has the date of the list, the second the header. Each row is one name of an entity (and one address), with
its facts repeated; rows of one entity have the same group or unique id. A name in another script has a column of its
own.

Specification: "Guide to the format of the consolidated list" (OFSI, 2022 format); "UK Sanctions List: format guide"
(FCDO). Both are under the Open Government Licence v3.0; attribution: HM Treasury, Foreign, Commonwealth & Development
Office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from gazetteer.errors import SourceError
from gazetteer.sources import uk_list
from gazetteer.sources.cells import Record, header, records, rows
from gazetteer.sources.drafts import EntityDraft, is_wanted
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile

TITLE = "sanctions list of the United Kingdom (CSV)"

FIRST = re.compile(r'"?(last updated|report date)', re.IGNORECASE)
# Names of columns in either list, in lower case.
COLUMNS = {
    "unique id": "reference", "ofsi group id": "group", "group id": "group", "un reference number": "un",
    "group type": "kind", "designation type": "kind", "name type": "type", "alias type": "type",
    "alias strength": "quality", "alias quality": "quality", "name non-latin script": "script name",
    "non-latin script language": "script language", "dob": "born", "d.o.b": "born", "nationality": "nationality",
    "nationality(/ies)": "nationality", "country": "country", "address country": "country", "position": "office",
    "other information": "information", "imo number": "imo", "current believed flag of ship": "flag",
    **{f"name {part}": part for part in "123456"},
}  # fmt: skip
_REFERENCE = re.compile(r"\(UK Sanctions List Ref\):\s*([A-Z]{3}\d{4})")
_UN = re.compile(r"\(UN Ref\):\s*(\S+)")


def recognises(head: Head) -> bool:
    """Whether one of the first lines has the columns of these lists."""
    return any(_is_header(header(line)) for line in head.lines[:3])


def _is_header(cells: Sequence[str]) -> bool:
    fields = {COLUMNS.get(cell.lower()) for cell in cells}
    return {"group", "kind", "1", "6"} <= fields


def read(file: SourceFile) -> Iterator[Row]:
    """A row for each entity."""
    file.publisher = uk_list.PUBLISHER
    table = rows(file)
    columns = _columns(file, table)
    for group, found in groupby(records(file, columns, table), key=lambda row: _ids(row[1])):
        parts = list(found)
        line, first = parts[0]
        if not any(group):
            file.reject(line, "neither a group id nor a unique id; write one")
        elif is_wanted(file.choices, first.get("kind", "")):
            with file.row(line):
                if entity := _draft(file, parts).entity():
                    yield Row(file.path, line, entity)
    file.tell(f"left aside of each entity: {uk_list.LEFT_ASIDE}")


def _columns(file: SourceFile, table: Iterator[tuple[int, list[str]]]) -> list[str]:
    """The fields of the columns; an unknown column keeps its name."""
    for line, cells in table:
        names = [" ".join(cell.split()) for cell in cells]
        if _is_header(names):
            return [COLUMNS.get(name.lower(), name) for name in names]
        if not FIRST.match(names[0] if names else ""):
            raise SourceError(
                file.path, line, "no header of a list of the United Kingdom (Name 6, Name 1, …, Group ID)"
            )
    raise SourceError(file.path, 1, "no header of a list of the United Kingdom (Name 6, Name 1, …, Group ID)")


def _ids(record: Record) -> tuple[str, str]:
    return record.get("reference", ""), record.get("group", "")


def _draft(file: SourceFile, parts: Sequence[tuple[int, Record]]) -> EntityDraft:
    line, first = parts[0]
    information = first.get("information", "")
    reference = first.get("reference", "") or " ".join(_REFERENCE.findall(information))
    draft = uk_list.new_draft(file, line, reference, first.get("group", ""), first.get("kind", ""))
    for line, record in parts:
        uk_list.add_name(draft, record, record.get("type", ""), record.get("quality", ""), line)
        countries = ["nationality"] if draft.kind == "person" else ["flag", "country"]
        uk_list.add_facts(
            draft,
            {"name": record.get("script name", ""), "language": record.get("script language", "")},
            [record.get("born", "")],
            [record.get(country, "") for country in countries],
            [record.get("office", "")] if draft.kind == "person" else [],
        )
        un = record.get("un", "") or " ".join(_UN.findall(record.get("information", "")))
        uk_list.add_references(draft, un, record.get("imo", ""))
    return draft
