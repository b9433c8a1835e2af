"""The addresses of the version 1.0-draft of the Reconciliation API."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.exceptions import HTTPException

from names.service.engine import Engine
from names.service.reconciliation.addresses import (
    KindOfEntity,
    Offset,
    Prefix,
    ShownLimit,
    add_get,
    add_options,
    add_post,
    address_of,
)
from names.service.reconciliation.answering import completed, fetched_values, matched_queries
from names.service.reconciliation.answers import json_answer
from names.service.reconciliation.draft_messages import DraftBatch
from names.service.reconciliation.extending import proposed_properties
from names.service.reconciliation.extension_messages import ExtensionQuery
from names.service.reconciliation.manifests import PREFIX, draft_manifest
from names.service.reconciliation.suggesting import suggested_properties, suggested_types
from names.service.reconciliation.types import types_of
from names.service.settings import ServiceSettings

__all__ = ["draft_router"]


def _takes_json(request: Request) -> None:
    """Refuse a body that is not sent as JSON. Raises HTTPException."""
    medium = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if medium != "application/json":
        raise HTTPException(415, "send JSON, with the header Content-Type: application/json")


def draft_router(engine: Engine, settings: ServiceSettings) -> APIRouter:
    """The endpoint of 1.0-draft with all that is below it."""
    router = APIRouter(prefix=f"{PREFIX}/1.0-draft", tags=["reconciliation 1.0-draft"])

    async def manifest(request: Request) -> Response:
        """What the service offers."""
        types = await engine.run(types_of)
        at = address_of(request, settings)
        return json_answer(draft_manifest(engine.name, types, at, closed=bool(settings.token)))

    async def match(batch: DraftBatch) -> Response:
        """The candidates of each query, in the order of the queries."""
        asked = [(f"queries.{number}", one.asked) for number, one in enumerate(batch.queries)]
        found = await matched_queries(engine, asked)
        return json_answer({"results": [{"candidates": candidates} for candidates in found]})

    async def extend(query: ExtensionQuery) -> Response:
        """The values of properties of entities."""
        return json_answer(await fetched_values(engine, query))

    async def propose(kind: KindOfEntity = "", limit: Annotated[int | None, Query(ge=1)] = None) -> Response:
        """Properties that entities of a type may have."""
        return json_answer(await engine.run(partial(proposed_properties, kind, limit)))

    for path in ("", "/"):
        add_get(router, path, manifest, summary="Manifest", include_in_schema=path == "")
    add_post(router, "/match", match, summary="Match", dependencies=[Depends(_takes_json)])
    add_post(router, "/extend", extend, summary="Values of properties", dependencies=[Depends(_takes_json)])
    add_get(router, "/extend/propose", propose, summary="Properties to fetch")
    _add_suggestions(router, engine)
    add_options(router)
    return router


def _add_suggestions(router: APIRouter, engine: Engine) -> None:
    async def entities(prefix: Prefix = "", offset: Offset = 0, cursor: Offset = 0, limit: ShownLimit = 10) -> Response:
        """Entities with a name, a word of a name or an id that begins so."""
        found = await completed(engine, prefix, offset or cursor, limit)
        return json_answer({"result": found})

    async def properties(
        prefix: Prefix = "", offset: Offset = 0, cursor: Offset = 0, limit: ShownLimit = 50
    ) -> Response:
        """Properties that can be compared and fetched."""
        return json_answer({"result": await engine.run(partial(suggested_properties, prefix, offset or cursor, limit))})

    async def types(prefix: Prefix = "", offset: Offset = 0, cursor: Offset = 0, limit: ShownLimit = 50) -> Response:
        """Types of entities."""
        return json_answer({"result": await engine.run(partial(suggested_types, prefix, offset or cursor, limit))})

    for what, endpoint in (("entity", entities), ("property", properties), ("type", types)):
        add_get(router, f"/suggest/{what}", endpoint, summary=f"Suggest: {what}")
