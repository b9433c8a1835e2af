"""The codes of countries that are written in any way: as a code, or as a name in one of many languages."""

from __future__ import annotations

from functools import cache

import numpy as np

from gazetteer import Gazetteer, UnknownEntity
from names.caching import cached_texts
from names.parsing.lexicon import fold_phrase
from names.resolution.keys import phrase_key
from names.resolution.resolver import open_gazetteer

__all__ = ["PREFIX", "country_code", "country_name"]

PREFIX = "country/"  # of the ids that countries have in the embedded gazetteer


@cache
def _countries() -> Gazetteer:
    return open_gazetteer(decided=False)


@cached_texts(1 << 12)
def country_code(country: str) -> str:
    """The code (ISO 3166-1 alpha-2) of a country by its code or name; what no country is called comes back in capitals.

    Names and codes are those of the embedded gazetteer, which takes them from CLDR.

    >>> country_code("by"), country_code("BLR"), country_code("Беларусь"), country_code("Atlantis")
    ('BY', 'BY', 'BY', 'ATLANTIS')
    """
    key = np.array([phrase_key(fold_phrase(country))], np.uint64)
    known = _countries()
    _, ordinals = known.postings("phrase", key)
    meant = [one for one in known.entities_at(known.owners[ordinals]) if one.id.startswith(PREFIX)]
    return meant[0].id.removeprefix(PREFIX) if meant else country.strip().upper()


@cached_texts(1 << 10)
def country_name(code: str) -> str:
    """The English name of the country with this code (ISO 3166-1 alpha-2); the code itself if there is none.

    >>> country_name("BY"), country_name("Atlantis")
    ('Belarus', 'Atlantis')
    """
    try:
        return _countries().entity(PREFIX + code).label
    except UnknownEntity:
        return code
