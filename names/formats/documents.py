"""Read text files and lists of names, from files or standard input.

They may be compressed (`names.formats.archives`), UTF-8 with or without a byte-order mark, UTF-16 or UTF-32 with one,
or in an encoding that the user names, with any line ends. The sources of gazetteers are read more strictly, by
`gazetteer.sources.text`.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder, getincrementalencoder, lookup
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain
from typing import NamedTuple

from gazetteer.sources.text import MARKS, byte_order_mark
from names.errors import InputError
from names.formats.archives import STDIN, read_chunks

__all__ = ["STDIN", "Document", "TextStream", "open_pieces", "read_document", "read_name_list", "read_pieces"]

CHUNK = 1 << 18  # bytes read at once; chosen
_NOT_FOR_TEXTS = frozenset({"idna", "punycode"})  # codecs for domain names
# Without a byte-order mark, little-endian is assumed.
_WITHOUT_MARK = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}
_LINE_END = re.compile("\r\n|\r|\n")
_BINARY = "is not a text (it holds NUL bytes); give a text, or name its encoding, as in --encoding utf-16-le"


class Document(NamedTuple):
    """A whole file as a text, and how it is encoded."""

    path: str
    text: str  # with its line ends, without a byte-order mark
    mark: bytes = b""  # its byte-order mark
    codec: str = "utf-8"  # Python's name of its encoding

    @property
    def bare_mark(self) -> str:
        """The byte-order mark as a character; empty without one."""
        return "\ufeff" if self.mark else ""

    def line_encoded(self, text: str) -> bytes:
        """Lines about this text in its encoding; in UTF-8 if that does not have ASCII letters as they are."""
        is_ascii = "a\n".encode(self.codec) == b"a\n"
        return text.encode(self.codec if is_ascii else "utf-8", "backslashreplace")

    def encoded(self, text: str) -> bytes:
        """Another text in place of this one, encoded in the same way.

        Raises InputError, naming the character, if the encoding does not have it.
        """
        try:
            return self.mark + text.encode(self.codec)
        except UnicodeEncodeError as error:
            line = 1 + text.count("\n", 0, error.start)
            letter = error.object[error.start]
            message = f"{letter!r}, as it is usual, is not in {self.codec.upper()}; convert the file to UTF-8"
            raise InputError(message, self.path, line) from None


def read_document(path: str, encoding: str | None = None) -> Document:
    """The whole of a file, or of standard input for "-".

    Raises InputError as `read_pieces` does, and also if an encoding has several ways to write the text, so that it
    could not be written back byte for byte.
    """
    content = b"".join(read_chunks(path, CHUNK, decompress=False))  # it would not be compressed when it is written
    text = "".join(_decoded(iter([content] if content else []), path, encoding, lambda _: None))
    mark = byte_order_mark(content)
    document = Document(path, text, mark, MARKS[mark] if mark else _codec(encoding or "utf-8", path))
    if document.encoded(text) != content:
        raise InputError(f"its {document.codec.upper()} cannot be written back as it is; convert it to UTF-8", path)
    return document


def read_pieces(
    path: str,
    encoding: str | None = None,
    advance: Callable[[int], object] = int,
    declared: Callable[[bytes], str | None] = lambda _: None,
) -> Iterator[str]:
    """The text of a file of any length in pieces, with its line ends; "-" is standard input.

    `encoding` is used for files without a byte-order mark; the mark is not part of the text. If it is None, `declared`
    tells the encoding by the first bytes of the file, or None, which is UTF-8. `advance` is told how many bytes were
    read. Raises InputError, with the file and a remedy, if the file cannot be read as text, perhaps after some pieces.
    """
    return _decoded(read_chunks(path, CHUNK, advance), path, encoding, declared)


class TextStream(NamedTuple):
    """A file as a text in pieces, and how it is encoded."""

    mark: bytes  # its byte-order mark
    codec: str  # Python's name of its encoding
    pieces: Iterator[str]  # with its line ends, without the byte-order mark


def open_pieces(path: str, encoding: str | None = None, advance: Callable[[int], object] = int) -> TextStream:
    """The text of a file of any length, which can be written back byte for byte piece by piece; "-" is standard input.

    Raises InputError as `read_pieces` does, here or while pieces are read, and also if the text cannot be written back.
    """
    chunks = read_chunks(path, CHUNK, advance)
    first = next(chunks, b"")
    mark = byte_order_mark(first)
    codec = MARKS[mark] if mark else _codec(encoding or "utf-8", path)
    read = bytearray()  # what was decoded and is not yet compared with what is encoded
    pieces = _decoded(_recorded(chain([first] if first else [], chunks), read), path, codec, lambda _: None)
    return TextStream(mark, codec, _same_when_encoded(pieces, read, mark, codec, path))


def _recorded(chunks: Iterator[bytes], read: bytearray) -> Iterator[bytes]:
    for chunk in chunks:
        read += chunk
        yield chunk


def _same_when_encoded(pieces: Iterator[str], read: bytearray, mark: bytes, codec: str, path: str) -> Iterator[str]:
    """The pieces; an error if they are not encoded as what was read of them."""
    encoder, expected = getincrementalencoder(codec)(), len(mark)
    for piece in pieces:
        del read[:expected]
        written = encoder.encode(piece)
        expected = len(written)
        if read[:expected] != written:
            raise InputError(f"its {codec.upper()} cannot be written back as it is; convert it to UTF-8", path)
        yield piece


def _decoded(
    chunks: Iterator[bytes], name: str, encoding: str | None, declared: Callable[[bytes], str | None]
) -> Iterator[str]:
    """The text of the chunks. The first chunk has the whole byte-order mark, if there is one."""
    first = next(chunks, b"")
    mark = byte_order_mark(first)
    decoder = getincrementaldecoder(MARKS[mark] if mark else _codec(encoding or declared(first) or "utf-8", name))()
    end, line = len(mark), 1  # the offset in bytes and the line at which the chunks so far end
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
    """Python's name of a text encoding. Raises InputError if it is unknown or a codec for something else."""
    with suppress(LookupError, ValueError):  # LookupError: unknown, or not for texts; ValueError: not a name at all
        with suppress(UnicodeDecodeError):
            b"a".decode(encoding)  # only using a codec shows that it is not for texts
        if (known := lookup(encoding).name) not in _NOT_FOR_TEXTS:
            return _WITHOUT_MARK.get(known, known)
    raise InputError(f"{encoding!r} is not a text encoding; try --encoding cp1251, koi8-r or utf-16-le", name)


def _undecodable(error: UnicodeDecodeError, chunk: bytes, name: str, end: int, line: int) -> InputError:
    """An error with the offset of the wrong byte in the file, its line, and a remedy.

    The decoder was at `error.object`: perhaps the first bytes of a character from the chunk before, then the chunk. The
    chunk ends at the offset `end` of the file and begins on `line`.
    """
    if b"\0" in error.object:
        return InputError(_BINARY, name)
    from_before = error.object[: len(error.object) - len(chunk)]  # `line` counts its line ends already
    line += error.object[: error.start].count(b"\n") - from_before.count(b"\n")
    offset = end - len(error.object) + error.start
    message = (
        f"byte {error.object[error.start]:#04x} at offset {offset} is not {error.encoding.upper()}; "
        "name the encoding, as in --encoding cp1251, or convert the file: iconv -f CP1251 -t UTF-8"
    )
    return InputError(message, name, line)


def read_name_list(path: str, encoding: str | None = None) -> list[str]:
    """The names in a file that has one on each line; blank lines are left out. Only LF, CR and CR LF end a line.

    Raises InputError as `read_pieces` does.
    """
    text = "".join(read_pieces(path, encoding))
    return [name for line in _LINE_END.split(text) if (name := line.strip())]
