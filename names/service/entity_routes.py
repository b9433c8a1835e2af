"""The endpoints for the gazetteer itself: what is in it, and each entity with its names and their sources."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fastapi import APIRouter

from gazetteer import Gazetteer
from names.formats.provenance import NOT_STATED, attribution, entity_record
from names.service.engine import Engine

__all__ = ["entity_router"]


def entity_router(engine: Engine) -> APIRouter:
    """The endpoints /gazetteer and /entities."""
    router = APIRouter(prefix="/api", tags=["gazetteer"])

    @router.get("/gazetteer", summary="What the gazetteer holds")
    async def describe_gazetteer() -> dict[str, Any]:
        """Numbers of entities, by kind, and of names, and the sources with their licences."""
        return {"name": engine.name, **await engine.run(_description)}

    @router.get("/entities/{id:path}", summary="An entity with all its names")
    async def show_entity(id: str) -> dict[str, Any]:
        """Facts and names with language, kind, source, licence and dates, and what was decided about it."""
        return await engine.run(lambda gazetteer: entity_record(gazetteer.entity(id), gazetteer))

    return router


def _description(gazetteer: Gazetteer) -> dict[str, Any]:
    kinds = Counter(gazetteer.kinds("entity")[code] for code in gazetteer.entity_kinds.tolist())
    licences = gazetteer.info["sources"]
    return {
        "entities": len(gazetteer),
        "names": gazetteer.alias_count,
        "kinds": dict(kinds.most_common()),
        "sources": [
            {"source": source, "entities": entities, "names": names, "licence": licences.get(source, NOT_STATED)}
            for source, (entities, names) in gazetteer.source_counts().items()
        ],
        "attribution": attribution(gazetteer),
    }
