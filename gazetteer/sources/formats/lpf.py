"""Read places in the Linked Places format (LPF) of the World Historical Gazetteer: a GeoJSON FeatureCollection.

    {"type": "FeatureCollection", "features": [{"type": "Feature", "@id": "http://…",
     "properties": {"title": "Abingdon", "ccodes": ["GB"]}, "types": [{"label": "town"}],
     "names": [{"toponym": "Abbendun", "lang": "ang", "when": {"timespans": [{"start": {"in": "0676"}}]}}],
     "links": [{"type": "closeMatch", "identifier": "gn:2657780"}]}]}

The title is the label, toponyms are names with their language and the time in which they were used; a name whose use
has an end is a former one. Exact and close matches are ids elsewhere; the first type is the note. Features are read
one by one.

Specification: Linked Places format v1.2.2 (github.com/LinkedPasts/linked-places-format). What is published at
whgazetteer.org is mostly under CC BY 4.0; each data set names its licence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gazetteer.errors import InvalidEntity
from gazetteer.sources.drafts import EntityDraft, is_wanted
from gazetteer.sources.fields import string
from gazetteer.sources.identifiers import identifier
from gazetteer.sources.json_texts import JsonElement, elements
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile

TITLE = "places in the Linked Places format (JSON)"

KIND = "place"
MATCHES = frozenset({"exactmatch", "closematch", "sameas"})
_LEFT = "geometries, relations, descriptions, depictions, citations, periods and the time of the place itself"


def recognises(head: Head) -> bool:
    """Whether the file begins as a FeatureCollection with toponyms, or with the context of the format."""
    content = head.content
    if b'"FeatureCollection"' not in content and b'"features"' not in content:
        return False
    return b'"toponym"' in content or b"linkedplaces" in content or b"linked-places" in content


def read(file: SourceFile) -> Iterator[Row]:
    """A row for each feature."""
    for feature in elements(file):
        if feature.field != "features":
            continue
        with file.row(feature.line):
            if (draft := _draft(file, feature)) and (entity := draft.entity()):
                yield Row(file.path, feature.line, entity)
    file.tell(f"left aside of each place: {_LEFT}")


def _draft(file: SourceFile, feature: JsonElement) -> EntityDraft | None:
    """The place; None if it is of no class that is to be read."""
    value = _object("a feature", feature.value)
    properties = _object("properties", value.get("properties") or {})
    types = _objects(value, "types")
    classes = [_word(each.get(name)) for each in types for name in ("label", "identifier")]
    classes += [str(each) for each in _list(properties.get("fclasses") or value.get("fclasses"))]
    if not is_wanted(file.choices, *classes):
        return None
    address = _word(value.get("@id") or value.get("id") or properties.get("pid") or properties.get("id"))
    draft = EntityDraft(file, feature.line, identifier(address) or f"{Path(file.name).stem}/{feature.line}", KIND)
    if not address:
        file.remarks.add(feature.line, "no id, so one is made of file and line", draft.id)
    draft.add_identifier(identifier(address))
    draft.add_name(string("title", properties.get("title") or value.get("title") or ""), "label")
    for name in _objects(value, "names"):
        _add_name(draft, name)
    for code in _list(properties.get("ccodes") or value.get("ccodes")):
        draft.add_country(string("a country code", code))
    for link in _objects(value, "links"):
        if _word(link.get("type")).rpartition(":")[2].lower() in MATCHES:
            draft.add_identifier(identifier(_word(link.get("identifier") or link.get("@id"))))
    draft.note = next(filter(None, map(_label, types)), "")
    return draft


def _label(type_: Mapping[str, Any]) -> str:
    """What a type is called, in the words of a vocabulary or else of the source."""
    sources = [_word(each.get("label")) for each in _objects(type_, "sourceLabels")]
    return next(filter(None, [_word(type_.get("label")), _word(type_.get("sourceLabel")), *sources]), "")


def _add_name(draft: EntityDraft, name: Mapping[str, Any]) -> None:
    since, until = _span(name.get("when"))
    kind = "former" if until else "alias"
    draft.add_name(string("toponym", name.get("toponym") or ""), kind, _word(name.get("lang")), since, until)


def _span(when: Any) -> tuple[str, str]:
    """The beginning of the first timespan, and the end of the last one; empty if there is none."""
    spans = _objects(when, "timespans") if isinstance(when, dict) else []
    if not spans:
        return "", ""
    return _date(spans[0].get("start"), "in", "earliest"), _date(spans[-1].get("end"), "in", "latest")


def _date(value: Any, *fields: str) -> str:
    """The date of a start or an end, which is a text, a number or an object with one of these fields."""
    if isinstance(value, dict):
        return next((_word(value[field]) for field in (*fields, "earliest", "latest") if value.get(field)), "")
    return _word(value)


def _word(value: Any) -> str:
    """A text or a number as text; empty if the value is neither."""
    return str(value) if isinstance(value, str | int) else ""


def _object(what: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise InvalidEntity(f"{what} is no object; write {{…}}")
    return value


def _objects(value: Mapping[str, Any], field: str) -> list[Mapping[str, Any]]:
    return [_object(f"an item of {field}", item) for item in _list(value.get(field))]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
