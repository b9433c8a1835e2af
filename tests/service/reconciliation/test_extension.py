"""Values of properties, in both forms, and the proposals of what to fetch."""

from __future__ import annotations

import json
from typing import Any

import pytest
from reconciling import CLIENT, DRAFT, GAZETTEER, LEGACY, held, schema

from names.service.reconciliation.properties import properties_of


def draft(ids: list[str], *properties: str | dict[str, Any]) -> dict[str, Any]:
    asked = {"ids": ids, "properties": [{"id": one} if isinstance(one, str) else one for one in properties]}
    schema("1.0-draft", "extension_query").validate(asked)
    content: dict[str, Any] = held(CLIENT.post(f"{DRAFT}/extend", json=asked), "extension", "1.0-draft")
    for answer in (
        CLIENT.post(LEGACY, data={"extend": json.dumps(asked)}),
        CLIENT.get(LEGACY, params={"extend": json.dumps(asked)}),
    ):
        legacy = held(answer, "extension", "0.2")
        assert legacy["meta"] == content["meta"]
        assert list(legacy["rows"]) == [row["id"] for row in content["rows"]]
    return content


# entity, property with its settings, values
VALUES: list[tuple[str, str | dict[str, Any], list[dict[str, Any]]]] = [
    ("person/ada-berg", "id", [{"str": "person/ada-berg"}]),
    ("person/ada-berg", {"id": "name", "settings": {"limit": 1}}, [{"str": "Ada Berg", "lang": "de"}]),
    ("person/ada-berg", {"id": "name", "settings": {"limit": "1"}}, [{"str": "Ada Berg", "lang": "de"}]),
    ("person/ada-berg", {"id": "name", "settings": {"language": "RU"}}, [{"str": "Ада Берг", "lang": "ru"}]),
    ("person/ada-berg", {"id": "name", "settings": {"language": "fa"}}, [{}]),
    ("person/leyla", {"id": "name", "settings": {"limit": 1}}, [{"str": "ليلى حداد", "lang": "ar", "dir": "rtl"}]),
    ("person/ada-berg", "given", [{"str": "Ada", "lang": "de"}]),
    ("person/ada-berg", "family", [{"str": "Berg", "lang": "de"}]),
    ("person/ada-berg", {"id": "family", "settings": {"language": "ru"}}, [{"str": "Берг", "lang": "ru"}]),
    ("place/minsk", "family", [{}]),
    ("person/ada-berg", "kind", [{"str": "person"}]),
    ("person/ada-berg", "born", [{"date": "1950-03-01T00:00:00Z"}]),
    ("person/ada-berg", "died", [{"str": "2011"}]),
    ("person/ada-berg", "office", [{"str": "mayor of Linz 1990–2000"}]),
    ("person/ada-berg", "description", [{"str": "mayor of Linz 1990–2000, 1950–2011"}]),
    ("org/berg", "description", [{"str": "maker of cranes"}]),
    ("person/ada-berg", "country", [{"id": "country/AT", "name": "Austria"}]),
    ("place/minsk", "country", [{"str": "BY"}]),
    ("person/ada-berg", "prior", [{"float": 4.0}]),
    ("place/minsk", "prior", [{}]),
    ("person/ada-berg", "source", [{"str": "list"}, {"str": "register"}]),
    ("person/ada-berg", "identifiers", [{"str": "wikidata:Q1"}, {"str": "viaf:10"}, {"str": "atlas:7"}]),
    ("person/ada-berg", "wikidata", [{"str": "Q1"}]),
    ("person/ada-berg", "atlas", [{"str": "7"}]),
    ("person/ada-berg", "gnd", [{}]),
    ("wikidata:Q2280", "id", [{"str": "place/minsk"}]),
    ("nobody", "name", [{}]),
    ("", "name", [{}]),
]


@pytest.mark.parametrize(("id", "asked", "values"), VALUES, ids=lambda value: str(value)[:40])
def test_a_property_has_its_values(id: str, asked: str | dict[str, Any], values: list[dict[str, Any]]) -> None:
    [row] = draft([id], asked)["rows"]
    assert row["id"] == id
    assert [one["values"] for one in row["properties"]] == [values]


