"""The lines of a file that holds entities, whatever program saved it: UTF-8 with or without byte order mark, UTF-16.

A source is kept and read again, so it must say itself what it is: another encoding, or a file that is no text, is
refused, with its line. `names.formats.documents` reads texts and lists, which come once, from standard input too, in
whatever encoding is asked for, and in pieces instead of lines; byte order marks are told for both by `byte_order_mark`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

from gazetteer.errors import SourceError

__all__ = ["MARKS", "byte_order_mark", "read_lines"]

LONGEST = 10_000_000  # characters of one line, chosen: what has no line ends at all is no table
_HEAD = 8  # bytes that tell what a file is

# The byte order marks and Python's names of what they mark. The longer ones stand first, because that of UTF-32
# begins like that of UTF-16.
MARKS = {
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
# What other files begin with. Source: the formats' own specifications.
_NO_TEXT = {
    b"PK\x03\x04": "looks like a spreadsheet file (or a zip archive); export it as CSV",
    b"\xd0\xcf\x11\xe0": "looks like an old spreadsheet file; export it as CSV",
    b"\x1f\x8b": "is compressed (gzip); unpack it first",
    b"BZh": "is compressed (bzip2); unpack it first",
    b"\xfd7zXZ": "is compressed (xz); unpack it first",
    b"\x28\xb5\x2f\xfd": "is compressed (Zstandard); unpack it first",
    b"PAR1": "looks like a Parquet file; export it as CSV",
    b"SQLite f": "looks like a database or a built gazetteer; give the table it is made of",
    b"%PDF-": "looks like a PDF; export its table as CSV",
    codecs.BOM_UTF32_LE: "is UTF-32; save it as UTF-8",
    codecs.BOM_UTF32_BE: "is UTF-32; save it as UTF-8",
}

# Bytes that are no text become the low surrogates from U+DC00 on, which no text has: so they are seen on
# their own line, while an error of the decoder would tell only in which block of the file they stand.
_ESCAPING = "gazetteer-escape-undecodable"
_ESCAPED = re.compile("[\udc00-\udcff]")


def _escape(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error(_ESCAPING, _escape)


def byte_order_mark(head: bytes) -> bytes:
    r"""The byte order mark that a file beginning with `head` has, or ``b""``; `MARKS` has its encoding.

    >>> byte_order_mark(b"\xef\xbb\xbfid,name"), byte_order_mark(b"id,name")
    (b'\xef\xbb\xbf', b'')
    """
    return next(filter(head.startswith, MARKS), b"")


def read_lines(path: Path) -> Iterator[str]:
    """The lines of the text file at `path`, with their line ends, without byte order mark.

    LF, CR and CR LF end a line, and nothing else does. Raises SourceError where the file cannot be opened, is no
    text, or is in another encoding.
    """
    number = 0
    try:
        with path.open("rb") as file:
            head = file.peek(_HEAD)
            _refuse_other_files(path, head)
            mark = byte_order_mark(head)
            file.read(len(mark))
            encoding = MARKS.get(mark, "utf-8")
            with TextIOWrapper(file, encoding, _ESCAPING, newline="") as lines:
                while line := lines.readline(LONGEST):
                    number += 1
                    if not line.isascii() or len(line) == LONGEST or "\0" in line:
                        _refuse_no_text(path, number, line, encoding)
                    yield line
    except OSError as error:
        raise SourceError(path, number + 1, f"{error.strerror or error}; check the path") from None
    except SourceError:
        raise
    except ValueError as error:  # a path with a NUL in it
        raise SourceError(path, 1, f"{error}; check the path") from None


def _refuse_other_files(path: Path, head: bytes) -> None:
    for start, reason in _NO_TEXT.items():
        if head.startswith(start):
            raise SourceError(path, 1, reason)


def _refuse_no_text(path: Path, number: int, line: str, encoding: str) -> None:
    if undecodable := _ESCAPED.search(line):
        byte = ord(undecodable[0]) - 0xDC00
        repair = "save the file as UTF-8, or as UTF-16 with byte order mark"
        told = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        raise SourceError(path, number, f"not {told} (byte {byte:#04x}); {repair}")
    if "\0" in line:
        reason = "a NUL character: no text, or UTF-16 without byte order mark; save the file as UTF-8"
        raise SourceError(path, number, reason)
    if len(line) == LONGEST:
        raise SourceError(path, number, f"a line of {LONGEST:,} characters or more; is this a table?")
    if line.startswith("\ufeff"):
        raise SourceError(path, number, "a byte order mark inside the file (were files joined?); remove it")
