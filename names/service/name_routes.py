"""The endpoints for names: look up, compare, write in Latin letters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query

from gazetteer import Gazetteer
from names.comparison.repaired import compare
from names.errors import UnknownKind
from names.formats.records import comparison_record, lookup_record
from names.lists.country_codes import country_code
from names.resolution.resolver import resolve_many
from names.service.engine import Engine
from names.service.messages import Candidates, LookupRequest, NameText
from names.service.settings import LIMITS
from names.variation.reading import readings, romanize

__all__ = ["name_router", "searched"]

KindList = Annotated[Sequence[NameText], Query(max_length=20)]
STEP = 8  # names of one request that are looked up in one turn, so that others wait for some 60 ms at most; chosen


def name_router(engine: Engine) -> APIRouter:
    """The endpoints /lookup, /compare and /romanize."""
    router = APIRouter(prefix="/api", tags=["names"])

    @router.get("/lookup", summary="What a name means")
    async def lookup_one(
        name: NameText, kind: KindList = (), country: KindList = (), limit: Candidates = 10
    ) -> dict[str, Any]:
        """The candidates of a name, best first, with their scores and reasons."""
        [found] = await _looked_up(
            engine, LookupRequest(names=[name], kinds=list(kind), countries=list(country), limit=limit)
        )
        return found

    @router.post("/lookup", summary=f"What up to {LIMITS.names} names mean")
    async def lookup_several(request: LookupRequest) -> dict[str, Any]:
        """The same for each name, in the order of the names."""
        return {"results": await _looked_up(engine, request)}

    @router.get("/compare", summary="Whether two names are spellings of one")
    async def compare_names(left: NameText, right: NameText) -> dict[str, Any]:
        """The score (0..1), the reason, the evidence with its costs, and the steps that the score is made of."""
        return await engine.run(lambda _: comparison_record(compare(left, right), scored=True))

    @router.get("/romanize", summary="A name in Latin letters")
    async def romanize_name(name: NameText, scheme: NameText = "") -> dict[str, Any]:
        """The likeliest Latin form, or that of a scheme, and all likely ones with their weights (0..1)."""

        def work(_: Gazetteer) -> dict[str, Any]:
            found = [one._asdict() for one in readings(name)]
            return {"name": name, "latin": romanize(name, scheme=scheme or None), "readings": found}

        return await engine.run(work)

    return router


async def _looked_up(engine: Engine, request: LookupRequest) -> list[dict[str, Any]]:
    """The records of the names, which are looked up some at a time."""
    records: list[dict[str, Any]] = []
    for start in range(0, len(request.names), STEP):
        work = partial(_records, request.names[start : start + STEP], request)
        records += await engine.run(work)
    return records


def _records(names: Sequence[str], request: LookupRequest, gazetteer: Gazetteer) -> list[dict[str, Any]]:
    within = searched(gazetteer, request.kinds, request.countries)
    resolutions = resolve_many(names, within, limit=request.limit)
    return [lookup_record(resolution, request.limit, scored=True) for resolution in resolutions]


def searched(gazetteer: Gazetteer, kinds: Sequence[str], countries: Sequence[str]) -> Gazetteer:
    """The gazetteer with only entities of one of the kinds and countries. Raises UnknownKind."""
    known = gazetteer.kinds("entity")
    for kind in kinds:
        if kind not in known:
            raise UnknownKind(kind, known)
    return gazetteer.within(kinds, map(country_code, countries)) if kinds or countries else gazetteer
