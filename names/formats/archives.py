"""Read the bytes of files, also of compressed ones (`.gz`, `.zst`), in chunks and in bounded memory."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from names.errors import InputError

__all__ = ["COMPRESSED", "STDIN", "read_chunks", "without_compression"]

STDIN = "-"  # the name of standard input
COMPRESSED = (".gz", ".zst")  # the suffixes of files that are decompressed
_NO_ZSTD = "needs a package to be read: pip install 'names-gazetteer[zst]'; or decompress it: zstd -d"


def without_compression(path: str) -> str:
    """The name of a file without the suffix of its compression.

    >>> without_compression("news/2024.txt.gz")
    'news/2024.txt'
    """
    suffix = Path(path).suffix
    return path[: -len(suffix)] if suffix.lower() in COMPRESSED else path


def read_chunks(
    path: str, size: int, advance: Callable[[int], object] = int, *, decompress: bool = True
) -> Iterator[bytes]:
    """The content of a file, or of standard input, in chunks of `size` bytes; the last may be shorter.

    It is what a compressed file contains, unless `decompress` is false. `advance` is told of each chunk how many bytes
    of the file as it is on disk were read for it. Raises InputError, with the file and a remedy, if the file cannot be
    read.
    """
    try:
        with nullcontext(_standard_input()) if path == STDIN else Path(path).open("rb") as file:
            content, damages = _decompressed(path, file) if decompress else (file, ())
            try:
                yield from _chunks(file, content, size, advance)
            except damages as error:
                message = f"is damaged or cut off ({error}); get it anew, or decompress what can be saved"
                raise InputError(message, path) from None
    except InputError:
        raise
    except FileNotFoundError:
        raise InputError("no such file; check the name", path) from None
    except IsADirectoryError:
        raise InputError("is a directory; name the files in it", path) from None
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read ({getattr(error, 'strerror', None) or error})", path) from None


def _chunks(file: BinaryIO, content: Any, size: int, advance: Callable[[int], object]) -> Iterator[bytes]:
    """The chunks of what is in the file."""
    position = 0  # in the file on disk
    while chunk := content.read(size):
        reached = position + len(chunk) if content is file else file.tell()
        advance(reached - position)
        position = reached
        yield chunk


def _decompressed(path: str, file: BinaryIO) -> tuple[Any, tuple[type[Exception], ...]]:
    """What is in the file, to be read, and the exceptions by which damage is known."""
    suffix = Path(path).suffix.lower() if path != STDIN else ""
    if suffix == ".gz":
        return gzip.open(file), (EOFError, gzip.BadGzipFile, zlib.error)
    if suffix == ".zst":
        zstd = _zstd(path)
        return zstd.open(file), (EOFError, zstd.ZstdError)
    return file, ()


def _zstd(path: str) -> Any:
    """The module of Python 3.14, or the package that brings it to older versions."""
    try:
        return import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
    except ImportError:
        raise InputError(_NO_ZSTD, path) from None


def _standard_input() -> BinaryIO:
    if sys.stdin is None or sys.stdin.closed:
        raise InputError("standard input is closed; name a file", STDIN)
    return sys.stdin.buffer
