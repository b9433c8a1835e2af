"""The addresses of pages: about an entity, and about the service."""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from names.service.engine import Engine
from names.service.messages import NameText
from names.service.reconciliation.addresses import add_get, add_options
from names.service.reconciliation.answers import page_answer
from names.service.reconciliation.documentation import documentation_of
from names.service.reconciliation.flyouts import preview_of
from names.service.reconciliation.manifests import PREFIX

__all__ = ["page_router"]

MISSING = 404
_ERROR = {"schema": {"$ref": "#/components/schemas/ErrorMessage"}}
# What is wrong is told as JSON, here as elsewhere.
_MISTAKE: dict[int | str, dict[str, Any]] = {
    "default": {"description": "What is wrong, and how to mend it", "content": {"application/json": _ERROR}}
}


def page_router(engine: Engine) -> APIRouter:
    """The pages that manifests name."""
    router = APIRouter(prefix=PREFIX, tags=["reconciliation pages"])

    async def show(id: NameText) -> Response:
        """A small page about an entity, for a frame."""
        preview = await engine.run(partial(preview_of, id))
        return page_answer(preview.page, 200 if preview.is_known else MISSING)

    async def explain() -> Response:
        """The types, properties and features of the service."""
        return page_answer(await engine.run(partial(documentation_of, engine.name)))

    for path in ("/view", "/preview", "/1.0-draft/preview"):
        responses = {MISSING: {"description": "No entity has the id", "content": {"text/html": {}}}, **_MISTAKE}
        add_get(router, path, show, summary="An entity", response_class=HTMLResponse, responses=responses)
    add_get(router, "/documentation", explain, summary="About it", response_class=HTMLResponse, responses=_MISTAKE)
    add_options(router)
    return router
