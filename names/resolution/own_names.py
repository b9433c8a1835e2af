"""Tell the aliases of an entity that are transcriptions into a third script from those that are fit to be compared.

Fit are the entity's own names, Latin ones, and those in the script of the query. An alias in a third script is a
transcription; a query that is compared with it is in effect transcribed twice, and may resemble anything (Иван Петров,
彭丽媛). If the query is in a native script of the entity, it is not compared with transcriptions at all: Bobby Al is
not the Canadian Bobby Orr, although 博比·奥尔 may be read so.

The native scripts of an entity are those of its countries (`data/country-scripts.tsv`). Its own names are in these, and
in the script of its label; without countries, in the scripts of its label and the next alias, where sources have the
native name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from gazetteer import Entity, Gazetteer
from names.data.tables import mapping
from names.orthography.script import script

Bits = NDArray[np.uint64]
Bools = NDArray[np.bool_]
LAST_BIT = 63  # the bit of all scripts that come after the first 63
SHARED = ("Latn", "Zyyy")  # aliases in these scripts are fit for every query


class Standing(NamedTuple):
    """What several aliases are to the queries that they are to be compared with, as parallel columns."""

    transcribed: NDArray[np.bool_]  # whether it is a transcription into a third script
    needless: NDArray[np.bool_]  # whether it is one, and the query is in a native script of the entity


class OwnNames:
    """The scripts of a gazetteer's aliases, and of its entities' own names, computed when they are needed.

    Sets of scripts are 64-bit numbers with a bit for each script, so that many aliases are checked at once.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._of_aliases = np.zeros(gazetteer.alias_count, np.uint64)  # script of each alias; 0: not computed yet
        # Of each entity the scripts of its own names, and its native scripts; 0: not computed yet.
        self._of_entities = np.zeros((len(gazetteer.priors), 2), np.uint64)

    def standing(
        self, scripts: Sequence[str], query: NDArray[np.int32], ordinals: NDArray[np.uint32], gazetteer: Gazetteer
    ) -> Standing:
        """What each alias is to its query.

        `scripts` has the script of each query (ISO 15924), `query` the position of the query of each alias.
        """
        allowed = np.fromiter(map(_bits_of_query, scripts), np.uint64, len(scripts))
        written = self._alias_scripts(ordinals, gazetteer)
        transcribed = np.asarray((written & allowed[query]) == 0, np.bool_)
        needless = np.zeros(len(ordinals), np.bool_)
        foreign = np.flatnonzero(transcribed)
        if len(foreign):
            asked = np.fromiter(map(_bit, scripts), np.uint64, len(scripts))
            own, native = self._entity_scripts(gazetteer.owners[ordinals[foreign]], gazetteer)
            transcribed[foreign] = (written[foreign] & own) == 0
            needless[foreign] = transcribed[foreign] & ((asked[query[foreign]] & native) != 0)
        return Standing(transcribed, needless)

    def are_written(self, code: str, ordinals: NDArray[np.uint32], gazetteer: Gazetteer) -> Bools:
        """Which aliases are written in a script (ISO 15924), or in one that is fit for every query."""
        return np.asarray((self._alias_scripts(ordinals, gazetteer) & np.uint64(_bits_of_query(code))) != 0, np.bool_)

    def is_native(self, code: str, entity: int, gazetteer: Gazetteer) -> bool:
        """Whether the script (ISO 15924) is one of those in which the entity's own names are written."""
        own, _ = self._entity_scripts(np.array([entity], np.uint32), gazetteer)
        return bool(int(own[0]) & _bit(code))

    def _alias_scripts(self, ordinals: NDArray[np.uint32], gazetteer: Gazetteer) -> Bits:
        bits = self._of_aliases[ordinals]
        if not bits.all():
            new = np.unique(ordinals[bits == 0])
            self._of_aliases[new] = [_bit(script(text)) for text in gazetteer.alias_texts(new)]
            bits = self._of_aliases[ordinals]
        return bits

    def _entity_scripts(self, ordinals: NDArray[np.uint32], gazetteer: Gazetteer) -> tuple[Bits, Bits]:
        """The scripts of the own names of each entity, and its native scripts."""
        bits = self._of_entities[ordinals]
        if not bits[:, 0].all():
            new = np.unique(ordinals[bits[:, 0] == 0])
            for ordinal, entity in zip(new.tolist(), gazetteer.entities_at(new.tolist()), strict=True):
                native = _native_scripts(entity)
                self._of_entities[ordinal] = _bits(_own_scripts(entity, native)), _bits(native)
            bits = self._of_entities[ordinals]
        return bits[:, 0], bits[:, 1]


_opened: WeakKeyDictionary[Gazetteer, OwnNames] = WeakKeyDictionary()


def own_names(gazetteer: Gazetteer) -> OwnNames:
    """The `OwnNames` of a gazetteer, which are kept as long as the gazetteer."""
    known = _opened.get(gazetteer)
    if known is None:
        known = _opened.setdefault(gazetteer, OwnNames(gazetteer))
    return known


_numbers: dict[str, int] = {}  # the number of each script so far


def _bit(code: str) -> int:
    return 1 << min(LAST_BIT, _numbers.setdefault(code, len(_numbers)))


def _bits(codes: Iterable[str]) -> int:
    bits = 0
    for code in codes:
        bits |= _bit(code)
    return bits


@cache
def _bits_of_query(code: str) -> int:
    return _bits((*SHARED, code))


def _native_scripts(entity: Entity) -> set[str]:
    """The scripts of the entity's countries; none if it has no country whose scripts are known."""
    by_country = _country_scripts()
    return {code for country in entity.countries for code in by_country.get(country, "").split()}


def _own_scripts(entity: Entity, native: set[str]) -> set[str]:
    """The scripts in which an entity's own names are written."""
    label = script(entity.label)
    return {label, *native} if native else {label, *(script(alias.text) for alias in entity.aliases[1:2])}


@cache
def _country_scripts() -> dict[str, str]:
    return mapping("country-scripts.tsv")
