"""What the XML and the CSV of the European Union's list of financial sanctions share.

Values come with the names of the attributes of the XML ("wholeName", "countryIso2Code").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from gazetteer.sources.drafts import WEAK, EntityDraft, full_name, numbered_items
from gazetteer.sources.fields import DEFAULT_KIND
from gazetteer.sources.loose_dates import date_of_parts
from gazetteer.sources.source_file import SourceFile

__all__ = ["LEFT_ASIDE", "PUBLISHER", "add_alias", "add_births", "add_countries", "add_vessel_number", "new_draft"]

Values = Mapping[str, str]

KINDS = {"person": "person", "p": "person", "enterprise": "org", "e": "org"}  # by code or classification code
PUBLISHER = "European Commission, consolidated list of financial sanctions (webgate.ec.europa.eu/fsd/fsf): CC BY 4.0"
LEFT_ASIDE = "regulations, remarks, addresses, documents, places of birth, titles, dates of designation"
_NO_COUNTRY = "00"
_UN = re.compile(r"\b[A-Z]{2}[a-z]\.\d{3}\b", re.ASCII)  # QDi.001
_LOW = re.compile(r"\blow? quality", re.IGNORECASE)


def new_draft(file: SourceFile, line: int, entity: Values, subject: str) -> EntityDraft:
    """An entity with its ids: the reference of the Union, else its number, and that of the United Nations."""
    reference, number = entity.get("euReferenceNumber", ""), entity.get("logicalId", "")
    draft = EntityDraft(file, line, f"eu:{reference or number}", KINDS.get(subject.lower(), DEFAULT_KIND))
    draft.add_identifier(draft.id)
    for match in _UN.finditer(entity.get("unitedNationId", "")):
        draft.add_identifier(f"un:{match[0]}")
    return draft


def add_alias(draft: EntityDraft, alias: Values, remarks: Iterable[str], line: int = 0) -> None:
    """Add a name alias: whole, or joined from its parts; weak if the list says so. Its function is an office."""
    parts = (alias.get(part, "") for part in ("firstName", "middleName", "lastName"))
    is_weak = alias.get("strong", "").lower() == "false" or any(map(_LOW.search, remarks))
    name = alias.get("wholeName", "").strip() or full_name(*parts)
    draft.add_name(name, WEAK if is_weak else "alias", alias.get("nameLanguage", ""), line=line)
    if draft.kind == "person":
        draft.add_offices(numbered_items(alias.get("function", "")))


def add_births(draft: EntityDraft, births: Sequence[Values]) -> None:
    """Take the date of birth from its parts, of which any may be missing."""
    draft.add_births([_birth(birth) for birth in births])


def _birth(birth: Values) -> str:
    parts = (birth.get("year", ""), birth.get("monthOfYear", ""), birth.get("dayOfMonth", ""))
    date = birth.get("birthdate", "") or date_of_parts(*parts)
    years = (birth.get("yearRangeFrom", ""), birth.get("yearRangeTo", ""))
    if not date:
        return " to ".join(filter(None, years))
    return f"circa {date}" if birth.get("circa", "").lower() == "true" else date


def add_countries(draft: EntityDraft, places: Iterable[Values]) -> None:
    """Add the countries of citizenships or addresses."""
    for place in places:
        code = place.get("countryIso2Code", "")
        if code and code != _NO_COUNTRY:
            draft.add_country(code)


def add_vessel_number(draft: EntityDraft, identification: Values) -> None:
    """Add the IMO number of a vessel; other documents are left aside."""
    if identification.get("identificationTypeCode", "").lower().startswith("imo"):
        draft.add_imo_numbers(identification.get("number", ""))
