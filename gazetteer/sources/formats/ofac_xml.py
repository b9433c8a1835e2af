"""Read the lists of the US Office of Foreign Assets Control as XML: `sdn.xml` and `consolidated.xml`.

Each `sdnEntry` is an entity. Its name and aliases stand in parts, which are joined as first and last name; an alias
has a type (a.k.a., f.k.a., n.k.a.) and a category (strong, weak). Of nationalities all are kept, of dates of birth the
main one. The "advanced" and "enhanced" XML are other formats, which are refused.

Specification: xsd of the SDN list (ofac.treasury.gov/sdn-list-data-formats-data-schemas). A work of the US government:
public domain.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from gazetteer.errors import SourceError
from gazetteer.sources.drafts import WEAK, EntityDraft, full_name, is_wanted
from gazetteer.sources.fields import DEFAULT_KIND
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile
from gazetteer.sources.xml_records import records, root, text, texts

TITLE = "list of OFAC (XML)"
PUBLISHER = "Office of Foreign Assets Control, US Department of the Treasury (ofac.treasury.gov): public domain"

KINDS = {"individual": "person", "entity": "org", "vessel": "vessel", "aircraft": "aircraft"}  # by sdnType
REFUSED = {"Sanctions": "the advanced XML of OFAC", "sanctionsData": "the enhanced XML of OFAC"}  # by their roots
_LEFT = "programmes, addresses, places of birth, documents, remarks and what else is neither a name nor a fact"


def recognises(head: Head) -> bool:
    """Whether the document is such a list, or its advanced form, which is refused when it is read."""
    return root(head)[1] in {"sdnList", *REFUSED}


def read(file: SourceFile) -> Iterator[Row]:
    """A row for each entry."""
    file.publisher = PUBLISHER
    if (name := root(file.head)[1]) in REFUSED:
        raise SourceError(file.path, 1, f"{REFUSED[name]}, which is not read; take sdn.xml of the same list")
    for line, entry in records(file, ("sdnEntry",)):
        word = text(entry, "sdnType").lower()
        if not is_wanted(file.choices, word):
            continue
        with file.row(line):
            if entity := _draft(file, line, entry, word).entity():
                yield Row(file.path, line, entity)
    file.tell(f"left aside of each entity: {_LEFT}")


def _draft(file: SourceFile, line: int, entry: Element, word: str) -> EntityDraft:
    draft = EntityDraft(file, line, f"ofac:{text(entry, 'uid')}", KINDS.get(word, word or DEFAULT_KIND))
    draft.add_identifier(draft.id)
    draft.add_name(_name(entry), "label")
    for alias in entry.iterfind("akaList/aka"):
        kind = "former" if text(alias, "type").lower().startswith("f") else "alias"
        draft.add_name(_name(alias), WEAK if text(alias, "category").lower() == "weak" else kind)
    for id in entry.iterfind("idList/id"):
        if "Vessel" in text(id, "idType") or text(id, "idNumber").startswith("IMO"):
            draft.add_imo_numbers(text(id, "idNumber"))
    _add_countries(draft, entry)
    births = sorted(
        entry.iterfind("dateOfBirthList/dateOfBirthItem"), key=lambda item: text(item, "mainEntry").lower() != "true"
    )
    draft.add_births([text(item, "dateOfBirth") for item in births])
    draft.add_offices([text(entry, "title")] if draft.kind == "person" else [])
    return draft


def _name(element: Element) -> str:
    return full_name(text(element, "firstName"), text(element, "lastName"))


def _add_countries(draft: EntityDraft, entry: Element) -> None:
    """Add the nationalities, and of what is no person the flag and the countries of the addresses."""
    paths = ["nationalityList/nationality/country", "citizenshipList/citizenship/country"]
    if draft.kind != "person":
        paths += ["vesselInfo/vesselFlag", "addressList/address/country"]
    for path in paths:
        for name in texts(entry, path):
            draft.add_country_named(name)
