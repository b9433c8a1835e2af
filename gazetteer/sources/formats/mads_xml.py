"""Read authority records in MADS XML (Metadata Authority Description Schema) of libraries.

Each `mads` record has an `authority` name, `variant` names and `related` ones, of which those that are earlier are
former names. Parts of a name are joined in the record's order, without dates, which give years of birth and death. The
record is a person (name type="personal"), an organisation (corporate), a family, or a place (geographic); titles of
works, topics and conferences are left aside.

Specification: MADS 2.1 (loc.gov/standards/mads). Authority data of the Library of Congress are in the public domain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from gazetteer.errors import InvalidEntity
from gazetteer.sources.drafts import EntityDraft, full_name, is_wanted
from gazetteer.sources.identifiers import identifier
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile
from gazetteer.sources.xml_records import records, root, text, texts

TITLE = "authority records in MADS (XML)"

KINDS = {"personal": "person", "corporate": "org", "family": "family", "geographic": "place"}
SCHEMES = {"lccn": "lcnaf", "local": "", "uri": ""}  # of identifiers; others as they are called
_YEARS = re.compile(r"(?:b\.\s*)?(\d{3,4})?\??\s*-\s*(?:d\.\s*)?(\d{3,4})?\??", re.ASCII)
_BORN = re.compile(r"(?:b\.|born)\s*(\d{3,4})", re.ASCII | re.IGNORECASE)
_LEFT = "notes, affiliations, related names that are no earlier ones, and what else is neither a name nor a fact"


def recognises(head: Head) -> bool:
    """Whether the document is a record, or a collection of them."""
    namespace, name = root(head)
    return name in {"mads", "madsCollection"} and ("loc.gov/mads" in namespace or not namespace)


def read(file: SourceFile) -> Iterator[Row]:
    """A row for each record of a person, an organisation or a place."""
    aside: Counter[str] = Counter()
    for line, record in records(file, ("mads",)):
        with file.row(line):
            kind = _class(record)
            if kind not in KINDS or not is_wanted(file.choices, kind):
                aside[kind or "records without a name"] += 1
            elif entity := _draft(file, line, record, kind).entity():
                yield Row(file.path, line, entity)
    if aside:
        file.tell("left aside: " + ", ".join(f"{count} {kind}" for kind, count in aside.most_common()))
    file.tell(f"left aside of each record: {_LEFT}")


def _class(record: Element) -> str:
    """What the record is about, in the words of the format; empty if it has no authority."""
    authority = record.find("authority")
    if authority is None:
        return ""
    for element in authority:
        if element.tag == "name":
            return element.get("type", "name")
        if element.tag in {"geographic", "hierarchicalGeographic"}:
            return "geographic"
    return next((element.tag for element in authority), "")


def _draft(file: SourceFile, line: int, record: Element, kind: str) -> EntityDraft:
    ids = [_identifier(element) for element in record.iterfind("identifier") if "invalid" not in element.attrib]
    own = text(record, "recordInfo/recordIdentifier")
    draft = EntityDraft(file, line, next(filter(None, ids), "") or _made_id(file, own), KINDS[kind])
    for id in ids:
        draft.add_identifier(id)
    for tag in ("authority", "variant", "related"):
        for element in record.iterfind(tag):
            earlier = element.get("type") == "earlier"
            if tag != "related" or earlier:
                language = element.get("lang", "") or next((child.get("lang", "") for child in element), "")
                draft.add_name(
                    _name(element), "label" if tag == "authority" else "former" if earlier else "alias", language
                )
    if draft.kind == "person":
        _add_years(draft, texts(record, "authority/name/namePart[@type='date']"))
    draft.add_offices(texts(record, "affiliation/position"))
    return draft


def _identifier(element: Element) -> str:
    scheme = (element.get("type") or "").lower()
    return identifier("".join(element.itertext()), SCHEMES.get(scheme, scheme))


def _made_id(file: SourceFile, own: str) -> str:
    if not own:
        raise InvalidEntity("no id; write an identifier or recordInfo/recordIdentifier")
    return f"{Path(file.name).stem}/{own}"


def _name(element: Element) -> str:
    """The parts of a name, without its dates; of a geographic name its text."""
    parts = [part for part in element.iter("namePart") if part.get("type") != "date"]
    if parts:
        return full_name(*("".join(part.itertext()) for part in parts))
    return text(element, "geographic") or ", ".join(texts(element, "hierarchicalGeographic/*"))


def _add_years(draft: EntityDraft, dates: list[str]) -> None:
    """Take "1870-1924", "1952-" or "b. 1952"."""
    for date in dates:
        if match := _YEARS.fullmatch(date):
            draft.add_births([match[1] or ""])
            draft.add_deaths([match[2] or ""])
        elif match := _BORN.fullmatch(date):
            draft.add_births([match[1]])
