"""The server for agents, asked in the process of the tests, about a small gazetteer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from command_line import run
from mcp import Client
from mcp_types import CallToolResult, Implementation

from names.agents.server import create_server
from names.resolution.current import ServedFiles
from names.service.engine import Engine

TABLE = """\
id,kind,name,aliases,countries,born,prior,note
tsi,person,Sviatlana Tsikhanouskaya,Светлана Тихановская|سفيتلانا تيخانوفسكايا,BY,1982-09-11,6,opposition leader
bg,person,Ivan Petrov,,BG,1950-03-01,3,
ru,person,Ivan Petrov,Иван Петров,RU,1981,3,
mum,place,Mumbai,Bombay|मुंबई|Мумбаи,IN,,7,
bank,org,Tarvalen Bank,,,,2,
"""
AGENT = Implementation(name="agent", version="1")


def make_gazetteer(folder: Path) -> Path:
    (folder / "p.csv").write_text(TABLE, encoding="utf-8")
    assert run("build", str(folder / "p.csv"), "-o", str(folder / "p.gaz")).exit_code == 0
    return folder / "p.gaz"


def make_engine(path: Path) -> Engine:
    return Engine(ServedFiles((path,), (path,)))


def used(engine: Engine, use: Callable[[Client], Awaitable[Any]], *, may_decide: bool = True) -> Any:
    """What is made of a client that is connected with a server."""

    async def connected() -> Any:
        async with Client(create_server(engine, who="ann", may_decide=may_decide), client_info=AGENT) as client:
            return await use(client)

    return asyncio.run(connected())


def call(engine: Engine, tool: str, *, may_decide: bool = True, **arguments: Any) -> CallToolResult:
    """The answer to one call."""
    return used(engine, lambda client: client.call_tool(tool, arguments), may_decide=may_decide)


def answer(engine: Engine, tool: str, **arguments: Any) -> dict[str, Any]:
    """The structured content of the answer to one call."""
    result = call(engine, tool, **arguments)
    assert not result.is_error, text(result)
    return result.structured_content


def text(result: CallToolResult) -> str:
    [content] = result.content
    return content.text
