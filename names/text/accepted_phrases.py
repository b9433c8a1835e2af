"""Spellings of entities that persons accepted, as phrases that a text may have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from gazetteer import Alias, Gazetteer
from names.parsing.pieces import cut
from names.resolution.acceptances import DECIDED
from names.resolution.keys import beginning_key, beginnings, phrase_key

__all__ = ["AcceptedPhrases"]


class _Accepted(NamedTuple):
    """The ordinal of an entity, and the spelling that means it."""

    owner: int
    alias: Alias


class AcceptedPhrases:
    """The accepted spellings of the entities of a gazetteer, by the keys of their phrases.

    >>> from gazetteer import Entity
    >>> from names import build_gazetteer
    >>> AcceptedPhrases(build_gazetteer([Entity("m", "place", ["Minsk"])])).begins(beginning_key("new"))
    False
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        rulings = gazetteer.decisions.accepted_forms.values() if gazetteer.decisions is not None else ()
        self._by_key: dict[int, list[_Accepted]] = {}
        self._beginnings: set[int] = set()
        for ruling in rulings:
            phrase, _ = cut(ruling.decision.spelling)
            owner = gazetteer.ordinal(ruling.entity)
            if owner is not None and phrase:
                alias = Alias(ruling.decision.spelling, source=DECIDED)
                self._by_key.setdefault(phrase_key(phrase), []).append(_Accepted(owner, alias))
                self._beginnings.update(map(beginning_key, beginnings(phrase)))

    def begins(self, key: int) -> bool:
        """Whether a longer accepted phrase begins with the words that have this `beginning_key`."""
        return key in self._beginnings

    def under(self, keys: Iterable[int]) -> list[tuple[int, int, Alias]]:
        """What is accepted under these keys: the place of the key, the ordinal of the entity, and the alias."""
        if not self._by_key:  # as mostly
            return []
        found = ((place, self._by_key.get(key, ())) for place, key in enumerate(keys))
        return [(place, one.owner, one.alias) for place, several in found for one in several]
