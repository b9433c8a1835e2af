"""Run the service: one process, until it is told to stop; requests that have begun are finished first."""

from __future__ import annotations

import socket

from names.resolution.current import ServedFiles
from names.service.application import create_application
from names.service.engine import Engine
from names.service.listening import answer_at
from names.service.logs import log_to_stderr
from names.service.settings import ServiceSettings

__all__ = ["serve"]

FAREWELL = 30  # seconds that requests have to end when the service is stopped; chosen


def serve(served: ServedFiles, settings: ServiceSettings, listening: socket.socket) -> None:
    """Answer requests that come to the socket, until SIGINT or SIGTERM."""
    log_to_stderr("names.access")
    engine = Engine(served, settings.workers, settings.limits.waiting)
    answer_at(listening, create_application(engine, settings), settings.limits, FAREWELL)
