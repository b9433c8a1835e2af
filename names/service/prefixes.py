"""Find entities by the beginning of a name or of a word in it, as somebody types it.

For each segment of a gazetteer the folded names are kept as bytes, one after the other, with the places in them where a
word begins, sorted by what follows there. They are kept in runs of some thousand names: a run is made in short steps,
so that others can be answered meanwhile, and a look-up searches each run. The names of the embedded gazetteer take 17
MB and are read in 3 s; a look-up takes a few milliseconds.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gazetteer import Gazetteer
from gazetteer.entity import DEMONYM
from gazetteer.sources.identifiers import identifier
from gazetteer.storage.segment import Segment
from names.orthography.normalization import fold

__all__ = ["Beginning", "PrefixIndex", "entities_beginning"]

RUN = 1 << 15  # names of a run; chosen
STEP = 1 << 12  # names that are read in one step, in some 15 ms; chosen
LONGEST = 200  # characters of a name that are kept; chosen
SORTED = 16  # bytes by which the places of a run are sorted; chosen
END, SPACE = b"\xff", 0x20  # between names, and between words; no byte of UTF-8 is the former
_BETWEEN_WORDS = str.maketrans(dict.fromkeys('-_/.,;·・‧&()"', " "))

# How well an entity fits a prefix, best first. All others do not fit.
IS_ID, IS_NAME, BEGINS_NAME, BEGINS_WORD, BEGINS_FAR_NAME, BEGINS_ID, OTHER = range(7)
FAR = frozenset({"exonym", DEMONYM})  # kinds of names in languages that are seldom typed

Positions = NDArray[np.uint32]


class Beginning(NamedTuple):
    """The ordinals of some of the entities that a prefix fits, best first, and how many there are."""

    ordinals: list[int]
    total: int


class _NameRun(NamedTuple):
    """Consecutive names of a segment."""

    first: int  # the ordinal of the first name within the segment
    data: bytes  # the folded names, each with END behind it
    starts: Positions  # where each name begins
    places: Positions  # where words begin, sorted by the SORTED bytes from there on

    @classmethod
    def of(cls, first: int, folded: Sequence[bytes]) -> _NameRun:
        data = b"".join(name + END for name in folded)
        letters = np.frombuffer(data + bytes(SORTED), np.uint8)
        ends = np.flatnonzero(letters == END[0])
        starts = np.concatenate([[0], ends + 1])[:-1]
        places = np.union1d(starts, np.flatnonzero(letters[: len(data)] == SPACE) + 1)
        places = places[letters[places] != END[0]]
        heads = letters[places[:, None] + np.arange(SORTED)].view(">u8")
        order = np.lexsort((heads[:, 1], heads[:, 0])) if len(places) else places
        return cls(first, data, starts.astype(np.uint32), places[order].astype(np.uint32))

    def beginning(self, prefix: bytes) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """The ordinals, within the segment, of the names that the prefix fits, and how well."""
        head, size, data = prefix[:SORTED], len(prefix), self.data

        def letters(place: Any) -> bytes:
            return data[place : place + len(head)]

        low, high = bisect_left(self.places, head, key=letters), bisect_right(self.places, head, key=letters)
        places = self.places[low:high]
        if size > SORTED:
            kept = [data.startswith(prefix, place) for place in places.tolist()]
            places = places[np.array(kept, np.bool_)]
        names = np.searchsorted(self.starts, places, "right") - 1
        begins_name = self.starts[names] == places
        is_whole = begins_name & (np.frombuffer(data, np.uint8)[places + size] == END[0])
        fits = np.where(is_whole, IS_NAME, np.where(begins_name, BEGINS_NAME, BEGINS_WORD)).astype(np.uint8)
        return names + self.first, fits


class PrefixIndex:
    """The names of a gazetteer, and of the same gazetteer after further decisions, in order of the alphabet.

    Use it from one thread. `prepared` reads what is not read yet; `find` does so itself, if it has to.

    >>> from gazetteer import Entity
    >>> from names.resolution.resolver import build_gazetteer
    >>> towns = build_gazetteer([Entity("b", "place", ["Bishkek", "Бишкек"]), Entity("l", "place", ["Nizhny Biš"])])
    >>> PrefixIndex().find(towns, "BIŠ"), PrefixIndex().find(towns, "биш")
    (Beginning(ordinals=[0, 1], total=2), Beginning(ordinals=[0], total=1))
    """

    def __init__(self) -> None:
        # By the identity of the array of the names, which is kept with it: segments are made anew by decisions.
        self._read: dict[int, tuple[NDArray[Any], list[_NameRun]]] = {}
        self._reading: dict[int, Iterator[None]] = {}

    def prepared(self, gazetteer: Gazetteer) -> Iterator[None]:
        """Read the names that are not read yet, in steps of some 20 ms; several callers may take turns."""
        wanted = {id(segment.texts.data): segment for segment in gazetteer.segments}
        self._read = {key: read for key, read in self._read.items() if key in wanted}
        self._reading = {key: reading for key, reading in self._reading.items() if key in wanted}
        for key, segment in wanted.items():
            while key not in self._read:
                reading = self._reading.setdefault(key, self._steps(key, segment))
                if next(reading, self) is self:  # it is at its end
                    self._reading.pop(key, None)
                yield

    def _steps(self, key: int, segment: Segment) -> Iterator[None]:
        runs: list[_NameRun] = []
        for first in range(0, len(segment), RUN):
            folded: list[bytes] = []
            for start in range(first, min(first + RUN, len(segment)), STEP):
                numbers = np.arange(start, min(start + STEP, first + RUN, len(segment)))
                folded += [_searched(text[:LONGEST]) for text in segment.texts.take(numbers)]
                yield
            runs.append(_NameRun.of(first, folded))
            yield
        self._read[key] = segment.texts.data, runs

    def find(
        self, gazetteer: Gazetteer, prefix: str, kinds: Collection[str] = (), offset: int = 0, limit: int = 50
    ) -> Beginning:
        """The entities with a name or id that begins with the prefix, or has a word that does, from `offset` on.

        First stands the entity with this id, here or elsewhere ("wikidata:Q1899"), then those with exactly this name,
        then those with a name that begins so, then those with such a word, then those of which an exonym or demonym
        does, last those with an id that begins so; each in order of prominence. Without a prefix, all entities fit.
        Case and marks do not count. With `kinds`, only entities of these are found.
        """
        for _ in self.prepared(gazetteer):
            pass
        fits = self._fits(gazetteer, prefix)
        fits[gazetteer.tables.removed] = OTHER
        if kinds:
            known = gazetteer.kinds("entity")
            fits[~np.isin(gazetteer.entity_kinds, [known.index(kind) for kind in kinds if kind in known])] = OTHER
        found = np.flatnonzero(fits < OTHER)
        order = np.lexsort((-gazetteer.priors[found], fits[found]))[offset : offset + limit]
        return Beginning(found[order].tolist(), len(found))

    def _fits(self, gazetteer: Gazetteer, prefix: str) -> NDArray[np.uint8]:
        """How well each entity fits."""
        fits = np.full(len(gazetteer.priors), OTHER, np.uint8)
        searched = _searched(prefix)
        if not prefix.strip():
            fits[:] = BEGINS_NAME
            return fits
        fits[gazetteer.ordinals_from(prefix)] = BEGINS_ID
        are_far = np.array([kind in FAR for kind in gazetteer.kinds("alias")], np.bool_)
        for segment in gazetteer.segments if searched else ():
            for run in self._read[id(segment.texts.data)][1]:
                names, each = run.beginning(searched)
                aliases = names + segment.first_alias
                each[are_far[gazetteer.alias_kinds[aliases]] & (each != IS_NAME)] = BEGINS_FAR_NAME
                np.minimum.at(fits, gazetteer.owners[aliases], each)
        for id_ in _identified(prefix, gazetteer):
            fits[gazetteer.ordinal(id_)] = IS_ID
        return fits


def _identified(id: str, gazetteer: Gazetteer) -> list[str]:
    """The ids of the entities that have this id, here or elsewhere."""
    own = [id] if gazetteer.ordinal(id) is not None else []
    return own + [entity.id for entity in gazetteer.entities_identified(identifier(id))]


def _searched(text: str) -> bytes:
    """The text as it is searched: folded, with single spaces between its words."""
    words = fold(text).translate(_BETWEEN_WORDS).split()
    return " ".join(words).encode("utf-8", "surrogatepass")


@cache
def _index() -> PrefixIndex:
    """The index of this process."""
    return PrefixIndex()


def entities_beginning(
    prefix: str, kinds: Collection[str], offset: int, limit: int, gazetteer: Gazetteer
) -> Iterator[Beginning | None]:
    """What `PrefixIndex.find` gives, at last; before it, None after each step of reading names for the first time."""
    for _ in _index().prepared(gazetteer):
        yield None
    yield _index().find(gazetteer, prefix, kinds, offset, limit)
