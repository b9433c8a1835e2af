"""What the formats of OpenSanctions share: schemata, and the ids of entities and of the lists they come from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gazetteer.sources.drafts import WEAK, EntityDraft
from gazetteer.sources.fields import DEFAULT_KIND

__all__ = ["FACTS", "KINDS", "NAMES", "PARTS", "PUBLISHER", "add_facts", "identifiers_of"]

PUBLISHER = "OpenSanctions (opensanctions.org): CC BY-NC 4.0 (other use needs a licence)"

# Schemata that are read, and the kinds of entities. A LegalEntity is a person or an organisation: which, is not said.
KINDS = {
    "Person": "person", "LegalEntity": DEFAULT_KIND, "Organization": "org", "Company": "org", "PublicBody": "org",
    "Vessel": "vessel", "Airplane": "aircraft", "Vehicle": "vehicle",
}  # fmt: skip

# Properties with names, and the kinds of aliases.
NAMES = {"name": "alias", "alias": "alias", "previousName": "former", "abbreviation": "short", "weakAlias": WEAK}
PARTS = ("firstName", "secondName", "middleName", "fatherName", "lastName")  # in the order of a full name
COUNTRIES = ("nationality", "citizenship", "jurisdiction", "mainCountry", "flag", "country")
IDENTIFIERS = {"wikidataId": "wikidata", "leiCode": "lei", "isni": "isni", "gndId": "gnd"}
FACTS = (*COUNTRIES, *IDENTIFIERS, "imoNumber", "birthDate", "deathDate", "position")

# Prefixes of OpenSanctions' ids for entries of a list, and the schemes of the list's own ids here.
# Source: "prefix" in the datasets' metadata (github.com/opensanctions/opensanctions), and what their crawlers append.
PREFIXES = {
    "ofac-": "ofac", "unsc-": "unsc", "gb-hmt-": "ofsi", "gb-fcdo-": "gb", "evpo-": "popolo",
    "gb-coh-": "companieshouse", "lei-": "lei",
}  # fmt: skip
_QID = re.compile(r"Q[1-9]\d*", re.ASCII)
_EU = re.compile(r"eu-fsf-eu-(\d+)-(\d+)", re.ASCII)


def identifiers_of(id: str) -> list[str]:
    """The identifiers that an id of OpenSanctions stands for: that of the list it comes from, and its own.

    >>> identifiers_of("Q1899"), identifiers_of("ofac-306")
    (['wikidata:Q1899'], ['ofac:306', 'opensanctions:ofac-306'])
    >>> identifiers_of("eu-fsf-eu-27-28"), identifiers_of("gb-fcdo-afg0006")
    (['eu:EU.27.28', 'opensanctions:eu-fsf-eu-27-28'], ['gb:AFG0006', 'opensanctions:gb-fcdo-afg0006'])
    """
    if _QID.fullmatch(id):
        return [f"wikidata:{id}"]
    own = f"opensanctions:{id}"
    if match := _EU.fullmatch(id):
        return [f"eu:EU.{match[1]}.{match[2]}", own]
    for prefix, scheme in PREFIXES.items():
        if id.startswith(prefix) and len(id) > len(prefix):
            rest = id.removeprefix(prefix)
            return [f"{scheme}:{rest.upper() if scheme == 'gb' else rest}", own]
    return [own] if id else []


def add_facts(draft: EntityDraft, values: Mapping[str, Sequence[str]]) -> None:
    """Add what the properties of FACTS say."""
    for name, scheme in IDENTIFIERS.items():
        for text in values[name]:
            draft.add_identifier(f"{scheme}:{text.strip()}")
    for text in values["imoNumber"]:
        draft.add_imo_numbers(text)
    for name in COUNTRIES:
        for code in values[name]:
            draft.add_country(code)
    draft.add_births(values["birthDate"])
    draft.add_deaths(values["deathDate"])
    draft.add_offices(values["position"])
