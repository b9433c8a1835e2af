"""Read entities from JSON lines, one object on each line.

    {"id": "p1", "kind": "person", "label": "Jane Doe", "aliases": ["J. Doe", {"text": "Джейн Доу",
    "language": "ru"}]}

Without ``label``, the first alias is the label. ``kind``, ``countries``, ``prior``, ``note``, ``born``, ``died`` and
``office`` and ``identifiers`` are optional; a field with null counts as missing. Ids and kinds are strings. An alias is
a string or an object with ``text``, ``language``, ``kind``, ``source``, ``since`` and ``until``; an office one with
``title``, ``from``, ``to`` and ``checked``. Other fields are ignored with a warning. Texts are taken as they are, with
white space around them. `written` writes such a line, from which the same entity is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NoReturn

from gazetteer.entity import Alias, Entity, Office, storable
from gazetteer.errors import InvalidEntity
from gazetteer.sources.fields import (
    DEFAULT_KIND,
    country,
    kept_names,
    language,
    office,
    real,
    string,
    word,
)
from gazetteer.sources.ids import Ids
from gazetteer.sources.json_texts import parsed
from gazetteer.sources.remarks import Remarks, shown
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile

FIELDS = ("id", "kind", "label", "aliases", "countries", "prior", "note", "office", "born", "died", "identifiers")
ALIAS_FIELDS = ("text", "language", "kind", "source", "since", "until")
OFFICE_FIELDS = ("title", "from", "to", "checked")

TITLE = "JSON lines of entities"
_LINE_ENDS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")  # control characters and line ends that JSON allows in strings
_LOOKED_AT = 20  # lines by which the format is told; chosen


def recognises(head: Head) -> bool:
    """Whether one of the first lines that are not blank is an object with names, or the first one of a file that is
    named like JSON lines is none.
    """
    values = [_value(line) for line in head.lines if line.strip()][:_LOOKED_AT]
    is_named = head.name.endswith((".jsonl", ".ndjson"))
    return any(map(_has_names, values)) or (is_named and values[:1] in ([], [None]))


def _value(line: str) -> Any:
    """What the line says; None if it is no JSON."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _has_names(value: Any) -> bool:
    return isinstance(value, dict) and ("label" in value or isinstance(value.get("aliases"), list))


def read(file: SourceFile) -> Iterator[Row]:
    """The rows of the file, one for each line that is not blank.

    A line that is not an object, or has a field of the wrong type, is rejected. Remarks tell what is left out.
    """
    ids = Ids()
    for number, line in file.lines():
        if not line.strip():
            continue
        with file.row(number):
            entity = _entity(number, parsed(line, _JSON.decode), file)
            ids.add(entity.id, number)
            yield Row(file.path, number, entity)
    ids.refuse_repeated(file, "join the two objects, or give them ids of their own")
    if not ids:
        file.remarks.add(1, "no objects")


def _object(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    """The fields of an object; raises `InvalidEntity` for a repeated field."""
    by_name: dict[str, Any] = {}
    for name, value in fields:
        if name in by_name:
            raise InvalidEntity(f"field {shown(name)} twice in one object; keep one")
        by_name[name] = value
    return by_name


def _refuse_constant(name: str) -> NoReturn:
    raise InvalidEntity(f"{name} is no JSON; write a finite number")


_JSON = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_refuse_constant)


@dataclass(frozen=True, slots=True)
class JsonObject:
    """The known fields of one object, without those that are null, and its line."""

    line: int
    fields: Mapping[str, Any]
    remarks: Remarks

    def text(self, name: str, default: str = "") -> str:
        """The string in this field, or `default` if there is none."""
        if name not in self.fields:
            return default
        return self._noted(string(name, self.fields[name]))

    def name(self, field: str) -> str:
        """The name in this field, which may be any string; empty if there is none."""
        value = self.fields.get(field, "")
        return self._noted(value) if isinstance(value, str) else string(field, value)

    def _noted(self, text: str) -> str:
        if text != text.strip():
            self.remarks.add(self.line, "white space around a text, which is kept", shown(text))
        return text

    def values(self, name: str) -> list[Any]:
        """The list in this field, empty if there is none."""
        value = self.fields.get(name, [])
        if not isinstance(value, list):
            raise InvalidEntity(f'{name} is {shown(value)}; write a list, as in "{name}": ["…"]')
        return value


