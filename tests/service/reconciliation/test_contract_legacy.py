"""Every message of the versions 0.1 and 0.2, valid and invalid: what is asked, and the form of what is answered."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response
from reconciling import CLIENT, ENTITIES, LEGACY, DirectEngine, client_of, held, schema

from names.service.messages import LIMITS
from names.service.reconciliation.legacy_routes import legacy_answer
from names.service.settings import ServiceSettings

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def by_get(**fields: str) -> Response:
    return CLIENT.get(LEGACY, params=fields)


def by_post(**fields: str) -> Response:
    return CLIENT.post(LEGACY, data=fields)


each_way = pytest.mark.parametrize("ask", [by_get, by_post])

# The examples of the specification, with names of our own.
QUERIES: list[dict[str, Any]] = [
    {"q0": {"query": "Ada Berg"}},
    {
        "q0": {
            "query": "Ada Berg", "type": "person", "limit": 5, "type_strict": "should",
            "properties": [{"pid": "office", "v": "mayor"}, {"pid": "country", "v": "Austria"}],
        },
        "q1": {"query": "Linz", "type": ["place", "river"], "limit": 5, "properties": [], "type_strict": "any"},
    },
    {"q0": {"query": "Ada Berg", "properties": [{"pid": "country", "v": ["AT", {"id": "country/DE", "name": "DE"}]}]}},
    {"q0": {"query": "Ada Berg", "properties": [{"pid": "born", "v": 1950}, {"pid": "prior", "v": 4.5}]}},
    {"q0": {"query": "Ada Berg", "properties": [{"pid": "description", "v": True}]}},
    {"q0": {"properties": [{"pid": "wikidata", "v": "Q2280"}]}},
    {"": {"query": "Linz"}, "a key of any kind": {"query": "Minsk"}, "\U0001f600": {"query": "Мінск"}},
    {},
]  # fmt: skip


@each_way
@pytest.mark.parametrize("batch", QUERIES, ids=range(len(QUERIES)))
def test_each_query_of_a_batch_has_its_result(ask: Any, batch: dict[str, Any]) -> None:
    schema("0.2", "query_batch").validate(batch)
    answer = held(ask(queries=json.dumps(batch)), "result_batch", "0.2")
    assert list(answer) == list(batch)


# What older texts and clients have otherwise, and is taken.
LIBERAL = [
    {"q0": {"query": "Ada Berg", "type": {"id": "person", "name": "Person"}}},
    {"q0": {"query": "Ada Berg", "type": [{"id": "person"}], "limit": 3.0}},
    {"q0": {"query": "Ada Berg", "properties": [{"p": "born", "pid": "born", "v": None}]}},
    {"q0": {"query": "", "properties": [{"pid": "id", "v": "place/linz"}]}},
    {"q0": {"query": "Ada Berg", "limit": 100_000}},
]


@pytest.mark.parametrize("batch", LIBERAL, ids=range(len(LIBERAL)))
def test_what_older_clients_send_is_taken(batch: dict[str, Any]) -> None:
    answer = held(by_post(queries=json.dumps(batch)), "result_batch", "0.2")
    assert answer["q0"]["result"]


TOO_LONG = "x" * (LIMITS.name + 1)
# What is sent as queries, whether the schema of the specification refuses it too, the status, what is told
REFUSED: list[tuple[Any, bool, int, str]] = [
    ({"q1": {"limit": 1}}, True, 400, "queries.q1: there is nothing to look for; give a name"),
    ({"q1": {"query": ""}}, False, 400, "queries.q1: there is nothing to look for"),
    ({"q1": {"properties": []}}, True, 400, "queries.q1: there is nothing to look for"),
    ({"q1": {"properties": [{"pid": "country", "v": "AT"}]}}, False, 400, "queries.q1: there is nothing to look for"),
    ({"q0": {"query": "x"}, "q7": {"query": 7}}, True, 400, "queries.q7.query: input should be a string"),
    ({"q1": "Ada Berg"}, True, 400, "queries.q1"),
    ({"q1": {"query": "x", "name": "x"}}, True, 400, "queries.q1.name: extra inputs are not permitted"),
    ({"q1": {"query": "x", "type_strict": "exactly"}}, True, 400, "queries.q1.type_strict"),
    ({"q1": {"query": "x", "type": 7}}, True, 400, "queries.q1.type"),
    ({"q1": {"query": "x", "limit": "many"}}, True, 400, "queries.q1.limit: should be a whole number"),
    ({"q1": {"query": "x", "limit": 0}}, False, 400, "queries.q1.limit"),
    ({"q1": {"query": "x", "limit": -3}}, False, 400, "queries.q1.limit"),
    ({"q1": {"query": "x", "limit": 2.5}}, False, 400, "queries.q1.limit"),
    ({"q1": {"query": "x", "limit": True}}, True, 400, "queries.q1.limit"),
    ({"q1": {"query": "x", "properties": {"country": "AT"}}}, True, 400, "queries.q1.properties"),
    ({"q1": {"query": "x", "properties": [{"v": "AT"}]}}, True, 400, "queries.q1.properties.0.pid: field required"),
    (
        {"q1": {"query": "x", "properties": [{"pid": "country"}]}},
        True,
        400,
        "queries.q1.properties.0.v: field required",
    ),
    (
        {"q1": {"query": "x", "properties": [{"pid": "country", "v": {"name": "AT"}}]}},
        True,
        400,
        "an object with an id",
    ),
    ({"q1": {"query": "x", "properties": [{"pid": "country", "v": [["AT"]]}]}}, True, 400, "queries.q1.properties.0.v"),
    (
        {"q1": {"query": "x", "properties": [{"pid": "contry", "v": "AT"}]}},
        False,
        400,
        "“contry”; give one of country, b",
    ),
    ([{"query": "x"}], True, 400, "queries"),
    ("x", True, 400, "queries"),
    (None, True, 400, "queries"),
    ({f"q{number}": {"query": "x"} for number in range(101)}, False, 413, "queries"),
    ({"q1": {"query": TOO_LONG}}, False, 413, "queries.q1.query: string should have at most 1000 characters"),
    ({"q1": {"query": "x", "properties": [{"pid": "born", "v": TOO_LONG}]}}, False, 413, "at most 1000 characters"),
    ({"q1": {"query": "x", "properties": [{"pid": "born", "v": ["1"] * 101}]}}, False, 413, "at most 100 values"),
    ({TOO_LONG: {"query": "x"}}, False, 413, "queries"),
]


@each_way
@pytest.mark.parametrize(("batch", "invalid", "status", "told"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_wrong_is_told(ask: Any, batch: Any, invalid: bool, status: int, told: str) -> None:
    assert schema("0.2", "query_batch").is_valid(batch) is not invalid
    if ask is by_get and len(json.dumps(batch)) > 4000:
        return
    mistake = held(ask(queries=json.dumps(batch)), "mistake", "0.2", status)
    assert told in mistake["error"]


@pytest.mark.parametrize("text", ["", "{", "{'q0': {}}", '{"q0": {"query": NaN}}', "[" * 100_000, "9" * 5000, "\x00"])
@pytest.mark.parametrize("field", ["queries", "extend"])
def test_what_is_no_json_is_told(field: str, text: str) -> None:
    mistake = held(by_post(**{field: text}), "mistake", "0.2", 400)
    assert mistake["error"].startswith(field)


def test_a_single_query_is_answered_as_in_0_1() -> None:
    for query in ("Мінск", '{"query": "Мінск", "type": "place"}'):
        for ask in (by_get, by_post):
            result = held(ask(query=query), "result", "0.2")["result"]
            assert [one["id"] for one in result if one["match"]] == ["place/minsk"]
    assert "nothing to look for" in held(by_get(query=" "), "mistake", "0.2", 400)["error"]
    assert "query.limit" in held(by_get(query='{"query": "x", "limit": 0}'), "mistake", "0.2", 400)["error"]


FORMS = [
    ("x=1", FORM, 400, "nothing asked"),
    ("", FORM, 400, "nothing asked"),
    (b"queries=%FF", FORM, 400, "cannot be read"),
    (b"queries=\xff", FORM, 400, "cannot be read"),
    ("&".join(f"a{number}=1" for number in range(60)), FORM, 400, "cannot be read"),
    ("{}", {"Content-Type": "application/json"}, 415, "send a form"),
    ("{}", {}, 415, "send a form"),
    ("x", {"Content-Type": "multipart/form-data; boundary=x"}, 415, "send a form"),
]


@pytest.mark.parametrize(("body", "headers", "status", "told"), FORMS, ids=range(len(FORMS)))
def test_a_body_that_is_no_form_is_refused(body: str | bytes, headers: dict[str, str], status: int, told: str) -> None:
    content = body.encode() if isinstance(body, str) else body
    assert told in held(CLIENT.post(LEGACY, content=content, headers=headers), "mistake", "0.2", status)["error"]


def test_the_manifest_names_what_there_is() -> None:
    for path in (LEGACY, f"{LEGACY}/", f"{LEGACY}?nothing=1"):
        manifest = held(CLIENT.get(path), "manifest", "0.2")
    assert manifest["versions"] == ["0.1", "0.2"]
    assert {one["id"] for one in manifest["defaultTypes"]} == {entity.kind for entity in ENTITIES}
    assert manifest["identifierSpace"] == "http://127.0.0.1:8000/reconcile/view?id="
    for template in ("view", "preview"):
        shown = CLIENT.get(manifest[template]["url"].replace("{{id}}", "place%2Fminsk"))
        assert (shown.status_code, shown.headers["content-type"]) == (200, "text/html; charset=utf-8")
    explained = CLIENT.get(manifest["feature_view"]["url"].replace("{{id}}", "prior"))
    assert 'id="feature-prior"' in explained.text
    for what, suggest in manifest["suggest"].items():
        found = CLIENT.get(suggest["service_url"] + suggest["service_path"], params={"prefix": ""})
        first = found.json()["result"][0]
        flyout = suggest["flyout_service_path"].replace("${id}", first["id"].replace("/", "%2F"))
        told = held(CLIENT.get(suggest["flyout_service_url"] + flyout), "flyout", "0.2")
        assert told["id"] == first["id"], what
    proposing = manifest["extend"]["propose_properties"]
    held(CLIENT.get(proposing["service_url"] + proposing["service_path"], params={"type": "place"}), "proposal", "0.2")


def test_a_service_with_a_token_says_so_and_repeats_it_in_addresses() -> None:
    client = client_of(settings=ServiceSettings(token="a secret&"))
    manifest = held(client.get(LEGACY), "manifest", "0.2")
    assert manifest["authentication"] == {"type": "apiKey", "name": "Authorization", "in": "header"}
    assert "secret" not in json.dumps(manifest)
    told = held(client.get(LEGACY, params={"token": "a secret&"}), "manifest", "0.2")
    assert told["preview"]["url"].endswith("/reconcile/preview?id={{id}}&token=a+secret%26")
    assert told["suggest"]["type"]["service_path"] == "/reconcile/suggest/type?token=a+secret%26"
    assert "secret" not in told["identifierSpace"]
    preview = told["preview"]["url"].replace("{{id}}", "place%2Fminsk")
    assert client.get(preview).status_code == 200
    assert client.get(preview.partition("&")[0]).status_code == 401
    assert client.post(f"{LEGACY}?token=a+secret%26", data={"queries": "{}"}).status_code == 200
    held(client.post(LEGACY, data={"queries": "{}"}), "mistake", "0.2", 401)
    assert "secret" not in CLIENT.get(LEGACY, params={"token": "a secret&"}).text


@pytest.mark.parametrize("path", [LEGACY, f"{LEGACY}/suggest/entity?prefix=a", f"{LEGACY}/properties"])
def test_old_clients_may_have_a_script(path: str) -> None:
    joined = f"{path}{'&' if '?' in path else '?'}callback="
    answer = CLIENT.get(f"{joined}jQuery1_$.call")
    assert answer.headers["content-type"] == "application/javascript"
    assert answer.text.startswith("/**/jQuery1_$.call({")
    assert json.loads(answer.text.removeprefix("/**/jQuery1_$.call(").removesuffix(");")) == CLIENT.get(path).json()
    for bad in ("", "1a", "a b", "alert(1)//", "a;b", "a[0]", "<b>", "a" * 100, "a..b", "ж"):
        assert "callback" in held(CLIENT.get(f"{joined}{bad}"), "mistake", "0.2", 400)["error"]


@pytest.mark.parametrize(
    "path",
    ["", "/", "/suggest/entity", "/suggest/property", "/suggest/type", "/properties", "/documentation",
     "/flyout/entity?id=place/minsk", "/preview?id=place/minsk", "/view?id=place/minsk", "/1.0-draft",
     "/1.0-draft/suggest/entity", "/1.0-draft/suggest/property", "/1.0-draft/suggest/type",
     "/1.0-draft/extend/propose", "/1.0-draft/preview?id=place/minsk"],
)  # fmt: skip
def test_what_is_got_has_a_language_and_follows_http(path: str) -> None:
    answer = CLIENT.get(f"{LEGACY}{path}", headers={"Accept-Language": "de, fa;q=0.5"})
    assert answer.status_code == 200
    assert answer.headers["content-language"] == "en"
    head = CLIENT.head(f"{LEGACY}{path}")
    assert (head.status_code, head.headers["content-type"]) == (200, answer.headers["content-type"])
    options = CLIENT.options(f"{LEGACY}{path}")
    assert (options.status_code, options.content) == (204, b"")
    assert "GET" in options.headers["allow"]
    assert CLIENT.delete(f"{LEGACY}{path}").status_code == 405


def test_it_answers_at_another_address_too() -> None:
    application = FastAPI()
    engine: Any = DirectEngine()
    application.add_api_route("/", legacy_answer(engine, ServiceSettings()), methods=["GET", "POST"])
    with TestClient(application, base_url="http://127.0.0.1:8000") as client:
        assert client.get("/").json() == CLIENT.get(LEGACY).json()
        batch = json.dumps(QUERIES[1])
        for answer in (client.post("/", data={"queries": batch}), client.get("/", params={"queries": batch})):
            assert held(answer, "result_batch", "0.2") == by_post(queries=batch).json()
