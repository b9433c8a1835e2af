"""Report whatever goes wrong while a file is read as damage of the file."""

from __future__ import annotations

import shlex
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gazetteer.errors import GazetteerError, InvalidEntity, NotAGazetteer

# What reading a damaged file can raise.
DAMAGE = (
    *(ArithmeticError, AttributeError, LookupError, MemoryError, OSError, RecursionError, TypeError, ValueError),
    *(InvalidEntity, sqlite3.Error, struct.error),
)
# Subclasses of these with another cause: the file has just been replaced, or the gazetteer is closed.
NOT_DAMAGE = (FileNotFoundError, sqlite3.ProgrammingError)
LONGEST = 120  # characters of a cause that a message repeats; chosen


@contextmanager
def reading(path: Path | None, what: str, kinds: tuple[type[Exception], ...] = DAMAGE) -> Iterator[None]:
    """Raise `NotAGazetteer` for the gazetteer at `path` if the block raises one of `kinds`.

    `what` names the part that is read, as in "its tables". Errors of this package pass unchanged, except
    `InvalidEntity`; so does every error if `path` is None, for a gazetteer in memory.
    """
    try:
        yield
    except kinds as error:
        is_reported = isinstance(error, GazetteerError) and not isinstance(error, InvalidEntity)
        if path is None or is_reported or isinstance(error, NOT_DAMAGE):
            raise
        state = "cannot be read" if isinstance(error, OSError) else "is damaged"
        repair = (
            f"make it readable: chmod a+r {shlex.quote(str(path))}*" if isinstance(error, PermissionError) else None
        )
        raise NotAGazetteer(path, f"{what} {state} ({_cause(error)})", repair) from error


def _cause(error: BaseException) -> str:
    message = str(getattr(error, "strerror", None) or error)
    line = " ".join(message.split()) or type(error).__name__
    return line if len(line) <= LONGEST else line[:LONGEST] + "…"
