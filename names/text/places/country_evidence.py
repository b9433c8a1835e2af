"""Which countries a text is about, as evidence for which place is meant: by its other names and its language.

The probability that a text names a place of a country is a mixture of what its other names tell and of what texts in
its language usually name; the same holds of the regions of a country. Evidence is log10 of this probability over the
usual one, in the unit of priors.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from gazetteer import Entity
from gazetteer.regions import is_country, is_region, situation
from names.caching import cached
from names.data.tables import rows

# These numbers are chosen.
ELSEWHERE = 0.004  # share of the places of texts that are in a country without a row in the table
REGION = 0.03  # share of the places of a country that are in one region of it
USUAL = 1.5  # weight of what is usual, in places
MOST = 12.0  # greatest weight of what a text names, in places, so that some doubt remains
BY_LANGUAGE = 0.5  # how far the language of a text tells its countries
OF_PLACE = 1.0  # weight of a town or region
OF_COUNTRY = 0.3  # weight of a country, which texts from anywhere name
OF_OTHER = 0.4  # weight of a person or organisation
OF_SIBLING = 20.0  # by how much likelier a region is meant, for each other region of its country
OF_OFFICE = 1.5  # evidence for a place by somebody who has an office there, log10
HOME = 0.1  # least share of the places of texts in a language that are in a country where it is at home
ANY_LANGUAGE = "mul"


class _Told(NamedTuple):
    """What one entity tells: that a text is about these countries, and a region of them."""

    countries: tuple[str, ...]
    region: str  # the region that it is in, or is
    is_region: bool
    weight: float
    probability: float  # that it is meant


class CountryEvidence:
    """The countries and regions of the entities that a text names, and those that texts in its languages usually name.

    `named` are entities, each with the probability that it is meant. `country_name` gives the name of a country by its
    code, as notes of entities write it.

    >>> boise = Entity("1", "place", ["Boise"], countries=["US"], note="city, Idaho")
    >>> idahoan = Entity("2", "place", ["Moscow"], countries=["US"], note="city, Idaho")
    >>> russian = Entity("3", "place", ["Moscow"], countries=["RU"], note="city, Russia")
    >>> evidence = CountryEvidence([(boise, 1.0)], frozenset(), {"US": "United States", "RU": "Russia"}.__getitem__)
    >>> evidence.of(idahoan) > 1 > 0 > evidence.of(russian)
    True
    """

    def __init__(
        self,
        named: Iterable[tuple[Entity, float]],
        languages: frozenset[str],
        country_name: Callable[[str], str],
    ) -> None:
        self._usual = _shares(languages)
        self._country_name = country_name
        self._told: dict[str, _Told] = {}  # by id
        self._offices: set[tuple[str, str]] = set()  # countries and descriptions of persons and organisations
        self._countries: dict[str, float] = defaultdict(float)  # weights by country
        self._regions: dict[tuple[str, str], float] = defaultdict(float)  # weights by country and region
        self._subdivisions: dict[str, float] = defaultdict(float)  # weights of regions by country
        for entity, probability in named:
            if entity.countries and (entity.id not in self._told or self._told[entity.id].probability < probability):
                self._tell(entity, probability)

    def _tell(self, entity: Entity, probability: float) -> None:
        """Count an entity, which may be counted already with less probability."""
        if entity.id in self._told:
            self._count(self._told[entity.id], -1)
        region = self._region(entity, entity.countries[0]) if entity.kind == "place" else ""
        if entity.kind != "place":
            self._offices.update((country, entity.description) for country in entity.countries)
        weight = OF_OTHER if entity.kind != "place" else OF_COUNTRY if is_country(entity) else OF_PLACE
        told = _Told(entity.countries, region, bool(region) and is_region(entity), weight, probability)
        self._told[entity.id] = told
        self._count(told, 1)

    def of(self, place: Entity, without: Iterable[str] = ()) -> float:
        """The evidence for a place, log10; 0 if its country is unknown. `without`: ids that do not count."""
        left_out = [self._told[id] for id in without if id in self._told]
        for told in left_out:
            self._count(told, -1)
        evidence = max((self._of_country(country, place) for country in place.countries), default=0.0)
        evidence += OF_OFFICE * self.has_office_in(place)
        for told in left_out:
            self._count(told, 1)
        return evidence

    def has_office_in(self, place: Entity) -> bool:
        """Whether somebody whom the text names has an office there, such as the governor of Georgia."""
        named = re.compile(rf"\b{re.escape(place.label)}\b")
        return any(country in place.countries and named.search(office) for country, office in self._offices)

    def names(self, country: str) -> bool:
        """Whether the text names an entity of a country."""
        return self._countries.get(country, 0.0) > 0

    def _count(self, told: _Told, sign: int) -> None:
        weight = sign * told.weight * told.probability / len(told.countries)
        for country in told.countries:
            self._countries[country] += weight
            if told.region:
                self._regions[country, told.region] += weight
            if told.is_region:
                self._subdivisions[country] += weight

    def _of_country(self, country: str, place: Entity) -> float:
        """The evidence for a place as one of this country, and of its region there."""
        total = max(sum(self._countries.values()), 0.0)
        scale = min(1.0, MOST / total) if total > 0 else 1.0
        told = max(self._countries.get(country, 0.0), 0.0) * scale + USUAL * self._usual.get(country, ELSEWHERE)
        share = told / (total * scale + USUAL)
        evidence = math.log10(share / _shares(frozenset()).get(country, ELSEWHERE))
        region = self._region(place, country)
        if not region:
            return evidence
        if is_region(place):  # texts name several regions of one country together
            siblings = max(self._subdivisions.get(country, 0.0), 0.0)
            return evidence + max(self._of_region(country, region), math.log10(1 + OF_SIBLING * siblings))
        return evidence + self._of_region(country, region)

    def _of_region(self, country: str, region: str) -> float:
        total = sum(weight for (its_country, _), weight in self._regions.items() if its_country == country)
        share = (max(self._regions.get((country, region), 0.0), 0.0) + USUAL * REGION) / (total + USUAL)
        return math.log10(share / REGION)

    def _region(self, place: Entity, country: str) -> str:
        """The name of the region that a place is in, or is; empty if only its country is known."""
        name = "" if is_country(place) else place.label if is_region(place) else situation(place)
        return "" if name.startswith(self._country_name(country)) else name


@cached(64)
def home_countries(languages: frozenset[str]) -> frozenset[str]:
    """The countries where the languages of a text are at home, as far as the table of attention has them.

    >>> sorted(home_countries(frozenset({"sl"}))), sorted(home_countries(frozenset({"en"})))
    (['SI'], [])
    """
    shares = [_table().get(language, {}) for language in languages]
    return frozenset(country for table in shares for country, share in table.items() if share >= HOME)


@cached(64)
def _shares(languages: frozenset[str]) -> Mapping[str, float]:
    """The usual share of each country among the places of texts in one of these languages, or in any."""
    usual = _table()[ANY_LANGUAGE]
    told = [_table()[language] for language in languages if language in _table()]
    if not told:
        return usual
    shares = {country: (1 - BY_LANGUAGE) * share for country, share in usual.items()}
    for table in told:
        for country, share in table.items():
            others = shares.get(country, (1 - BY_LANGUAGE) * ELSEWHERE)
            shares[country] = others + BY_LANGUAGE * share / len(told)
    return shares


@cache
def _table() -> Mapping[str, Mapping[str, float]]:
    """The shares of countries, by language."""
    table: dict[str, dict[str, float]] = {}
    for language, country, share in rows("country-attention.tsv"):
        table.setdefault(language, {})[country] = float(share)
    return table
