"""What the owner of a service sees of it: whether it is there, its figures, and a log without names and texts."""

from __future__ import annotations

import logging
from time import perf_counter

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from names.service.engine import Engine

__all__ = ["Monitor", "monitor_router"]

LOG = logging.getLogger("names.access")
BUCKETS = (0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10)  # seconds


class Monitor:
    """Counts and times requests by the template of their path, which holds no names."""

    def __init__(self, engine: Engine) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        labels = ["method", "path", "status"]
        self._requests = Counter("names_requests", "Requests that were answered.", labels, registry=self.registry)
        self._seconds = Histogram(
            "names_request_seconds", "Time from a request to its last byte.", ["path"], buckets=BUCKETS,
            registry=self.registry,
        )  # fmt: skip
        waiting = Gauge("names_waiting", "Turns that wait for the gazetteer.", registry=self.registry)
        waiting.set_function(lambda: engine.waiting)

    def watching(self, application: ASGIApp) -> ASGIApp:
        """The application, whose requests are counted and logged."""

        async def watched(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await application(scope, receive, send)
                return
            began, status, size = perf_counter(), 0, 0

            async def noting(message: Message) -> None:
                nonlocal status, size
                status = message.get("status", status)
                size += len(message.get("body", b""))
                await send(message)

            try:
                await application(scope, receive, noting)
            finally:
                self._note(scope, status, size, perf_counter() - began)

        return watched

    def _note(self, scope: Scope, status: int, size: int, seconds: float) -> None:
        path = getattr(scope.get("route"), "path", "other")
        method = scope["method"] if scope["method"] in {"GET", "POST", "HEAD", "OPTIONS"} else "other"
        self._requests.labels(method, path, str(status)).inc()
        self._seconds.labels(path).observe(seconds)
        LOG.info("%s %s %s %d bytes %.0f ms", method, path, status or "gone", size, seconds * 1000)


def monitor_router(monitor: Monitor, engine: Engine) -> APIRouter:
    """The endpoints /health and /metrics."""
    router = APIRouter(tags=["monitoring"])

    @router.get("/health", summary="Whether the service answers")
    async def health() -> dict[str, str]:
        """The gazetteer was read in its thread just now."""
        await engine.run(len)
        return {"status": "ok"}

    @router.get("/metrics", summary="Figures for Prometheus", response_class=PlainTextResponse)
    async def metrics() -> PlainTextResponse:
        """Requests by path and status, their times, turns that wait, and memory and time of the process."""
        return PlainTextResponse(generate_latest(monitor.registry), media_type=CONTENT_TYPE_LATEST)

    return router
