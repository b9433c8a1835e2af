"""The file that labels are written into: a line for each answer, at once, so that nothing is lost."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from names.errors import InputError
from names.evaluation.questions import LabelQuestion

__all__ = ["LabelFile"]

HEADS = {
    "pairs": ("left", "right", "same", "score", "chosen"),
    "names": ("name", "id", "score", "chosen"),
}


class LabelFile:
    """A file of labels (CSV) of one shape, "pairs" or "names", to which answers are added, and taken back.

    Raises InputError if the file holds something else.
    """

    def __init__(self, path: str, shape: str) -> None:
        self._path, self._heads = path, HEADS[shape]
        self.done: set[frozenset[str]] = set()  # the identities of the questions that are answered
        self._ends: list[int] = []  # where the file ended before each answer of this session
        try:
            there = Path(path).read_bytes().decode("utf-8-sig") if Path(path).exists() else ""
            self._read(there)
            self._file = Path(path).open("ab")  # noqa: SIM115 - closed by __exit__
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or error
            raise InputError(f"labels cannot be written ({reason}); name another file with -o", path) from None
        if not there:
            self._append(_line(self._heads))
        elif not there.endswith("\n"):
            self._append("\n")

    def _read(self, there: str) -> None:
        """Take what is answered already from the content of the file."""
        lines = csv.reader(io.StringIO(there, newline=""))
        heads = tuple(next(lines, ()))
        if heads and heads != self._heads:
            message = f"holds {','.join(heads)}, not {','.join(self._heads)}; name another file with -o"
            raise InputError(message, self._path, 1)
        asked = 2 if "left" in self._heads else 1
        self.done = {frozenset(cells[:asked]) for cells in lines if len(cells) == len(self._heads)}

    def add(self, question: LabelQuestion, label: str) -> None:
        """Write an answer, and see to it that it is on the disk."""
        self._ends.append(self._file.tell())
        self._append(_line((*question.asked, label, f"{question.score:.3f}", question.chosen)))
        self.done.add(question.identity)

    def undo(self, question: LabelQuestion) -> None:
        """Take back the last answer of this session, which was to this question."""
        self._file.truncate(self._ends.pop())
        self._file.seek(0, os.SEEK_END)
        self.done.discard(question.identity)

    def _append(self, text: str) -> None:
        self._file.write(text.encode("utf-8", "surrogatepass"))
        self._file.flush()
        os.fsync(self._file.fileno())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


def _line(cells: Sequence[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(cells)
    return written.getvalue()
