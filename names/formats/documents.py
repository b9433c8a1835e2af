"""Text files as users have them: UTF-8 with or without a byte-order mark, UTF-16 with one, any line ends."""

from __future__ import annotations

import re
import sys
from codecs import (
    BOM_UTF8,
    BOM_UTF16_BE,
    BOM_UTF16_LE,
    BOM_UTF32_BE,
    BOM_UTF32_LE,
    getincrementaldecoder,
    lookup,
)
from collections.abc import Iterable, Iterator
from contextlib import nullcontext, suppress
from itertools import chain
from pathlib import Path
from typing import BinaryIO, NamedTuple

from names.errors import InputError

__all__ = ["STDIN", "Document", "decode", "read_documents", "read_names", "read_pieces"]

STDIN = "-"
CHUNK = 1 << 18  # bytes read at once
# The longer marks stand first, because that of UTF-32 begins like that of UTF-16.
_MARKS = {
    BOM_UTF32_LE: "utf-32-le",
    BOM_UTF32_BE: "utf-32-be",
    BOM_UTF8: "utf-8",
    BOM_UTF16_LE: "utf-16-le",
    BOM_UTF16_BE: "utf-16-be",
}
_NO_TEXTS = frozenset({"idna", "punycode"})  # but domain names
_WITHOUT_MARK = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}  # as on nearly all machines
_LINE_END = re.compile("\r\n|\r|\n")
_BINARY = "is not a text (it holds NUL bytes); give a text, or name its encoding, as in --encoding utf-16-le"


class Document(NamedTuple):
    """A text and the name of the file it stands in, "-" for standard input; perhaps only a portion of the text."""

    name: str
    text: str
    start: int = 0  # where the portion starts, in characters


def read_documents(paths: Iterable[str], encoding: str | None = None) -> Iterator[Document]:
    """The texts of the files one after the other, line ends kept; "-" is standard input.

    `encoding` is that of files without a byte-order mark, UTF-8 by default. Raises InputError, naming the
    file and the repair, for what cannot be read as text.
    """
    for path in paths:
        yield Document(path, "".join(read_pieces(path, encoding)))


def read_pieces(path: str, encoding: str | None = None) -> Iterator[str]:
    """The text of a file of any length piece by piece, read as by `read_documents`; an error may follow good pieces."""
    return _decoded(_chunks(path), path, encoding)


def decode(content: bytes, name: str, encoding: str | None = None) -> str:
    r"""The content of the file `name` as text; its offsets are characters after a byte-order mark.

    >>> decode(b"\xef\xbb\xbfKyiv\r\n", "a.txt"), decode("Київ".encode("utf-16"), "b.txt")
    ('Kyiv\r\n', 'Київ')
    """
    return "".join(_decoded(iter([content]), name, encoding))


def _decoded(chunks: Iterator[bytes], name: str, encoding: str | None) -> Iterator[str]:
    """The chunks as text. The first holds the whole of the byte-order mark."""
    first = next(chunks, b"")
    mark = next((mark for mark in _MARKS if first.startswith(mark)), b"")
    decoder = getincrementaldecoder(_MARKS[mark] if mark else _known(encoding or "utf-8", name))()
    read, lines = len(mark), 1  # bytes given to the decoder, and the line in which they end
    for chunk in chain([first[len(mark) :]], chunks, [b""]):
        read += len(chunk)
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            if b"\0" in error.object:
                raise InputError(_BINARY, name) from None
            before = error.object[: len(error.object) - len(chunk)]  # the beginning of a character, counted already
            line = lines + error.object[: error.start].count(b"\n") - before.count(b"\n")
            raise InputError(_undecodable(error, read - len(error.object)), name, line) from None
        lines += chunk.count(b"\n")
        if "\0" in text:
            raise InputError(_BINARY, name)
        yield text


def _known(encoding: str, name: str) -> str:
    """Python's name of an encoding of texts; there are codecs of other things, which need a byte to notice."""
    with suppress(LookupError, ValueError):  # a ValueError is of a name that cannot be one
        with suppress(UnicodeDecodeError):
            b"a".decode(encoding)
        if (known := lookup(encoding).name) not in _NO_TEXTS:
            return _WITHOUT_MARK.get(known, known)
    raise InputError(f"{encoding!r} is no encoding of texts; try --encoding cp1251, koi8-r or utf-16-le", name)


def _undecodable(error: UnicodeDecodeError, skipped: int) -> str:
    """What is wrong, at which byte of the file, and how to mend it."""
    byte, at = error.object[error.start], error.start + skipped
    return (
        f"byte {byte:#04x} at offset {at} is not {error.encoding.upper()}; "
        "name the encoding, as in --encoding cp1251, or convert the file: iconv -f CP1251 -t UTF-8"
    )


def _standard_input() -> BinaryIO:
    if sys.stdin is None or sys.stdin.closed:
        raise InputError("standard input is closed; name a file", STDIN)
    return sys.stdin.buffer


def _chunks(path: str) -> Iterator[bytes]:
    """The content of a file, or of standard input, in chunks of CHUNK bytes but for the last."""
    try:
        with nullcontext(_standard_input()) if path == STDIN else Path(path).open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except InputError:
        raise
    except FileNotFoundError:
        raise InputError("no such file; check the name", path) from None
    except IsADirectoryError:
        raise InputError("is a directory; name the files in it", path) from None
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read ({getattr(error, 'strerror', None) or error})", path) from None


def read_names(path: str, encoding: str | None = None) -> list[str]:
    """The lines of a file as names, without the empty ones; CR, LF or both end a line, and nothing else does.

    Raises InputError as `read_documents`.
    """
    (document,) = read_documents([path], encoding)
    return [name for line in _LINE_END.split(document.text) if (name := line.strip())]
