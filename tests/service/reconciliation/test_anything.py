"""Whatever is sent is answered: with what was asked for, or with what is wrong; never with a failure."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reconciling import CLIENT, DRAFT, LEGACY, held

quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TEXT = st.text(st.characters(), max_size=30) | st.sampled_from(["\ud800", "\0", "\u202e", "a" * 1001, "Q1", "Ada Berg"])
SCALAR = st.none() | st.booleans() | st.integers() | st.floats() | TEXT
JSON = st.recursive(
    SCALAR, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=8
)
PROPERTY = st.sampled_from(
    ["country", "born", "given", "family", "kind", "id", "name", "died", "office", "wikidata", "prior"]
)
VALUE = TEXT | st.integers() | st.booleans() | st.fixed_dictionaries({"id": TEXT, "name": TEXT})
VALUES = VALUE | st.lists(VALUE, max_size=3)
QUERY = st.fixed_dictionaries(
    {"query": TEXT},
    optional={
        "type": st.sampled_from(["person", "place", "planet", ["person", "org"]]),
        "type_strict": st.sampled_from(["any", "all", "should"]),
        "limit": st.integers(1, 60),
        "properties": st.lists(st.fixed_dictionaries({"pid": PROPERTY, "v": VALUES}), max_size=3),
    },
)
CONDITION = st.fixed_dictionaries(
    {"matchType": st.sampled_from(["name", "id", "property"]), "propertyId": PROPERTY, "propertyValue": VALUES},
    optional={"required": st.booleans(), "matchQuantifier": st.sampled_from(["any", "all", "none"])},
)


def told(answer: Any, message: str, version: str) -> Any:
    assert answer.status_code in {200, 400, 413}, answer.text
    return held(answer, message if answer.status_code == 200 else "mistake", version, answer.status_code)


@quick
@given(st.dictionaries(TEXT, QUERY, max_size=3))
def test_any_query_of_0_2(batch: dict[str, Any]) -> None:
    answer = told(CLIENT.post(LEGACY, data={"queries": json.dumps(batch)}), "result_batch", "0.2")
    assert "error" in answer or list(answer) == list(batch)


@quick
@given(st.lists(st.fixed_dictionaries({"conditions": st.lists(CONDITION, min_size=1, max_size=3)}), max_size=3))
def test_any_query_of_1_0(queries: list[dict[str, Any]]) -> None:
    answer = CLIENT.post(
        f"{DRAFT}/match", content=json.dumps({"queries": queries}), headers={"Content-Type": "application/json"}
    )
    told(answer, "result_batch", "1.0-draft")


@quick
@given(JSON, st.sampled_from(["queries", "extend", "query"]))
def test_any_json(content: Any, field: str) -> None:
    text = json.dumps(content)
    for answer in (
        CLIENT.post(LEGACY, data={field: text}),
        CLIENT.post(f"{DRAFT}/match", content=text, headers={"Content-Type": "application/json"}),
        CLIENT.post(f"{DRAFT}/extend", content=text, headers={"Content-Type": "application/json"}),
    ):
        assert answer.status_code in {200, 400, 413}, answer.text
        assert isinstance(answer.json(), dict)


@quick
@given(TEXT, TEXT)
def test_any_id(id: str, prefix: str) -> None:
    id, prefix = (text.encode("utf-8", "replace").decode() for text in (id, prefix))
    assert CLIENT.get(f"{LEGACY}/preview", params={"id": id}).status_code in {200, 404, 413}
    assert CLIENT.get(f"{LEGACY}/flyout/entity", params={"id": id}).status_code in {200, 404, 413}
    told(CLIENT.get(f"{DRAFT}/suggest/entity", params={"prefix": prefix}), "suggested_entities", "1.0-draft")
    told(CLIENT.get(f"{LEGACY}/properties", params={"type": id}), "proposal", "0.2")
    asked = {"ids": [id], "properties": [{"id": "name"}, {"id": "country"}]}
    told(CLIENT.post(f"{DRAFT}/extend", json=asked), "extension", "1.0-draft")
