"""The lines of a user's file, whatever program saved it: UTF-8 with or without byte order mark, UTF-16."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from gazetteer.errors import SourceError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_lines(path: Path) -> Iterator[str]:
    """The lines of the text file at `path`, with their line ends, without byte order mark.

    Raises SourceError where the file cannot be opened or is in another encoding.
    """
    line = 0
    try:
        with path.open("rb") as start:
            head = start.read(4)
        encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8")
        with path.open(encoding=encoding, newline="") as lines:
            for line, text in enumerate(lines, start=1):  # noqa: B007 - the message below needs the number
                yield text
    except UnicodeError:
        raise SourceError(
            path, line + 1, "not UTF-8; save the file as UTF-8, or as UTF-16 with byte order mark"
        ) from None
    except OSError as error:
        raise SourceError(path, 1, f"{error.strerror or error}; check the path") from None
