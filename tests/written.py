"""Files of users, written and read."""

from __future__ import annotations

import warnings
from pathlib import Path

from gazetteer import Entity, SourceError, SourceWarning
from gazetteer.sources import read


def write(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding))
    return path


def outcome(path: Path) -> tuple[list[Entity], list[SourceWarning], SourceError | None]:
    """The entities of the file as far as it is read, what is warned of, and why it is refused."""
    found: list[Entity] = []
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            found.extend(read(path))
        except SourceError as error:
            return found, [], error
    assert all(isinstance(one.message, SourceWarning) for one in told)
    return found, [one.message for one in told if isinstance(one.message, SourceWarning)], None
