"""Locks on folders, held by a process and ended with it; and what is written put on disk."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # a system without these locks: nobody is known to be alone, and litter stays
    fcntl = None  # type: ignore[assignment]

PATIENCE = 5.0  # seconds; what is done under a lock that is waited for takes less than one
STEP = 0.02  # seconds between two attempts


@contextmanager
def locked(folder: Path, *, wait: bool = False) -> Iterator[bool]:
    """Whether the folder could be locked; it is until the end of the block. `wait` tries for `PATIENCE` seconds."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        yield False
        return
    try:
        yield _lock(handle, PATIENCE if wait else 0)
    finally:
        os.close(handle)


def _lock(handle: int, patience: float) -> bool:
    end = time.monotonic() + patience
    while fcntl is not None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                return False
            time.sleep(STEP)
        except OSError:  # a file system without locks
            return False
        else:
            return True
    return False


def sync(path: Path) -> None:
    """Have the file or folder on disk before going on, where the system can."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
