"""Read entities from a user's files, whatever published format they have.

Takes the path of a file, plain, compressed or "-" for standard input. Its beginning says which of the formats it has
(`recognition`); the module of each format has a function `read(file: SourceFile) -> Iterator[Row]`.
Gives entities one by one (`read`), or with their lines (`read_rows`). A row that cannot be read is an error with line
and repair, or is given to the caller, who goes on; anything left out or changed is warned of.
Never: keeps a file in memory, or guesses what was meant.

`compression` opens files, `source_file` holds what the readers share, `text` reads lines; `fields`, `ids` and `remarks`
are shared by the readers; `merging` joins several accounts of one entity, `joining` those of several files; `scripts`
and `language_choice` tell these of a name. `tsv` reads the tables of `gazetteer/data`, such as `territories`; the room
`wikidata` makes entities of items.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from gazetteer.entity import Entity
from gazetteer.errors import SourceError
from gazetteer.sources.recognition import FORMATS, reader_of
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Choices, OnReject, SourceFile, source_file

if TYPE_CHECKING:
    from gazetteer.sources.joining import Joining

__all__ = ["FORMATS", "Choices", "read", "read_all", "read_rows"]

Tell = Callable[[str], None]
Watch = Callable[[Iterable[Row]], Iterable[Row]]


def read(
    path: str | Path, format: str = "", choices: Choices | None = None, on_reject: OnReject | None = None
) -> Iterator[Entity]:
    """The entities of a user's file; `format` is one of FORMATS, by default the one that its beginning tells.

    Raises SourceError with file, line and repair if the file cannot be read, or a row of it and there is no `on_reject`
    to be called with the error instead. After the last entity, warns with one SourceWarning for each kind of loss or
    change, which has its first line and its count. To refuse such files, turn these warnings into errors:
    ``warnings.simplefilter("error", gazetteer.SourceWarning)``.

    >>> next(read("/nowhere/people.csv"))
    Traceback (most recent call last):
    gazetteer.errors.SourceError: /nowhere/people.csv:1: No such file or directory; check the path
    """
    return (row.entity for row in read_rows(path, format, choices, on_reject))


def read_all(
    paths: Iterable[str | Path],
    format: str = "",
    choices: Choices | None = None,
    on_reject: OnReject | None = None,
    tell: Tell | None = None,
    watched: Watch = iter,
) -> Joining:
    """The entities of several files, joined where they share ids (see `joining`); raises and warns as `read`.

    `tell` is called with a message of how each file is understood. The rows pass through `watched`, which may count
    them: all are read before the first entity is given.
    """
    from gazetteer.sources.joining import Joining  # which needs numpy, and commands are to start quickly

    publishers: dict[str, str] = {}

    def rows() -> Iterator[Row]:
        for path in paths:
            with source_file(Path(path), choices, on_reject, tell) as file:
                yield from _rows(file, format)
                if file.publisher:
                    publishers[file.name] = file.publisher

    return Joining(watched(rows()), publishers, on_reject)


def read_rows(
    path: str | Path, format: str = "", choices: Choices | None = None, on_reject: OnReject | None = None
) -> Iterator[Row]:
    """The entities of a user's file, each with the line on which it begins; raises and warns as `read`."""
    with source_file(Path(path), choices, on_reject) as file:
        yield from _rows(file, format)


def _rows(file: SourceFile, format: str) -> Iterator[Row]:
    reader = reader_of(file, format)
    file.tell(reader.TITLE)
    found = False
    for row in reader.read(file):
        found = True
        yield row
    has_choices = bool(file.choices.classes or file.choices.languages)  # then other rows may have been left out
    if not found and file.rejected and not has_choices:
        raise SourceError(file.path, 1, f"none of {file.rejected} rows can be read; is this another format?")
    for warning in file.remarks.warnings():
        warnings.warn(warning, stacklevel=2)
