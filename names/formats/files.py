"""Write a file so that it appears whole or not at all."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from names.errors import FileNotWritten

__all__ = ["write_pieces", "write_whole"]


def write_whole(path: str, content: bytes) -> None:
    """Put a file with this content in the place of `path`, as `write_pieces` does."""
    write_pieces(path, [content])


def write_pieces(path: str, pieces: Iterable[bytes]) -> None:
    """Put a file with the content that comes in pieces in the place of `path`; links are followed, permissions kept.

    It is written beside its place and then renamed, so that the old file stands there until the new one is complete. A
    device or pipe is written to. Raises FileNotWritten, with the reason and a remedy; the old file is then unchanged.
    """
    try:
        target = Path(os.path.realpath(path))
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and stat.S_ISDIR(mode):
            raise FileNotWritten("is a folder; name a file in it", path)
        if mode is None or stat.S_ISREG(mode):
            _replace(target, pieces, mode)
        else:
            with target.open("wb") as device:
                device.writelines(pieces)
    except FileNotWritten:
        raise
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        reason = getattr(error, "strerror", None) or error
        raise FileNotWritten(f"cannot be written ({reason}); name another file, or mend that", path) from None


def _replace(target: Path, pieces: Iterable[bytes], mode: int | None) -> None:
    """Replace the file, which has this mode, or make it."""
    draft = target.with_name(f".{secrets.token_hex(8)}.names-draft")
    try:
        with draft.open("xb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            draft.chmod(stat.S_IMODE(mode))
        draft.replace(target)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
