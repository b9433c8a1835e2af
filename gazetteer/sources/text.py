"""Read the lines of a source file: UTF-8 with or without byte-order mark, or UTF-16 with one.

Source files are kept and read again, so their encoding must be clear: any other encoding, and files that are not text,
are refused. Texts and lists of names, which may come from standard input in any encoding the user names, are read by
`names.formats.documents`; both readers use `byte_order_mark`.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import TypeAlias

from gazetteer.errors import SourceError

__all__ = ["MARKS", "byte_order_mark", "check_encoding", "read_lines"]

Reject: TypeAlias = Callable[[int, str], None]  # told of a line that cannot be read, and why

ENOUGH = 10  # lines in another encoding, by which a whole file is taken to have it; chosen
LONGEST = 10_000_000  # characters; a line of this length is refused, as its file is hardly a table; chosen
_HEAD = 8  # bytes at the beginning by which other kinds of files are recognised

# Byte order marks, and Python's names of the encodings. Longer marks come first, because the mark of UTF-32 begins with
# that of UTF-16.
MARKS = {
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
# The first bytes of other kinds of files, and the message for them. Source: the specifications of these formats.
_OTHER_FILES = {
    b"PK\x03\x04": "looks like a spreadsheet file (or a zip archive); export it as CSV",
    b"\xd0\xcf\x11\xe0": "looks like an old spreadsheet file; export it as CSV",
    b"PAR1": "looks like a Parquet file; export it as CSV",
    b"SQLite f": "looks like a database or a built gazetteer; give the table it is made of",
    b"%PDF-": "looks like a PDF; export its table as CSV",
    codecs.BOM_UTF32_LE: "is UTF-32; save it as UTF-8",
    codecs.BOM_UTF32_BE: "is UTF-32; save it as UTF-8",
}

# Undecodable bytes become lone surrogates from U+DC00 on, which no valid text has. So they can be reported with their
# line; an error of the decoder would only give their position in a block of the file.
_NOT = "not "
_SAVE = "save the file as UTF-8, or as UTF-16 with byte-order mark, or name its encoding by --encoding"
_ESCAPING = "gazetteer-escape-undecodable"
_ESCAPED = re.compile("[\udc00-\udcff]")


def _escape(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error(_ESCAPING, _escape)


def byte_order_mark(head: bytes) -> bytes:
    r"""The byte-order mark at the beginning of `head`, or ``b""``; `MARKS` has its encoding.

    >>> byte_order_mark(b"\xef\xbb\xbfid,name"), byte_order_mark(b"id,name")
    (b'\xef\xbb\xbf', b'')
    """
    return next(filter(head.startswith, MARKS), b"")


def check_encoding(name: str, path: Path) -> None:
    """Raise SourceError if there is no encoding of texts with this name."""
    try:
        b"\n\n\n\n".decode(name, "replace")
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        raise SourceError(path, 1, f"there is no encoding {name!r}; name one such as cp1251 or utf-16-le") from None


def read_lines(stream: io.BufferedReader, path: Path, reject: Reject, encoding: str = "") -> Iterator[tuple[int, str]]:
    """The lines of a text that is opened as bytes, with their line ends, numbered from 1; without a byte-order mark.

    `encoding` is that of a text without such a mark: UTF-8 by default. Only LF, CR and CR LF end a line. A line that is
    not text, or has another encoding, is rejected and left out, and so is what is too long for one. Raises SourceError
    if all is of another kind or encoding, or cannot be read.
    """
    number = 0
    faults = _EncodingFaults(path)
    try:
        head = stream.peek(_HEAD)
        _refuse_other_files(path, head)
        mark = byte_order_mark(head)
        stream.read(len(mark))
        encoding = MARKS.get(mark, encoding or "utf-8")
        with TextIOWrapper(stream, encoding, _ESCAPING, newline="") as lines:
            while line := lines.readline(LONGEST):
                number += 1
                is_plain = line.isascii() and len(line) < LONGEST and "\0" not in line
                fault = "" if is_plain else _fault(line, encoding)
                if not line.isascii():
                    faults.count(number, fault)
                if fault:
                    reject(number, fault)
                    while len(line) == LONGEST and not line.endswith(("\n", "\r")):
                        line = lines.readline(LONGEST)
                else:
                    yield number, line
    except OSError as error:
        raise SourceError(path, number + 1, f"{error.strerror or error}; check the path") from None


class _EncodingFaults:
    """Tells a file in another encoding by its first lines that are not ASCII."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._bad = 0

    def count(self, number: int, fault: str) -> None:
        """Count a line that is not ASCII. Raises SourceError if none of the first ones has the encoding."""
        if self._bad >= 0:
            self._bad = self._bad + 1 if fault.startswith(_NOT) else -1
        if self._bad == ENOUGH:
            raise SourceError(self._path, number, f"{fault} (and so are all lines before that are not ASCII)")


def _refuse_other_files(path: Path, head: bytes) -> None:
    for start, reason in _OTHER_FILES.items():
        if head.startswith(start):
            raise SourceError(path, 1, reason)


def _fault(line: str, encoding: str) -> str:
    """Why the line is not text in this encoding, or is too long; empty if it is sound."""
    if undecodable := _ESCAPED.search(line):
        byte = ord(undecodable[0]) - 0xDC00
        expected = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        return f"{_NOT}{expected} (byte {byte:#04x}); {_SAVE}"
    if "\0" in line:
        return "a NUL character: no text, or UTF-16 without byte-order mark; save the file as UTF-8"
    if len(line) == LONGEST:
        return f"a line of {LONGEST:,} characters or more; is this a table?"
    if line.startswith("\ufeff"):
        return "a byte-order mark inside the file (were files joined?); remove it"
    return ""
