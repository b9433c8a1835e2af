"""Several gazetteers as one: they stay as they are, in their files, and what is searched is all of them.

Entities keep their ids; of entities with the same id, that of the last gazetteer stands.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from gazetteer.errors import KeyMismatch
from gazetteer.index import Gazetteer
from gazetteer.storage.joined_tables import JoinedTables
from gazetteer.storage.segment import Segment
from gazetteer.storage.tables import Tables

__all__ = ["layered"]


def layered(gazetteers: Sequence[Gazetteer], hidden: Collection[str] = ()) -> Gazetteer:
    """The gazetteers as one, the later over the earlier; without the entities with the ids in `hidden`.

    It shares their files: closing it closes them. They must have been opened whole (see `Gazetteer.within`) and have
    the same keys: raises `KeyMismatch` for files; those in memory are made by the caller.

    >>> from functools import partial
    >>> from gazetteer import Entity, Keys, Ragged, build
    >>> def keys(aliases):
    ...     return Keys({"length": Ragged.of([[len(alias.text)] for alias in aliases])}, [""] * len(aliases))
    >>> made = partial(build, keys=keys, key_version="1")
    >>> known = made([Entity("1", "place", ["Kiev"]), Entity("2", "place", ["Minsk"])])
    >>> [(entity.id, entity.label) for entity in layered([known, made([Entity("1", "place", ["Kyiv"])])])]
    [('2', 'Minsk'), ('1', 'Kyiv')]
    """
    if len(gazetteers) == 1 and not hidden:
        return gazetteers[0]
    stored = [gazetteer for gazetteer in gazetteers if gazetteer.path is not None]
    for other in stored[1:]:
        if other.info["key_version"] != stored[0].info["key_version"]:
            raise KeyMismatch(str(other.path), other.info["key_version"], stored[0].info["key_version"])
    tables = JoinedTables([part for gazetteer in gazetteers for part in _parts(gazetteer)], hidden)
    segments: list[Segment] = []
    entities = aliases = 0
    for number, gazetteer in enumerate(gazetteers):
        codes = tables.codes(number)
        segments += [
            segment.moved(entities + segment.first_entity, aliases + segment.first_alias, codes)
            for segment in gazetteer.segments
        ]
        entities, aliases = tables.starts[number + 1], aliases + gazetteer.alias_count
    return Gazetteer(tables, segments, tables.starts[:-1])


def _parts(gazetteer: Gazetteer) -> list[Tables]:
    tables = gazetteer.tables
    assert isinstance(tables, Tables), "layers of layers are not needed"
    return [tables]
