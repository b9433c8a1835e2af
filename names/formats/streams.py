"""Standard output and standard error, for the command line: nothing that data holds acts on a terminal."""

from __future__ import annotations

import codecs
import errno
import os
import sys
from contextlib import suppress
from typing import TextIO

from names.errors import OutputClosed, OutputError
from names.formats.escaping import visible, visible_text

__all__ = ["note", "on_terminal", "settle", "write", "write_line", "write_styled"]

ESCAPES = "names.escapes"  # the codec error handler below
LONGEST = 2_000  # characters of a message; of longer ones the middle is left out …
LONGEST_WORD = 200  # … and before that of longer words, so that what is said of a long argument stays


def _escapes(error: UnicodeError) -> tuple[str, int]:
    r"""What an encoding cannot hold, as \uXXXX, two of them beyond the basic plane: also right within JSON."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4)), error.end


codecs.register_error(ESCAPES, _escapes)


def on_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and not sys.stdout.closed and sys.stdout.isatty()


def write_line(line: str) -> None:
    """Write a line on standard output; see `write`."""
    write(f"{line}\n")


def write(text: str, unencodable: str = ESCAPES) -> None:
    """Write text on standard output at once: to a terminal with escapes for what would act on it, else as it is.

    `unencodable` is the codec error handler for characters that the encoding of the output cannot hold. Raises
    OutputError, naming the cause, where it cannot be written, OutputClosed where the reader has gone away.
    """
    write_styled(visible_text(text) if on_terminal() else text, unencodable)


def write_styled(text: str, unencodable: str = ESCAPES) -> None:
    """Write what may hold codes for the terminal: all data in it must have been made visible before."""
    if sys.stdout is None or sys.stdout.closed:
        raise OutputError("it is closed")
    try:
        _write(sys.stdout, text, unencodable)
    except OSError as error:
        _discard(sys.stdout)
        # Windows reports a pipe without a reader as an invalid argument.
        if error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL):
            raise OutputClosed from None
        raise OutputError(error.strerror or str(error)) from None


def note(message: str) -> None:
    """Say something about the work: one line on standard error, with escapes for all that is not to be seen.

    Where standard error takes nothing there is nobody to tell.
    """
    if sys.stderr is None or sys.stderr.closed:
        return
    line = _cut(" ".join(_cut(word, LONGEST_WORD) for word in visible(message).split(" ")), LONGEST)
    try:
        _write(sys.stderr, f"{line}\n", ESCAPES)
    except OSError:
        _discard(sys.stderr)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest // 2]}…{text[-longest // 2 :]}"


def _write(stream: TextIO, text: str, unencodable: str) -> None:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(text.encode(encoding, unencodable).decode(encoding))
    stream.flush()


def settle() -> None:
    """Write what standard output has not got yet; what it does not take is let go, lest Python complain at its end."""
    if sys.stdout is not None and not sys.stdout.closed:
        try:
            sys.stdout.flush()
        except OSError:
            _discard(sys.stdout)


def _discard(stream: TextIO) -> None:
    """Let the stream lead to nowhere, so that what it has not taken is not tried again when Python ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
