"""Tell rows of sources that cannot be read: the first ones on standard error, all in a file."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from gazetteer import SourceError
from names.errors import FileNotWritten
from names.formats.escaping import one_line
from names.formats.streams import note

__all__ = ["SHOWN", "Rejects"]

SHOWN = 20  # rows that are told on standard error


class Rejects:
    """Counts rows that cannot be read, and writes a line for each to the file `path` if there is one.

    Used in a `with` statement; at its end it says how many more there are than were told.
    """

    def __init__(self, path: str | None) -> None:
        self.count = 0
        self._path = path
        self._file: TextIO | None = None
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        if self._path is not None:
            try:
                self._file = self._stack.enter_context(Path(self._path).open("w", encoding="utf-8"))
            except OSError as error:
                raise FileNotWritten(f"cannot be written ({error.strerror}); name another file", self._path) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()
        if error is None and self.count > SHOWN:
            where = f"all are in {self._path}" if self._path else "--rejects FILE writes all of them"
            note(f"{self.count} rows could not be read; {where}")

    def add(self, error: SourceError) -> None:
        """Tell a row."""
        self.count += 1
        line = one_line(str(error))
        if self.count <= SHOWN:
            note(line)
        if self._file is not None:
            self._file.write(f"{line}\n")
