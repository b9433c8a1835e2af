"""Names of territories and of time zone cities in many languages, from Unicode CLDR (through babel)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from gazetteer.entity import Alias
from gazetteer.sources.scripts import scripts_of

# A spelling that several languages share is tagged with the first of them: widely read ones in this order, then other
# languages that newspapers are written in, then all others alphabetically. Order and choice are ours.
_WIDELY_READ = ("en", "ru", "uk", "be", "fr", "de", "es", "pt", "it", "zh", "ar", "fa", "tr", "ja", "ko", "pl", "kk")
_READ = (
    *("nl", "sv", "da", "no", "fi", "cs", "sk", "sl", "hr", "sr", "bg", "mk", "ro", "hu", "el", "sq", "lt", "lv", "et"),
    *("he", "ur", "hi", "bn", "ta", "te", "mr", "ml", "th", "vi", "id", "ms", "fil", "sw", "ha", "am", "so"),
    *("ky", "uz", "tg", "az", "hy", "ka", "mn", "ca", "eu", "gl", "af"),
)
_LONG_ENOUGH = 4  # letters; shorter names in languages that are not widely read are left out; chosen

_QUALIFIER = re.compile(r"\s*[(（][^()（）]*[)）]")


def territory_names() -> Mapping[str, dict[str, str]]:
    """{territory code: {name: language tag}}, without names that a locale inherits from another.

    >>> names = territory_names()
    >>> names["BY"]["Беларусь"], "白俄罗斯" in names["BY"], names["MM"].get("Myanmar")
    ('ru', True, 'en')
    """
    return _first_languages("territories")


def languages_of_territory_names(code: str) -> Mapping[str, Sequence[str]]:
    """The tags of all languages that have a name for a territory, widely read ones first, by name.

    >>> languages_of_territory_names("HU")["Ungarn"][:2]
    ['de', 'da']
    """
    return _collected("territories").get(code, {})


def zone_city_names() -> Mapping[str, dict[str, str]]:
    """{time zone: {name of its city: language tag}}.

    >>> zone_city_names()["Europe/Minsk"]["Менск"]
    'be-tarask'
    """
    return _first_languages("time_zones")


def cldr_aliases(names: Mapping[str, str]) -> Iterator[Alias]:
    """The names, given with their languages, as aliases; names in languages that are not widely read are exonyms.

    An exonym is matched only as it is written: misspellings of the Betawi name of Belarus need not be found.

    >>> [(alias.language, alias.kind) for alias in cldr_aliases({"Minsk": "de", "Mensk": "bew"})]
    [('de', 'alias'), ('bew', 'exonym')]
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
def _first_languages(section: str) -> dict[str, dict[str, str]]:
    """{code: {name: language tag}} with the first language of each name."""
    return {code: {name: tags[0] for name, tags in names.items()} for code, names in _collected(section).items()}


@cache
def _collected(section: str) -> dict[str, dict[str, list[str]]]:
    """{code: {name: language tags}} from one section of the data of every locale."""
    collected: dict[str, dict[str, list[str]]] = {}
    for language, locale in _locales():
        for code, value in locale.get(section, {}).items():
            text = value.get("city") if isinstance(value, dict) else value
            # "Myanmar (Burma)": text in brackets is not part of the name.
            name = unicodedata.normalize("NFC", _QUALIFIER.sub("", text or "").strip())
            if is_distinctive(name, language):
                collected.setdefault(str(code), {}).setdefault(name, []).append(language)
    return collected


@cache
def _locales() -> list[tuple[str, Mapping[str, Any]]]:
    """BCP 47 tag and data (without inherited ones) of every locale, widely read languages first."""
    from babel import localedata

    locales: list[tuple[str, Mapping[str, Any]]] = []
    for name in sorted(localedata.locale_identifiers(), key=reading_order):
        tag = name.replace("_", "-").replace("TARASK", "tarask")
        locales.append((tag, localedata.load(name, merge_inherited=False)))
    return locales


def is_distinctive(name: str, language: str) -> bool:
    """Whether a name of CLDR is distinctive enough to be looked for in texts of any language.

    Very short names of small languages ("Min" for Minsk, "Cad" for Chad) and uncapitalized ones are not.

    >>> is_distinctive("Min", "ie"), is_distinctive("Минск", "ru"), is_distinctive("minsk", "en")
    (False, True, False)
    """
    if not name or name == name.lower() != name.upper():
        return False
    if "Zyyy" in scripts_of(name):  # a script that we do not know, such as Deseret or Chakma
        return False
    uncased = name.upper() == name.lower()
    return len(name) >= _LONG_ENOUGH or uncased or _is_widely_read(language)


def _is_widely_read(language: str) -> bool:
    return language.split("-", maxsplit=1)[0] in _WIDELY_READ


def reading_order(name: str) -> tuple[int, str]:
    """A key that sorts locales by their names: widely read languages first.

    >>> sorted(["be", "af", "en"], key=reading_order)
    ['en', 'be', 'af']
    """
    language, order = name.split("_", maxsplit=1)[0], (*_WIDELY_READ, *_READ)
    return order.index(language) if language in order else len(order), name


def languages_of_adjectives() -> Iterator[str]:
    """English names of languages, which are also adjectives ("Belarusian") and so not names of countries.

    >>> "Belarusian" in set(languages_of_adjectives())
    True
    """
    for language, locale in _locales():
        if language == "en":
            yield from map(str, locale.get("languages", {}).values())
