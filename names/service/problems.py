"""What a client is told when something is wrong: one object with one sentence, and the status that fits it."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from names.errors import NamesError
from names.service.engine import Refused
from names.service.replies import JsonAnswer, problem

__all__ = ["answer_problems"]

# The status of an error, by its nearest class; all others of these packages are mistakes of the request.
STATUSES = {
    "ServiceBusy": 503,
    "WorkerFailed": 503,
    "UnknownEntity": 404,
    "UnknownKind": 404,
    "UnknownScheme": 404,
    "ImpossibleDecision": 409,
    "CannotWrite": 507,
    "DamagedDecisions": 500,
    "GazetteerError": 400,
    "NamesError": 400,
    "Exception": 500,
}
BUSY, NOT_ALLOWED = 503, 405
LONGEST = 200  # characters of what was sent that an error repeats


def answer_problems(application: FastAPI) -> None:
    """Let the application answer each error with one sentence and its status."""

    @application.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JsonAnswer:
        return problem(_validation_status(error), _validation_message(error))

    @application.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> JsonAnswer:
        headers = dict(error.headers or {})
        if error.status_code == NOT_ALLOWED:  # the framework tells the methods of one route alone
            headers["Allow"] = ", ".join(_methods(application, request.url.path)) or "GET"
        return problem(error.status_code, str(error.detail), headers)

    @application.exception_handler(NamesError)
    async def known(_: Request, error: NamesError) -> JsonAnswer:
        kinds = error.kinds if isinstance(error, Refused) else [kind.__name__ for kind in type(error).__mro__]
        status = next(STATUSES[kind] for kind in kinds if kind in STATUSES)
        return problem(status, str(error), {"Retry-After": "1"} if status == BUSY else None)

    @application.exception_handler(Exception)
    async def unforeseen(_: Request, error: Exception) -> JsonAnswer:
        kind = type(error).__name__  # its text may hold names
        logging.getLogger("names.service").error("unforeseen %s", kind)
        return problem(500, f"something unforeseen happened ({kind}); the service goes on")


def _methods(application: FastAPI, path: str) -> list[str]:
    """The methods that the endpoints at a path have."""
    described = application.openapi()["paths"].items()
    found = (operations for template, operations in described if compile_path(template)[0].fullmatch(path))
    return sorted(method.upper() for operations in found for method in operations)


def _validation_message(error: RequestValidationError) -> str:
    """The first mistake of a request, and where it is."""
    first, *more = error.errors()
    if first["type"] == "json_invalid":
        return f"the body is no JSON ({first['ctx']['error']}); send an object"
    where = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
    further = f", and {len(more)} more mistakes" if more else ""
    return f"{where[:LONGEST]}: {first['msg'][:1].lower()}{first['msg'][1:]}{further}; see /api"


def _validation_status(error: RequestValidationError) -> int:
    """413 if the request only asks for too much, else 400."""
    return 413 if all(one["type"] in {"string_too_long", "too_long"} for one in error.errors()) else 400
