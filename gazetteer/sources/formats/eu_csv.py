"""Read the European Union's consolidated list of financial sanctions as CSV (FSD 1.1), with semicolons.

Each row is one name alias, address, date of birth, identification or citizenship of an entity, whose own columns are
repeated; the rows of one entity stand together. Columns are named ``Entity_…``, ``NameAlias_…``, ``BirthDate_…`` and
so on.

Specification: header of csvFullSanctionsList_1_1 (webgate.ec.europa.eu/fsd/fsf). Reuse is authorised with attribution:
European Commission, CC BY 4.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from gazetteer.sources import eu_list
from gazetteer.sources.cells import Record, header, records, rows
from gazetteer.sources.drafts import EntityDraft, is_wanted
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile

TITLE = "consolidated list of financial sanctions of the European Union (CSV)"

DELIMITER = ";"
ID = "Entity_LogicalId"
NAME = "NameAlias_WholeName"
# Columns whose names differ from those of the XML's attributes by more than the case of the first letter.
ATTRIBUTES = {
    "EU_ReferenceNumber": "euReferenceNumber",
    "BirthDate": "birthdate",
    "Day": "dayOfMonth",
    "Month": "monthOfYear",
    "TypeCode": "identificationTypeCode",
}


def recognises(head: Head) -> bool:
    """Whether the first line has the columns of this list."""
    return {ID, NAME} <= set(header(next(iter(head.lines), ""), DELIMITER))


def read(file: SourceFile) -> Iterator[Row]:
    """A row for each entity."""
    file.publisher = eu_list.PUBLISHER
    table = rows(file, DELIMITER)
    _, cells = next(table, (1, []))
    columns = [cell.strip() for cell in cells]
    for id, group in groupby(records(file, columns, table), key=lambda row: row[1].get(ID, "")):
        parts = list(group)
        line, first = parts[0]
        if not id:
            file.reject(line, f"no {ID}; write the number of the entity")
            continue
        codes = [first.get("Entity_SubjectType", ""), first.get("Entity_SubjectType_ClassificationCode", "")]
        if not is_wanted(file.choices, *codes):
            continue
        with file.row(line):
            if entity := _draft(file, parts, next(filter(None, codes), "")).entity():
                yield Row(file.path, line, entity)
    file.tell(f"left aside of each entity: {eu_list.LEFT_ASIDE}")


def _draft(file: SourceFile, parts: Sequence[tuple[int, Record]], subject: str) -> EntityDraft:
    line, first = parts[0]
    draft = eu_list.new_draft(file, line, _values(first, "Entity"), subject)
    for line, record in parts:
        eu_list.add_alias(draft, _values(record, "NameAlias"), [record.get("NameAlias_Remark", "")], line)
        place = "Citizenship" if draft.kind == "person" else "Address"
        eu_list.add_countries(draft, [_values(record, place)])
        eu_list.add_vessel_number(draft, _values(record, "Identification"))
    eu_list.add_births(draft, [_values(record, "BirthDate") for _, record in parts])
    return draft


def _values(record: Record, prefix: str) -> dict[str, str]:
    """The values of the columns with this prefix, by the names of the XML's attributes."""
    names = (
        (column.removeprefix(f"{prefix}_"), text) for column, text in record.items() if column.startswith(f"{prefix}_")
    )
    return {ATTRIBUTES.get(name, name[:1].lower() + name[1:]): text for name, text in names}
