"""The page at "/": its files, which are read once, and what a browser may do with them.

Only the files that are listed here are served, under their names: no path of a request reaches the disk.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

from fastapi import APIRouter, HTTPException, Request, Response

from names.service.settings import NOTHING

__all__ = ["page_router"]

ForPrograms = Callable[[Request], Awaitable[Response]]

MEDIA_TYPES = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
SHARED = ("colours.css", "controls.css", "mentions.css", "theme.js")  # of names.formats, for all pages
START = "index.html"
# Nothing is loaded from elsewhere, no code or style stands in the page itself, and no string becomes markup.
POLICY = (
    f"{NOTHING}; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


class _PageFile(NamedTuple):
    """A file of the page, and the tag by which a browser asks whether it has changed."""

    content: bytes
    media_type: str
    tag: str

    def answer(self, request: Request) -> Response:
        """The file, or only that it has not changed."""
        headers = {"ETag": self.tag, "Cache-Control": "no-cache", "Content-Security-Policy": POLICY, "Vary": "Accept"}
        if self.tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(self.content, headers=headers, media_type=self.media_type)


def page_router(for_programs: ForPrograms) -> APIRouter:
    """The page at "/" and its files; clients at "/" that want no HTML get what `for_programs` gives."""
    router = APIRouter(include_in_schema=False)
    known = _page_files()

    @router.api_route("/", methods=["GET", "HEAD"])
    async def start(request: Request) -> Response:
        if wants_html(request.headers.get("accept", "")):
            return known[START].answer(request)
        answer = await for_programs(request)
        answer.headers["Vary"] = "Accept"
        return answer

    @router.post("/")
    async def ask(request: Request) -> Response:
        return await for_programs(request)

    @router.api_route("/page/{name}", methods=["GET", "HEAD"])
    async def show_file(name: str, request: Request) -> Response:
        if name not in known:
            raise HTTPException(404, "the page has no such file; it begins at /")
        return known[name].answer(request)

    return router


def wants_html(accepted: str) -> bool:
    """Whether a client that accepts these media types is a browser that opens a page.

    >>> wants_html("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"), wants_html("*/*"), wants_html("text/html;q=0")
    (True, False, False)
    """
    for entry in accepted.lower().split(","):
        media_type, *parameters = (part.strip() for part in entry.split(";"))
        if media_type in {"text/html", "application/xhtml+xml"}:
            return not any(parameter.replace(" ", "") in {"q=0", "q=0.0"} for parameter in parameters)
    return False


def _page_files() -> dict[str, _PageFile]:
    """The files of the page by name: those in its folder, and those that all pages share."""
    package = files("names")
    own = [file for file in (package / "service" / "page").iterdir() if file.name.rpartition(".")[2] in MEDIA_TYPES]
    found = [*own, *(package / "formats" / name for name in SHARED)]
    return {file.name: _page_file(file.name, file.read_bytes()) for file in found}


def _page_file(name: str, content: bytes) -> _PageFile:
    return _PageFile(content, MEDIA_TYPES[name.rpartition(".")[2]], f'"{sha256(content).hexdigest()[:16]}"')
