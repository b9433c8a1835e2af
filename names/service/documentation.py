"""The page that shows the OpenAPI description of the service, so that no page from elsewhere is needed for it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse

from names.formats.escaping import html_attribute
from names.formats.page_frame import digest, style_sheet
from names.service.settings import NOTHING

__all__ = ["described", "documentation_router"]

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: endpoints</title>
<style>{style}</style>
</head>
<body>
<header><h1>{title} <small>{version}</small></h1><p>{summary} <a href="/">The page</a>,
<a href="/api/openapi.json">the description as OpenAPI</a>.</p></header>
<main>
{endpoints}</main>
</body>
</html>
"""
_ENDPOINT = """\
<section id="{id}">
<h2><code>{method} {path}</code></h2>
<p><strong>{summary}.</strong> {description}</p>
{details}</section>
"""


def documentation_router(application: FastAPI) -> APIRouter:
    """The endpoint /api, a page with all endpoints of the application."""
    router = APIRouter(include_in_schema=False)
    style = style_sheet("service", "documentation.css")
    policy = f"style-src '{digest(style)}'; {NOTHING}"

    @router.get("/api")
    async def show_endpoints() -> HTMLResponse:
        return HTMLResponse(described(application.openapi(), style), headers={"Content-Security-Policy": policy})

    return router


def described(description: Mapping[str, Any], style: str) -> str:
    """An OpenAPI description as a page.

    >>> page = described({"info": {"title": "t", "version": "1", "summary": "s"}, "paths": {}}, "")
    >>> "<h1>t <small>1</small></h1>" in page
    True
    """
    info = description["info"]
    return _PAGE.format(
        title=html_attribute(info["title"]),
        version=html_attribute(info["version"]),
        summary=html_attribute(info["summary"]),
        style=style,
        endpoints="".join(_endpoints(description)),
    )


def _endpoints(description: Mapping[str, Any]) -> Iterator[str]:
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            yield _ENDPOINT.format(
                id=html_attribute(operation["operationId"]),
                method=method.upper(),
                path=html_attribute(path),
                summary=html_attribute(operation.get("summary", "")),
                description=html_attribute(operation.get("description", "")),
                details="".join(_details(operation, description)),
            )


def _details(operation: Mapping[str, Any], description: Mapping[str, Any]) -> Iterator[str]:
    """What can be given: parameters as a table, and the fields of the body."""
    if parameters := operation.get("parameters"):
        yield "<table><caption>Parameters</caption><tbody>"
        for one in parameters:
            yield _row(one["name"], one["schema"], required=one.get("required", False))
        yield "</tbody></table>\n"
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        yield f"<table><caption>Body, {html_attribute(kind)}</caption><tbody>"
        schema = _resolved(content["schema"], description)
        for name, field in schema.get("properties", {}).items():
            yield _row(name, _resolved(field, description), required=name in schema.get("required", ()))
        yield "</tbody></table>\n"


def _resolved(schema: Mapping[str, Any], description: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema, or the one that it refers to."""
    if "$ref" not in schema:
        return schema
    found: Mapping[str, Any] = description["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return found


def _row(name: str, schema: Mapping[str, Any], *, required: bool) -> str:
    told = {key: value for key, value in schema.items() if key not in {"title", "description"}}
    return (
        f'<tr><th scope="row"><code>{html_attribute(name)}</code></th><td>{"required" if required else ""}</td>'
        f"<td><code>{html_attribute(json.dumps(told, ensure_ascii=False))}</code></td></tr>"
    )
