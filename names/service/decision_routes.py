"""The endpoints for decisions of persons, which are kept in the same file as those of the command line."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException

from gazetteer import Gazetteer
from gazetteer.decisions import deciding
from gazetteer.decisions.records import Decision
from gazetteer.decisions.rulings import Rulings
from names.formats.decisions import decision_records
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
        return {"decisions": await engine.run(decision_records)}

    @router.post("/decisions", summary="Decide")
    async def decide(request: DecisionRequest) -> dict[str, Any]:
        """Accept or reject an entity for a spelling, or undo decisions, the last one by default; it holds at once."""
        if not settings.may_decide:
            raise HTTPException(403, "this service takes no decisions; it was started with --read-only")
        return {"decision": await engine.run(lambda gazetteer: _kept(request, gazetteer))}

    return router


def _kept(request: DecisionRequest, gazetteer: Gazetteer) -> dict[str, Any]:
    [kept] = deciding.keep(gazetteer, [_decision(request, gazetteer)], who=request.who or ANYBODY, why=request.why)
    return {"number": kept.number, **kept.record}


def _decision(request: DecisionRequest, gazetteer: Gazetteer) -> Decision:
    if request.action == "undo":
        return deciding.undo((gazetteer.decisions or Rulings()).decisions, request.which)
    make = deciding.accept if request.action == "accept" else deciding.reject
    return make(gazetteer, request.spelling, request.entity)
