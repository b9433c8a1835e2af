"""The endpoint for rows of tables: the entity of each, as `names reconcile` answers, with all candidates."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from fastapi import APIRouter

from gazetteer import Gazetteer
from names.formats.records import scored_record
from names.lists.facts import Facts
from names.lists.reconciling import Query, answer, reconcile_queries
from names.service.engine import Engine
from names.service.messages import ReconcileRequest, TableRecord
from names.service.name_routes import STEP, searched
from names.service.settings import LIMITS

__all__ = ["table_router"]


def table_router(engine: Engine) -> APIRouter:
    """The endpoint /reconcile."""
    router = APIRouter(prefix="/api", tags=["tables"])

    @router.post("/reconcile", summary=f"The entities of up to {LIMITS.rows} rows of a table")
    async def reconcile_rows(request: ReconcileRequest) -> dict[str, Any]:
        """For each row the entity that its name means, in the light of the other columns, and the candidates."""
        answers: list[dict[str, Any]] = []
        for start in range(0, len(request.rows), STEP):
            answers += await engine.run(partial(_answers, request.rows[start : start + STEP], request))
        return {"answers": answers}

    return router


def _answers(rows: Sequence[TableRecord], request: ReconcileRequest, gazetteer: Gazetteer) -> list[dict[str, Any]]:
    resolutions = reconcile_queries(list(map(_query, rows)), searched(gazetteer, request.kinds, request.countries))
    return [
        {**answer(resolution)._asdict(), "candidates": list(map(scored_record, resolution.candidates[: request.limit]))}
        for resolution in resolutions
    ]


def _query(row: TableRecord) -> Query:
    countries = (row.country,) if row.country else ()
    return Query(row.name, Facts(row.given, row.family, countries, row.kind, row.born))
