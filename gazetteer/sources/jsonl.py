"""Read entities from JSON lines, one object on each line.

    {"id": "p1", "kind": "person", "label": "Jane Doe", "aliases": ["J. Doe", {"text": "Джейн Доу",
    "language": "ru"}]}

Without ``label``, the first alias is the label. ``kind``, ``countries``, ``prior``, ``note``, ``born``, ``died`` and
``office`` are optional; a field with null counts as missing. Ids and kinds are strings. An alias is a string or an
object with ``text``, ``language`` and ``kind``; an office one with ``title``, ``from``, ``to`` and ``checked``. Other
fields are ignored with a warning.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

from gazetteer.entity import Alias, Entity, Office
from gazetteer.errors import InvalidEntity
from gazetteer.sources.fields import (
    DEFAULT_KIND,
    country,
    kept_names,
    language,
    office,
    real,
    source_name,
    string,
    word,
)
from gazetteer.sources.ids import Ids, at
from gazetteer.sources.remarks import Remarks, shown
from gazetteer.sources.rows import Row
from gazetteer.sources.text import read_lines

FIELDS = ("id", "kind", "label", "aliases", "countries", "prior", "note", "office", "born", "died")
ALIAS_FIELDS = ("text", "language", "kind")
OFFICE_FIELDS = ("title", "from", "to", "checked")


def read(path: Path) -> Iterator[Row]:
    """The rows of the file at `path`, one for each line that is not blank.

    Raises SourceError, with the line, for a line that is not an object or has a field of the wrong type. Warns
    (SourceWarning) after the last entity about anything left out.
    """
    remarks, ids, source = Remarks(path), Ids(), source_name(path)
    for number, line in enumerate(read_lines(path), start=1):
        if line.strip():
            with at(path, number):
                entity = _entity(number, _parsed(line), remarks, source)
            ids.add(entity.id, number)
            yield Row(path, number, entity)
    ids.refuse_repeated(path, "join the two objects, or give them ids of their own")
    if not ids:
        remarks.add(1, "no objects")
    remarks.warn()


def _parsed(line: str) -> Any:
    try:
        return _JSON.decode(line)
    except InvalidEntity:
        raise
    except json.JSONDecodeError as error:
        raise InvalidEntity(f"no JSON at column {error.colno} ({error.msg}); write one whole object a line") from None
    except ValueError:
        raise InvalidEntity("a number with thousands of digits; write it as a string") from None
    except RecursionError:
        raise InvalidEntity("lists and objects within each other too deeply; write one object a line") from None


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
        """The string in this field, without white space around it, or `default` if there is none."""
        if name not in self.fields:
            return default
        return self.remarks.stripped(self.line, string(name, self.fields[name]))

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


def _entity(line: int, value: Any, remarks: Remarks, source: str) -> Entity:
    if not isinstance(value, dict):
        repair = 'write {"id": …, "kind": …, "label": …, "aliases": […]}, one object a line'
        raise InvalidEntity(f"no object but {shown(value)}; {repair}")
    record = _known_fields(line, value, FIELDS, remarks)
    return Entity(
        word("id", record.text("id")),
        word("kind", record.text("kind", DEFAULT_KIND)),
        _names(record, source),
        countries=[country(string("a country", code)) for code in record.values("countries")],
        prior=real("prior", record.fields.get("prior", 0)),
        note=record.text("note"),
        office=_office(record),
        born=record.text("born"),
        died=record.text("died"),
    )


def _office(record: JsonObject) -> Office | None:
    value = record.fields.get("office", {})
    if not isinstance(value, dict):
        raise InvalidEntity(f'office is {shown(value)}; write {{"title": …, "from": …, "to": …}}')
    fields = _known_fields(record.line, value, OFFICE_FIELDS, record.remarks)
    return office(*(fields.text(name) for name in OFFICE_FIELDS))


def _names(record: JsonObject, source: str) -> list[Alias]:
    """The label and the aliases; without a label the first alias is the label."""
    label, line = record.text("label"), record.line
    if not label and "label" in record.fields:
        raise InvalidEntity("the label is empty; write it, or leave the field out where there are aliases")
    names = [(line, Alias(label, kind="label", source=source))] if label else []
    names += [(line, _alias(record, alias, source)) for alias in record.values("aliases")]
    kept = kept_names(names, record.remarks)
    if not kept:
        raise InvalidEntity('no name; give the object "label" or "aliases"')
    if kept[0].kind == "alias":
        kept[0] = replace(kept[0], kind="label")
    return kept


def _alias(record: JsonObject, value: Any, source: str) -> Alias:
    if isinstance(value, str):
        return Alias(record.remarks.stripped(record.line, string("alias", value)), source=source)
    if not isinstance(value, dict) or "text" not in value:
        raise InvalidEntity(f'alias {shown(value)}; write a text or {{"text": …, "language": …}}')
    alias = _known_fields(record.line, value, ALIAS_FIELDS, record.remarks)
    code, kind = alias.text("language", "und"), alias.text("kind", "alias")
    return Alias(alias.text("text"), language(code), word("kind of an alias", kind), source)
