"""Ask the processes that own the gazetteer what clients of all versions want to know."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from starlette.exceptions import HTTPException

from names.service.engine import Engine
from names.service.reconciliation.asking import AskedQuery
from names.service.reconciliation.extending import AskedRow, described_properties, fetched_rows
from names.service.reconciliation.extension_messages import ExtensionQuery
from names.service.reconciliation.matching import matched
from names.service.reconciliation.suggesting import suggested_entities
from names.service.settings import LIMITS

__all__ = ["completed", "fetched_values", "matched_queries"]


async def matched_queries(engine: Engine, asked: Sequence[tuple[str, AskedQuery]]) -> list[list[dict[str, Any]]]:
    """The candidates of each query, in order, as records of 1.0-draft; with each query comes where it stands.

    Raises HTTPException for a query that cannot be answered.
    """
    answers = await engine.answers([query for _, query in asked], matched)
    for (where, _), answer in zip(asked, answers, strict=True):
        if answer.mistake:
            raise HTTPException(400, f"{where}: {answer.mistake}")
    return [answer.candidates for answer in answers]


async def fetched_values(engine: Engine, query: ExtensionQuery) -> dict[str, Any]:
    """The answer of 1.0-draft to an extension query. Raises Refused for a property that there is not."""
    properties = query.asked
    meta = await engine.run(partial(described_properties, [one.id for one in properties]))
    rows = await engine.answers([AskedRow(id, properties) for id in dict.fromkeys(query.ids)], fetched_rows)
    return {"meta": meta, "rows": rows}


async def completed(engine: Engine, prefix: str, offset: int, limit: int, kind: str = "") -> list[dict[str, Any]]:
    """The entities that are suggested for a prefix, as records of 1.0-draft."""
    steps = engine.steps(partial(suggested_entities, prefix, offset, min(limit, LIMITS.page), kind))
    return [entity async for some in steps for entity in some]
