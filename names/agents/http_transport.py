"""Answer clients over streamable HTTP."""

from __future__ import annotations

import hmac
import socket
from typing import Any

import uvicorn
from mcp.server import Server
from mcp.server.transport_security import TransportSecuritySettings
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from names.service.settings import ServiceSettings

__all__ = ["address", "http_application", "listen", "serve_http"]

PATH = "/mcp"
FAREWELL = 5  # seconds that calls have to end when the server is stopped; streams that stay open are cut then; chosen
QUEUE = 128  # connections that wait to be accepted; chosen


def serve_http(server: Server[Any], settings: ServiceSettings, listening: socket.socket) -> None:
    """Answer clients over HTTP until SIGINT or SIGTERM, and close the socket."""
    config: Any = uvicorn.Config(
        http_application(server, settings),
        ws="none",
        access_log=False,
        log_config=None,
        server_header=False,
        limit_concurrency=settings.limits.connections,
        timeout_graceful_shutdown=FAREWELL,
    )
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at an address; port 0 is any free one. Raises OSError."""
    family, *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    return socket.create_server((host, port), family=family, backlog=QUEUE)


def address(host: str, listening: socket.socket) -> str:
    """The address that clients are given.

    >>> with listen("127.0.0.1", 0) as free:
    ...     address("::1", free) == f"http://[::1]:{free.getsockname()[1]}/mcp"
    True
    """
    return f"http://{_bracketed(host)}:{listening.getsockname()[1]}{PATH}"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def http_application(server: Server[Any], settings: ServiceSettings) -> ASGIApp:
    """The server as an ASGI application, which checks the host, the origin, and the token if there is one."""
    application: ASGIApp = server.streamable_http_app(
        streamable_http_path=PATH,
        max_request_body_size=settings.limits.body,
        transport_security=_security(settings),
    )
    return _TokenGuard(application, settings.token) if settings.token else application


def _security(settings: ServiceSettings) -> TransportSecuritySettings:
    """Which names of the host and which sites are let in, so that a page in a browser cannot use the server."""
    hosts = list(map(_bracketed, settings.known_hosts))
    sites = [f"{scheme}://{host}" for scheme in ("http", "https") for host in hosts]
    return TransportSecuritySettings(
        enable_dns_rebinding_protection="*" not in hosts,  # then the token protects
        allowed_hosts=[*hosts, *(f"{host}:*" for host in hosts)],
        allowed_origins=[*sites, *(f"{site}:*" for site in sites)],
    )


class _TokenGuard:
    """Lets in who gives the token, in the header Authorization."""

    def __init__(self, application: ASGIApp, token: str) -> None:
        self._application, self._token = application, token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._is_known(Headers(scope=scope)):
            message = "give the token of this server, in the header Authorization: Bearer TOKEN"
            answer = JSONResponse({"error": message}, 401, {"WWW-Authenticate": 'Bearer realm="names"'})
            await answer(scope, receive, send)
        else:
            await self._application(scope, receive, send)

    def _is_known(self, headers: Headers) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode("latin-1"), self._token)
