"""Run the service: one process, until it is told to stop; requests that have begun are finished first."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from names.resolution.current import ServedFiles
from names.service.application import create_application
from names.service.engine import Engine
from names.service.settings import LIMITS, ServiceSettings

__all__ = ["listening", "serve"]

BACKLOG = 2048  # connections that wait to be taken; chosen
FAREWELL = 30  # seconds that requests have to end when the service is stopped; chosen
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"}},
    "loggers": {
        "names": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "uvicorn": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}


class _Patient(H11Protocol):
    """Closes connections on which no whole head of a request comes in time; the server itself waits for ever."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._head_due = self.loop.call_later(LIMITS.patience, self._close_silent)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._head_due.cancel()
        super().connection_lost(exc)

    def _close_silent(self) -> None:
        if self.cycle is None:
            self.transport.close()


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens at this address, at any free port if that is 0. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


def serve(served: ServedFiles, settings: ServiceSettings, listener: socket.socket) -> None:
    """Answer requests that come to the socket, until SIGINT or SIGTERM."""
    config: Any = uvicorn.Config(
        create_application(Engine(served, settings.workers, settings.limits.waiting), settings),
        http=_Patient,
        ws="none",
        access_log=False,
        log_config=LOGGING,
        server_header=False,
        limit_concurrency=settings.limits.connections,
        timeout_graceful_shutdown=FAREWELL,
    )
    uvicorn.Server(config).run(sockets=[listener])
