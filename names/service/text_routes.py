"""The endpoints for running text: its names, in any format of `names resolve`, and the text of an HTML page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from names.service.answering import annotated_text, judged_text, seen_text
from names.service.engine import Engine
from names.service.messages import FOR_PROGRAMS, HypertextRequest, ResolveRequest

__all__ = ["text_router"]


def text_router(engine: Engine) -> APIRouter:
    """The endpoints /resolve and /text."""
    router = APIRouter(prefix="/api", tags=["texts"])

    @router.post("/resolve", summary="The names of a text", response_class=StreamingResponse)
    async def resolve_text(request: ResolveRequest) -> StreamingResponse:
        """The mentions of the text with their entities; each portion is sent when it is read.

        Offsets are in characters (code points) of the text, half-open. `format` is one of those of `names resolve`:
        jsonl, csv, tsv, text, html, brat, webannotation, tei. The records of jsonl come with as many `candidates` as
        are asked for, of those that the text leaves, likeliest first, each with all that made its score.
        """
        if request.candidates and request.format == "jsonl":
            work = partial(judged_text, request.text, request.document, request.candidates)
        else:
            work = partial(annotated_text, request.text, request.document, request.format)
        pieces = aiter(engine.steps(work))
        first = await anext(pieces, "")  # so that errors still have a status of their own
        return StreamingResponse(_encoded(first, pieces), media_type=FOR_PROGRAMS[request.format].media_type)

    @router.post("/text", summary="The text of an HTML page")
    async def read_hypertext(request: HypertextRequest) -> dict[str, str]:
        """The text as a reader of the page sees it: without tags, scripts and what else is not shown."""
        return {"text": await engine.run(partial(seen_text, request.html))}

    return router


async def _encoded(first: str, pieces: AsyncIterator[str]) -> AsyncIterator[bytes]:
    """The pieces in UTF-8; lone surrogates, which it cannot hold, become the replacement character."""
    yield first.encode(errors="replace")
    async for piece in pieces:
        yield piece.encode(errors="replace")
