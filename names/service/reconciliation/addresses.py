"""What the addresses of all versions have in common: parameters, and methods that follow from others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any, TypeAlias

from fastapi import APIRouter, Query, Request, Response
from fastapi.routing import APIRoute

from names.service.messages import NameText
from names.service.reconciliation.manifests import ServiceAddress
from names.service.settings import LIMITS, ServiceSettings

__all__ = [
    "CALLBACK_SCHEMA",
    "Callback",
    "KindOfEntity",
    "Offset",
    "Prefix",
    "ShownLimit",
    "add_get",
    "add_options",
    "add_post",
    "address_of",
]

Endpoint: TypeAlias = Callable[..., Any]
Prefix: TypeAlias = Annotated[NameText, Query(description="What somebody has typed; without it, all are suggested.")]
Offset: TypeAlias = Annotated[int, Query(ge=0, le=1_000_000_000, description="How many suggestions to leave out.")]
ShownLimit: TypeAlias = Annotated[int, Query(ge=1, description=f"How many suggestions to give; at most {LIMITS.page}.")]
KindOfEntity: TypeAlias = Annotated[NameText, Query(alias="type", description="The type of entities.")]
CALLBACK_SCHEMA = {"type": "string", "pattern": "^[A-Za-z_$][A-Za-z0-9_$]{0,60}$"}
Callback: TypeAlias = Annotated[
    str | None, Query(description="A function of a script that is called (JSONP).", json_schema_extra=CALLBACK_SCHEMA)
]


def add_get(router: APIRouter, path: str, endpoint: Endpoint, **described: Any) -> None:
    """Answer GET at a path, and HEAD with it."""
    router.add_api_route(path, endpoint, methods=["GET"], **described)
    router.add_api_route(path, endpoint, methods=["HEAD"], include_in_schema=False)


def add_post(router: APIRouter, path: str, endpoint: Endpoint, **described: Any) -> None:
    """Answer POST at a path."""
    router.add_api_route(path, endpoint, methods=["POST"], **described)


def add_options(router: APIRouter) -> None:
    """Answer OPTIONS at all paths that the router has so far, with the methods that there are."""
    methods: dict[str, set[str]] = {}
    for route in router.routes:
        if isinstance(route, APIRoute):
            methods.setdefault(route.path.removeprefix(router.prefix), {"OPTIONS"}).update(route.methods or ())
    for path, allowed in methods.items():
        router.add_api_route(path, _options(allowed), methods=["OPTIONS"], include_in_schema=False)


def _options(allowed: Iterable[str]) -> Endpoint:
    async def options() -> Response:
        return Response(status_code=204, headers={"Allow": ", ".join(sorted(allowed))})

    return options


def address_of(request: Request, settings: ServiceSettings) -> ServiceAddress:
    """Where the client found the service. It is told its own token again, in the addresses that it gets."""
    token = request.query_params.get("token", "") if settings.token else ""
    return ServiceAddress(str(request.base_url).rstrip("/"), token)
