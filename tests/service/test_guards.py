"""What stands before the service: hosts, sites, tokens, sizes, and what browsers are told."""

from __future__ import annotations

import asyncio

import pytest
from live import Live
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message

from names.service.guards import guarded
from names.service.settings import ServiceLimits, ServiceSettings


async def _echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"{len(await request.body())} bytes")


def _client(settings: ServiceSettings, host: str = "127.0.0.1") -> TestClient:
    inner = Starlette(routes=[Route("/{path:path}", _echo, methods=["GET", "POST"])])
    return TestClient(guarded(inner, settings), base_url=f"http://{host}")


LOCAL = ServiceSettings()
OPEN = ServiceSettings(host="0.0.0.0", token="s3cret")
NAMED = ServiceSettings(host="0.0.0.0", token="s3cret", hosts=("names.example",))

HOSTS = [
    (LOCAL, "127.0.0.1", 200),
    (LOCAL, "127.0.0.1:8000", 200),
    (LOCAL, "localhost:8000", 200),
    (LOCAL, "[::1]:8000", 200),
    (LOCAL, "evil.example", 400),
    (LOCAL, "127.0.0.1.evil.example", 400),
    (LOCAL, "localhost.", 400),
    (LOCAL, "", 400),
    (OPEN, "names.example", 401),  # any name is fine, as the token is asked for
    (NAMED, "names.example", 401),
    (NAMED, "evil.example", 400),
]


@pytest.mark.parametrize(("settings", "host", "status"), HOSTS)
def test_the_service_answers_to_its_names_alone(settings: ServiceSettings, host: str, status: int) -> None:
    assert _client(settings).get("/api/lookup", headers={"Host": host}).status_code == status


SITES = [
    ("GET", "/api/lookup", {}, 200),
    ("POST", "/api/decisions", {"Origin": "http://127.0.0.1"}, 200),
    ("POST", "/api/decisions", {"Origin": "http://evil.example"}, 403),
    ("POST", "/api/decisions", {"Origin": "null"}, 403),
    ("POST", "/api/decisions", {"Origin": "http://127.0.0.1:81"}, 403),
    ("POST", "/api/decisions", {"Sec-Fetch-Site": "cross-site"}, 403),
    ("POST", "/api/decisions", {"Sec-Fetch-Site": "same-site"}, 403),
    ("POST", "/api/decisions", {"Sec-Fetch-Site": "same-origin"}, 200),
    ("GET", "/api/entities/1", {"Origin": "http://evil.example"}, 403),
    ("GET", "/metrics", {"Origin": "http://evil.example"}, 403),
    ("GET", "/reconcile", {"Origin": "http://openrefine.example"}, 200),
    ("POST", "/reconcile/1.0-draft/match", {"Origin": "http://openrefine.example"}, 200),
    ("POST", "/reconciled", {"Origin": "http://evil.example"}, 403),
]


@pytest.mark.parametrize(("method", "path", "headers", "status"), SITES)
def test_pages_of_other_sites_may_only_reconcile(method: str, path: str, headers: dict[str, str], status: int) -> None:
    assert _client(LOCAL).request(method, path, headers=headers).status_code == status


def test_other_sites_may_read_what_is_shared_without_credentials() -> None:
    origin = {"Origin": "http://openrefine.example"}
    answer = _client(LOCAL).get("/reconcile", headers=origin)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    asked = {**origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    assert _client(LOCAL).options("/reconcile/1.0-draft/match", headers=asked).status_code == 200
    assert "Access-Control-Allow-Origin" not in _client(LOCAL).options("/api/decisions", headers=asked).headers
    only = ServiceSettings(origins=("https://openrefine.example",))
    assert "Access-Control-Allow-Origin" not in _client(only).get("/reconcile", headers=origin).headers


TOKENS = [
    ("GET", "/api/lookup", {}, 401),
    ("GET", "/api/lookup", {"Authorization": "Bearer s3cret"}, 200),
    ("GET", "/api/lookup", {"Authorization": "bearer  s3cret "}, 200),
    ("GET", "/api/lookup", {"Authorization": "Basic s3cret"}, 401),
    ("GET", "/api/lookup", {"Authorization": "Bearer s3cre"}, 401),
    ("GET", "/api/lookup", {"Authorization": "Bearer "}, 401),
    ("GET", "/api/lookup?token=s3cret", {}, 200),
    ("GET", "/api/lookup?token=wrong&token=", {}, 401),
    ("GET", "/health", {}, 200),
    ("GET", "/page/page.js", {}, 200),
    ("GET", "/page/../api/lookup", {}, 401),
    ("GET", "/reconcile", {}, 200),  # the manifest
    ("GET", "/reconcile?queries=%7B%7D", {}, 401),
    ("POST", "/reconcile", {}, 401),
    ("POST", "/", {}, 401),
    ("GET", "/metrics", {}, 401),
    ("GET", "/reconcile/1.0-draft", {}, 200),
    ("POST", "/reconcile/1.0-draft/match", {}, 401),
]


@pytest.mark.parametrize(("method", "path", "headers", "status"), TOKENS)
def test_a_token_is_asked_for(method: str, path: str, headers: dict[str, str], status: int) -> None:
    answer = _client(OPEN).request(method, path, headers=headers)
    assert answer.status_code == status
    assert ("WWW-Authenticate" in answer.headers) == (status == 401)


@pytest.mark.parametrize(("size", "status"), [(0, 200), (999, 200), (1000, 200), (1001, 413), (9999, 413)])
@pytest.mark.parametrize("in_parts", [False, True])
def test_bodies_have_a_limit(size: int, status: int, in_parts: bool) -> None:
    client = _client(ServiceSettings(limits=ServiceLimits(body=1000)))
    content = iter([b"x"] * size) if in_parts else b"x" * size
    assert client.post("/api/lookup", content=content).status_code == status


def test_who_sends_too_slowly_is_told_so() -> None:
    told: list[Message] = []

    async def receive() -> Message:
        await asyncio.sleep(60)
        raise AssertionError

    async def send(message: Message) -> None:
        told.append(message)

    limits = ServiceLimits(patience=0.05)
    headers = [(b"host", b"127.0.0.1")]
    scope = {"type": "http", "method": "POST", "path": "/api/lookup", "query_string": b"", "headers": headers}
    asyncio.run(guarded(_echo, ServiceSettings(limits=limits))(scope, receive, send))  # type: ignore[arg-type]
    assert told[0]["status"] == 408


def test_browsers_are_told_to_trust_nothing(service: Live) -> None:
    for path in ("/api/gazetteer", "/nothing", "/health"):
        headers = service.send("GET", path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"], path
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"
        assert "server" not in headers
