"""Locks on folders, which are released when the process ends, and syncing to disk."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no such locks, so leftovers of killed processes are not removed there
    fcntl = None  # type: ignore[assignment]

PATIENCE = 5.0  # seconds to wait for a lock; chosen, as locks are held for less than a second
STEP = 0.02  # seconds between two attempts; chosen


@contextmanager
def locked(folder: Path, *, wait: bool = False) -> Iterator[bool]:
    """Lock a folder until the end of the block; yield whether that succeeded. `wait` tries for PATIENCE seconds."""
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
        except OSError:  # the file system has no locks
            return False
        else:
            return True
    return False


def sync(path: Path) -> None:
    """Wait until the file or folder is on disk, if the system can."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
