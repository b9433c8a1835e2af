"""Names of GeoNames that a city has hardly ever: its neighbour's, cut ones, forgotten ones of North America."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from gazetteer.default.city_countries import countries_of
from gazetteer.default.city_labels import usual_label
from gazetteer.default.city_respellings import City, consonants_agree
from gazetteer.sources.scripts import fold_punctuation, language_tag
from gazetteer.sources.tsv import DATA, read_tsv

REGIONS, REFUSED = DATA / "subdivisions.tsv", DATA / "city-names-refused.tsv"
_FOREIGN = re.compile(r"[kK]h|[zZ]h|[sS]hch|[a-bd-z]'[a-z]")
# Inhabitants from which American cities have other names than those of farms that stood there; chosen.
_WELL_KNOWN = 1_000_000
_LARGE_ENOUGH = 100_000  # inhabitants of a city whose name is no other's in the same country; chosen
_AKIN = 0.66  # least similarity of the consonants of a name and the label, if they share no word; chosen
_SHORTEST = 4  # letters of a Latin name; shorter ones must differ from the label in no more than one letter; chosen


def namesakes(cities: Mapping[str, Mapping[str, Any]]) -> Mapping[tuple[str, str], int]:
    """{(country, folded label): inhabitants of the largest city of that label}, and the same for "" as all countries.

    >>> namesakes({"1": {"countrycode": "IN", "name": "Surat", "population": 5_000_000}})
    {('IN', 'surat'): 5000000, ('', 'surat'): 5000000}
    """
    largest: dict[tuple[str, str], int] = {}
    for key, city in cities.items():
        usual = usual_label(key, city["name"], city["countrycode"])
        for label in dict.fromkeys(map(fold_punctuation, (city["name"], usual))):
            for country in (city["countrycode"], ""):
                largest[country, label] = max(largest.get((country, label), 0), int(city["population"]))
    return largest


def doubtful(names: Iterable[str], city: City, largest: Mapping[tuple[str, str], int]) -> set[str]:
    """Those of a city's alternate `names` that are better left out; `largest` is what `namesakes` gives.

    >>> largest = {("IN", "surat"): 5_000_000, ("", "alexandria"): 5_000_000}
    >>> sorted(doubtful(["Surat", "Alexandria", "Jalalpur"], City("Jalalpore", "IN", 17_000), largest))
    ['Alexandria', 'Surat']
    >>> sorted(doubtful(["Zenos", "La Mesa", "Mesa City", "Mes", "Mesia"], City("Mesa", "US", 470_000), {}))
    ['Mes', 'Zenos']
    """
    label = fold_punctuation(city.label)
    regions = regions_of(city.country)
    regions = frozenset() if label in regions else regions
    doubted = set()
    for name in names:
        folded = fold_punctuation(name)
        if folded != label and (
            folded in regions
            or largest.get((city.country, folded), 0) >= max(city.population, 1)
            or (_is_known(folded, city, largest) and not _is_akin(folded, label))
            or (language_tag(name) == "und-Latn" and (_is_odd(folded, label, city) or _is_foreign(name, city)))
        ):
            doubted.add(name)
    return doubted


@cache
def refused_names() -> Mapping[str, frozenset[str]]:
    """{GeoNames id: alternate names that are not this city's}, which readers found among those that all rules let pass.

    >>> "Kievom" in refused_names()["703448"], "Kiev" in refused_names()["703448"]
    (True, False)
    """
    return {key: frozenset(names.split(" | ")) for _, (key, _, names) in read_tsv(REFUSED, ("id", "label", "names"))}


def regions_of(country: str) -> frozenset[str]:
    """The folded names of the subdivisions of a country, which do not have the bare names of their towns.

    >>> "bahia" in regions_of("BR"), "rio de janeiro" in regions_of("BR")
    (True, False)
    """
    return _regions().get(country, frozenset[str]())


def _is_known(folded: str, city: City, largest: Mapping[tuple[str, str], int]) -> bool:
    """Whether a name is that of a larger city anywhere, or of a large one in the same country (Victoria, Hong Kong)."""
    return largest.get(("", folded), 0) > city.population or largest.get((city.country, folded), 0) >= _LARGE_ENOUGH


@cache
def _regions() -> dict[str, frozenset[str]]:
    """{country: folded names of its subdivisions}."""
    names: dict[str, set[str]] = {}
    for _, (code, label, items) in read_tsv(REGIONS, ("code", "label", "names")):
        texts = [label, *(item.split(" ", 1)[1] for item in items.split(" | ") if item)]
        names.setdefault(code[:2], set()).update(map(fold_punctuation, texts))
    return {country: frozenset(folded) for country, folded in names.items()}


def _is_odd(folded: str, label: str, city: City) -> bool:
    if label[:-1] == folded:
        return True  # Lusak, Ajma: cut
    if len(folded) < _SHORTEST and not _differs_in_one(folded, label):
        return True
    return (
        city.country in countries_of("settled-late") and city.population < _WELL_KNOWN and not _is_akin(folded, label)
    )


def _is_foreign(name: str, city: City) -> bool:
    """Whether a name has letters as nobody writes them in the city's country: Vzhes'nya, Dzhehkson.

    >>> [_is_foreign(name, City("Jackson", "US", 150_000)) for name in ("Dzhekson", "Jack'son", "Jacksonn")]
    [True, True, False]
    """
    if city.country in countries_of("romanized"):
        return False
    return any(found.group().lower() not in city.label.lower() for found in _FOREIGN.finditer(name))


def _is_akin(folded: str, label: str) -> bool:
    """Whether a folded name has a longer word of the label, or may be another spelling of it."""
    words = {word for word in label.split() if len(word) >= _SHORTEST}
    return bool(words & set(folded.split())) or consonants_agree(folded, label, _AKIN)


def _differs_in_one(left: str, right: str) -> bool:
    from rapidfuzz.distance import OSA

    return OSA.distance(left, right, score_cutoff=1) <= 1
