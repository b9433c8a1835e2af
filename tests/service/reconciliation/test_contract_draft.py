"""Every message of the version 1.0-draft, valid and invalid: what is asked, and the form of what is answered."""

from __future__ import annotations

import json
from typing import Any

import pytest
from reconciling import CLIENT, DRAFT, client_of, features, has, held, name, schema

from names.service.messages import LIMITS
from names.service.reconciliation.features import known_features
from names.service.settings import ServiceSettings

JSON = {"Content-Type": "application/json"}

# The examples of the specification, with names of our own.
BATCHES: list[dict[str, Any]] = [
    {"queries": [{"conditions": [name("Ada Berg")]}]},
    {
        "queries": [
            {
                "type": "person", "limit": 5,
                "conditions": [
                    name("Ada Berg", required=False, matchQuantifier="any"),
                    has("office", "mayor", required=False, matchQuantifier="any"),
                    has("country", "Austria", required=True, matchQuantifier="all"),
                ],
            },
            {"type": "place", "limit": 5, "conditions": [name("Linz"), has("country", "AT")]},
        ]
    },
    {"queries": [{"conditions": [name("Ada Berg"), has("country", ["AT", {"id": "x", "name": "DE"}])]}]},
    {"queries": [{"conditions": [has("wikidata", "Q2280")]}, {"conditions": [has("id", "nobody")]}]},
    {"queries": [{"lang": "en", "conditions": [name("Minsk"), has("name", "Мінск", lang="be", dir="ltr")]}]},
    {"queries": [{"conditions": [{"matchType": "id", "propertyValue": ["place/linz", 7, True]}], "dir": "auto"}]},
    {"queries": []},
]  # fmt: skip


@pytest.mark.parametrize("batch", BATCHES, ids=range(len(BATCHES)))
def test_each_query_of_a_batch_has_its_candidates(batch: dict[str, Any]) -> None:
    schema("1.0-draft", "query_batch").validate(batch)
    answer = held(CLIENT.post(f"{DRAFT}/match", json=batch), "result_batch", "1.0-draft")
    assert len(answer["results"]) == len(batch["queries"])
    for result in answer["results"]:
        for candidate in result["candidates"]:
            assert all(id in known_features() or id.endswith("_agrees") for id in features(candidate))


def query(*conditions: Any, **more: Any) -> dict[str, Any]:
    return {"queries": [{"conditions": list(conditions), **more}]}


TOO_LONG = "x" * (LIMITS.name + 1)
# What is sent, whether the schema of the specification refuses it too, the status, what is told
REFUSED: list[tuple[Any, bool, int, str]] = [
    ([{"conditions": [name("x")]}], True, 400, "body"),
    ({}, True, 400, "queries: field required"),
    ({"queries": {"q0": {"conditions": [name("x")]}}}, True, 400, "queries"),
    ({"queries": [{"type": "person", "props": [name("x")]}]}, True, 400, "queries.0.conditions: field required"),
    ({"queries": [{"conditions": []}]}, True, 400, "queries.0.conditions"),
    (query({"propertyValue": "x"}), True, 400, "queries.0.conditions.0.matchType: field required"),
    (query({"matchType": "name"}), True, 400, "queries.0.conditions.0.propertyValue: field required"),
    (query({"matchType": "label", "propertyValue": "x"}), True, 400, "queries.0.conditions.0.matchType"),
    (query({"matchType": "property", "propertyValue": "x"}), True, 400, "so give a propertyId"),
    (query(name("x"), type=["person", "place"]), True, 400, "queries.0.type: input should be a string"),
    (query(name("x"), limit="5"), True, 400, "queries.0.limit"),
    (query(name("x"), limit=0), False, 400, "queries.0.limit"),
    (query(name("x"), query="x"), True, 400, "queries.0.query: extra inputs are not permitted"),
    (query(name("x", required="yes")), True, 400, "queries.0.conditions.0.required"),
    (query(name("x", matchQuantifier="some")), True, 400, "queries.0.conditions.0.matchQuantifier"),
    (query(name("x", matchQualifier="ExactMatch")), False, 400, "no qualifier is supported"),
    (query(name("x", dir="up")), True, 400, "queries.0.conditions.0.dir"),
    (query(name(None)), True, 400, "queries.0: there is nothing to look for"),
    (
        query(name("x"), has("contry", "AT")),
        False,
        400,
        "queries.0: there is no property “contry”; give one of country",
    ),
    (query(has("country", "AT")), False, 400, "queries.0: there is nothing to look for"),
    (query(name("x", matchQuantifier="none")), False, 400, "queries.0: there is nothing to look for"),
    ({"queries": [{"conditions": [name("x")]}, {"conditions": [name("")]}]}, False, 400, "queries.1: there is nothing"),
    ({"queries": [{"conditions": [name("x")]}] * 101}, False, 413, "queries"),
    (query(name(TOO_LONG)), False, 413, "at most 1000 characters"),
    (query(name("x"), type=TOO_LONG), False, 413, "queries.0.type"),
]


