"""What the forms of the United Kingdom's lists of sanctions share.

The list of HM Treasury (OFSI, until 2026) and the UK Sanctions List of the Foreign Office name an entity by several
records, one a name. Names stand in six parts, of which the sixth is the family name, or all of a name that has no
parts; the list's own order is the first to the fifth, then the sixth.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from gazetteer.sources.drafts import WEAK, EntityDraft, full_name, numbered_items
from gazetteer.sources.fields import DEFAULT_KIND
from gazetteer.sources.source_file import SourceFile

__all__ = ["LEFT_ASIDE", "PUBLISHER", "add_facts", "add_name", "add_references", "new_draft"]

Values = Mapping[str, str]

KINDS = {"individual": "person", "entity": "org", "ship": "vessel"}
FORMER = ("fka", "formerly", "previous")  # beginnings of the type of a name that is no longer used
PUBLISHER = "HM Treasury and Foreign, Commonwealth & Development Office: Open Government Licence v3.0"
LEFT_ASIDE = "regimes, statements of reasons, addresses, documents, places of birth, titles, dates of listing"
# Languages of names in other scripts, as the lists name them, where that is one language. Source: BCP 47.
LANGUAGES = {
    "arabic": "ar", "armenian": "hy", "belarusian": "be", "burmese": "my", "chinese": "zh", "dari": "prs",
    "farsi": "fa", "georgian": "ka", "hebrew": "he", "korean": "ko", "kurdish": "ku", "pashto": "ps", "persian": "fa",
    "russian": "ru", "serbian": "sr", "ukrainian": "uk", "urdu": "ur",
}  # fmt: skip
_REFERENCE = re.compile(r"\b[A-Z]{3}\d{4}\b", re.ASCII)  # AFG0006
_UN = re.compile(r"\b[A-Z]{2}[a-z]\.\d{3}\b", re.ASCII)  # TAi.002


def new_draft(file: SourceFile, line: int, reference: str, group: str, kind: str) -> EntityDraft:
    """An entity with its ids: the reference in the UK Sanctions List, else the number of its group at the Treasury."""
    ids = [*(f"gb:{match[0]}" for match in _REFERENCE.finditer(reference)), *([f"ofsi:{group}"] if group else [])]
    draft = EntityDraft(file, line, ids[0] if ids else "", KINDS.get(kind.lower(), DEFAULT_KIND))
    for id in ids:
        draft.add_identifier(id)
    return draft


def add_references(draft: EntityDraft, un: str, imo: str = "") -> None:
    """Add the number in the list of the United Nations, and of a ship that of the IMO."""
    for match in _UN.finditer(un):
        draft.add_identifier(f"un:{match[0]}")
    draft.add_imo_numbers(imo)


def add_name(draft: EntityDraft, name: Values, use: str, quality: str, line: int = 0) -> None:
    """Add a name in six parts ("1" to "6"); the primary one is the label, one of low quality is weak."""
    text = full_name(*(name.get(part, "") for part in "123456"))
    former = "former" if use.lower().startswith(FORMER) else "alias"
    kind = "label" if use.lower() == "primary name" else former
    draft.add_name(text, WEAK if "low" in quality.lower() else kind, line=line)


def add_facts(draft: EntityDraft, script: Values, births: list[str], countries: list[str], offices: list[str]) -> None:
    """Add a name in another script ("name", "language"), dates of birth, and names of countries."""
    draft.add_name(script.get("name", ""), language=LANGUAGES.get(script.get("language", "").lower(), ""))
    draft.add_births([birth for each in births for birth in numbered_items(each)])
    for country in countries:
        draft.add_country_named(country)
    draft.add_offices([office for each in offices for office in numbered_items(each)])
