"""Locks on folders and files, which are released when the process ends, and syncing to disk."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

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
        yield lock(handle, PATIENCE if wait else 0)
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # the byte that stands for the file, beyond its end, as nobody could read a locked byte

    def _try_lock(handle: int) -> None:
        """Lock a file; folders cannot be opened, so leftovers of killed processes are not removed there."""
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            raise BlockingIOError from None
else:
    import fcntl

    def _try_lock(handle: int) -> None:
        """Lock a file or folder. Raises BlockingIOError if it is locked, OSError if the file system has no locks."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def lock(handle: int, patience: float) -> bool:
    """Lock an open file or folder, trying for so many seconds; whether that succeeded. Closing it ends the lock."""
    end = time.monotonic() + patience
    while True:
        try:
            _try_lock(handle)
        except BlockingIOError:
            if time.monotonic() >= end:
                return False
            time.sleep(STEP)
        except OSError:  # the file system has no locks
            return False
        else:
            return True


def sync(path: Path) -> None:
    """Wait until the file or folder is on disk, if the system can."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
