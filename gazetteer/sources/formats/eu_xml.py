"""Read the European Union's consolidated list of persons and entities under financial sanctions as XML (FSD 1.1).

Each `sanctionEntity` has its facts in attributes of its elements: `nameAlias`, `birthdate`, `citizenship`, `address`.
The label is the first strong name; names may have a language. Citizenships are the countries of persons, addresses
those of organisations.

Specification: 20171012-FULL-1_1.xsd, namespace http://eu.europa.ec/fpi/fsd/export (webgate.ec.europa.eu/fsd/fsf).
Reuse is authorised with attribution: European Commission, CC BY 4.0.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from gazetteer.sources import eu_list
from gazetteer.sources.drafts import EntityDraft, is_wanted
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile
from gazetteer.sources.xml_records import records, root, texts

TITLE = "consolidated list of financial sanctions of the European Union (XML)"


def recognises(head: Head) -> bool:
    """Whether the document is this list."""
    namespace, name = root(head)
    return name == "export" and ("fpi/fsd" in namespace or b"<sanctionEntity" in head.content)


def read(file: SourceFile) -> Iterator[Row]:
    """A row for each entity under sanctions."""
    file.publisher = eu_list.PUBLISHER
    for line, record in records(file, ("sanctionEntity",)):
        subject = record.find("subjectType")
        codes = [] if subject is None else [subject.get("code", ""), subject.get("classificationCode", "")]
        if not is_wanted(file.choices, *codes):
            continue
        with file.row(line):
            if entity := _draft(file, line, record, next(filter(None, codes), "")).entity():
                yield Row(file.path, line, entity)
    file.tell(f"left aside of each entity: {eu_list.LEFT_ASIDE}")


def _draft(file: SourceFile, line: int, record: Element, subject: str) -> EntityDraft:
    draft = eu_list.new_draft(file, line, record.attrib, subject)
    for alias in record.iterfind("nameAlias"):
        eu_list.add_alias(draft, alias.attrib, texts(alias, "remark"))
    eu_list.add_births(draft, [birth.attrib for birth in record.iterfind("birthdate")])
    places = record.iterfind("citizenship" if draft.kind == "person" else "address")
    eu_list.add_countries(draft, (place.attrib for place in places))
    for identification in record.iterfind("identification"):
        eu_list.add_vessel_number(draft, identification.attrib)
    return draft
