"""Ending in order when the system asks the program to end: what is half done is cleared away first."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Within the block, SIGTERM and SIGHUP raise SystemExit instead of ending the program at once.

    So files that are half written are removed. The exit code is 128 and the number of the signal. Only the main thread
    may handle signals; in another nothing changes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _exit) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _exit(number: int, frame: FrameType | None) -> None:
    del frame
    sys.exit(128 + number)