@pytest.mark.parametrize(("batch", "invalid", "status", "told"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_wrong_is_told(batch: Any, invalid: bool, status: int, told: str) -> None:
    assert schema("1.0-draft", "query_batch").is_valid(batch) is not invalid
    mistake = held(CLIENT.post(f"{DRAFT}/match", json=batch), "mistake", "1.0-draft", status)
    assert told in mistake["error"]


@pytest.mark.parametrize("path", ["match", "extend"])
@pytest.mark.parametrize(
    ("body", "medium", "status"),
    [
        (b"", "application/json", 400),
        (b"{", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"queries": ' + b"9" * 5000 + b"}", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"null", "application/json", 400),
        (b"{}", "text/plain", 415),
        (b"{}", "", 415),
        (b"queries={}", "application/x-www-form-urlencoded", 415),
    ],
)
def test_a_body_that_is_no_message_is_refused(path: str, body: bytes, medium: str, status: int) -> None:
    headers = {"Content-Type": medium} if medium else {}
    answer = CLIENT.post(f"{DRAFT}/{path}", content=body, headers=headers)
    held(answer, "mistake", "1.0-draft", status)


def test_the_type_of_json_may_have_parameters() -> None:
    body = json.dumps(BATCHES[0])
    for medium in ("application/json; charset=utf-8", "Application/JSON"):
        answer = CLIENT.post(f"{DRAFT}/match", content=body, headers={"Content-Type": medium})
        held(answer, "result_batch", "1.0-draft")


def test_the_manifest_names_what_there_is() -> None:
    for path in (DRAFT, f"{DRAFT}/"):
        manifest = held(CLIENT.get(path), "manifest", "1.0-draft")
    assert manifest["standardizedScore"] is True
    assert manifest["suggest"] == {"entity": True, "property": True, "type": True}
    assert CLIENT.get(manifest["view"]["url"].replace("{id}", "place%2Fminsk")).status_code == 200
    assert 'id="feature-prior"' in CLIENT.get(manifest["featureView"]["url"].replace("{id}", "prior")).text
    assert "authentication" not in manifest
    closed = client_of(settings=ServiceSettings(token="secret"))
    assert "authentication" in held(closed.get(DRAFT), "manifest", "1.0-draft")


def test_its_entities_can_be_suggested_extended_and_shown() -> None:
    found = held(CLIENT.get(f"{DRAFT}/suggest/entity?prefix=ada"), "suggested_entities", "1.0-draft")["result"]
    asked = {"ids": [one["id"] for one in found], "properties": [{"id": "name"}]}
    rows = held(CLIENT.post(f"{DRAFT}/extend", json=asked), "extension", "1.0-draft")["rows"]
    assert [row["id"] for row in rows] == asked["ids"]
    for id in asked["ids"]:
        assert CLIENT.get(f"{DRAFT}/preview", params={"id": id}).status_code == 200
