"""The one guard around reading: what goes wrong within it is damage of the file, and nothing else."""

from __future__ import annotations

import shlex
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gazetteer.errors import GazetteerError, InvalidEntity, NotAGazetteer

# What reading raises where the content is not what it should be, and what of that has other causes.
DAMAGE = (
    *(ArithmeticError, AttributeError, LookupError, MemoryError, OSError, RecursionError, TypeError, ValueError),
    *(InvalidEntity, sqlite3.Error, struct.error),
)
NOT_DAMAGE = (FileNotFoundError, sqlite3.ProgrammingError)  # replaced just then; closed before
LONGEST = 120  # characters of what is told of the cause


@contextmanager
def reading(path: Path | None, what: str, kinds: tuple[type[Exception], ...] = DAMAGE) -> Iterator[None]:
    """Makes `NotAGazetteer` of what goes wrong within, naming the gazetteer at `path` (None: in memory, as it is)."""
    try:
        yield
    except kinds as error:
        told = isinstance(error, GazetteerError) and not isinstance(error, InvalidEntity)
        if path is None or told or isinstance(error, NOT_DAMAGE):
            raise
        state = "cannot be read" if isinstance(error, OSError) else "is damaged"
        denied = f"let it be read: chmod a+r {shlex.quote(str(path))}*" if isinstance(error, PermissionError) else None
        raise NotAGazetteer(path, f"{what} {state} ({_cause(error)})", denied) from error


def _cause(error: BaseException) -> str:
    told = " ".join(str(getattr(error, "strerror", None) or error).split()) or type(error).__name__
    return told if len(told) <= LONGEST else told[:LONGEST] + "…"
