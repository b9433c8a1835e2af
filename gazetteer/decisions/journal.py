"""The file of decisions: it is read whole, and only ever appended to.

A decision is one line, which is written at once, under a lock, and is on the disk before the next one is taken. What a
crash leaves of a line at the end of the file is no decision: it is passed over, and cut off when the next one comes.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from gazetteer.decisions.records import Decision, parsed, written
from gazetteer.errors import CannotWrite, DamagedDecisions
from gazetteer.storage.locks import PATIENCE, lock, sync

__all__ = ["append_decisions", "read_decisions"]

_BOM = b"\xef\xbb\xbf"
_ELSEWHERE = "name another file in NAMES_DECISIONS"


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file, in order; none if there is no file. Raises `DamagedDecisions`."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # to read a device or a pipe may never end
            if path.resolve() == Path(os.devnull):
                return ()
            raise DamagedDecisions(path, None, f"is not a file; {_ELSEWHERE}")
        content = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise DamagedDecisions(path, None, f"cannot be read ({error.strerror}); {_ELSEWHERE}") from None
    return tuple(_decisions(path, content))


def _decisions(path: Path, content: bytes) -> Iterator[Decision]:
    *lines, last = content.removeprefix(_BOM).split(b"\n")
    if _is_whole(last):  # the end of the line is missing, as an editor may leave it
        lines.append(last)
    seen = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            decision = parsed(line, number)
        except ValueError as error:
            raise DamagedDecisions(path, number, str(error)) from None
        if decision.id not in seen:  # two versions of the file may have been put together
            seen.add(decision.id)
            yield decision


def _is_whole(line: bytes) -> bool:
    """Whether the last line, which has no end, is a decision nevertheless."""
    try:
        parsed(line, 0)
    except ValueError:
        return False
    return True


def append_decisions(path: Path, decisions: Sequence[Decision]) -> int:
    """Write decisions at the end of the file, which is made if it is missing, and wait until they are on the disk.

    The number of the first is returned, that of its line. Raises `CannotWrite`; the file is then as it was before.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not path.exists()
        with _locked(path) as handle:
            whole = _whole_lines(handle)
            os.ftruncate(handle, len(whole))
            line_end = b"\n" if whole and not whole.endswith(b"\n") else b""
            _write(handle, len(whole), line_end + b"".join(map(written, decisions)))
        if is_new:
            sync(path.parent)
        return (whole + line_end).count(b"\n") + 1
    except CannotWrite:
        raise
    except OSError as error:
        reason = f"decisions cannot be written ({error.strerror or error})"
        raise CannotWrite(path, reason, _ELSEWHERE) from None


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    """The file, opened and locked for the block."""
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise CannotWrite(path, "is not a file, so that decisions would be lost", _ELSEWHERE)
        if not lock(handle, PATIENCE):
            raise CannotWrite(path, "another process holds it, or its file system has no locks", _ELSEWHERE)
        yield handle
    finally:
        os.close(handle)


def _whole_lines(handle: int) -> bytes:
    """The content of the file up to the end of the last whole decision, whose line end may be missing."""
    os.lseek(handle, 0, os.SEEK_SET)
    with os.fdopen(os.dup(handle), "rb") as file:
        content = file.read()
    last = content[content.rfind(b"\n") + 1 :]
    return content if _is_whole(last.removeprefix(_BOM)) else content[: len(content) - len(last)]


def _write(handle: int, size: int, line: bytes) -> None:
    """Append the line to the file of this size, or leave the file as it was."""
    try:
        if os.write(handle, line) < len(line):
            raise OSError("No space left on device")
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, size)
        raise
