"""Clients that are slow, broken, greedy or mean: the service goes on, and tells nothing of the machine."""

from __future__ import annotations

import json
import random
import socket
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from live import PATIENCE, Live

SECRET = "root:"  # what the file of users begins with, which no answer may hold

BROKEN = [
    b"",
    b"\n",
    b"GET",
    b"GET / HTTP/1.1",
    b"GET / HTTP/9.9\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # the beginning of TLS
    b"\x00" * 4096,
    b"POST /api/lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n{}",
    b"POST /api/lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n{}",
    b"POST /api/lookup HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}",
    b"POST /api/lookup HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n",
    b"GET /api/lookup?name=%ff%fe HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /api/lookup?name=\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /page/../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /page/%2e%2e%2f%2e%2e%2fetc%2fpasswd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /page//etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET file:///etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
    b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
]


def _exchange(live: Live, sent: bytes, *, end: bool = True) -> bytes:
    """What comes back for some bytes, until the other side has no more to say."""
    with closing(socket.create_connection(("127.0.0.1", live.port), timeout=PATIENCE)) as connection:
        connection.sendall(sent)
        if end:
            connection.shutdown(socket.SHUT_WR)
        received = b""
        try:
            while more := connection.recv(1 << 16):
                received += more
        except ConnectionError:
            pass
        return received


@pytest.mark.parametrize("sent", BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_request_does_no_harm(service: Live, sent: bytes) -> None:
    received = _exchange(service, sent)
    assert SECRET.encode() not in received
    assert b"Traceback" not in received
    assert b" 500 " not in received.partition(b"\r\n")[0]
    assert service.ask("GET", "/health")[0] == 200


def test_those_who_open_connections_and_say_nothing_hold_up_nobody(service: Live) -> None:
    with ExitStack() as opened:
        for number in range(300):
            connection = opened.enter_context(socket.create_connection(("127.0.0.1", service.port)))
            connection.sendall(b"POST /api/lookup HTTP/1.1\r\nHost: localhost\r\n"[: number % 48])
        assert service.ask("GET", "/api/lookup?name=Jeenbekov")[0] == 200


def test_who_leaves_before_the_answer_leaves_no_trace(service: Live) -> None:
    body = json.dumps({"text": "Anna Berg met Soronbay Jinbekov. " * 100}).encode()
    head = "POST /api/resolve HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    head += f"Content-Length: {len(body)}"
    for _ in range(20):
        with closing(socket.create_connection(("127.0.0.1", service.port))) as connection:
            connection.sendall(head.encode() + b"\r\n\r\n" + body)
    assert service.ask("GET", "/api/lookup?name=Jeenbekov")[0] == 200


PATHS = [
    "/", "/api", "/api/lookup", "/api/compare", "/api/romanize", "/api/resolve", "/api/reconcile", "/api/entities/",
    "/api/decisions", "/api/gazetteer", "/reconcile", "/reconcile/1.0-draft/match", "/reconcile/1.0-draft/extend",
    "/health", "/metrics", "/page/page.js", "/page/", "/nothing",
]  # fmt: skip
MEAN = [
    "", "\0", "../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "<script>alert(1)</script>",
    "'; DROP TABLE x;--",
    "{{7*7}}", "${jndi:ldap://localhost/x}", "%s%s%n", "\u202etxt.exe", "\u202e\u2066", "a" * 2000,
    "Z\u0337\u0353" * 50,
    "\ud800", "習近平", "١٢٣", "1e999", "NaN", "-1", "null", "[" * 300, "𝒜" * 100, "\r\nSet-Cookie: x=y",
]  # fmt: skip


def _mean_requests(count: int, seed: int) -> list[bytes]:
    """Requests put together from mean parts, the same for the same seed."""
    rng = random.Random(seed)
    return [_mean_request(rng) for _ in range(count)]


def _mean_request(rng: random.Random) -> bytes:
    def quoted(text: str) -> str:
        return "".join(f"%{byte:02x}" for byte in text.encode("utf-8", "surrogatepass"))

    def content(depth: int = 0) -> object:
        if depth > 2 or rng.random() < 0.5:
            return rng.choice([*MEAN, 0, -1, 1e308, None, True])
        keys = [
            "name",
            "names",
            "rows",
            "text",
            "format",
            "queries",
            "conditions",
            "ids",
            "properties",
            "limit",
            "action",
        ]
        if rng.random() < 0.4:
            return [content(depth + 1) for _ in range(rng.randint(0, 3))]
        return {rng.choice([*keys, rng.choice(MEAN)]): content(depth + 1) for _ in range(rng.randint(0, 4))}

    fields = [
        "name",
        "left",
        "right",
        "prefix",
        "queries",
        "query",
        "extend",
        "id",
        "type",
        "limit",
        "callback",
        "scheme",
    ]
    given = "&".join(f"{rng.choice(fields)}={quoted(rng.choice(MEAN))}" for _ in range(rng.randint(0, 3)))
    path = rng.choice(PATHS) + (quoted(rng.choice(MEAN)) if rng.random() < 0.2 else "")
    body = json.dumps(content()).encode() if rng.random() < 0.6 else b""
    if rng.random() < 0.1:
        body = body[: len(body) // 2]
    kinds = ["application/json", "application/x-www-form-urlencoded", "text/plain", "multipart/form-data", "\xff"]
    method = rng.choice(["GET", "POST", "POST", "HEAD", "OPTIONS", "PUT", "DELETE"])
    head = [
        f"{method} {path}?{given} HTTP/1.1", "Host: localhost", f"Content-Type: {rng.choice(kinds)}",
        f"Accept: {rng.choice(['*/*', 'text/html', 'application/json'])}", f"Content-Length: {len(body)}",
        "Connection: close",
    ]  # fmt: skip
    return "\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + body


def _memory(live: Live) -> int:
    """The memory of the service and its processes, in bytes."""
    children = Path(f"/proc/{live.process.pid}/task/{live.process.pid}/children").read_text(encoding="ascii").split()
    pages = [
        int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) for pid in (live.process.pid, *children)
    ]
    return sum(pages) * 4096


@pytest.mark.parametrize(
    "count", [pytest.param(300, id="some"), pytest.param(10_000, id="many", marks=pytest.mark.slow)]
)
def test_mean_requests_are_answered_without_a_failure(service: Live, count: int) -> None:
    _exchange_all(service, _mean_requests(count // 5, seed=1))
    before = _memory(service)
    statuses = _exchange_all(service, _mean_requests(count, seed=2))
    assert set(statuses) <= {200, 204, 304, 400, 403, 404, 405, 408, 409, 413, 415, 422, 431}, statuses
    assert service.ask("GET", "/health")[0] == 200
    assert _memory(service) < before + 80_000_000


def _exchange_all(live: Live, requests: list[bytes]) -> dict[int, int]:
    """How often each status came back."""
    statuses: dict[int, int] = {}
    for sent in requests:
        received = _exchange(live, sent, end=False)
        status = int(received.split(b" ", 2)[1])
        assert status != 500, sent
        assert SECRET.encode() not in received
        assert b"\r\nSet-Cookie" not in received.partition(b"\r\n\r\n")[0]
        statuses[status] = statuses.get(status, 0) + 1
    return statuses
