"""Answers in JSON, and what a client is told when something is wrong: one object with one sentence."""

from __future__ import annotations

import json
from typing import Any

from starlette.responses import JSONResponse

__all__ = ["JsonAnswer", "problem"]


class JsonAnswer(JSONResponse):
    """JSON in UTF-8; what UTF-8 cannot hold, lone surrogates, is escaped."""

    def render(self, content: Any) -> bytes:
        """The bytes of the answer."""
        try:
            return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
        except UnicodeEncodeError:
            return json.dumps(content, allow_nan=False, separators=(",", ":")).encode()


def problem(status: int, message: str, headers: dict[str, str] | None = None) -> JsonAnswer:
    """The answer to a request that cannot be done; the message says what is wrong and how to mend it."""
    return JsonAnswer({"error": message}, status, headers)
