"""What an entity has for a property: values in the form of the Reconciliation API, each of its own type.

{"str": …, "lang": …, "dir": …}    a text; language (BCP 47) and direction if they are not those of English
{"id": …, "name": …, …}            another entity of the gazetteer
{"float": …}, {"date": …}          a number; a date to the day, as ISO 8601 with the time
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias
from unicodedata import bidirectional

from gazetteer import Alias, Entity, Gazetteer, UnknownEntity
from names.formats.identifiers import language_tag
from names.lists.country_codes import PREFIX
from names.parsing.division import parse
from names.service.reconciliation.properties import EntityProperty

__all__ = ["direction", "property_values", "tag", "texts_of"]

EntityValue: TypeAlias = dict[str, Any]
_Reader: TypeAlias = Callable[[Entity, str], Iterator[EntityValue]]  # of an entity and a language, which may be empty

_DAY = re.compile(r"-?\d{4,}-(?:1[0-2]|0[1-9])-(?:3[01]|0[1-9]|[12]\d)", re.ASCII)  # what clients read as a date
_RIGHT_TO_LEFT = frozenset({"R", "AL"})  # Bidi_Class (Unicode Standard Annex 9)
_STRONG = _RIGHT_TO_LEFT | {"L"}
_UNKNOWN = "und"
_MIDNIGHT = "T00:00:00Z"


def property_values(
    asked: EntityProperty, entity: Entity, gazetteer: Gazetteer, language: str = ""
) -> list[EntityValue]:
    """The values that the entity has for the property, in order; none if it has none.

    Of names only those in the `language` are given, if there is one ("uk", which "uk-Latn" is, too).

    >>> from names.resolution.resolver import build_gazetteer
    >>> from names.service.reconciliation.properties import property_called
    >>> bishkek = Entity("b", "place", ["Bishkek", Alias("بىشكەك", "ky-Arab")])
    >>> towns = build_gazetteer([bishkek])
    >>> property_values(property_called("name", towns), bishkek, towns, "ky")
    [{'str': 'بىشكەك', 'lang': 'ky-Arab', 'dir': 'rtl'}]
    """
    if asked.reads == "identifier":
        scheme = f"{asked.id}:"
        return [_text(one.removeprefix(scheme)) for one in entity.identifiers if one.startswith(scheme)]
    if asked.reads == "countries":
        return [_country(code, gazetteer) for code in entity.countries]
    return list(_READERS[asked.reads](entity, language))


def texts_of(value: EntityValue) -> list[str]:
    """All that a value says, as texts.

    >>> texts_of({"id": "country/KG", "name": "Kyrgyzstan"}), texts_of({"date": "1950-03-01T00:00:00Z"})
    (['country/KG', 'Kyrgyzstan'], ['1950-03-01'])
    """
    return [str(value[key]).removesuffix(_MIDNIGHT) for key in ("id", "name", "str", "float", "date") if key in value]


def direction(text: str) -> str:
    """The direction in which the text is written, by its first letter that has one: "ltr" or "rtl".

    >>> direction("«بيشكيك»"), direction("1. Bishkek")
    ('rtl', 'ltr')
    """
    strong = next((kind for kind in map(bidirectional, text) if kind in _STRONG), "L")
    return "rtl" if strong in _RIGHT_TO_LEFT else "ltr"


def tag(language: str) -> str:
    """The language as it may be told (BCP 47); empty if it is unknown.

    >>> tag("ky-Arab"), tag("und-Arab"), tag("no language")
    ('ky-Arab', '', '')
    """
    return "" if language.partition("-")[0] == _UNKNOWN else language_tag(language)


def _text(text: str, language: str = "") -> EntityValue:
    value = {"str": text}
    if known := tag(language):
        value["lang"] = known
    if direction(text) == "rtl":
        value["dir"] = "rtl"
    return value


def _in_language(entity: Entity, language: str) -> Iterator[Alias]:
    wanted = language.lower()
    for alias in entity.aliases:
        if not wanted or alias.language.lower() == wanted or alias.language.lower().startswith(f"{wanted}-"):
            yield alias


def _country(code: str, gazetteer: Gazetteer) -> EntityValue:
    try:
        country = gazetteer.entity(PREFIX + code)
    except UnknownEntity:
        return _text(code)
    return {"id": country.id, "name": country.label}


def _names(entity: Entity, language: str) -> Iterator[EntityValue]:
    return (_text(alias.text, alias.language) for alias in _in_language(entity, language))


def _of_role(role: str) -> _Reader:
    """The words with a role in the first name of a person that has them, and the names that are nothing else."""

    def read(entity: Entity, language: str) -> Iterator[EntityValue]:
        texts: dict[str, str] = {}  # with their languages
        for alias in _in_language(entity, language) if entity.kind == "person" else ():
            if alias.kind == role:
                texts.setdefault(alias.text, alias.language)
            elif not texts:
                words = " ".join(part.text for part in parse(alias.text).parts if part.role == role)
                texts |= {words: alias.language} if words else {}
        return (_text(text, of) for text, of in texts.items())

    return read


def _date(date: str) -> Iterator[EntityValue]:
    if date:
        yield {"date": date + _MIDNIGHT} if _DAY.fullmatch(date) else _text(date)


def _told(text: str) -> Iterator[EntityValue]:
    if text:
        yield _text(text)


def _prior(entity: Entity, _: str) -> Iterator[EntityValue]:
    if entity.prior:
        yield {"float": round(entity.prior, 3)}


def _sources(entity: Entity, language: str) -> Iterator[EntityValue]:
    sources = dict.fromkeys(alias.source for alias in _in_language(entity, language))
    return (_text(source) for source in sources if source)


# By the names that the table of properties uses.
_READERS: Mapping[str, _Reader] = {
    "id": lambda entity, _: _told(entity.id),
    "names": _names,
    "given": _of_role("given"),
    "family": _of_role("family"),
    "kind": lambda entity, _: _told(entity.kind),
    "born": lambda entity, _: _date(entity.born),
    "died": lambda entity, _: _date(entity.died),
    "office": lambda entity, _: _told(str(entity.office or "")),
    "description": lambda entity, _: _told(entity.description),
    "identifiers": lambda entity, _: map(_text, entity.identifiers),
    "prior": _prior,
    "sources": _sources,
}
