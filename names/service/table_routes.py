"""The endpoint for rows of tables: the entity of each, as `names reconcile` answers, with all candidates."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from names.service.answering import RowQuestion, SearchScope, reconciled
from names.service.engine import Engine
from names.service.messages import ReconcileRequest, TableRecord
from names.service.settings import LIMITS
from names.tables.answering import query_of

__all__ = ["table_router"]


def table_router(engine: Engine) -> APIRouter:
    """The endpoint /reconcile."""
    router = APIRouter(prefix="/api", tags=["tables"])

    @router.post("/reconcile", summary=f"The entities of up to {LIMITS.rows} rows of a table")
    async def reconcile_rows(request: ReconcileRequest) -> dict[str, Any]:
        """For each row the entity that its name means, in the light of the other columns, and the candidates."""
        search = SearchScope(tuple(request.kinds), tuple(request.countries), request.limit)
        asked = [RowQuestion(query_of(*_cells(row)), search) for row in request.rows]
        return {"answers": await engine.answers(asked, reconciled)}

    return router


def _cells(row: TableRecord) -> tuple[str, str, str, str, str, str]:
    return row.name, row.given, row.family, row.country, row.kind, row.born
