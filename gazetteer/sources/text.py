"""Read the lines of a source file: UTF-8 with or without byte-order mark, or UTF-16 with one.

Source files are kept and read again, so their encoding must be clear: any other encoding, and files that are not text,
are refused. Texts and lists of names, which may come from standard input in any encoding the user names, are read by
`names.formats.documents`; both readers use `byte_order_mark`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

from gazetteer.errors import SourceError

__all__ = ["MARKS", "byte_order_mark", "read_lines"]

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

# Undecodable bytes become lone surrogates from U+DC00 on, which no valid text has. So they can be reported with their
# line; an error of the decoder would only give their position in a block of the file.
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


def read_lines(path: Path) -> Iterator[str]:
    """The lines of the text file at `path`, with their line ends and without the byte-order mark.

    Only LF, CR and CR LF end a line. Raises SourceError if the file cannot be opened, is not text, or has another
    encoding.
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
                        _check_line(path, number, line, encoding)
                    yield line
    except OSError as error:
        raise SourceError(path, number + 1, f"{error.strerror or error}; check the path") from None
    except SourceError:
        raise
    except ValueError as error:  # a path with a NUL in it
        raise SourceError(path, 1, f"{error}; check the path") from None


def _refuse_other_files(path: Path, head: bytes) -> None:
    for start, reason in _OTHER_FILES.items():
        if head.startswith(start):
            raise SourceError(path, 1, reason)


def _check_line(path: Path, number: int, line: str, encoding: str) -> None:
    """Raise SourceError if the line is not text in this encoding, or is too long."""
    if undecodable := _ESCAPED.search(line):
        byte = ord(undecodable[0]) - 0xDC00
        repair = "save the file as UTF-8, or as UTF-16 with byte-order mark"
        expected = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        raise SourceError(path, number, f"not {expected} (byte {byte:#04x}); {repair}")
    if "\0" in line:
        reason = "a NUL character: no text, or UTF-16 without byte-order mark; save the file as UTF-8"
        raise SourceError(path, number, reason)
    if len(line) == LONGEST:
        raise SourceError(path, number, f"a line of {LONGEST:,} characters or more; is this a table?")
    if line.startswith("\ufeff"):
        raise SourceError(path, number, "a byte-order mark inside the file (were files joined?); remove it")
