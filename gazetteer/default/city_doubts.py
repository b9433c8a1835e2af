"""Names of GeoNames that a city has hardly ever: its neighbour's, cut ones, forgotten ones of North America."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gazetteer.default.city_respellings import City, consonants_agree
from gazetteer.sources.scripts import fold_punctuation, language_tag

# ISO 3166-1 codes of countries whose cities GeoNames gives names of farms, post offices and native villages that stood
# there (Zenos, Camp Davidson), and hardly any that are used; and the inhabitants from which cities have others too.
SETTLED_LATE = frozenset({"US", "CA", "AU"})
_WELL_KNOWN = 1_000_000  # chosen
_SHORTEST = 4  # letters of a Latin name; shorter ones must differ from the label in no more than one letter; chosen


def neighbours(cities: Mapping[str, Mapping[str, Any]]) -> Mapping[tuple[str, str], int]:
    """{(country, folded label): inhabitants of the largest city of that label}.

    >>> neighbours({"1": {"countrycode": "IN", "name": "Surat", "population": 5_000_000}})
    {('IN', 'surat'): 5000000}
    """
    largest: dict[tuple[str, str], int] = {}
    for city in cities.values():
        key = city["countrycode"], fold_punctuation(city["name"])
        largest[key] = max(largest.get(key, 0), int(city["population"]))
    return largest


def doubtful(names: Iterable[str], city: City, largest: Mapping[tuple[str, str], int]) -> set[str]:
    """Those of a city's alternate `names` that are better left out; `largest` is what `neighbours` gives.

    >>> names = ["Surat", "Jalalpur", "Jalalpor"]
    >>> sorted(doubtful(names, City("Jalalpore", "IN", 17_000), {("IN", "surat"): 5_000_000}))
    ['Jalalpor', 'Surat']
    >>> sorted(doubtful(["Zenos", "La Mesa", "Mesa City", "Mes", "Meza", "Mesia"], City("Mesa", "US", 470_000), {}))
    ['Mes', 'Zenos']
    """
    label = fold_punctuation(city.label)
    doubted = set()
    for name in names:
        folded = fold_punctuation(name)
        if folded == label:
            continue
        latin = language_tag(name) == "und-Latn"
        if largest.get((city.country, folded), 0) >= max(city.population, 1) or (latin and _is_odd(folded, label, city)):
            doubted.add(name)
    return doubted


def _is_odd(folded: str, label: str, city: City) -> bool:
    if label[:-1] == folded:
        return True  # Lusak, Ajma: cut
    if len(folded) < _SHORTEST and not _differs_in_one(folded, label):
        return True
    forgotten = city.country in SETTLED_LATE and city.population < _WELL_KNOWN
    words = {word for word in label.split() if len(word) >= _SHORTEST}
    return forgotten and not words & set(folded.split()) and not consonants_agree(folded, label)


def _differs_in_one(left: str, right: str) -> bool:
    from rapidfuzz.distance import OSA

    return OSA.distance(left, right, score_cutoff=1) <= 1
