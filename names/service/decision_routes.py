"""The endpoints for decisions of persons, which are kept in the same file as those of the command line."""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import APIRouter, HTTPException

from names.service.answering import NewDecision, listed_decisions, ruled
from names.service.engine import Engine
from names.service.messages import DecisionRequest
from names.service.settings import ServiceSettings

__all__ = ["decision_router"]

ANYBODY = "somebody, on the page"  # who decides, if the request does not say it


def decision_router(engine: Engine, settings: ServiceSettings) -> APIRouter:
    """The endpoint /decisions."""
    router = APIRouter(prefix="/api", tags=["decisions"])

    @router.get("/decisions", summary="What was decided")
    async def list_decisions() -> dict[str, Any]:
        """All decisions about the gazetteer, in order, with what became of each."""
        return {"decisions": await engine.run(listed_decisions)}

    @router.post("/decisions", summary="Decide")
    async def decide(request: DecisionRequest) -> dict[str, Any]:
        """Accept or reject an entity for a spelling, or undo decisions, the last one by default; it holds at once."""
        if not settings.may_decide:
            raise HTTPException(403, "this service takes no decisions; it was started with --read-only")
        told = (
            request.action,
            request.spelling,
            request.entity,
            tuple(request.which),
            request.who or ANYBODY,
            request.why,
        )
        return {"decision": await engine.run(partial(ruled, NewDecision(*told)))}

    return router
