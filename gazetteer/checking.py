"""Check a whole gazetteer for damage."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gazetteer.errors import NotAGazetteer
from gazetteer.index import Gazetteer
from gazetteer.storage.columns import Columns
from gazetteer.storage.damage import reading
from gazetteer.storage.entity_table import CHUNK


def damages(gazetteer: Gazetteer) -> list[NotAGazetteer]:
    """The damage found in an opened gazetteer, as errors that are not raised; empty if there is none.

    >>> from gazetteer import Entity, Keys, Ragged, build
    >>> def keys(aliases):
    ...     return Keys({"length": Ragged.of([[len(alias.text)] for alias in aliases])}, [""] * len(aliases))
    >>> damages(build([Entity("1", "place", ["Kyiv"])], keys=keys, key_version="1"))
    []
    """
    errors: dict[str, NotAGazetteer] = {}
    for check in _checks(gazetteer):
        try:
            check()
        except NotAGazetteer as error:
            errors.setdefault(str(error), error)
    return list(errors.values())


def _checks(gazetteer: Gazetteer) -> Iterator[Callable[[], object]]:
    """Functions that check one part each and raise `NotAGazetteer` if it is damaged."""
    yield gazetteer.tables.verify
    for segment in gazetteer.segments:
        if isinstance(segment.arrays, Columns):  # arrays in memory need no check
            yield from segment.arrays.checks()
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
