"""Read the consolidated list of the United Nations Security Council (`consolidated.xml`).

Each `INDIVIDUAL` and `ENTITY` has its name in up to four parts, in the order of a full name, its name in the original
script, and aliases with a quality: good, low, a.k.a. or f.k.a. A name of low quality is a weak alias. An alias may
hold several names, which semicolons separate. Dates of birth are exact, approximate or between two years.

Specification: consolidated.xsd of the list (main.un.org/securitycouncil/en/content/un-sc-consolidated-list). Its terms
of use are those of un.org.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from gazetteer.sources.drafts import WEAK, EntityDraft, full_name, is_wanted, numbered_items
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile
from gazetteer.sources.xml_records import records, root, text, texts

TITLE = "consolidated list of the United Nations Security Council (XML)"
PUBLISHER = "United Nations Security Council, consolidated list (main.un.org/securitycouncil): terms of use of un.org"

KINDS = {"INDIVIDUAL": "person", "ENTITY": "org"}
PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
QUALITIES = {"low": WEAK, "f.k.a.": "former"}  # others: alias
_LEFT = "comments, addresses, documents, titles, places of birth, dates of listing"


def recognises(head: Head) -> bool:
    """Whether the document is this list."""
    return root(head)[1] == "CONSOLIDATED_LIST"


def read(file: SourceFile) -> Iterator[Row]:
    """A row for each individual and entity."""
    file.publisher = PUBLISHER
    for line, record in records(file, KINDS):
        if not is_wanted(file.choices, record.tag):
            continue
        with file.row(line):
            if entity := _draft(file, line, record).entity():
                yield Row(file.path, line, entity)
    file.tell(f"left aside of each entity: {_LEFT}")


def _draft(file: SourceFile, line: int, record: Element) -> EntityDraft:
    reference, number = text(record, "REFERENCE_NUMBER"), text(record, "DATAID")
    draft = EntityDraft(file, line, f"un:{reference}" if reference else f"unsc:{number}", KINDS[record.tag])
    draft.add_identifier(f"un:{reference}" if reference else "")
    draft.add_identifier(f"unsc:{number}" if number else "")
    draft.add_name(full_name(*(text(record, part) for part in PARTS)), "label")
    draft.add_names(text(record, "NAME_ORIGINAL_SCRIPT").split("; "))
    for alias in record.iterfind(f"{record.tag}_ALIAS"):
        kind = QUALITIES.get(text(alias, "QUALITY").lower(), "alias")
        draft.add_names(text(alias, "ALIAS_NAME").split("; "), kind)
    for country in texts(record, "NATIONALITY/VALUE"):
        draft.add_country_named(country)
    if record.tag == "ENTITY":
        for country in texts(record, "ENTITY_ADDRESS/COUNTRY"):
            draft.add_country_named(country)
    draft.add_births([_birth(each) for each in record.iterfind("INDIVIDUAL_DATE_OF_BIRTH")])
    draft.add_offices([title for each in texts(record, "DESIGNATION/VALUE") for title in numbered_items(each)])
    return draft


def _birth(element: Element) -> str:
    """The date as text: exact, "circa" a year, or a range."""
    exact = text(element, "DATE") or text(element, "YEAR")
    if exact:
        return f"circa {exact}" if text(element, "TYPE_OF_DATE").upper() == "APPROXIMATELY" else exact
    years = [text(element, "FROM_YEAR"), text(element, "TO_YEAR")]
    return " to ".join(filter(None, years))
