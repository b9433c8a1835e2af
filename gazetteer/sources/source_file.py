"""A file of entities while it is read: its content, what is told of it, and rows that cannot be read."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeAlias

from gazetteer.errors import InvalidEntity, SourceError
from gazetteer.sources.compression import HEAD, STDIN, opened, without_compression
from gazetteer.sources.remarks import Remarks
from gazetteer.sources.text import MARKS, byte_order_mark, check_encoding, read_lines

__all__ = ["Choices", "Head", "OnReject", "SourceFile", "source_file"]

OnReject: TypeAlias = Callable[[SourceError], None]


@dataclass(frozen=True)
class Choices:
    """What a user chooses of a source; a reader takes of it what concerns its format.

    `columns` gives columns of a table to fields of an entity (column: field), `separator` stands between several
    values of a cell. Only names in one of `languages`, and only entities of one of `classes` (the format's own word for
    kinds: "Q5", "Person", "P"), are read; empty: all. `encoding` is that of texts without a byte-order mark.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    separator: str = ""
    languages: Collection[str] = ()
    classes: Collection[str] = ()
    encoding: str = ""


class Head(NamedTuple):
    """The beginning of a file, by which its format is recognised."""

    name: str  # the name of the file in lower case, without the suffix of its compression
    content: bytes  # the first bytes
    encoding: str = ""  # of a text without byte-order mark; empty: UTF-8

    @property
    def lines(self) -> list[str]:
        """The lines that are whole in the beginning, as text; what has another encoding is replaced."""
        mark = byte_order_mark(self.content)
        text = self.content[len(mark) :].decode(MARKS.get(mark, self.encoding or "utf-8"), "replace")
        lines = text.splitlines()
        return lines if len(lines) <= 1 or len(self.content) < HEAD else lines[:-1]


class SourceFile:
    """An opened file of entities.

    `path` is how the user named it, and begins each message; `name` is the source of its aliases: the name of the file
    without the suffix of its compression. A row that cannot be read is given to `on_reject`, or raised if that is None;
    `tell` is given messages.
    """

    def __init__(
        self,
        path: Path,
        stream: io.BufferedReader,
        choices: Choices,
        on_reject: OnReject | None,
        tell: Callable[[str], None] | None,
    ) -> None:
        self.path, self.stream, self.choices = path, stream, choices
        name = "standard input" if str(path) == STDIN else without_compression(path.name)
        self.name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        self.remarks = Remarks(path)
        self.rejected = 0  # rows so far
        self.publisher = ""  # whom to name for the file, with the licence: set by a reader that knows it
        self._on_reject, self._tell = on_reject, tell

    @property
    def is_strict(self) -> bool:
        """Whether a row that cannot be read is an error of the whole file."""
        return self._on_reject is None

    @property
    def is_heard(self) -> bool:
        """Whether messages reach somebody."""
        return self._tell is not None

    @property
    def head(self) -> Head:
        """The beginning of the content; it is not read by this."""
        return Head(self.name.lower(), self.stream.peek(HEAD)[:HEAD], self.choices.encoding)

    def lines(self) -> Iterator[tuple[int, str]]:
        """The lines of the text, with their ends, numbered from 1. A line that is no text is rejected."""
        return read_lines(self.stream, self.path, self.reject, self.choices.encoding)

    def tell(self, message: str) -> None:
        """Tell the user how the file is understood: its format, what its columns are taken for, what is left aside."""
        if self._tell is not None:
            self._tell(f"{self.path}: {message}")

    def reject(self, line: int, reason: str) -> None:
        """Tell that the row on this line cannot be read; raises SourceError if rows must not be left out."""
        error = SourceError(self.path, line, reason)
        if self._on_reject is None:
            raise error
        self.rejected += 1
        self._on_reject(error)

    @contextmanager
    def row(self, line: int) -> Iterator[None]:
        """Reject the row on this line if the block raises `InvalidEntity`."""
        try:
            yield
        except InvalidEntity as error:
            self.reject(line, str(error))


@contextmanager
def source_file(
    path: Path,
    choices: Choices | None = None,
    on_reject: OnReject | None = None,
    tell: Callable[[str], None] | None = None,
) -> Iterator[SourceFile]:
    """Within the block, the opened file. Raises SourceError if it cannot be opened, or its encoding is not known."""
    if choices and choices.encoding:
        check_encoding(choices.encoding, path)
    with opened(path) as stream:
        yield SourceFile(path, stream, choices or Choices(), on_reject, tell)
