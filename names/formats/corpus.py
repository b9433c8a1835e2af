"""The documents of a corpus: which files it has, and the texts in them.

A file is a document, or, in JSON Lines, each of its lines. What cannot be read is an error of its document alone.
"""

from __future__ import annotations

import glob
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from names.errors import InputError
from names.formats.archives import STDIN, without_compression
from names.formats.documents import read_pieces
from names.formats.hypertext import declared_encoding, read_page
from names.formats.offsets import SourceOffsets

__all__ = [
    "KINDS",
    "SUFFIXES",
    "CorpusDocument",
    "FileReading",
    "list_documents",
    "list_files",
    "read_documents",
    "size_of",
]

# What a file with this suffix holds; a suffix of compression may follow. These files of a directory are read.
SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
KINDS = tuple(dict.fromkeys(SUFFIXES.values()))
TEXT_FIELD = "text"  # the field of a record that holds the text, unless another is named
LONGEST_LINE = 1 << 26  # most characters of a record of JSON Lines, which is held in memory; chosen
_SHOWN = 8  # fields of a record that a message names; chosen


class FileReading(NamedTuple):
    """How files are read. `kind` is one of KINDS for all files; None means by the suffix."""

    encoding: str | None = None
    kind: str | None = None
    text_field: str | None = None  # of JSON Lines: the field with the text; None: TEXT_FIELD
    id_field: str | None = None  # of JSON Lines: the field that names the document; None: file and line do
    advance: Callable[[int], object] = int  # is told how many bytes of files were read

    def kind_of(self, path: str) -> str:
        """What the file holds. Standard input is plain text, unless a field of JSON Lines is named.

        >>> FileReading().kind_of("news.jsonl.gz"), FileReading().kind_of("-")
        ('jsonl', 'text')
        >>> FileReading(text_field="body").kind_of("-")
        'jsonl'
        """
        if self.kind is not None:
            return self.kind
        if path == STDIN:
            return "jsonl" if self.text_field or self.id_field else "text"
        return SUFFIXES.get(Path(without_compression(path)).suffix.lower(), "text")


@dataclass
class CorpusDocument:
    """A document: its name, its text, which can be read once, and why it could not be read to its end."""

    name: str
    _text: Iterable[str]
    offsets: SourceOffsets | None = None  # of the text so far in the file, if the file is not the text itself
    is_file: bool = True  # not a record of one
    error: InputError | None = field(default=None, init=False)  # known when `pieces` has ended

    def pieces(self) -> Iterator[str]:
        """The text in pieces, as far as it can be read; what stops it is the `error`."""
        try:
            yield from self._text
        except InputError as error:
            self.error = error


def list_files(names: Iterable[str]) -> list[str]:
    """The files that files, directories and patterns name, each once: those of a directory and of a pattern sorted.

    In directories and those within them, the files with a suffix of SUFFIXES are taken, but hidden ones. Raises
    InputError if a pattern or a directory has no file, or if a directory cannot be read.
    """
    files: dict[str, str] = {}  # by normalized path
    for name in names:
        for path in _matching(name):
            is_directory = os.path.isdir(path)  # noqa: PTH112  that of Path raises an error for very long names
            for file in _in_directory(path) if is_directory else [path]:
                files.setdefault(os.path.normpath(file), file)
    return list(files.values())


def _matching(name: str) -> list[str]:
    if name == STDIN or os.path.lexists(name) or not glob.has_magic(name):
        return [name]
    found = sorted(glob.glob(name, recursive=True))  # noqa: PTH207  those of Path take no absolute pattern
    return found or _refuse(name, "matches no file; check the pattern")


def _in_directory(directory: str) -> list[str]:
    def told(error: OSError) -> None:
        _refuse(str(error.filename), f"cannot be read ({error.strerror}); change its permissions, or name other files")

    files = []
    for folder, folders, names in os.walk(directory, onerror=told):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        known = (name for name in names if Path(without_compression(name)).suffix.lower() in SUFFIXES)
        files += [str(Path(folder, name)) for name in sorted(known) if not name.startswith(".")]
    suffixes = ", ".join(SUFFIXES)
    return files or _refuse(directory, f"is a directory without texts ({suffixes}); name the files in it")


