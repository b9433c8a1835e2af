"""Which names of an entity are fit to be compared with a query: its own, those in Latin letters, those in its script.

A name in a third script is somebody's transcription, and a query read into it is read twice: that tells less, as it may
meet anything (Иван Петров, 彭丽媛). An entity's own names are in the scripts of its countries
(`data/country-scripts.tsv`); without countries, in those of its label and of the name after it, where sources write the
native one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from gazetteer import Entity, Gazetteer
from names.data.tables import mapping
from names.orthography.script import script

Bits = NDArray[np.uint64]
LAST_BIT = 63  # stands for all scripts that are met when the other bits are taken
SHARED = ("Latn", "Zyyy")  # scripts of aliases that every query is compared with


class OwnNames:
    """The scripts of a gazetteer's aliases, and of its entities' own names, found as they are asked for.

    Scripts are bits of a 64-bit number, so that many aliases are judged at once.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._written = np.zeros(gazetteer.alias_count, np.uint64)  # of each alias; 0: not asked for yet
        self._own = np.zeros(len(gazetteer.priors), np.uint64)  # of each entity

    def fit(
        self, scripts: Sequence[str], query: NDArray[np.int32], ordinals: NDArray[np.uint32], gazetteer: Gazetteer
    ) -> NDArray[np.bool_]:
        """Whether each alias is no transcription beside its query, whose script is `scripts[query]`."""
        allowed = np.fromiter(map(_bits_of_query, scripts), np.uint64, len(scripts))
        written = self._scripts(ordinals, gazetteer)
        fits = np.asarray((written & allowed[query]) != 0, np.bool_)
        others = np.flatnonzero(~fits)
        if len(others):
            owners = gazetteer.owners[ordinals[others]]
            fits[others] = (written[others] & self._scripts_of_entities(owners, gazetteer)) != 0
        return fits

    def is_native(self, code: str, owner: int, gazetteer: Gazetteer) -> bool:
        """Whether the script is one of those in which the entity's own names are written."""
        own = self._scripts_of_entities(np.array([owner], np.uint32), gazetteer)
        return bool(int(own[0]) & _bit(code))

    def _scripts(self, ordinals: NDArray[np.uint32], gazetteer: Gazetteer) -> Bits:
        found = self._written[ordinals]
        if not found.all():
            new = np.unique(ordinals[found == 0])
            self._written[new] = [_bit(script(text)) for text in gazetteer.alias_texts(new)]
            found = self._written[ordinals]
        return found

    def _scripts_of_entities(self, owners: NDArray[np.uint32], gazetteer: Gazetteer) -> Bits:
        found = self._own[owners]
        new = np.unique(owners[found == 0])
        if len(new):
            self._own[new] = [_bits(_own_scripts(entity)) for entity in gazetteer.entities_at(new.tolist())]
            found = self._own[owners]
        return found


def own_names(gazetteer: Gazetteer) -> OwnNames:
    """What is known of the gazetteer's own names, remembered while it is open."""
    known = _opened.get(gazetteer)
    if known is None:
        known = _opened.setdefault(gazetteer, OwnNames(gazetteer))
    return known


_opened: WeakKeyDictionary[Gazetteer, OwnNames] = WeakKeyDictionary()
_numbers: dict[str, int] = {}


def _bit(code: str) -> int:
    return 1 << min(LAST_BIT, _numbers.setdefault(code, len(_numbers)))


def _bits(scripts: Iterable[str]) -> int:
    bits = 0
    for code in scripts:
        bits |= _bit(code)
    return bits


@cache
def _bits_of_query(code: str) -> int:
    return _bits((*SHARED, code))


def _own_scripts(entity: Entity) -> set[str]:
    label = script(entity.label)
    known = [_country_scripts()[country] for country in entity.countries if country in _country_scripts()]
    if known:
        return {label, *(code for scripts in known for code in scripts.split(" "))}
    return {label, *(script(alias.text) for alias in entity.aliases[1:2])}


@cache
def _country_scripts() -> dict[str, str]:
    return mapping("country-scripts.tsv")
