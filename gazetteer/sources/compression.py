"""Open the bytes of a file of entities: plain, compressed (gzip, bzip2, xz, Zstandard, zip), or standard input.

What a file is, its first bytes say, not its name.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from gazetteer.errors import SourceError

__all__ = ["HEAD", "STDIN", "opened", "without_compression"]

STDIN = "-"  # the name of standard input
HEAD = 1 << 16  # bytes of the content that can be looked at before it is read
SPREADSHEET = frozenset({"[Content_Types].xml", "mimetype"})  # in archives of the Open XML and OpenDocument formats
BESIDE = re.compile(r"readme|^iso-languagecodes\.txt$")  # files that explain a table in its archive (GeoNames)
SUFFIXES = frozenset({".gz", ".bz2", ".xz", ".zst", ".zip"})
_NO_ZSTD = "needs a package to be read: pip install 'names-gazetteer[zst]'; or decompress it: zstd -d"
_DAMAGED = (EOFError, gzip.BadGzipFile, zlib.error, lzma.LZMAError, zipfile.BadZipFile)


def without_compression(name: str) -> str:
    """The name of a file without the suffix of its compression.

    >>> without_compression("allCountries.zip"), without_compression("dump.json.bz2")
    ('allCountries', 'dump.json')
    """
    suffix = Path(name).suffix
    return name[: -len(suffix)] if suffix.lower() in SUFFIXES else name


@contextmanager
def opened(path: Path) -> Iterator[io.BufferedReader]:
    """Within the block, the decompressed content of the file, or of standard input if the path is "-".

    Raises SourceError if it cannot be opened, is cut off, or is an archive of several files.
    """
    try:
        with _raw(path) as raw, _content(path, raw) as content:
            yield io.BufferedReader(content, HEAD)
    except SourceError:
        raise
    except _damages() as error:
        raise SourceError(path, 1, f"is damaged or cut off ({error}); get it anew") from None
    except OSError as error:
        raise SourceError(path, 1, f"{error.strerror or error}; check the path") from None
    except ValueError as error:  # a path with a NUL in it
        raise SourceError(path, 1, f"{error}; check the path") from None


@contextmanager
def _raw(path: Path) -> Iterator[io.BufferedReader]:
    if str(path) == STDIN:
        yield io.BufferedReader(_Unclosed(sys.stdin.buffer), HEAD)
        return
    with path.open("rb") as file:
        yield file


class _Unclosed(io.RawIOBase):
    """Standard input, which remains open when its reader is closed."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self._stream.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _content(path: Path, raw: io.BufferedReader) -> Any:
    """What is in the file: a stream of bytes to read."""
    head = raw.peek(8)
    if head.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=raw)
    if head.startswith(b"BZh"):
        return bz2.BZ2File(raw)
    if head.startswith(b"\xfd7zXZ"):
        return lzma.LZMAFile(raw)
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        return _zstd(path).open(raw)
    if head.startswith(b"PK\x03\x04"):
        return _member(path, raw)
    return raw


def _zstd(path: Path) -> Any:
    try:
        return import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
    except ImportError:
        raise SourceError(path, 1, _NO_ZSTD) from None


def _member(path: Path, raw: io.BufferedReader) -> Any:
    """The only file in a zip archive; a spreadsheet, which is such an archive too, as it is."""
    seekable = raw if raw.seekable() else _copied(raw)
    archive = zipfile.ZipFile(seekable)
    files = [info for info in archive.infolist() if not info.is_dir()]
    if any(info.filename in SPREADSHEET for info in files):
        seekable.seek(0)
        return seekable
    tables = [info for info in files if not BESIDE.search(info.filename.lower())]
    if len(tables) != 1:
        names = ", ".join(info.filename for info in tables[:5])
        raise SourceError(path, 1, f"an archive of {len(tables)} files ({names}); unpack it and name one of them")
    if tables[0].flag_bits & 1:
        raise SourceError(path, 1, "an encrypted archive; unpack it first")
    return archive.open(tables[0])


def _copied(raw: io.BufferedReader) -> IO[bytes]:
    """The same bytes in a file that can be read from any place, in memory while they are few."""
    copy: IO[bytes] = tempfile.SpooledTemporaryFile(1 << 24)  # noqa: SIM115  closed with the stream that reads it
    while chunk := raw.read(HEAD):
        copy.write(chunk)
    copy.seek(0)
    return copy


def _damages() -> tuple[type[Exception], ...]:
    """The errors by which damage is known."""
    zstd = sys.modules.get("compression.zstd") or sys.modules.get("backports.zstd")
    return (*_DAMAGED, zstd.ZstdError) if zstd else _DAMAGED
