"""Names that Unicode CLDR (through babel) has for territories and for the cities of time zones, language by
language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from gazetteer.entity import Alias
from gazetteer.sources.writing import scripts_of

# Of several languages with one spelling the first here gives its tag: the widely read ones, then
# alphabetically.
_FIRST_LANGUAGES = (
    "en",
    "ru",
    "uk",
    "be",
    "fr",
    "de",
    "es",
    "pt",
    "it",
    "zh",
    "ar",
    "fa",
    "tr",
    "ja",
    "ko",
    "pl",
    "kk",
)

_QUALIFIER = re.compile(r"\s*[(（][^()（）]*[)）]")


def territory_names() -> Mapping[str, dict[str, str]]:
    """Territory code to name to language tag, every name once, without those a locale inherits.

    >>> names = territory_names()
    >>> names["BY"]["Беларусь"], "白俄罗斯" in names["BY"], names["MM"].get("Myanmar")
    ('ru', True, 'en')
    """
    return _collected("territories")


def zone_city_names() -> Mapping[str, dict[str, str]]:
    """Time zone to the name of its city to language tag, every name once.

    >>> zone_city_names()["Europe/Minsk"]["Менск"]
    'be-tarask'
    """
    return _collected("time_zones")


def cldr_aliases(names: Mapping[str, str]) -> Iterator[Alias]:
    """The names, given with their languages, as aliases: those outside the widely read languages are exonyms.

    An exonym is known as it is written and not varied: nobody misspells the Betawi name of Belarus.
    """
    for name, language in names.items():
        yield Alias(name, language, "alias" if _is_widely_read(language) else "exonym", "cldr")


def zone_country(zone: str) -> str:
    """The ISO 3166-1 alpha-2 code of the country a time zone lies in, or ``""``.

    >>> zone_country("Asia/Calcutta")
    'IN'
    """
    from babel.core import get_global

    return str(get_global("zone_territories").get(get_global("zone_aliases").get(zone, zone), ""))


@cache
def _collected(section: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for language, locale in _own_data():
        for code, value in locale.get(section, {}).items():
            text = value.get("city") if isinstance(value, dict) else value
            # "Myanmar (Burma)": what brackets add is a remark, not a part of the name.
            name = unicodedata.normalize("NFC", _QUALIFIER.sub("", text or "").strip())
            if _is_name(name, language):
                found.setdefault(str(code), {}).setdefault(name, language)
    return found


@lru_cache(maxsize=1)
def _own_data() -> list[tuple[str, Mapping[str, Any]]]:
    from babel import localedata

    return [(name.replace("_", "-").replace("TARASK", "tarask"), localedata.load(name, merge_inherited=False))
            for name in sorted(localedata.locale_identifiers(), key=_order)]  # fmt: skip


def _is_name(name: str, language: str) -> bool:
    """Whether a text of CLDR may stand for the place in a text of any language.

    Small languages' very short names ("Min" for Minsk, "Cad" for Chad) and uncapitalized ones would be met
    everywhere.
    """
    if not name or name == name.lower() != name.upper():
        return False
    if "Zyyy" in scripts_of(name):  # a script that no reader of ours knows: Deseret, Chakma
        return False
    uncased = name.upper() == name.lower()
    return len(name) > 3 or uncased or _is_widely_read(language)


def _is_widely_read(language: str) -> bool:
    return language.split("-", maxsplit=1)[0] in _FIRST_LANGUAGES


def _order(name: str) -> tuple[int, str]:
    language = name.split("_", maxsplit=1)[0]
    rank = _FIRST_LANGUAGES.index(language) if language in _FIRST_LANGUAGES else len(_FIRST_LANGUAGES)
    return rank, name


def languages_of_adjectives() -> Iterator[str]:
    """English names of languages, which are adjectives of peoples too ("Belarusian") and so no names of
    countries.
    """
    for language, locale in _own_data():
        if language == "en":
            yield from map(str, locale.get("languages", {}).values())
