"""Answer clients over streamable HTTP."""

from __future__ import annotations

import socket
from typing import Any

from mcp.server import Server
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import ASGIApp

from names.service.guards import TokenGuard
from names.service.listening import answer_at
from names.service.settings import ServiceSettings

__all__ = ["PATH", "http_application", "serve_http"]

PATH = "/mcp"
FAREWELL = 5  # seconds that calls have to end when the server is stopped; streams that stay open are cut then; chosen


def serve_http(server: Server[Any], settings: ServiceSettings, listening: socket.socket) -> None:
    """Answer clients over HTTP until SIGINT or SIGTERM, and close the socket."""
    answer_at(listening, http_application(server, settings), settings.limits, FAREWELL)


def http_application(server: Server[Any], settings: ServiceSettings) -> ASGIApp:
    """The server as an ASGI application, which checks the host, the origin, and the token if there is one."""
    application: ASGIApp = server.streamable_http_app(
        streamable_http_path=PATH,
        max_request_body_size=settings.limits.body,
        transport_security=_security(settings),
    )
    return TokenGuard(application, settings.token)


def _security(settings: ServiceSettings) -> TransportSecuritySettings:
    """Which names of the host and which sites are let in, so that a page in a browser cannot use the server."""
    hosts = settings.known_hosts
    sites = [f"{scheme}://{host}" for scheme in ("http", "https") for host in hosts]
    return TransportSecuritySettings(
        enable_dns_rebinding_protection="*" not in hosts,  # then the token protects
        allowed_hosts=[*hosts, *(f"{host}:*" for host in hosts)],
        allowed_origins=[*sites, *(f"{site}:*" for site in sites)],
    )
