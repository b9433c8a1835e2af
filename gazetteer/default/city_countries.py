"""Sets of countries by how names of their cities are written: ``gazetteer/data/city-countries.tsv``."""

from __future__ import annotations

from functools import cache

from gazetteer.sources.tsv import DATA, read_tsv

COUNTRIES = DATA / "city-countries.tsv"


@cache
def countries_of(name: str) -> frozenset[str]:
    """The ISO 3166-1 codes of the set that has this name.

    >>> "US" in countries_of("settled-late"), "CN" in countries_of("settled-late")
    (True, False)
    """
    return dict(_sets())[name]


@cache
def _sets() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((name, frozenset(codes.split())) for _, (name, codes) in read_tsv(COUNTRIES, ("set", "countries")))
