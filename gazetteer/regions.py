"""Which country or region a place is in, as far as its fields tell.

An entity has the codes of its countries, but no field for a region within one: its note tells it ("city, Idaho").
"""

from __future__ import annotations

from functools import cache

from gazetteer.entity import Entity

__all__ = ["is_country", "is_region", "lies_in", "situation"]

_COUNTRIES = frozenset({"country", "territory", "historical state"})  # as notes and kinds of entities call them
_REGIONS = frozenset({"department", "governorate", "part", "province", "region", "republic", "state", "territory"})
_BETWEEN = (", ", " in ", " of ")  # what stands in a note between the kind of a place and where it is


def is_country(place: Entity) -> bool:
    """Whether the place is a country or territory, by its kind or the beginning of its note.

    >>> is_country(Entity("country/UA", "place", ["Ukraine"], note="country"))
    True
    """
    return place.kind == "country" or _kind_of_place(place.note) in _COUNTRIES


def is_region(place: Entity) -> bool:
    """Whether the place is a country or a region of one, in which towns are.

    >>> is_region(Entity("country/US-ID", "place", ["Idaho"], note="region, United States"))
    True
    """
    return is_country(place) or place.kind == "region" or _kind_of_place(place.note).split(" ")[-1] in _REGIONS


@cache
def _kind_of_place(note: str) -> str:
    """What a note calls the place: "city" of "city, Idaho"."""
    return min((note.partition(between)[0] for between in _BETWEEN), key=len)


def situation(place: Entity) -> str:
    """The name of the region or country that the place is in, as its note tells it; empty if it tells none.

    >>> situation(Entity("1", "place", ["Moscow"], note="city, Idaho"))
    'Idaho'
    >>> situation(Entity("2", "place", ["Wimereux"], note="town in the United Kingdom"))
    'United Kingdom'
    """
    return _situation(place.note)


@cache
def _situation(note: str) -> str:
    for between in _BETWEEN:
        if name := note.partition(between)[2]:
            return name.removeprefix("the ")
    return ""


def lies_in(place: Entity, region: Entity) -> bool:
    """Whether the place is in the region, or may be: where only the country of a place is known, in any region of it.

    >>> idaho = Entity("country/US-ID", "place", ["Idaho"], countries=["US"], note="region, United States")
    >>> lies_in(Entity("1", "place", ["Moscow"], countries=["US"], note="city, Idaho"), idaho)
    True
    >>> lies_in(Entity("2", "place", ["Athens"], countries=["US"], note="city, Ohio"), idaho)
    False
    """
    if place.id == region.id or not set(place.countries) & set(region.countries):
        return False
    if is_country(region) or situation(place) == region.label:
        return True
    return not is_region(place) and situation(region).endswith(situation(place))  # western Sudan and Sudan
