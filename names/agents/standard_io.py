"""Answer one client over standard input and output, which hold nothing but messages, one a line."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from threading import Thread
from typing import Any

from mcp.server import Server
from mcp.server.stdio import stdio_server

from names.agents.texts import sendable_line
from names.errors import InputError

__all__ = ["serve_stdio"]

WAITING = 16  # messages that are read ahead; chosen


def serve_stdio(server: Server[Any]) -> None:
    """Answer the client that started this process, until it closes standard input.

    Raises InputError if that is closed already, and SystemExit if the system ends the program.
    """
    if sys.stdin is None or sys.stdin.closed:
        raise InputError("is closed; let a client start this command, or add --http", "standard input")
    try:
        asyncio.run(_serve(server))
    except asyncio.CancelledError:
        raise SystemExit(128 + signal.SIGTERM) from None


async def _serve(server: Server[Any]) -> None:
    serving = asyncio.current_task()
    assert serving is not None
    with suppress(NotImplementedError):  # on Windows, where such a signal ends the process at once
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, serving.cancel)
    messages: Any = _Messages(sys.stdin.fileno())  # the SDK only iterates over what it takes for a file
    async with stdio_server(stdin=messages) as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())


class _Messages:
    """The lines of a file descriptor, which a thread reads that is not waited for.

    The SDK would wait for its own thread, so that Ctrl+C did nothing until the next line. And it drops a line with a
    lone surrogate, whose sender would wait for ever.
    """

    def __init__(self, descriptor: int) -> None:
        self._waiting: asyncio.Queue[str] = asyncio.Queue(WAITING)
        self._loop = asyncio.get_running_loop()
        # A file of its own, as the end of Python closes sys.stdin, and would have to wait for the thread, too.
        self._file = open(os.dup(descriptor), encoding="utf-8", errors="replace", newline="\n")  # noqa: PTH123, SIM115
        Thread(target=self._read, name="messages", daemon=True).start()

    def _read(self) -> None:
        with suppress(RuntimeError):  # the loop has ended
            for line in self._lines():
                asyncio.run_coroutine_threadsafe(self._waiting.put(line), self._loop).result()

    def _lines(self) -> Iterator[str]:
        """The lines, and an empty one at the end."""
        with suppress(OSError):
            yield from map(sendable_line, self._file)
        yield ""

    async def __aiter__(self) -> AsyncIterator[str]:
        while line := await self._waiting.get():
            yield line
