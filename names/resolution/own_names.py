"""Which aliases of an entity are fit to be compared with a query: its own names, Latin ones, those in its script.

A name in a third script is somebody's transcription, and a query read into it is read twice: that tells less, as it may
meet anything (Иван Петров, 彭丽媛). An entity's own names are in the scripts of its countries
(`data/country-scripts.tsv`); without countries, in those of its label and of the alias after it, where sources write
the native one.
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
        self._of_aliases = np.zeros(gazetteer.alias_count, np.uint64)  # 0: not asked for yet
        self._of_entities = np.zeros(len(gazetteer.priors), np.uint64)  # … of their own names

    def fit(
        self, scripts: Sequence[str], query: NDArray[np.int32], ordinals: NDArray[np.uint32], gazetteer: Gazetteer
    ) -> NDArray[np.bool_]:
        """Whether each alias is no transcription into a third script.

        `query` has the place of each alias's query, `scripts` the script of each query (ISO 15924).
        """
        allowed = np.fromiter(map(_bits_of_query, scripts), np.uint64, len(scripts))
        written = self._alias_scripts(ordinals, gazetteer)
        fits = np.asarray((written & allowed[query]) != 0, np.bool_)
        in_third_script = np.flatnonzero(~fits)
        if len(in_third_script):
            own = self._entity_scripts(gazetteer.owners[ordinals[in_third_script]], gazetteer)
            fits[in_third_script] = (written[in_third_script] & own) != 0
        return fits

    def is_native(self, code: str, entity: int, gazetteer: Gazetteer) -> bool:
        """Whether the script (ISO 15924) is one of those in which the entity's own names are written."""
        own = self._entity_scripts(np.array([entity], np.uint32), gazetteer)
        return bool(int(own[0]) & _bit(code))

    def _alias_scripts(self, ordinals: NDArray[np.uint32], gazetteer: Gazetteer) -> Bits:
        bits = self._of_aliases[ordinals]
        if not bits.all():
            new = np.unique(ordinals[bits == 0])
            self._of_aliases[new] = [_bit(script(text)) for text in gazetteer.alias_texts(new)]
            bits = self._of_aliases[ordinals]
        return bits

    def _entity_scripts(self, ordinals: NDArray[np.uint32], gazetteer: Gazetteer) -> Bits:
        bits = self._of_entities[ordinals]
        if not bits.all():
            new = np.unique(ordinals[bits == 0])
            self._of_entities[new] = [_bits(_own_scripts(entity)) for entity in gazetteer.entities_at(new.tolist())]
            bits = self._of_entities[ordinals]
        return bits


_opened: WeakKeyDictionary[Gazetteer, OwnNames] = WeakKeyDictionary()


def own_names(gazetteer: Gazetteer) -> OwnNames:
    """What is known of the gazetteer's own names, remembered while it is open."""
    known = _opened.get(gazetteer)
    if known is None:
        known = _opened.setdefault(gazetteer, OwnNames(gazetteer))
    return known


_numbers: dict[str, int] = {}  # of the scripts met so far


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


def _own_scripts(entity: Entity) -> set[str]:
    """The scripts in which an entity's own names are written."""
    label = script(entity.label)
    by_country = _country_scripts()
    known = [by_country[country] for country in entity.countries if country in by_country]
    if known:
        return {label, *(code for codes in known for code in codes.split(" "))}
    return {label, *(script(alias.text) for alias in entity.aliases[1:2])}


@cache
def _country_scripts() -> dict[str, str]:
    return mapping("country-scripts.tsv")
