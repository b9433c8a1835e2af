"""Read persons and organisations in Popolo, as EveryPolitician publishes them (`ep-popolo-v1.0.json`).

    {"persons": [{"id": "…", "name": "…", "other_names": [{"name": "…", "lang": "ru", "note": "multilingual"}]}],
     "organizations": [{"id": "…", "name": "…"}],
     "memberships": [{"person_id": "…", "organization_id": "…", "role": "member", "legislative_period_id": "term/9"}],
     "events": [{"id": "term/9", "start_date": "2019"}]}

The latest membership of a person is the office. A name that has an end date is a former one. The persons of one
document are held in memory, for memberships may stand before or after them: a parliament has some thousand.

Specification: Popolo 1.0 (popoloproject.com), EveryPolitician's form of it
(docs.everypolitician.org/data_structure.html). The licences of a document are those of its sources, which it names in
`meta`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gazetteer.errors import InvalidEntity, SourceError
from gazetteer.sources.drafts import EntityDraft, full_name, is_wanted
from gazetteer.sources.fields import string
from gazetteer.sources.identifiers import identifier
from gazetteer.sources.json_texts import JsonElement, elements
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile

TITLE = "persons and organisations in Popolo (EveryPolitician)"

LISTS = ("persons", "organizations", "memberships", "events")
KINDS = {"persons": "person", "organizations": "org"}
PARTS = ("given_name", "additional_name", "patronymic_name", "family_name")  # in the order of a full name
MOST = 2_000_000  # elements that are held at once; chosen
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII)
_LEFT = "contacts, images, links, areas, parties on whose behalf, earlier memberships"


def recognises(head: Head) -> bool:
    """Whether the file is one object that begins with some of the lists of Popolo."""
    content = head.content
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    if head.name == "ep-popolo-v1.0.json":
        return True
    is_person = b'"persons"' in content and (b'"other_names"' in content or b'"name"' in content)
    return is_person or (b'"memberships"' in content and (b'"person_id"' in content or b'"organizations"' in content))


def read(file: SourceFile) -> Iterator[Row]:
    """A row for each person and organisation, after the whole document is read."""
    lists: dict[str, list[JsonElement]] = defaultdict(list)
    for count, element in enumerate(elements(file)):
        if count > MOST:
            raise SourceError(file.path, element.line, f"more than {MOST:,} elements; split the document")
        if element.field in LISTS:
            lists[element.field].append(element)
    offices = _LatestOffices(lists)
    for field in KINDS:
        for element in lists[field] if is_wanted(file.choices, field, field.removesuffix("s")) else ():
            with file.row(element.line):
                draft = _draft(file, element)
                if field == "persons":
                    offices.add_to(draft, _text(element.value, "id"))
                if entity := draft.entity():
                    yield Row(file.path, element.line, entity)
    file.tell(f"left aside: {_LEFT}")


def _draft(file: SourceFile, element: JsonElement) -> EntityDraft:
    value = element.value
    if not isinstance(value, dict):
        raise InvalidEntity(f'no object among {element.field}; write {{"id": …, "name": …}}')
    id = _text(value, "id")
    is_unique = bool(_UUID.fullmatch(id)) or ":" in id
    draft = EntityDraft(
        file, element.line, id if is_unique or not id else f"{Path(file.name).stem}/{id}", KINDS[element.field]
    )
    draft.add_identifier(f"popolo:{id}" if is_unique else "")
    for each in _objects(value, "identifiers"):
        draft.add_identifier(identifier(_text(each, "identifier"), _text(each, "scheme") or "popolo"))
    draft.add_name(_text(value, "name"), "label")
    for each in _objects(value, "other_names"):
        kind = "former" if _text(each, "end_date") else "alias"
        draft.add_name(
            _text(each, "name"), kind, _text(each, "lang"), _text(each, "start_date"), _text(each, "end_date")
        )
    if not draft.names:
        draft.add_name(full_name(*(_text(value, part) for part in PARTS)))
    is_person = draft.kind == "person"
    draft.add_births([_text(value, "birth_date")] if is_person else [])
    draft.add_deaths([_text(value, "death_date")] if is_person else [])
    draft.note = "" if is_person else _text(value, "classification")
    return draft


class _LatestOffices:
    """The latest membership of each person."""

    def __init__(self, lists: Mapping[str, list[JsonElement]]) -> None:
        self._organisations = {
            _string(each.value, "id"): _string(each.value, "name") for each in lists["organizations"]
        }
        self._periods = {_string(each.value, "id"): each.value for each in lists["events"]}
        self._latest: dict[str, tuple[str, str, str]] = {}
        for each in lists["memberships"]:
            person = _string(each.value, "person_id")
            start, end, title = self._office(each.value)
            if title and (person not in self._latest or start >= self._latest[person][0]):
                self._latest[person] = (start, end, title)

    def add_to(self, draft: EntityDraft, person: str) -> None:
        """Add the office of this person."""
        start, end, title = self._latest.get(person, ("", "", ""))
        draft.add_offices([title], start, end)

    def _office(self, membership: Any) -> tuple[str, str, str]:
        """Start, end and title; where the membership has no dates, those of its legislative period."""
        period = self._periods.get(_string(membership, "legislative_period_id"), {})
        organisation = self._organisations.get(_string(membership, "organization_id"), "")
        start = _string(membership, "start_date") or _string(period, "start_date")
        end = _string(membership, "end_date") or _string(period, "end_date")
        return start, end, ", ".join(filter(None, [_string(membership, "role"), organisation]))


def _string(value: Any, field: str) -> str:
    """The string in a field of an object; empty if there is none, or it is no string."""
    found = value.get(field) if isinstance(value, dict) else None
    return found.strip() if isinstance(found, str) else ""


def _text(value: Any, field: str) -> str:
    """The string in a field of an object; empty if there is none."""
    found = value.get(field) if isinstance(value, dict) else None
    return "" if found is None else string(field, found).strip()


def _objects(value: Mapping[str, Any], field: str) -> list[Any]:
    values = value.get(field) or []
    return values if isinstance(values, list) else [values]
