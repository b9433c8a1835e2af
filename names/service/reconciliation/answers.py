"""The forms in which the service answers: JSON, JSON for scripts of old clients (JSONP), and pages."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import Response
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from names.service.reconciliation.previews import SmallPage
from names.service.replies import JsonAnswer

__all__ = ["json_answer", "legacy_record", "legacy_values", "page_answer"]

LANGUAGE = {"Content-Language": "en"}  # of all that is told to people
# A function of a script: names with full stops between them, nothing that is run.
_CALLBACK = re.compile(r"[A-Za-z_$][\w$]{0,60}(?:\.[A-Za-z_$][\w$]{0,60}){0,5}", re.ASCII)


def json_answer(content: Any, callback: str | None = None) -> Response:
    """The content as JSON, or as a call of the function that an old client names.

    Raises HTTPException if that is no name of a function.
    """
    if callback is None:
        return JsonAnswer(content, headers=LANGUAGE)
    if not _CALLBACK.fullmatch(callback):
        raise HTTPException(
            400, "callback is no name of a function; give one such as jsonp123, or leave it out for JSON"
        )
    script = f"/**/{callback}({json.dumps(content, allow_nan=False)});"
    return Response(script, media_type="application/javascript", headers=LANGUAGE)


def page_answer(page: SmallPage, status: int = 200) -> HTMLResponse:
    """The page, which may be shown in a frame of any site."""
    headers = {"Content-Security-Policy": page.policy}
    return HTMLResponse(page.html.encode("utf-8", "replace"), status, {**LANGUAGE, **headers})


def legacy_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record of 1.0-draft as 0.2 has it: without languages and directions, features without names.

    >>> legacy_record({"id": "b", "lang": "ky", "features": [{"id": "prior", "name": "prominence", "value": 6.6}]})
    {'id': 'b', 'features': [{'id': 'prior', 'value': 6.6}]}
    """
    kept = {key: value for key, value in record.items() if key not in {"lang", "dir"}}
    if "features" in kept:
        kept["features"] = [{"id": one["id"], "value": one["value"]} for one in kept["features"]]
    return kept


def legacy_values(row: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The properties of a row of 1.0-draft as 0.2 has them: the values by the id of the property."""
    return {one["id"]: list(map(legacy_record, one["values"])) for one in row["properties"]}
