"""All places that bear a name, also small ones, which texts mean only beside their region."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gazetteer import Alias, Entity, Gazetteer, UnknownEntity
from gazetteer.regions import is_region, lies_in
from names.text.memory import GazetteerMemory, RecentTable
from names.text.phrase_index import Claim, PhraseIndex

REMEMBERED = 1 << 12  # names, and regions, that are remembered; chosen
PROMINENT = 5.5  # least prior of a place that is known beyond its country; chosen
PLACES = frozenset({"place", "country", "city", "location", "region"})  # kinds of entities that are places
OTHER_KINDS = frozenset({"code", "demonym", "family"})  # kinds of aliases that are no name of a place as it is


class Namesake(NamedTuple):
    """A place and its alias that is written so; the region beside which it is named, if one is, else the place."""

    place: Entity
    alias: Alias
    region: Entity
    is_label: bool


class _PlaceMemory:
    """What was looked up in one gazetteer."""

    def __init__(self) -> None:
        self.places: RecentTable[str, Sequence[Namesake]] = RecentTable(REMEMBERED)
        self.entities: RecentTable[str, Entity | None] = RecentTable(REMEMBERED)


_memories = GazetteerMemory(_PlaceMemory)


class Namesakes:
    """The places of a gazetteer by their names, and regions by their ids."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._index = PhraseIndex(gazetteer)
        self._memory = _memories.of(gazetteer)

    def within(self, names: Iterable[str], regions: Sequence[Entity]) -> list[Namesake]:
        """The places in one of the regions that bear one of these names, folded; the most prominent first.

        Only if none is called so by its label, other aliases count.
        """
        found: dict[str, Namesake] = {}
        for name in names:
            for one in self._places(name):
                region = next((region for region in regions if lies_in(one.place, region)), None)
                if region is not None and (one.place.id not in found or one.is_label):
                    found[one.place.id] = one._replace(region=region)
        by_label = [one for one in found.values() if one.is_label]
        return sorted(by_label or found.values(), key=lambda one: (-one.place.prior, one.place.id))

    def by_label(self, name: str) -> list[Namesake]:
        """The places whose label is this name, folded."""
        return [one for one in self._places(name) if one.is_label]

    def regions(self, name: str) -> tuple[Entity, ...]:
        """The regions and countries that bear a name, folded."""
        return tuple(one.place for one in self._places(name) if is_region(one.place))

    def all(self, name: str, alias_prior: float) -> list[Namesake]:
        """The places that bear a name, folded: by their label, or by another alias those with at least this prior."""
        found: dict[str, Namesake] = {}
        for one in self._places(name):
            if one.is_label or one.place.prior >= alias_prior:
                found.setdefault(one.place.id, one)
        return list(found.values())

    def entity(self, id: str) -> Entity | None:
        """The entity with this id; None if the gazetteer has none."""
        if id not in self._memory.entities:
            try:
                self._memory.entities.keep(id, self._gazetteer.entity(id))
            except UnknownEntity:
                self._memory.entities.keep(id, None)
        return self._memory.entities.get(id)

    def country_name(self, code: str) -> str:
        """The label of the country with this code (ISO 3166-1), or the code, if the gazetteer does not have it."""
        country = self.entity(f"country/{code}")
        return country.label if country is not None else code

    def look_up(self, names: Iterable[str]) -> None:
        """Look up the places that bear these names, folded, at once, before they are asked for one by one."""
        new = [name for name in dict.fromkeys(names) if name not in self._memory.places]
        if not new:
            return
        claims = self._index.claims(name for name in new if self._may_be_known(name))
        borne = {name: [claim for claim in claims.get(name, ()) if _is_of_place(claim)] for name in new}
        entities = iter(self._index.entities([claim.owner for some in borne.values() for claim in some]))
        for name, some in borne.items():
            places = [(next(entities), claim) for claim in some]
            namesakes = [Namesake(place, claim.alias, place, claim.is_label) for place, claim in places]
            self._memory.places.keep(name, tuple(namesakes))

    def _may_be_known(self, name: str) -> bool:
        """Whether a name of several words goes on as one of the gazetteer begins; of one word, always."""
        before, space, _ = name.rpartition(" ")
        return not space or self._index.begins(before)

    def _places(self, name: str) -> Sequence[Namesake]:
        """The places that bear a name, folded."""
        self.look_up([name])
        return self._memory.places.get(name, ())


def _is_of_place(claim: Claim) -> bool:
    return claim.kind in PLACES and claim.alias.kind not in OTHER_KINDS
