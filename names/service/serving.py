"""Run the service: one process, until it is told to stop; requests that have begun are finished first."""

from __future__ import annotations

import socket
from typing import Any

import uvicorn

from names.resolution.current import ServedFiles
from names.service.application import create_application
from names.service.engine import Engine
from names.service.listening import PatientProtocol
from names.service.settings import ServiceSettings

__all__ = ["serve"]

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


def serve(served: ServedFiles, settings: ServiceSettings, listener: socket.socket) -> None:
    """Answer requests that come to the socket, until SIGINT or SIGTERM."""
    config: Any = uvicorn.Config(
        create_application(Engine(served, settings.workers, settings.limits.waiting), settings),
        http=PatientProtocol,
        ws="none",
        access_log=False,
        log_config=LOGGING,
        server_header=False,
        limit_concurrency=settings.limits.connections,
        timeout_graceful_shutdown=FAREWELL,
    )
    uvicorn.Server(config).run(sockets=[listener])
