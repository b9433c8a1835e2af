"""What stands before a service: who may ask, what a request may hold, and what a browser may do with the answer."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from names.service.replies import problem
from names.service.settings import NOTHING, ServiceSettings

__all__ = ["TokenGuard", "guarded"]

SHARED = "/reconcile"  # there and below, pages of other sites may ask, as the Reconciliation API wants it
# Without a token: the page's own files, which ask for one; whether the service is there; and its manifests, as the
# specification has it.
OPEN = frozenset({"/", "/health", "/reconcile", "/reconcile/1.0-draft"})
OPEN_BELOW = "/page/"
HEADERS = {
    "Content-Security-Policy": NOTHING,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def guarded(application: ASGIApp, settings: ServiceSettings) -> ASGIApp:
    """The application behind its guards: the name of the host, other sites, the token, and the size of a request."""
    bounded = _Bounded(application, settings)
    known = TokenGuard(bounded, settings.token, _is_open)
    shared = CORSMiddleware(known, settings.origins, allow_methods=["GET", "POST"], allow_headers=["*"])
    inner = _Sites(shared, known)
    return _Headers(TrustedHostMiddleware(inner, settings.known_hosts, www_redirect=False))


class _Headers:
    """Adds the headers that tell browsers to trust nothing, where an answer does not say otherwise itself."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if not _is_shared(scope["path"]):
                    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._application(scope, receive, with_headers)


class _Sites:
    """Lets pages of other sites ask only what is shared.

    A browser tells the site from which a request comes (Sec-Fetch-Site, Origin); other programs need not.
    """

    def __init__(self, shared: ASGIApp, own: ASGIApp) -> None:
        self._shared, self._own = shared, own

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._own(scope, receive, send)
        elif scope["path"] == "/" or _is_shared(scope["path"]):
            await self._shared(scope, receive, send)
        elif _is_foreign(Headers(scope=scope)):
            await problem(403, "pages of other sites may only use /reconcile")(scope, receive, send)
        else:
            await self._own(scope, receive, send)


def _is_shared(path: str) -> bool:
    return path == SHARED or path.startswith(f"{SHARED}/")


def _is_foreign(headers: Headers) -> bool:
    origin = headers.get("origin")
    if origin is not None and origin.partition("://")[2] != headers.get("host"):
        return True
    return headers.get("sec-fetch-site") in {"cross-site", "same-site"}


def _is_open(scope: Scope) -> bool:
    """Whether a request needs no token."""
    if scope["path"].startswith(OPEN_BELOW):
        return True
    return scope["method"] in {"GET", "HEAD"} and scope["path"] in OPEN and not scope["query_string"]


class TokenGuard:
    """Asks for the token, if there is one: in the header Authorization, or in the parameter `token` of the address.

    `is_open` says of a request whether it needs none.
    """

    def __init__(self, application: ASGIApp, token: str, is_open: Callable[[Scope], bool] = lambda _: False) -> None:
        self._application, self._token, self._is_open = application, token, is_open

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer, or answer that the token is missing."""
        if scope["type"] == "http" and self._token and not self._is_open(scope) and not self._is_known(scope):
            message = "give the token of this service, in the header Authorization: Bearer TOKEN"
            await problem(401, message, {"WWW-Authenticate": 'Bearer realm="names"'})(scope, receive, send)
        else:
            await self._application(scope, receive, send)

    def _is_known(self, scope: Scope) -> bool:
        scheme, _, given = Headers(scope=scope).get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self._equals(given.strip()):
            return True
        query = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=100)
        return any(map(self._equals, query.get("token", [])))

    def _equals(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._token.encode())


class _Bounded:
    """Refuses bodies that are too large, and clients that take too long to send them.

    The body is read before the application is called, so that it never waits for a client.
    """

    def __init__(self, application: ASGIApp, settings: ServiceSettings) -> None:
        self._application, self._limits = application, settings.limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        try:
            async with asyncio.timeout(self._limits.patience):
                body = await self._body(receive)
        except TimeoutError:
            await problem(408, "the request did not come in time; send it at once")(scope, receive, send)
            return
        if body is None:
            return  # the client is gone
        if len(body) > self._limits.body:
            message = f"the request is larger than {self._limits.body:,} bytes; send it in several"
            await problem(413, message, {"Connection": "close"})(scope, receive, send)
            return
        waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def once() -> Message:
            return waiting.pop() if waiting else await receive()

        await self._application(scope, once, send)

    async def _body(self, receive: Receive) -> bytes | None:
        """The body, as far as it is looked at; None if the client is gone before its end."""
        body = bytearray()
        while len(body) <= self._limits.body:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            body += message.get("body", b"")
            if not message.get("more_body", False):
                break
        return bytes(body)