def test_every_property_of_every_entity_has_the_form_of_a_value() -> None:
    known = [one.id for one in properties_of(GAZETTEER)]
    content = draft([entity.id for entity in GAZETTEER], *known)
    assert [one["id"] for one in content["meta"]] == known
    for row in content["rows"]:
        assert [one["id"] for one in row["properties"]] == known


def test_what_is_asked_twice_is_given_once() -> None:
    content = draft(["place/linz", "place/minsk", "place/linz"], {"id": "name", "settings": {"limit": 1}}, "name")
    assert [row["id"] for row in content["rows"]] == ["place/linz", "place/minsk"]
    assert [len(one["values"]) for row in content["rows"] for one in row["properties"]] == [1, 2]
    assert draft([], "country") == {
        "meta": [{"id": "country", "name": "country", "type": {"id": "place", "name": "Place"}}], "rows": [],
    }  # fmt: skip


# What is sent, whether the schema refuses it too, the status, what is told
REFUSED: list[tuple[Any, bool, int, str]] = [
    ({"ids": ["place/linz"]}, True, 400, "properties: field required"),
    ({"properties": [{"id": "name"}]}, True, 400, "ids: field required"),
    ({"ids": "place/linz", "properties": []}, True, 400, "ids"),
    ({"ids": [7], "properties": []}, True, 400, "ids.0"),
    ({"ids": [], "properties": [{"name": "name"}]}, True, 400, "properties.0.id: field required"),
    ({"ids": [], "properties": [{"id": "nmae"}]}, False, 400, "there is no property “nmae”; give one of country, born"),
    ({"ids": ["x"], "properties": [{"id": "name", "settings": {"limit": -1}}]}, False, 400, "settings.limit"),
    ({"ids": ["x"], "properties": [{"id": "name", "settings": {"limit": "x"}}]}, False, 400, "0 stands for all"),
    ({"ids": ["x"], "properties": [{"id": "name", "settings": {"lnguage": "x"}}]}, False, 400, "settings.lnguage"),
    ({"ids": ["x"], "properties": [{"id": "name", "settings": "x"}]}, True, 400, "settings"),
    ({"ids": ["x"] * 501, "properties": []}, False, 413, "ids"),
    ({"ids": [], "properties": [{"id": "name"}] * 101}, False, 413, "properties"),
    ([], True, 400, ""),
]


@pytest.mark.parametrize(("asked", "invalid", "status", "told"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_wrong_is_told(asked: Any, invalid: bool, status: int, told: str) -> None:
    for version, answer in (
        ("1.0-draft", CLIENT.post(f"{DRAFT}/extend", json=asked)),
        ("0.2", CLIENT.post(LEGACY, data={"extend": json.dumps(asked)})),
    ):
        assert schema(version, "extension_query").is_valid(asked) is not invalid
        assert told in held(answer, "mistake", version, status)["error"]


@pytest.mark.parametrize(
    ("version", "path"), [("0.2", f"{LEGACY}/properties"), ("1.0-draft", f"{DRAFT}/extend/propose")]
)
def test_properties_are_proposed_by_type(version: str, path: str) -> None:
    def proposed(**parameters: Any) -> dict[str, Any]:
        content: dict[str, Any] = held(CLIENT.get(path, params=parameters), "proposal", version)
        return content

    persons, places = ([one["id"] for one in proposed(type=kind)["properties"]] for kind in ("person", "place"))
    assert {"born", "office", "country", "wikidata", "atlas"} <= set(persons)
    assert "born" not in places
    assert "gnd" not in places  # the gazetteer has no id of this scheme
    limited = proposed(type="person", limit=2)
    assert (limited["type"], limited["limit"], len(limited["properties"])) == ("person", 2, 2)
    assert proposed(type="planet") == {"properties": [], "type": "planet"}
    assert set(persons) <= {one["id"] for one in proposed()["properties"]}
    held(CLIENT.get(path, params={"limit": 0}), "mistake", version, 400)
