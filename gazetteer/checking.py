"""Reading a whole gazetteer to see what is damaged."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gazetteer.errors import NotAGazetteer
from gazetteer.index import CHUNK, Gazetteer
from gazetteer.storage.columns import Columns
from gazetteer.storage.damage import reading


def damages(gazetteer: Gazetteer) -> list[NotAGazetteer]:
    """All that is wrong with an opened gazetteer, one thing each; empty if it is sound."""
    found: dict[str, NotAGazetteer] = {}
    for step in _steps(gazetteer):
        try:
            step()
        except NotAGazetteer as error:
            found.setdefault(str(error), error)
    return list(found.values())


def _steps(gazetteer: Gazetteer) -> Iterator[Callable[[], object]]:
    """What looks at one part each, and raises `NotAGazetteer`."""
    yield gazetteer.tables.verify
    for segment in gazetteer.segments:
        if isinstance(segment.arrays, Columns):
            yield from segment.arrays.steps()
    yield gazetteer.tables.examine
    yield lambda: gazetteer.tables.removed
    yield lambda: _read_entities(gazetteer)
    yield lambda: _read_forms(gazetteer)


def _read_entities(gazetteer: Gazetteer) -> None:
    with reading(gazetteer.path, "the table of its entities"):
        number = sum(1 for _ in gazetteer)
        if number != len(gazetteer):
            raise ValueError(f"it has {number} rows, not {len(gazetteer)}")


def _read_forms(gazetteer: Gazetteer) -> None:
    for first in range(0, gazetteer.alias_count, CHUNK):
        gazetteer.forms(range(first, min(first + CHUNK, gazetteer.alias_count)))
