"""The server as clients reach it: real processes, over standard input and output and over streamable HTTP."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import ROOT, records, run

pytest.importorskip("mcp", reason="the extra `mcp` is not installed")

import httpx2
from mcp import Client, StdioServerParameters, stdio_client
from starlette.types import Message, Scope

from names.agents.http_transport import http_application
from names.agents.server import create_server
from names.cli.commands import main
from names.service.settings import ServiceSettings

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
SECRET = "Tsikhanouskaya"  # what must not be logged
BEGINNING = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "raw", "version": "1"}}
JSON = {"content-type": "application/json", "accept": "application/json, text/event-stream"}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "names", "mcp", *arguments]


@pytest.mark.slow
@pytest.mark.usefixtures("file")
def test_standard_input_and_output(path: Path, tmp_path: Path) -> None:
    """A client finds, compares, groups, reads and decides; what it asks about is not logged."""
    program, *arguments = command("-g", str(path), "--who", "ann")

    async def use(errors: Any) -> dict[str, Any]:
        server = StdioServerParameters(command=program, args=arguments, env=ENVIRONMENT)
        async with Client(stdio_client(server, errlog=errors)) as client:
            calls = {
                "resolve_name": {"names": [SECRET, "The Lady"]},
                "find_names": {"text": f"Sviatlana {SECRET} left."},
                "compare_names": {"left": SECRET, "right": "Тихановская"},
                "group_names": {"names": [SECRET, "Светлана Тихановская"]},
                "reading_and_variants": {"name": SECRET},
                "decide": {"action": "accept", "spelling": "The Lady", "entity": "tsi"},
            }
            answers = {tool: await client.call_tool(tool, asked) for tool, asked in calls.items()}
            answers["again"] = await client.call_tool("resolve_name", {"names": ["The Lady"]})
            return {tool: answer.structured_content for tool, answer in answers.items()}

    with (tmp_path / "log").open("w+", encoding="utf-8") as log:
        answers = asyncio.run(use(log))
        log.seek(0)
        logged = log.read()
    assert answers["resolve_name"]["results"][0]["entity"] == "tsi"
    assert answers["find_names"]["mentions"][0]["entity"] == "tsi"
    assert answers["compare_names"]["verdict"] != "two names"
    assert answers["group_names"]["groups"][0]["entity"] == "tsi"
    assert answers["again"]["results"][0]["entity"] == "tsi"
    assert records(run("decisions", "-g", str(path), "--json"))[-1]["who"].endswith(" for ann")
    assert "names.agents decide answered in" in logged
    assert SECRET not in logged
    assert "Lady" not in logged


@pytest.mark.slow
def test_what_no_client_should_send_harms_nothing(path: Path) -> None:
    """Lone surrogates, NUL, and lines that are no messages; then Ctrl+C while the client keeps its end open."""
    process = subprocess.Popen(
        command("-g", str(path)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT
    )

    def asked(*lines: bytes) -> dict[str, Any]:
        process.stdin.write(b"".join(line + b"\n" for line in lines))
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    def message(number: int, method: str, params: str) -> bytes:
        return f'{{"jsonrpc": "2.0", "id": {number}, "method": "{method}", "params": {params}}}'.encode()

    call = r'{"name": "resolve_name", "arguments": {"names": ["Mumbai\ud800", "\udc00\u0000", "\\ud800"]}}'
    with process:
        begun = asked(message(1, "initialize", json.dumps(BEGINNING)))
        assert begun["result"]["serverInfo"]["name"] == "names-gazetteer"
        initialized = b'{"jsonrpc": "2.0", "method": "notifications/initialized"}'
        found = asked(initialized, b"garbage \xff", b'{"a": 1}', b"[" * 10_000, message(2, "tools/call", call))
        names = [one["name"] for one in found["result"]["structuredContent"]["results"]]
        assert names == ["Mumbai\ufffd", "\ufffd\0", r"\ud800"]
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr.read().endswith(b"Error: interrupted\n")


@pytest.fixture(scope="module")
def url(path: Path) -> Iterator[str]:
    """The address of a server of its own process."""
    process = subprocess.Popen(
        command("-g", str(path), "--http", "--port", "0"), stderr=subprocess.PIPE, text=True, env=ENVIRONMENT
    )
    with process:
        told = process.stderr.readline()
        assert told.startswith("p.gaz: http://127.0.0.1:")
        yield told.split()[1].rstrip(";")
        process.terminate()
        logged = process.stderr.read()
    assert "Traceback" not in logged
    assert SECRET not in logged


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_streamable_http(url: str, mode: str) -> None:
    async def use() -> Any:
        async with Client(url, mode=mode) as client:
            found = await client.call_tool("resolve_name", {"names": [SECRET, "a\0b"]})
            refused = await client.call_tool("resolve_name", {"names": []})
            return found, refused

    found, refused = asyncio.run(use())
    assert found.structured_content["results"][0]["entity"] == "tsi"
    assert refused.is_error


@pytest.mark.slow
def test_two_clients_at_once_and_one_that_goes_away(url: str) -> None:
    long = "Sviatlana Tsikhanouskaya flew to Mumbai. " * 6_000

    async def leave() -> None:
        async with Client(url) as client:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.2):
                    await client.call_tool("find_names", {"text": long})

    async def ask(name: str) -> list[str]:
        async with Client(url) as client:
            answers = [await client.call_tool("resolve_name", {"names": [name]}) for _ in range(5)]
            return [answer.structured_content["results"][0]["entity"] for answer in answers]

    async def all_of_them() -> Any:
        return await asyncio.gather(leave(), ask("Bombay"), ask("Tarvalen Bank"))

    _, first, second = asyncio.run(all_of_them())
    assert (first, second) == (["mum"] * 5, ["bank"] * 5)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("headers", "content", "status"),
    [
        ({"host": "evil.example"}, b"{}", 421),
        ({"origin": "http://evil.example"}, b"{}", 403),
        ({"content-type": "text/plain"}, b"{}", 400),
        ({}, b"\xff", 400),
        ({}, b"[" * 100_000, 400),
        ({}, b"x" * 5_000_000, 413),
    ],
)
def test_what_is_refused(url: str, headers: dict[str, str], content: bytes, status: int) -> None:
    with httpx2.Client() as client:
        assert client.post(url, headers={**JSON, **headers}, content=content).status_code == status
        assert client.get(url.replace("/mcp", "/../pyproject.toml")).status_code == 404


@pytest.mark.parametrize(
    ("authorization", "status"), [("", 401), ("Bearer", 401), ("Basic s3cret", 401), ("Bearer s3creté", 401)]
)
def test_who_does_not_give_the_token_is_refused(authorization: str, status: int) -> None:
    assert asyncio.run(answered(authorization)) == status


def test_who_gives_the_token_is_let_in() -> None:
    assert asyncio.run(answered("bearer s3cret")) != 401


class Idle:
    """An engine that nobody asks."""

    name = "idle"


async def answered(authorization: str) -> int:
    """The status of the answer to a request with this header."""
    settings = ServiceSettings(host="0.0.0.0", token="s3cret")
    application = http_application(create_server(Idle(), who=""), settings)
    headers = [(b"host", b"names.example"), (b"authorization", authorization.encode("latin-1"))]
    scope: Scope = {"type": "http", "method": "GET", "path": "/", "headers": headers, "query_string": b""}
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await application(scope, receive, send)
    return sent[0]["status"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--http", "--host", "0.0.0.0"), 2, "lets other machines in; add --token, or set NAMES_TOKEN"),
        (("-g", "nothere.gaz"), 1, "nothere.gaz: no such gazetteer; build one"),
        (("--http", "--port", "65536"), 2, "65536 is not in the range"),
    ],
)
def test_mistakes_in_the_command(arguments: tuple[str, ...], code: int, message: str) -> None:
    result = run("mcp", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr


@pytest.mark.slow
def test_a_port_that_is_taken(path: Path, url: str) -> None:
    port = url.removesuffix("/mcp").rpartition(":")[2]
    result = run("mcp", "-g", str(path), "--http", "--port", port)
    assert result.exit_code == 1
    assert "ddress already in use" in result.stderr


def test_the_configurations_on_the_page_are_commands() -> None:
    page = (ROOT / "docs" / "how-to" / "agents.md").read_text(encoding="utf-8")
    blocks = [json.loads(block) for block in re.findall(r"```json\n(\{\"(?:mcpS|s)ervers.*?)\n```", page)]
    servers = [server for block in blocks for servers in block.values() for server in servers.values()]
    started = [server["args"] for server in servers if server.get("command") == "names"]
    assert len(started) == len(servers) - 1 == 3
    for name, *arguments in started:
        assert main.commands[name].make_context(name, arguments).params["http"] is False


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.startswith(("mcp", "names.agents"))]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "mcp", None)
    result = run("mcp")
    assert result.stderr == "Error: names mcp needs the package mcp: pip install 'names-gazetteer[mcp]'\n"