def _known_fields(line: int, value: Mapping[str, Any], fields: Sequence[str], remarks: Remarks) -> JsonObject:
    for name in value:
        if name not in fields:
            remarks.add(line, "a field ignored", shown(name))
    return JsonObject(line, {name: value[name] for name in fields if value.get(name) is not None}, remarks)


def _entity(line: int, value: Any, file: SourceFile) -> Entity:
    if not isinstance(value, dict):
        repair = 'write {"id": …, "kind": …, "label": …, "aliases": […]}, one object a line'
        raise InvalidEntity(f"no object but {shown(value)}; {repair}")
    record = _known_fields(line, value, FIELDS, file.remarks)
    return Entity(
        word("id", record.text("id")),
        word("kind", record.text("kind", DEFAULT_KIND)),
        _names(record, file.name),
        countries=[country(string("a country", code)) for code in record.values("countries")],
        prior=real("prior", record.fields.get("prior", 0)),
        note=record.text("note"),
        office=_office(record),
        born=record.text("born"),
        died=record.text("died"),
        identifiers=[word("an identifier", string("an identifier", text)) for text in record.values("identifiers")],
    )


def _office(record: JsonObject) -> Office | None:
    value = record.fields.get("office", {})
    if not isinstance(value, dict):
        raise InvalidEntity(f'office is {shown(value)}; write {{"title": …, "from": …, "to": …}}')
    fields = _known_fields(record.line, value, OFFICE_FIELDS, record.remarks)
    return office(*(fields.text(name) for name in OFFICE_FIELDS))


def _names(record: JsonObject, source: str) -> list[Alias]:
    """The label and the aliases; without a label the first alias is the label."""
    label, line = record.name("label"), record.line
    if not label.strip() and "label" in record.fields:
        raise InvalidEntity("the label is empty; write it, or leave the field out where there are aliases")
    names = [(line, Alias(label, kind="label", source=source))] if label else []
    names += [(line, _alias(record, alias, source)) for alias in record.values("aliases")]
    kept = kept_names(names, record.remarks)
    if not kept:
        raise InvalidEntity('no name; give the object "label" or "aliases"')
    usual = ("label", *["alias"] * len(kept))
    return [alias if alias.kind else replace(alias, kind=kind) for alias, kind in zip(kept, usual, strict=False)]


def _alias(record: JsonObject, value: Any, source: str) -> Alias:
    """An alias; its kind is empty if it is not given."""
    if isinstance(value, str):
        return Alias(JsonObject(record.line, {"text": value}, record.remarks).name("text"), kind="", source=source)
    if not isinstance(value, dict) or "text" not in value:
        raise InvalidEntity(f'alias {shown(value)}; write a text or {{"text": …, "language": …}}')
    alias = _known_fields(record.line, value, ALIAS_FIELDS, record.remarks)
    return Alias(
        alias.name("text"),
        language(alias.text("language", "und")),
        word("kind of an alias", alias.text("kind")) if "kind" in alias.fields else "",
        alias.text("source", source),
        alias.text("since"),
        alias.text("until"),
    )


def written(entity: Entity) -> str:
    """The entity as one line of JSON, without the line end.

    >>> written(Entity("Q1899", "place", [Alias("Kyiv", "en", "label")], countries=["UA"]))
    '{"id":"Q1899","kind":"place","aliases":[{"text":"Kyiv","language":"en","kind":"label","source":""}],"countries":["UA"]}'
    """
    office = entity.office and {
        "title": entity.office.title,
        "from": entity.office.start,
        "to": entity.office.end,
        "checked": entity.office.checked,
    }
    fields = {
        "id": entity.id,
        "kind": entity.kind,
        "aliases": [_written_alias(alias) for alias in entity.aliases],
        "countries": entity.countries,
        "prior": entity.prior,
        "note": entity.note,
        "office": office and _without_empty(office),
        "born": entity.born,
        "died": entity.died,
        "identifiers": entity.identifiers,
    }
    has_halves = not all(storable(alias.text) for alias in entity.aliases)  # of characters, which UTF-8 does not have
    line = json.dumps(_without_empty(fields), ensure_ascii=has_halves, separators=(",", ":"))
    return _LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def _written_alias(alias: Alias) -> dict[str, str]:
    """The fields of an alias; without a source it would have that of the file."""
    dates = {"since": alias.since, "until": alias.until}
    fields = {"text": alias.text, "language": alias.language, "kind": alias.kind, "source": alias.source}
    return fields | _without_empty(dates)


def _without_empty(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
