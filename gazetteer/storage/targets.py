"""Check where a gazetteer may be written, and report why it cannot be, with a remedy."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gazetteer.errors import ARRAYS, CannotWrite, GazetteerError
from gazetteer.storage import schema

OTHER_FILE = "name another file"
_REPAIRS = {
    errno.ENOENT: "make its folder first",
    errno.ENOTDIR: "name a file in a folder",
    errno.EACCES: "name a file in a folder of your own",
    errno.EPERM: "name a file in a folder of your own",
    errno.EROFS: "name a file on a disk that can be written",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.ENOSPC: "free some space, or name a file on another disk",
    errno.EDQUOT: "free some space, or name a file on another disk",
    errno.EFBIG: "name a file on another disk",
    errno.EIO: "name a file on another disk",
}
_FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def replaceable(path: Path, *, force: bool = False) -> Path:
    """The file to write for `path`, with links followed.

    Raises `CannotWrite` if there is something other than a gazetteer; `force` allows replacing any regular file.
    """
    with writing(path):
        target = _target(path)
        if arrays := ARRAYS.fullmatch(target.name):
            raise CannotWrite(path, "is the name of a gazetteer's array file", f"name the gazetteer, {arrays[1]}")
        try:
            mode = target.lstat().st_mode
        except FileNotFoundError:
            return target
        if not stat.S_ISREG(mode):
            reason = "is a folder" if stat.S_ISDIR(mode) else "is not a regular file"
            raise CannotWrite(path, reason, OTHER_FILE)
        if not force and not is_gazetteer(target):
            raise CannotWrite(path, "exists and is no gazetteer", f"{OTHER_FILE}, or replace it with --force")
        return target


def _target(path: Path) -> Path:
    try:
        return Path(os.path.realpath(path))
    except ValueError as error:  # a NUL character in the path
        raise CannotWrite(path, f"is not a file name ({error})", OTHER_FILE) from None


def is_gazetteer(path: Path) -> bool:
    """Whether the file begins like a gazetteer of any format."""
    with path.open("rb") as file:
        return schema.recognised(file.read(schema.HEAD))


def refuse_source(source: Path, path: Path) -> None:
    """Raise `CannotWrite` if writing a gazetteer to `path` would replace or remove `source`.

    It would if `source` is, under any name or link, the file at `path` or one of its array files.
    """
    target, source_identity = _target(path), _identity(source)
    replaced = [target]
    with suppress(OSError):  # the folder does not exist or cannot be listed
        replaced += [file for file in target.parent.iterdir() if is_arrays_of(target, file)]
    if source_identity is not None and source_identity in map(_identity, replaced):
        raise CannotWrite(path, "is the source, or part of it", OTHER_FILE)


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and inode number of a file, the same under all its names; None if there is no such file."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def is_arrays_of(path: Path, file: Path) -> bool:
    """Whether a file has the name of an array file of the gazetteer at `path`."""
    named = ARRAYS.fullmatch(file.name)
    return named is not None and named[1] == path.name


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raise `CannotWrite` for the gazetteer at `path` if the system refuses to write in the block."""
    try:
        yield
    except GazetteerError:
        raise
    except sqlite3.OperationalError as error:
        full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        raise _refused(path, _FULL if full else OSError(errno.EIO, str(error))) from error
    except OSError as error:
        raise _refused(path, error) from error


def _refused(path: Path, error: OSError) -> CannotWrite:
    return CannotWrite(
        path, f"cannot be written ({error.strerror or error})", _REPAIRS.get(error.errno or 0, OTHER_FILE)
    )
