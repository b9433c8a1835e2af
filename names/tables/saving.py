"""Write files that appear whole or not at all, and go on with them after the program was killed."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO

from names.errors import FileNotWritten, InputError
from names.formats.streams import on_terminal, write, write_bytes

__all__ = ["Destination", "FileDestination", "Standard", "WorkDone", "can_resume", "draft_of", "resumed", "writing"]

EVERY = 1.0  # seconds between two notes of how far the work is; chosen


def draft_of(path: str) -> str:
    """The file in which a file is written until it is whole."""
    return f"{path}.part"


def _record_of(path: str) -> Path:
    """The file beside it that says how far the work is."""
    return Path(f"{path}.part.json")


@contextmanager
def writing(path: str) -> Iterator[None]:
    """Within the block, errors of the system become FileNotWritten, with the reason and a remedy."""
    try:
        yield
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotWritten | InputError):
            raise
        reason = getattr(error, "strerror", None) or error
        raise FileNotWritten(f"cannot be written ({reason}); name another file, or mend that", path) from None


class Destination:
    """Where bytes are written, from their beginning or after those that were written before."""

    size = 0
    is_draft = False  # whether the work can go on after an interruption

    def write(self, content: bytes) -> None:
        """Write the bytes after those before."""
        raise NotImplementedError

    def settle(self) -> None:
        """See that all is on the disk."""

    def finish(self) -> None:
        """Put what was written in its place."""

    def leave(self, *, keep: bool) -> None:
        """Close an incomplete file; remove it unless it is to be kept."""
        del keep


class Standard(Destination):
    """Standard output; on a terminal, active characters are escaped."""

    def __init__(self, codec: str) -> None:
        self._codec = codec

    def write(self, content: bytes) -> None:
        """Write the bytes, and flush."""
        if on_terminal():
            write(content.decode(self._codec))
        else:
            write_bytes(content)


class FileDestination(Destination):
    """A file, written beside its place until it is finished; a device or pipe is written to."""

    def __init__(self, path: str, size: int = 0) -> None:
        self._path = path
        with writing(path):
            if Path(path).is_dir():
                raise FileNotWritten("is a folder; name a file in it", path)
            self.is_draft = not Path(path).exists() or Path(path).is_file()
            self._target = Path(os.path.realpath(path))
            self._draft = Path(draft_of(str(self._target)))
            place = self._draft if self.is_draft else Path(path)
            self._file: BinaryIO = place.open("r+b" if size else "wb")
            if size:
                self._file.truncate(size)
                self._file.seek(size)
        self.size = size

    def write(self, content: bytes) -> None:
        """Write the bytes after those before."""
        with writing(self._path):
            self._file.write(content)
        self.size += len(content)

    def settle(self) -> None:
        """See that all is on the disk."""
        with writing(self._path):
            self._file.flush()
            if self.is_draft:
                os.fsync(self._file.fileno())

    def finish(self) -> None:
        """Put the file in its place, with the permissions of the one that was there."""
        self.settle()
        with writing(self._path):
            self._file.close()
            if self.is_draft:
                if self._target.exists():
                    self._draft.chmod(stat.S_IMODE(self._target.stat().st_mode))
                self._draft.replace(self._target)

    def leave(self, *, keep: bool) -> None:
        """Close an incomplete file; remove it unless it is to be kept."""
        with suppress(OSError):  # which has been told already
            self._file.close()
        if self.is_draft and not keep:
            self._draft.unlink(missing_ok=True)


@dataclass
class WorkDone:
    """How far the work on a table is: what was read of it, and the sizes of what was written."""

    options: dict[str, Any]  # by which the work is done, and what it is done with
    records: int = 0  # that are done, the header and blank lines among them
    digest: str = ""  # of these
    sizes: list[int] = field(default_factory=list)  # of the files
    counts: dict[str, int] = field(default_factory=dict)  # of rows, by what they are

    def __post_init__(self) -> None:
        self._hash = hashlib.blake2b(digest_size=16)
        self._noted = monotonic()
        self._marked = ""

    def read(self, record: bytes) -> None:
        """Count a record, which is done as soon as `mark` is called."""
        self.records += 1
        self._hash.update(record)

    def mark(self, path: str, destinations: Sequence[Destination]) -> None:
        """All records so far are done and written; write that down now and then, beside the file `path`."""
        self.digest = self._hash.hexdigest()
        self.sizes = [destination.size for destination in destinations]
        self._marked = json.dumps(asdict(self))
        if monotonic() - self._noted >= EVERY:
            self.note(path, destinations)

    @property
    def is_marked(self) -> bool:
        """Whether there is something to go on with."""
        return bool(self._marked)

    def note(self, path: str, destinations: Sequence[Destination]) -> None:
        """Write down how far the work was when it was marked last, after seeing that all is on the disk."""
        for destination in destinations:
            destination.settle()
        record = _record_of(os.path.realpath(path))
        with writing(str(record)):
            draft = record.with_suffix(".new")
            draft.write_text(self._marked, encoding="utf-8")
            draft.replace(record)
        self._noted = monotonic()

    def check(self, before: WorkDone, path: str) -> None:
        """Raise InputError if what was read is not what had been read before; `path` is that of the table."""
        if (self.records, self._hash.hexdigest()) != (before.records, before.digest):
            raise InputError("has changed since; begin anew, without --resume", path)

    @staticmethod
    def forget(path: str) -> None:
        """Remove what is written down of the work on this file."""
        with suppress(FileNotFoundError):
            _record_of(os.path.realpath(path)).unlink()


def resumed(paths: Sequence[str], options: Mapping[str, Any]) -> WorkDone | None:
    """How far the work on files was when it ended, by the record of the first; None if there is nothing to go on with.

    Raises InputError if it was done by other options.
    """
    drafts = [Path(draft_of(os.path.realpath(path))) for path in paths]
    try:
        before = WorkDone(**json.loads(_record_of(os.path.realpath(paths[0])).read_text(encoding="utf-8")))
        is_there = len(before.sizes) == len(drafts) and all(
            draft.stat().st_size >= size for draft, size in zip(drafts, before.sizes, strict=True)
        )
    except (OSError, ValueError, TypeError):
        return None
    for name, value in json.loads(json.dumps(dict(options))).items():
        if before.options.get(name) != value:
            message = f"was begun with another {name} ({before.options.get(name)}); begin anew, without --resume"
            raise InputError(message, draft_of(paths[0]))
    return before if is_there else None


def can_resume(path: str) -> bool:
    """Whether work on a file was begun, and it is written down how far it is."""
    return _record_of(os.path.realpath(path)).exists() and Path(draft_of(os.path.realpath(path))).exists()
