"""Locks on folders, which end with the process that holds them, and waiting for the disk."""

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

PATIENCE = 5.0  # seconds that a lock is waited for, chosen: what is done under one takes less than a second
STEP = 0.02  # seconds between two attempts; chosen


@contextmanager
def locked(folder: Path, *, wait: bool = False) -> Iterator[bool]:
    """Lock a folder until the end of the block, which is given whether that succeeded; `wait` tries for `PATIENCE`."""
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
    """Wait until the file or folder is on disk, where the system can."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
