"""Read entities of OpenSanctions and others in the FollowTheMoney model: `entities.ftm.json`, one object on each line.

    {"id": "NK-1", "caption": "…", "schema": "Person", "referents": ["ofac-1"], "properties": {"name": ["…"]}}

Persons, organisations and vehicles with names become entities; schemata that link or describe others (Address,
Sanction, Ownership, …) are left aside. Older exports have `target`, nested ones objects within the properties: both
are read. Where a name stands in its parts only, it is joined: given names, then patronymic, then family name. Names
have no languages in this format, so their tags say the script. `referents` are the ids that an entity has in the lists
it was joined from, and become identifiers by which these lists are joined.

Specification: FollowTheMoney 4 (followthemoney.tech/explorer), zavod's exporter `ftm.py` of OpenSanctions.
OpenSanctions publishes its data under CC BY-NC 4.0 (other use needs a licence); attribution: opensanctions.org.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from gazetteer.errors import InvalidEntity
from gazetteer.sources.drafts import EntityDraft, full_name, is_wanted
from gazetteer.sources.fields import string
from gazetteer.sources.json_texts import parsed
from gazetteer.sources.opensanctions import FACTS, KINDS, NAMES, PARTS, PUBLISHER, add_facts, identifiers_of
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile

TITLE = "FollowTheMoney entities (OpenSanctions)"

_FIELDS = ('"schema"', '"properties"')
_LOOKED_AT = 10  # lines at the beginning by which a file is recognised; chosen
_LEFT = "addresses, documents, notes, topics and what else is neither a name nor a fact of an entity"


def recognises(head: Head) -> bool:
    """Whether one of the first lines is an object with a schema and properties."""
    lines = [line for line in head.lines if line.strip()]
    return any(map(_is_entity, lines[:_LOOKED_AT])) or (len(lines) == 1 and all(map(lines[0].count, _FIELDS)))


def _is_entity(line: str) -> bool:
    if not all(map(line.count, _FIELDS)):
        return False
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and isinstance(value.get("properties"), dict)


def read(file: SourceFile) -> Iterator[Row]:
    """A row for each line that is an entity with names."""
    if b'"referents"' in file.head.content:  # only OpenSanctions writes them
        file.publisher = PUBLISHER
    aside: Counter[str] = Counter()
    for number, line in file.lines():
        if not line.strip():
            continue
        with file.row(number):
            value = parsed(line)
            schema = _schema(value)
            if schema not in KINDS or not is_wanted(file.choices, schema):
                aside[schema] += 1
                continue
            if entity := _draft(file, number, value, schema).entity():
                yield Row(file.path, number, entity)
    file.tell(f"left aside of each entity: {_LEFT}")
    if aside:
        file.tell("left aside: " + ", ".join(f"{count} {schema}" for schema, count in aside.most_common()))


def _schema(value: Any) -> str:
    if not isinstance(value, dict) or not isinstance(value.get("properties", {}), dict):
        raise InvalidEntity('no entity; write {"id": …, "schema": …, "properties": {…}}')
    return string("schema", value.get("schema", ""))


def _draft(file: SourceFile, line: int, value: Mapping[str, Any], schema: str) -> EntityDraft:
    properties = value.get("properties", {})
    draft = EntityDraft(file, line, string("id", value.get("id", "")), KINDS[schema])
    for identifier in identifiers_of(draft.id):
        draft.add_identifier(identifier)
    for referent in _texts(value, "referents"):
        for identifier in identifiers_of(referent):
            draft.add_identifier(identifier)
    _add_names(draft, value, properties)
    add_facts(draft, {name: _texts(properties, name) for name in FACTS})
    return draft


def _add_names(draft: EntityDraft, value: Mapping[str, Any], properties: Mapping[str, Any]) -> None:
    """Add the names, first of them the caption, if it is a name and not an id."""
    caption = value.get("caption")
    if isinstance(caption, str) and caption in _texts(properties, "name"):
        draft.add_name(caption, "label")
    for name, kind in NAMES.items():
        draft.add_names(_texts(properties, name), kind)
    parts = [_texts(properties, part) for part in PARTS]
    if not draft.names and all(len(texts) <= 1 for texts in parts):
        draft.add_name(full_name(*("".join(texts) for texts in parts)))


def _texts(properties: Mapping[str, Any], name: str) -> list[str]:
    """The texts of a property; nested entities are none."""
    values = properties.get(name)
    if not values:
        return []
    values = values if isinstance(values, list) else [values]
    return [string(name, value) for value in values if not isinstance(value, dict)]
