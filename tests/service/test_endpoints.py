"""The endpoints under /api of a service that runs."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from live import Live

TEXT = "🙂 Светлана Тихановская met Soronbay Jinbekov."

# method, path, what is sent, status, what the answer holds
CASES = [
    ("GET", "/api/lookup?name=Svetlana+Tichanowskaja", None, 200, '"entity": "people/1"'),
    ("GET", "/api/lookup?name=Jinbekov&kind=person&kind=place", None, 404, "Known: person"),
    ("GET", "/api/lookup?name=Soronbay+Jinbekov&country=Kyrgyzstan", None, 200, '"status": "match"'),
    ("GET", "/api/lookup?name=Soronbay+Jinbekov&country=DE", None, 200, '"status": "none"'),
    ("GET", "/api/lookup", None, 400, "name: field required"),
    ("GET", "/api/lookup?name=x&limit=0", None, 400, "limit"),
    ("GET", f"/api/lookup?name={'x' * 1001}", None, 413, "at most 1000 characters"),
    ("POST", "/api/lookup", {"names": ["Жээнбеков", ""]}, 200, '"query": "Жээнбеков"'),
    ("POST", "/api/lookup", {"names": []}, 200, '"results": []'),
    ("POST", "/api/lookup", {"names": ["x"] * 501}, 413, "names"),
    ("POST", "/api/lookup", {"names": "x"}, 400, "names"),
    ("POST", "/api/lookup", {"names": [1]}, 400, "names.0"),
    ("POST", "/api/lookup", {"nmaes": ["x"]}, 400, "names: field required"),
    ("POST", "/api/lookup", {"names": ["\ud800", "\0", "\u202eevil", "x" * 999]}, 200, '"results"'),
    ("GET", "/api/compare?left=A.+Ivanova&right=Anna+Ivanova", None, 200, '"how": "initial"'),
    ("GET", "/api/compare?left=&right=", None, 200, '"score"'),
    ("GET", "/api/romanize?name=%D0%A9%D1%83%D0%BA%D0%B8%D0%BD&scheme=ru-iso9", None, 200, '"latin": "Ŝukin"'),
    ("GET", "/api/romanize?name=x&scheme=ru-iso", None, 404, "did you mean"),
    ("POST", "/api/reconcile", {"rows": [{"given": "Soronbay", "family": "Jinbekov"}]}, 200, '"id": "people/2"'),
    ("POST", "/api/reconcile", {"rows": [{}]}, 200, '"status": ""'),
    ("POST", "/api/reconcile", {"rows": [{"nmae": "x"}]}, 400, "rows.0.nmae"),
    ("POST", "/api/reconcile", {"rows": [{"name": "x"}] * 201}, 413, "rows"),
    ("POST", "/api/resolve", {"text": "x", "format": "table"}, 400, "write one of jsonl"),
    ("POST", "/api/resolve", {"text": "x", "format": "../../etc/passwd"}, 400, "write one of"),
    ("POST", "/api/resolve", {"text": "x" * 1_000_001}, 413, "text"),
    ("GET", "/api/gazetteer", None, 200, '"entities": 3'),
    ("GET", "/api/entities?prefix=tsikh", None, 200, '"total": 1, "entities": [{"id": "people/1"'),
    ("GET", "/api/entities?prefix=%D0%96%D1%8D%D1%8D%D0%BD&kind=person", None, 200, '"id": "people/2"'),
    ("GET", "/api/entities?offset=1&limit=1", None, 200, '"total": 3'),
    ("GET", "/api/entities?kind=place", None, 404, "Known: person"),
    ("GET", "/api/entities?limit=1000", None, 400, "limit"),
    ("GET", "/api/entities/people/1", None, 200, '"label": "Sviatlana Tsikhanouskaya"'),
    ("GET", "/api/entities/people/9", None, 404, "no entity has the id 'people/9'"),
    ("GET", "/api/entities/..%2F..%2Fetc%2Fpasswd", None, 404, "no entity"),
    ("GET", "/api/decisions", None, 200, '"decisions"'),
    ("POST", "/api/decisions", {"action": "delete"}, 400, "action"),
    ("POST", "/api/decisions", {"action": "accept", "spelling": "x", "entity": "people/9"}, 409, "did you mean"),
    ("POST", "/api/decisions", {"action": "undo", "which": ["99"]}, 409, "no decision 99"),
    ("GET", "/nothing", None, 404, "error"),
    ("PUT", "/api/lookup", None, 405, "error"),
    ("GET", "/health", None, 200, '"status": "ok"'),
]


@pytest.mark.parametrize(("method", "path", "content", "status", "holds"), CASES)
def test_each_request_has_its_answer(
    service: Live, method: str, path: str, content: object, status: int, holds: str
) -> None:
    told, answer = service.ask(method, path, content)
    assert told == status, answer
    assert holds in json.dumps(answer, ensure_ascii=False)
    if status >= 400:
        assert list(answer) == ["error"]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[]", b"null", b'"x"', b"9" * 5000, b"[" * 100_000])
def test_what_is_no_message_is_refused(service: Live, body: bytes) -> None:
    answer = service.send("POST", "/api/lookup", body, {"Content-Type": "application/json"})
    assert answer.status == 400, answer.content
    assert b'"error"' in answer.content


def test_the_names_of_a_text_come_as_lines(service: Live) -> None:
    answer = service.send(
        "POST", "/api/resolve", json.dumps({"text": TEXT, "document": "a.txt"}), {"Content-Type": "application/json"}
    )
    assert answer.headers["Content-Type"].startswith("application/x-ndjson")
    mentions = [json.loads(line) for line in answer.content.decode().splitlines()]
    assert [(one["text"], one["entity"], one["document"]) for one in mentions] == [
        ("Светлана Тихановская", "people/1", "a.txt"),
        ("Soronbay Jinbekov", "people/2", "a.txt"),
    ]
    assert all(TEXT[one["start"] : one["end"]] == one["text"] for one in mentions)  # counted in characters


@pytest.mark.parametrize(
    ("form", "media_type", "begins"),
    [
        ("csv", "text/csv", "document,start"),
        ("tei", "application/tei+xml", "<?xml"),
        ("html", "text/html", "<!doctype html>"),
        ("webannotation", "application/ld+json", "{"),
        ("text", "text/plain", "Sviatlana"),
    ],
)
def test_a_text_comes_back_in_each_format(service: Live, form: str, media_type: str, begins: str) -> None:
    body = json.dumps({"text": "Светлана Тихановская", "format": form})
    answer = service.send("POST", "/api/resolve", body, {"Content-Type": "application/json"})
    assert answer.headers["Content-Type"].startswith(media_type)
    assert answer.content.decode().startswith(begins)


def test_the_steps_of_a_score_add_up(service: Live) -> None:
    _, found = service.ask("GET", f"/api/compare?left={quote('Жээнбеков')}&right=Jinbekov")
    total = sum(step["log_odds"] for step in found["steps"])
    assert 1 / (1 + 2.718281828**-total) == pytest.approx(found["score"], abs=0.01)


def test_a_decision_holds_at_once_and_can_be_undone(service: Live) -> None:
    spelling = "the opposition leader from Minsk"
    asked = f"/api/lookup?name={quote(spelling)}"
    assert service.ask("GET", asked)[1]["status"] == "none"
    decision = {"action": "accept", "spelling": spelling, "entity": "people/1", "who": "Ada", "why": "a test"}
    status, kept = service.ask("POST", "/api/decisions", decision)
    assert status == 200
    assert (kept["decision"]["who"], kept["decision"]["why"]) == ("Ada", "a test")
    assert service.ask("POST", "/api/decisions", decision)[1] == kept  # it is kept once
    found = service.ask("GET", asked)[1]
    assert (found["status"], found["candidates"][0]["entity"]) == ("match", "people/1")
    assert found["candidates"][0]["decision"]["who"] == "Ada"
    told = service.ask("GET", "/api/entities/people/1")[1]
    assert told["decisions"][0]["spelling"] == spelling
    assert service.ask("POST", "/api/decisions", {"action": "undo"})[0] == 200
    assert service.ask("GET", asked)[1]["status"] == "none"
    states = [one["state"] for one in service.ask("GET", "/api/decisions")[1]["decisions"]]
    assert states[0].startswith("undone")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=60) | st.text("\ud800\udfff\0\u202e\u0301𝒜", max_size=20), max_size=6))
def test_any_string_is_a_name(service: Live, names: list[str]) -> None:
    status, answer = service.ask("POST", "/api/lookup", {"names": names, "limit": 2})
    assert status == 200
    assert [one["query"] for one in answer["results"]] == json.loads(json.dumps(names))  # which joins surrogates
