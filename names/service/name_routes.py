"""The endpoints for names: look up, compare, write in Latin letters."""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import APIRouter

from names.service.answering import NameQuestion, SearchScope, compared_names, looked_up, romanized_name
from names.service.engine import Engine
from names.service.messages import Candidates, KindList, LookupRequest, NameText
from names.service.settings import LIMITS

__all__ = ["name_router"]


def name_router(engine: Engine) -> APIRouter:
    """The endpoints /lookup, /compare and /romanize."""
    router = APIRouter(prefix="/api", tags=["names"])

    @router.get("/lookup", summary="What a name means")
    async def lookup_one(
        name: NameText, kind: KindList = (), country: KindList = (), limit: Candidates = 5
    ) -> dict[str, Any]:
        """The candidates of a name, best first, with their scores and reasons."""
        question = NameQuestion(name, SearchScope(tuple(kind), tuple(country), limit))
        [found] = await engine.answers([question], looked_up)
        return found

    @router.post("/lookup", summary=f"What up to {LIMITS.names} names mean")
    async def lookup_several(request: LookupRequest) -> dict[str, Any]:
        """The same for each name, in the order of the names."""
        search = SearchScope(tuple(request.kinds), tuple(request.countries), request.limit)
        return {"results": await engine.answers([NameQuestion(name, search) for name in request.names], looked_up)}

    @router.get("/compare", summary="Whether two names are spellings of one")
    async def compare_names(left: NameText, right: NameText) -> dict[str, Any]:
        """The score (0..1), the reason, the evidence with its costs, and the steps that the score is made of."""
        return await engine.run(partial(compared_names, left, right))

    @router.get("/romanize", summary="A name in Latin letters")
    async def romanize_name(name: NameText, scheme: NameText = "") -> dict[str, Any]:
        """The likeliest Latin form, or that of a scheme, and all likely ones with their weights (0..1)."""
        return await engine.run(partial(romanized_name, name, scheme))

    return router
