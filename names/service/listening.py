"""The connections of a server: where it listens, and how long it waits for a client."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from names.service.settings import LIMITS, ServiceLimits

__all__ = ["PatientProtocol", "address", "answer_at", "listen"]

BACKLOG = 2048  # connections that wait to be taken; chosen


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at an address; port 0 is any free one. Raises OSError."""
    family, *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


def address(host: str, listening: socket.socket) -> str:
    """The address that clients are given, without a path.

    >>> with listen("127.0.0.1", 0) as free:
    ...     address("::1", free) == f"http://[::1]:{free.getsockname()[1]}"
    True
    """
    return f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"


def answer_at(listening: socket.socket, application: ASGIApp, limits: ServiceLimits, farewell: int) -> None:
    """Let the application answer what comes to the socket, until SIGINT or SIGTERM, and close it.

    What has begun then has `farewell` seconds to end.
    """
    config: Any = uvicorn.Config(
        application,
        http=PatientProtocol,
        ws="none",
        access_log=False,
        log_config=None,
        server_header=False,
        limit_concurrency=limits.connections,
        timeout_graceful_shutdown=farewell,
    )
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


class PatientProtocol(H11Protocol):
    """Closes connections on which no whole head of a request comes in time; uvicorn itself waits for ever."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request.

        What is written goes out at once: else the body of an answer waits for a client that has seen its head, 40 ms.
        asyncio sees to that only where a socket tells its protocol, which those of `listen` do not.
        """
        super().connection_made(transport)
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._head_due = self.loop.call_later(LIMITS.patience, self._close_silent)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._head_due.cancel()
        super().connection_lost(exc)

    def _close_silent(self) -> None:
        if self.cycle is None:
            self.transport.close()
