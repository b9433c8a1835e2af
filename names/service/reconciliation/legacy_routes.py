"""The addresses of the versions 0.1 and 0.2 of the Reconciliation API."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Annotated, Any, TypeAlias
from urllib.parse import parse_qsl

from fastapi import APIRouter, Query, Request, Response
from starlette.exceptions import HTTPException

from names.service.engine import Engine
from names.service.messages import NameText
from names.service.reconciliation.addresses import (
    CALLBACK_SCHEMA,
    Callback,
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
from names.service.reconciliation.answers import json_answer, legacy_record, legacy_values
from names.service.reconciliation.extending import proposed_properties
from names.service.reconciliation.flyouts import flyout_of
from names.service.reconciliation.legacy_messages import (
    LEGACY_BATCH,
    LEGACY_EXTENSION,
    described,
    read_message,
    single_query,
)
from names.service.reconciliation.manifests import PREFIX, legacy_manifest
from names.service.reconciliation.suggesting import suggested_properties, suggested_types
from names.service.reconciliation.types import types_of
from names.service.settings import ServiceSettings

__all__ = ["LegacyAnswer", "legacy_answer", "legacy_router"]

LegacyAnswer: TypeAlias = Callable[[Request], Awaitable[Response]]

FORM = "application/x-www-form-urlencoded"
FIELDS = 50  # most fields of a form; chosen
LONGEST = 100  # characters of the key of a query that an error repeats
_QUERIES, _EXTEND = described(LEGACY_BATCH), described(LEGACY_EXTENSION)
_FORM = {"type": "object", "properties": {"queries": _QUERIES, "extend": _EXTEND}, "additionalProperties": False}
_WRITTEN = {"queries": {"contentType": "application/json"}, "extend": {"contentType": "application/json"}}
_BODY = {"required": True, "content": {FORM: {"schema": _FORM, "encoding": _WRITTEN}}}
_LINE = {"type": "string", "maxLength": 8000, "contentMediaType": "application/json"}
_PARAMETERS = [
    {"name": "queries", "in": "query", "description": "A batch of queries, as JSON.", "schema": _LINE},
    {"name": "query", "in": "query", "description": "A single name, or a query as JSON.", "schema": _LINE},
    {"name": "extend", "in": "query", "description": "Entities and properties to fetch, as JSON.", "schema": _LINE},
    {"name": "callback", "in": "query", "description": "A function of a script (JSONP).", "schema": CALLBACK_SCHEMA},
]
_SCRIPT: dict[int | str, dict[str, Any]] = {
    200: {"description": "JSON, or a script with it", "content": {"application/javascript": {}}}
}


def legacy_answer(engine: Engine, settings: ServiceSettings) -> LegacyAnswer:
    """A function that answers a request as 0.1 and 0.2 have it, at whatever address it came.

    GET without parameters gives the manifest, `queries` and `extend`, in the address or a form, what they ask for.
    """

    async def answer(request: Request) -> Response:
        fields = await _fields(request)
        content = await _content(fields, engine)
        if content is None and request.method == "POST":
            raise HTTPException(400, "there is nothing asked; give the field queries or extend, with JSON")
        if content is None:
            types = await engine.run(types_of)
            content = legacy_manifest(engine.name, types, address_of(request, settings), closed=bool(settings.token))
        return json_answer(content, request.query_params.get("callback"))

    return answer


async def _content(fields: Mapping[str, str], engine: Engine) -> dict[str, Any] | None:
    """What the fields ask for; None if they ask for nothing."""
    if "queries" in fields:
        batch = read_message("queries", fields["queries"], LEGACY_BATCH)
        asked = [(f"queries.{key[:LONGEST]}", one.asked) for key, one in batch.items()]
        found = await matched_queries(engine, asked)
        return {key: {"result": list(map(legacy_record, some))} for key, some in zip(batch, found, strict=True)}
    if "query" in fields:
        [candidates] = await matched_queries(engine, [("query", single_query(fields["query"]).asked)])
        return {"result": list(map(legacy_record, candidates))}
    if "extend" in fields:
        values = await fetched_values(engine, read_message("extend", fields["extend"], LEGACY_EXTENSION))
        return {**values, "rows": {row["id"]: legacy_values(row) for row in values["rows"]}}
    return None


async def _fields(request: Request) -> dict[str, str]:
    """The fields of a form, or the parameters of an address. Raises HTTPException if the body is no form."""
    if request.method != "POST":
        return dict(request.query_params)
    medium = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if medium != FORM:
        raise HTTPException(415, f"send a form ({FORM}) with the field queries or extend; 1.0-draft takes JSON")
    try:
        body = (await request.body()).decode("utf-8")
        return dict(parse_qsl(body, keep_blank_values=True, max_num_fields=FIELDS, errors="strict"))
    except ValueError as error:
        raise HTTPException(
            400, f"the form cannot be read ({str(error)[:100]}); send it URL-encoded, in UTF-8"
        ) from None


def legacy_router(engine: Engine, settings: ServiceSettings) -> APIRouter:
    """The endpoint of 0.1 and 0.2, and the services that its manifest names."""
    router = APIRouter(prefix=PREFIX, tags=["reconciliation 0.2"])
    answer = legacy_answer(engine, settings)

    async def ask(request: Request) -> Response:
        """The manifest without parameters, else the candidates or values that they ask for."""
        return await answer(request)

    async def ask_in_form(request: Request) -> Response:
        """The candidates of each query, or the values of properties of entities."""
        return await answer(request)

    for path in ("", "/"):
        shown = path == ""
        got, posted = {"parameters": _PARAMETERS}, {"requestBody": _BODY}
        add_get(
            router,
            path,
            ask,
            summary="Manifest, queries",
            responses=_SCRIPT,
            openapi_extra=got,
            include_in_schema=shown,
        )
        add_post(router, path, ask_in_form, summary="Queries", openapi_extra=posted, include_in_schema=shown)
    _add_suggestions(router, engine)
    _add_proposals(router, engine)
    add_options(router)
    return router


def _add_suggestions(router: APIRouter, engine: Engine) -> None:
    async def entities(
        prefix: Prefix = "",
        cursor: Offset = 0,
        limit: ShownLimit = 10,
        kind: KindOfEntity = "",
        callback: Callback = None,
    ) -> Response:
        """Entities with a name, a word of a name or an id that begins so."""
        found = await completed(engine, prefix, cursor, limit, kind)
        return json_answer({"result": list(map(legacy_record, found))}, callback)

    async def properties(
        prefix: Prefix = "", cursor: Offset = 0, limit: ShownLimit = 50, callback: Callback = None
    ) -> Response:
        """Properties that can be compared and fetched."""
        found = await engine.run(partial(suggested_properties, prefix, cursor, limit))
        return json_answer({"result": found}, callback)

    async def types(
        prefix: Prefix = "", cursor: Offset = 0, limit: ShownLimit = 50, callback: Callback = None
    ) -> Response:
        """Types of entities."""
        found = await engine.run(partial(suggested_types, prefix, cursor, limit))
        return json_answer({"result": found}, callback)

    for what, endpoint in (("entity", entities), ("property", properties), ("type", types)):
        add_get(router, f"/suggest/{what}", endpoint, summary=f"Suggest: {what}", responses=_SCRIPT)
        add_get(router, f"/flyout/{what}", _flyout(what, engine), summary=f"Flyout: {what}", responses=_SCRIPT)


def _flyout(what: str, engine: Engine) -> Callable[..., Awaitable[Response]]:
    async def flyout(id: NameText, callback: Callback = None) -> Response:
        """A piece of HTML about what is suggested."""
        html = await engine.run(partial(flyout_of, what, id))
        if html is None:
            raise HTTPException(404, f"there is no {what} “{id[:LONGEST]}”; suggestions of {what} tell which there are")
        return json_answer({"id": id, "html": html}, callback)

    return flyout


def _add_proposals(router: APIRouter, engine: Engine) -> None:
    async def propose(
        kind: KindOfEntity = "", limit: Annotated[int | None, Query(ge=1)] = None, callback: Callback = None
    ) -> Response:
        """Properties that entities of a type may have."""
        return json_answer(await engine.run(partial(proposed_properties, kind, limit)), callback)

    add_get(router, "/properties", propose, summary="Properties to fetch", responses=_SCRIPT)
