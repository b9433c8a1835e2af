"""What a server logs, on standard error: requests with their times, without names and texts."""

from __future__ import annotations

import logging
import sys
import traceback
from copy import copy
from types import TracebackType
from typing import TypeAlias

__all__ = ["NamelessFormatter", "log_to_stderr"]

ExceptionInfo: TypeAlias = "tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]"


class NamelessFormatter(logging.Formatter):
    """Lines with time and message; of an error the kind and the place in the code, as its text may hold names."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line; what another formatter made of the error is left aside."""
        own = copy(record)
        own.exc_text = None
        return super().format(own)

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 - the name that `logging` calls
        """The kind of an error, and where it was raised."""
        kind, _, trace = ei
        places = traceback.extract_tb(trace)
        where = f" at {places[-1].filename}:{places[-1].lineno}" if places else ""
        return f"{kind.__name__ if kind else 'error'}{where}"


def log_to_stderr(*told: str) -> None:
    """Let all of the process log on standard error, without names: all that these loggers tell, and else warnings."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(NamelessFormatter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in told:
        logging.getLogger(name).setLevel(logging.INFO)
