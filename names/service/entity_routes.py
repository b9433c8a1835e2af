"""The endpoints for the gazetteer itself: what is in it, and each entity with its names and their sources."""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import APIRouter

from names.service.answering import described_entity, described_gazetteer
from names.service.engine import Engine

__all__ = ["entity_router"]


def entity_router(engine: Engine) -> APIRouter:
    """The endpoints /gazetteer and /entities."""
    router = APIRouter(prefix="/api", tags=["gazetteer"])

    @router.get("/gazetteer", summary="What the gazetteer holds")
    async def describe_gazetteer() -> dict[str, Any]:
        """Numbers of entities, by kind, and of names, and the sources with their licences."""
        return {"name": engine.name, **await engine.run(described_gazetteer)}

    @router.get("/entities/{id:path}", summary="An entity with all its names")
    async def show_entity(id: str) -> dict[str, Any]:
        """Facts and names with language, kind, source, licence and dates, and what was decided about it."""
        return await engine.run(partial(described_entity, id))

    return router