def _refuse(name: str, message: str) -> Any:
    raise InputError(message, name)


def size_of(files: Sequence[str]) -> int:
    """The number of bytes of the files on disk, as far as it is known; 0 for standard input."""
    size = 0
    for file in files:
        with suppress(OSError, ValueError):
            size += Path(file).stat().st_size if file != STDIN else 0
    return size


def list_documents(files: Iterable[str], reading: FileReading) -> list[str]:
    """The names of the documents that `read_documents` gives; JSON Lines are read for it.

    Raises InputError if that is standard input, which can be read only once.
    """
    names: list[str] = []
    for file in files:
        if reading.kind_of(file) != "jsonl":
            names.append(file)
        elif file == STDIN:
            _refuse(file, "this format lists its documents before they are read; give JSON Lines as a file")
        else:
            names += [document.name for document in _records(file, reading)]
    return names


def read_documents(files: Iterable[str], reading: FileReading) -> Iterator[CorpusDocument]:
    """The documents of the files in their order. Files are opened when their documents are read."""
    for file in files:
        kind = reading.kind_of(file)
        if kind == "jsonl":
            yield from _records(file, reading)
        elif kind == "html":
            offsets = SourceOffsets()
            source = read_pieces(file, reading.encoding, reading.advance, declared_encoding)
            yield CorpusDocument(file, read_page(source, offsets, file), offsets)
        else:
            yield CorpusDocument(file, read_pieces(file, reading.encoding, reading.advance))


def _records(file: str, reading: FileReading) -> Iterator[CorpusDocument]:
    """A document for each line of JSON Lines that is not blank."""
    try:
        for number, line in _lines(read_pieces(file, reading.encoding, reading.advance), file):
            if line.strip():
                yield _record(file, number, line, reading)
    except InputError as error:
        yield _unread(file, error, is_file=True)


def _lines(pieces: Iterable[str], file: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, from 1; only a line feed ends a line."""
    begun: list[str] = []  # the pieces of a line that has not ended
    number, length = 1, 0
    for piece in pieces:
        *ended, rest = piece.split("\n")
        for line in ended:
            yield number, "".join([*begun, line])
            number, begun, length = number + 1, [], 0
        begun.append(rest)
        length += len(rest)
        if length > LONGEST_LINE:
            message = f"the line has more than {LONGEST_LINE:,} characters; JSON Lines has a record on each line"
            raise InputError(message, file, number)
    yield number, "".join(begun)


def _record(file: str, number: int, line: str, reading: FileReading) -> CorpusDocument:
    name = f"{file}:{number}"
    try:
        record = _read_object(line, file, number)
        text = _value(record, reading.text_field or TEXT_FIELD, "--text-field", file, number)
        if not isinstance(text, str | None):
            message = f"the field {reading.text_field or TEXT_FIELD!r} is no text; name another by --text-field"
            raise InputError(message, file, number)
        if reading.id_field is not None:
            name = str(_value(record, reading.id_field, "--id-field", file, number))
    except InputError as error:
        return _unread(name, error, is_file=False)
    return CorpusDocument(name, [text or ""], is_file=False)


def _read_object(line: str, file: str, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not JSON ({error}); mend or remove the line", file, number) from None
    if not isinstance(record, dict):
        raise InputError('is not a JSON object, as in {"text": "…"}; mend or remove the line', file, number)
    return record


def _value(record: dict[str, Any], key: str, option: str, file: str, number: int) -> Any:
    """The value of a field. Raises InputError if the record does not have it."""
    if key not in record:
        fields = ", ".join(map(repr, list(record)[:_SHOWN])) or "none"
        raise InputError(f"has no field {key!r}, but {fields}; name one of them by {option}", file, number)
    return record[key]


def _unread(name: str, error: InputError, *, is_file: bool) -> CorpusDocument:
    document = CorpusDocument(name, (), is_file=is_file)
    document.error = error
    return document
