"""What is suggested for what somebody types, in both forms."""

from __future__ import annotations

from typing import Any

import pytest
from reconciling import CLIENT, DRAFT, ENTITIES, LEGACY, held

VERSIONS = [("0.2", LEGACY, "cursor"), ("1.0-draft", DRAFT, "offset")]
each_version = pytest.mark.parametrize(("version", "path", "offset"), VERSIONS)
MESSAGES = {"entity": "suggested_entities", "property": "suggested_properties", "type": "suggested_types"}


def suggested(what: str, version: str, path: str, **parameters: Any) -> list[dict[str, Any]]:
    answer = CLIENT.get(f"{path}/suggest/{what}", params=parameters)
    found: list[dict[str, Any]] = held(answer, MESSAGES[what], version)["result"]
    return found


PREFIXES = [
    ("Мін", ["place/minsk"]),
    ("мін", ["place/minsk"]),
    ("osterr", ["country/AT"]),  # without marks
    ("berg", ["person/ada-berg", "person/ada-berg-2", "org/berg"]),
    ("ليلى", ["person/leyla"]),
    ("place/minsk", ["place/minsk"]),
    ("wikidata:Q2280", ["place/minsk"]),
    ("http://www.wikidata.org/entity/Q2280", ["place/minsk"]),
    ("place/", ["place/linz", "place/minsk"]),
    ("Layla Hadad", ["person/leyla"]),  # not written so
    ("\ud800", []),
]


@each_version
@pytest.mark.parametrize(("prefix", "ids"), PREFIXES)
def test_entities_are_suggested(version: str, path: str, offset: str, prefix: str, ids: list[str]) -> None:
    if prefix == "\ud800":  # a lone surrogate cannot stand in an address, but its bytes can
        answer = CLIENT.get(f"{path}/suggest/entity?prefix=%ED%A0%80")
        assert held(answer, "suggested_entities", version)["result"] == []
        return
    found = [one["id"] for one in suggested("entity", version, path, prefix=prefix)]
    if prefix == "berg":
        assert set(found) == {*ids}
    else:
        assert found == ids


@each_version
def test_every_id_is_suggested_for_itself(version: str, path: str, offset: str) -> None:
    for entity in ENTITIES:
        for id in (entity.id, *entity.identifiers):
            found = [one["id"] for one in suggested("entity", version, path, prefix=id)]
            assert entity.id in found[: 2 if id == "shared:1" else 1]
    for what in ("property", "type"):
        for one in suggested(what, version, path, prefix=""):
            assert suggested(what, version, path, prefix=one["id"])[0] == one
            assert one in suggested(what, version, path, prefix=one["name"])


@each_version
def test_suggestions_come_in_pages(version: str, path: str, offset: str) -> None:
    whole = suggested("entity", version, path, prefix="", limit=200)
    assert len(whole) == len(ENTITIES)
    pages = [suggested("entity", version, path, prefix="", limit=3, **{offset: at}) for at in range(0, 12, 3)]
    assert [one for page in pages for one in page] == whole
    assert suggested("entity", version, path, prefix="", limit=10**6) == whole
    assert suggested("property", version, path, prefix="", limit=2, **{offset: 1})[0]["id"] == "born"
    assert whole[0]["notable"] == [{"id": "place", "name": "Place"}]


def test_older_clients_may_ask_for_a_type() -> None:
    assert [one["id"] for one in suggested("entity", "0.2", LEGACY, prefix="berg", type="org")] == ["org/berg"]
    assert suggested("entity", "0.2", LEGACY, prefix="berg", type="planet") == []


@each_version
@pytest.mark.parametrize(
    "parameters", [{"limit": 0}, {"limit": "x"}, {"offset": -1, "cursor": -1}, {"prefix": "x" * 1001}]
)
def test_what_is_wrong_is_told(version: str, path: str, offset: str, parameters: dict[str, Any]) -> None:
    for what in MESSAGES:
        answer = CLIENT.get(f"{path}/suggest/{what}", params=parameters)
        held(answer, "mistake", version, 413 if "prefix" in parameters else 400)


@pytest.mark.parametrize("what", MESSAGES)
def test_there_is_no_flyout_of_what_there_is_not(what: str) -> None:
    assert "“nothing”" in held(CLIENT.get(f"{LEGACY}/flyout/{what}?id=nothing"), "mistake", "0.2", 404)["error"]
    held(CLIENT.get(f"{LEGACY}/flyout/{what}"), "mistake", "0.2", 400)
