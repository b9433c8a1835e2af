"""The endpoints for the gazetteer itself: what is in it, and each entity with its names and their sources."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query

from names.service.answering import described_entity, described_gazetteer, listed_entities
from names.service.engine import Engine
from names.service.messages import KindList, NameText
from names.service.settings import LIMITS

__all__ = ["entity_router"]

Offset = Annotated[int, Query(ge=0, le=10_000_000)]
PageSize = Annotated[int, Query(ge=1, le=LIMITS.page)]


def entity_router(engine: Engine) -> APIRouter:
    """The endpoints /gazetteer and /entities."""
    router = APIRouter(prefix="/api", tags=["gazetteer"])

    @router.get("/gazetteer", summary="What the gazetteer holds")
    async def describe_gazetteer() -> dict[str, Any]:
        """Numbers of entities, by kind, and of names, and the sources with their licences."""
        return {"name": engine.name, **await engine.run(described_gazetteer)}

    @router.get("/entities", summary="Entities by the beginning of a name")
    async def list_entities(
        prefix: NameText = "", kind: KindList = (), offset: Offset = 0, limit: PageSize = 50
    ) -> dict[str, Any]:
        """Entities with a name, a word of a name or an id that begins so, best first; all, without a prefix."""
        steps = engine.steps(partial(listed_entities, prefix, tuple(kind), offset, limit))
        return [step async for step in steps if step is not None][-1]

    @router.get("/entities/{id:path}", summary="An entity with all its names")
    async def show_entity(id: str) -> dict[str, Any]:
        """Facts and names with language, kind, source, licence and dates, and what was decided about it."""
        return await engine.run(partial(described_entity, id))

    return router
