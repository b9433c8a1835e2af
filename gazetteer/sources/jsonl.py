"""A user's own entities as JSON lines, one object a line.

    {"id": "p1", "kind": "person", "label": "Jane Doe", "aliases": ["J. Doe", {"text": "Джейн Доу",
    "language": "ru"}]}

``label`` may be left out where there are aliases (the first is the label then); ``countries``, ``prior`` and
``note`` are optional, and other fields are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gazetteer.entity import Alias, Entity
from gazetteer.errors import InvalidEntity, SourceError
from gazetteer.sources.text import read_lines


def read(path: Path) -> Iterator[Entity]:
    """The entities of the file at `path`, line by line.

    Raises SourceError, naming file and line, for what is no JSON object or lacks an id or a name.
    """
    for number, line in enumerate(read_lines(path), start=1):
        if line.strip():
            try:
                yield _entity(path, number, json.loads(line))
            except json.JSONDecodeError as error:
                raise SourceError(
                    path, number, f"no JSON at column {error.colno} ({error.msg}); mend the line"
                ) from None
            except (InvalidEntity, TypeError, ValueError) as error:
                raise (
                    error if isinstance(error, SourceError) else SourceError(path, number, str(error))
                ) from None


def _entity(path: Path, number: int, record: Any) -> Entity:
    if not isinstance(record, dict):
        raise SourceError(path, number, 'no object; write {"id": …, "kind": …, "label": …, "aliases": […]}')
    aliases = record.get("aliases", [])
    names = [
        *([record["label"]] if record.get("label") else []),
        *(aliases if isinstance(aliases, list) else [aliases]),
    ]
    if not record.get("id") or not names:
        missing = "names" if record.get("id") else "id"
        raise SourceError(path, number, f'no {missing}; give the object "id" and "label" or "aliases"')
    return Entity(
        str(record["id"]),
        str(record.get("kind") or "entity"),
        [_alias(path, number, name, "alias" if i else "label") for i, name in enumerate(names)],
        countries=record.get("countries", []),
        prior=float(record.get("prior", 0)),
        note=str(record.get("note", "")),
    )


def _alias(path: Path, number: int, name: Any, kind: str) -> Alias:
    match name:
        case str():
            return Alias(name, "und", kind, path.name)
        case {"text": str(text)}:
            return Alias(text, str(name.get("language", "und")), str(name.get("kind", kind)), path.name)
    raise SourceError(path, number, f'alias {name!r}; write a text or {{"text": …, "language": …}}')
