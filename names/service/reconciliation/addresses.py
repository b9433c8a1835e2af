"""What the addresses of all versions have in common: parameters, and methods that follow from others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeAlias

from fastapi import APIRouter, Query, Request, Response

from names.service.messages import NameText
from names.service.reconciliation.manifests import ServiceAddress
from names.service.settings import LIMITS, ServiceSettings

__all__ = [
    "Callback",
    "KindOfEntity",
    "Offset",
    "Prefix",
    "ShownLimit",
    "add_get",
    "add_post",
    "address_of",
]

Endpoint: TypeAlias = Callable[..., Any]
Prefix: TypeAlias = Annotated[NameText, Query(description="What somebody has typed; without it, all are suggested.")]
Offset: TypeAlias = Annotated[int, Query(ge=0, le=1_000_000_000, description="How many suggestions to leave out.")]
ShownLimit: TypeAlias = Annotated[int, Query(ge=1, description=f"How many suggestions to give; at most {LIMITS.page}.")]
KindOfEntity: TypeAlias = Annotated[NameText, Query(alias="type", description="The type of entities.")]
Callback: TypeAlias = Annotated[str | None, Query(description="A function of a script that is called (JSONP).")]


def add_get(router: APIRouter, path: str, endpoint: Endpoint, **described: Any) -> None:
    """Answer GET at a path, and with it HEAD and OPTIONS."""
    router.add_api_route(path, endpoint, methods=["GET"], **described)
    router.add_api_route(path, endpoint, methods=["HEAD"], include_in_schema=False)
    _add_options(router, path, "GET, HEAD, OPTIONS")


def add_post(router: APIRouter, path: str, endpoint: Endpoint, **described: Any) -> None:
    """Answer POST at a path, and OPTIONS."""
    router.add_api_route(path, endpoint, methods=["POST"], **described)
    _add_options(router, path, "POST, OPTIONS")


def _add_options(router: APIRouter, path: str, allowed: str) -> None:
    async def options() -> Response:
        return Response(status_code=204, headers={"Allow": allowed})

    router.add_api_route(path, options, methods=["OPTIONS"], include_in_schema=False)


def address_of(request: Request, settings: ServiceSettings) -> ServiceAddress:
    """Where the client found the service. It is told its own token again, in the addresses that it gets."""
    token = request.query_params.get("token", "") if settings.token else ""
    return ServiceAddress(str(request.base_url).rstrip("/"), token)
