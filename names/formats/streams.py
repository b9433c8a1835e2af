"""Write on standard output and standard error, so that nothing in the data can control a terminal."""

from __future__ import annotations

import codecs
import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TextIO

from names.errors import OutputClosed, OutputError
from names.formats.archives import STDIN
from names.formats.escaping import visible, visible_text

__all__ = [
    "ESCAPES",
    "REFERENCES",
    "note",
    "on_terminal",
    "save_lines",
    "settle",
    "write",
    "write_bytes",
    "write_line",
    "write_styled",
]

ESCAPES = "names.escapes"  # name of the codec error handler `_escapes`
REFERENCES = "xmlcharrefreplace"  # name of Python's codec error handler for HTML and XML
LONGEST = 2_000  # characters of a message; the middle of a longer one is left out; chosen
LINES = 1_000  # lines that are written at once; chosen
LONGEST_WORD = 200  # characters of a word in a message, which is shortened first, as it may be an argument; chosen


def _escapes(error: UnicodeError) -> tuple[str, int]:
    r"""Replace characters that the encoding does not have by \uXXXX; as in JSON, by two if they are above U+FFFF."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4)), error.end


codecs.register_error(ESCAPES, _escapes)


def on_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and not sys.stdout.closed and sys.stdout.isatty()


def write_line(line: str) -> None:
    """Write a line on standard output; see `write`."""
    write(f"{line}\n")


def write(text: str, unencodable: str = ESCAPES) -> None:
    """Write text on standard output and flush; on a terminal, active characters are escaped (see `escaping`).

    `unencodable` is the codec error handler for characters that the encoding of the output does not have. With
    REFERENCES, all that is not ASCII is a reference if the encoding is none of Unicode, because an HTML page or an XML
    document without a declaration of its encoding is read as UTF-8. Raises
    OutputError, with the cause, if the text cannot be written, and OutputClosed if the reader of a pipe has gone.
    """
    write_styled(visible_text(text) if on_terminal() else text, unencodable)


def write_styled(text: str, unencodable: str = ESCAPES) -> None:
    """Write text that may contain codes for the terminal; the caller must have escaped the data in it.

    `unencodable` and errors are those of `write`.
    """
    with _output() as stdout:
        _write(stdout, text, unencodable)


def write_bytes(content: bytes) -> None:
    """Write the content of a file on standard output, which is no terminal, and flush; errors are those of `write`."""
    with _output() as stdout:
        stdout.flush()
        stdout.buffer.write(content)
        stdout.buffer.flush()


def save_lines(path: str, lines: Iterable[str]) -> None:
    """Write lines, which have their line ends, as UTF-8 into the file at `path`, or on standard output if it is "-".

    The file appears whole or not at all. Raises FileNotWritten, or the errors of `write`.
    """
    from names.formats.files import write_pieces

    remaining = iter(lines)
    pieces = iter(lambda: "".join(islice(remaining, LINES)), "")
    if path != STDIN:
        write_pieces(path, (piece.encode() for piece in pieces))
    elif on_terminal():
        for piece in pieces:
            write(piece)
    else:
        for piece in pieces:
            write_bytes(piece.encode())


@contextmanager
def _output() -> Iterator[TextIO]:
    """Standard output, for a block that writes on it; errors of the system become those of `write`."""
    if sys.stdout is None or sys.stdout.closed:
        raise OutputError("it is closed")
    try:
        yield sys.stdout
    except OSError as error:
        _discard(sys.stdout)
        # On Windows, a pipe without a reader is an invalid argument.
        if error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL):
            raise OutputClosed from None
        raise OutputError(error.strerror or str(error)) from None


def note(message: str) -> None:
    """Write a message as one line on standard error, with active characters escaped.

    If standard error cannot be written, the message is dropped.
    """
    if sys.stderr is None or sys.stderr.closed:
        return
    line = _cut(" ".join(_cut(word, LONGEST_WORD) for word in visible(message).split(" ")), LONGEST)
    try:
        _write(sys.stderr, f"{line}\n", ESCAPES)
    except OSError:
        _discard(sys.stderr)


def _cut(text: str, longest: int) -> str:
    """The text, with its middle replaced by "…" if it has more than `longest` characters."""
    return text if len(text) <= longest else f"{text[: longest // 2]}…{text[-longest // 2 :]}"


def _write(stream: TextIO, text: str, unencodable: str) -> None:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    if unencodable == REFERENCES and not codecs.lookup(encoding).name.startswith("utf"):
        encoding = "ascii"
    stream.write(text.encode(encoding, unencodable).decode(encoding))
    stream.flush()


def settle() -> None:
    """Flush standard output; if that fails, drop the rest, so that Python does not report it at exit."""
    if sys.stdout is not None and not sys.stdout.closed:
        try:
            sys.stdout.flush()
        except OSError:
            _discard(sys.stdout)


def _discard(stream: TextIO) -> None:
    """Redirect the stream to the null device, so that Python does not try to write the rest at exit."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
