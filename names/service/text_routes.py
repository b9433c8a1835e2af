"""The endpoint for running text: its names, in any format of `names resolve`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from names.service.answering import annotated_text
from names.service.engine import Engine
from names.service.messages import FOR_PROGRAMS, ResolveRequest

__all__ = ["text_router"]


def text_router(engine: Engine) -> APIRouter:
    """The endpoint /resolve."""
    router = APIRouter(prefix="/api", tags=["texts"])

    @router.post("/resolve", summary="The names of a text", response_class=StreamingResponse)
    async def resolve_text(request: ResolveRequest) -> StreamingResponse:
        """The mentions of the text with their entities; each portion is sent when it is read.

        Offsets are in characters (code points) of the text, half-open. `format` is one of those of `names resolve`:
        jsonl, csv, tsv, text, html, brat, webannotation, tei.
        """
        pieces = aiter(engine.steps(partial(annotated_text, request.text, request.document, request.format)))
        first = await anext(pieces, "")  # so that errors still have a status of their own
        return StreamingResponse(_encoded(first, pieces), media_type=FOR_PROGRAMS[request.format].media_type)

    return router


async def _encoded(first: str, pieces: AsyncIterator[str]) -> AsyncIterator[bytes]:
    """The pieces in UTF-8; lone surrogates, which it cannot hold, become the replacement character."""
    yield first.encode(errors="replace")
    async for piece in pieces:
        yield piece.encode(errors="replace")
