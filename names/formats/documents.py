"""Reading text files as users have them: UTF-8 with or without a byte-order mark, UTF-16 or UTF-32 with one, any other
encoding that is named, any line ends.

Such files are read once, from standard input too. What a gazetteer is built from must say itself what it is, and is
read by `gazetteer.sources.text`, which also knows the byte-order marks.
"""

from __future__ import annotations

import re
import sys
from codecs import getincrementaldecoder, lookup
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from gazetteer.sources.text import MARKS, byte_order_mark
from names.errors import InputError

__all__ = ["STDIN", "read_name_list", "read_pieces"]

STDIN = "-"  # the name of standard input
CHUNK = 1 << 18  # bytes read at once: a quarter of a megabyte, chosen
_NOT_FOR_TEXTS = frozenset({"idna", "punycode"})  # encodings of domain names
_WITHOUT_MARK = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}  # little-endian, as on nearly all machines
_LINE_END = re.compile("\r\n|\r|\n")
_BINARY = "is not a text (it holds NUL bytes); give a text, or name its encoding, as in --encoding utf-16-le"


def read_pieces(path: str, encoding: str | None = None) -> Iterator[str]:
    """The text of a file of any length piece by piece, line ends kept; "-" is standard input.

    A byte-order mark decides the encoding and is no part of the text; `encoding` is that of files without one, UTF-8 by
    default. Raises InputError, naming the file and how to mend it, for what cannot be read as text, perhaps after good
    pieces.
    """
    return _decoded(_chunks(path), path, encoding)


def _decoded(chunks: Iterator[bytes], name: str, encoding: str | None) -> Iterator[str]:
    """The text of the chunks, the first of which holds the whole of the byte-order mark."""
    first = next(chunks, b"")
    mark = byte_order_mark(first)
    decoder = getincrementaldecoder(MARKS[mark] if mark else _codec(encoding or "utf-8", name))()
    end, line = len(mark), 1  # byte of the file, and line, at which the chunks so far end
    for chunk in chain([first[len(mark) :]], chunks, [b""]):
        end += len(chunk)
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            raise _undecodable(error, chunk, name, end, line) from None
        line += chunk.count(b"\n")
        if "\0" in text:
            raise InputError(_BINARY, name)
        yield text


def _codec(encoding: str, name: str) -> str:
    """Python's name of an encoding of texts. Raises InputError for other codecs, some of which only show in use."""
    with suppress(LookupError, ValueError):  # a ValueError is of a name that cannot be one
        with suppress(UnicodeDecodeError):
            b"a".decode(encoding)
        if (known := lookup(encoding).name) not in _NOT_FOR_TEXTS:
            return _WITHOUT_MARK.get(known, known)
    raise InputError(f"{encoding!r} is no encoding of texts; try --encoding cp1251, koi8-r or utf-16-le", name)


def _undecodable(error: UnicodeDecodeError, chunk: bytes, name: str, end: int, line: int) -> InputError:
    """The error that says which byte of the file is wrong, on which line, and how to mend it.

    The decoder held `error.object`: perhaps the beginning of a character from before, then the chunk, which ends at
    the byte `end` of the file; `line` is the line in which the chunk begins.
    """
    if b"\0" in error.object:
        return InputError(_BINARY, name)
    from_before = error.object[: len(error.object) - len(chunk)]  # its lines are counted already
    line += error.object[: error.start].count(b"\n") - from_before.count(b"\n")
    offset = end - len(error.object) + error.start
    message = (
        f"byte {error.object[error.start]:#04x} at offset {offset} is not {error.encoding.upper()}; "
        "name the encoding, as in --encoding cp1251, or convert the file: iconv -f CP1251 -t UTF-8"
    )
    return InputError(message, name, line)


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


def read_name_list(path: str, encoding: str | None = None) -> list[str]:
    """The lines of a file as names, without the empty ones; CR, LF or both end a line, and nothing else does.

    Raises InputError as `read_pieces` does.
    """
    text = "".join(read_pieces(path, encoding))
    return [name for line in _LINE_END.split(text) if (name := line.strip())]
