"""Read the United Kingdom's lists of sanctions as XML: `ConList.xml` of HM Treasury, and the UK Sanctions List.

In the list of the Treasury each `FinancialSanctionsTarget` is one name of an entity, and those of one `GroupID` are
one entity; in the UK Sanctions List each `Designation` is an entity with all its names.

Specification: "Guide to the format of the consolidated list" (OFSI, 2022 format); "UK Sanctions List: format guide"
(FCDO). Both are under the Open Government Licence v3.0; attribution: HM Treasury, Foreign, Commonwealth & Development
Office.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element

from gazetteer.sources import uk_list
from gazetteer.sources.drafts import EntityDraft, is_wanted
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile
from gazetteer.sources.xml_records import records, root, text, texts

TITLE = "sanctions list of the United Kingdom (XML)"

TREASURY, TARGET = "ArrayOfFinancialSanctionsTarget", "FinancialSanctionsTarget"
FOREIGN_OFFICE, DESIGNATION = "Designations", "Designation"


def recognises(head: Head) -> bool:
    """Whether the document is one of these lists."""
    name = root(head)[1]
    return name == TREASURY or (name == FOREIGN_OFFICE and b"<Designation" in head.content)


def read(file: SourceFile) -> Iterator[Row]:
    """A row for each entity."""
    file.publisher = uk_list.PUBLISHER
    drafts = _of_the_treasury(file) if root(file.head)[1] == TREASURY else _of_the_foreign_office(file)
    for draft in drafts:
        with file.row(draft.line):
            if entity := draft.entity():
                yield Row(file.path, draft.line, entity)
    file.tell(f"left aside of each entity: {uk_list.LEFT_ASIDE}")


def _of_the_treasury(file: SourceFile) -> Iterator[EntityDraft]:
    for _, group in groupby(records(file, (TARGET,)), key=lambda record: text(record[1], "GroupID")):
        parts = list(group)
        line, first = parts[0]
        kind = text(first, "GroupTypeDescription")
        if not is_wanted(file.choices, kind):
            continue
        with file.row(line):
            reference = text(first, "UKSanctionsListRef")
            draft = uk_list.new_draft(file, line, reference, text(first, "GroupID"), kind)
            for each, record in parts:
                _add_target(draft, record, each)
            yield draft


def _add_target(draft: EntityDraft, record: Element, line: int) -> None:
    uk_list.add_name(draft, _parts(record), text(record, "AliasType"), text(record, "AliasQuality"), line)
    is_person = draft.kind == "person"
    uk_list.add_facts(
        draft,
        {"name": text(record, "NameNonLatinScript"), "language": text(record, "NonLatinScriptLanguage")},
        [text(record, "Individual_DateOfBirth")],
        texts(record, "Individual_Nationality" if is_person else "Country") + texts(record, "Ship_Flag"),
        [text(record, "Individual_Position")] if is_person else [],
    )
    uk_list.add_references(draft, text(record, "UNRef"), text(record, "Ship_IMONumber"))


def _of_the_foreign_office(file: SourceFile) -> Iterator[EntityDraft]:
    for line, record in records(file, (DESIGNATION,)):
        kind = text(record, "IndividualEntityShip")
        if not is_wanted(file.choices, kind):
            continue
        with file.row(line):
            draft = uk_list.new_draft(file, line, text(record, "UniqueID"), text(record, "OFSIGroupID"), kind)
            for name in record.iterfind("Names/Name"):
                uk_list.add_name(draft, _parts(name), text(name, "NameType"), text(name, "AliasStrength"))
            _add_details(draft, record)
            yield draft


def _add_details(draft: EntityDraft, record: Element) -> None:
    is_person = draft.kind == "person"
    for name in record.iterfind("NonLatinNames/NonLatinName"):
        script = {"name": text(name, "NameNonLatinScript"), "language": text(name, "NonLatinScriptLanguage")}
        uk_list.add_facts(draft, script, [], [], [])
    flags = ".//CurrentBelievedFlagOfShip"
    uk_list.add_facts(
        draft,
        {},
        texts(record, ".//DOB"),
        texts(record, ".//Nationality") if is_person else texts(record, flags) + texts(record, ".//AddressCountry"),
        texts(record, ".//Position") if is_person else [],
    )
    uk_list.add_references(draft, text(record, "UNReferenceNumber"), " ".join(texts(record, ".//IMONumber")))


def _parts(element: Element) -> dict[str, str]:
    """The six parts of a name, whose elements are called name1 or Name1."""
    return {part: text(element, f"Name{part}") or text(element, f"name{part}") for part in "123456"}
