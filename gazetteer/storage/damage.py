"""The guard around every reading of a file: what goes wrong within it is told as damage of the file."""

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
LONGEST = 120  # characters of the cause that a message repeats; chosen


@contextmanager
def reading(path: Path | None, what: str, kinds: tuple[type[Exception], ...] = DAMAGE) -> Iterator[None]:
    """Raise `NotAGazetteer` for the gazetteer at `path` where the block raises one of `kinds`.

    `what` is being read: "its tables". Errors of this package pass as they are, and so does everything where `path` is
    None: what is in memory is not damaged.
    """
    try:
        yield
    except kinds as error:
        says_itself = isinstance(error, GazetteerError) and not isinstance(error, InvalidEntity)
        if path is None or says_itself or isinstance(error, NOT_DAMAGE):
            raise
        state = "cannot be read" if isinstance(error, OSError) else "is damaged"
        repair = f"let it be read: chmod a+r {shlex.quote(str(path))}*" if isinstance(error, PermissionError) else None
        raise NotAGazetteer(path, f"{what} {state} ({_cause(error)})", repair) from error


def _cause(error: BaseException) -> str:
    message = str(getattr(error, "strerror", None) or error)
    line = " ".join(message.split()) or type(error).__name__
    return line if len(line) <= LONGEST else line[:LONGEST] + "…"
