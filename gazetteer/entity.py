"""Entities and their aliases: immutable, and validated when they are created."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from gazetteer.errors import InvalidEntity


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an entity, as its source writes it.

    `language` is a BCP 47 code, "und" where unknown; `kind` says how the name is used (label, alias, short,
    code, demonym, former, …); `source` names where it was found. Any string can be a name, even one with lone
    surrogates. Raises `InvalidEntity` if a field is not a string, or a field other than the text has lone surrogates.

    >>> Alias("Київ", "uk")
    Alias(text='Київ', language='uk', kind='alias', source='')
    """

    text: str
    language: str = "und"
    kind: str = "alias"
    source: str = ""

    def __post_init__(self) -> None:
        if not storable(self.text, self.language, self.kind, self.source):
            if not isinstance(self.text, str):
                raise InvalidEntity(f"the text of an alias must be a string, not {self.text!r}")
            _refuse("alias", self.text, language=self.language, kind=self.kind, source=self.source)


@dataclass(frozen=True, slots=True, init=False)
class Entity:
    """A person, place, organisation, … and all names it is known by.

    The first alias is the label; of aliases with the same text only the first is kept. `countries` are the codes of
    the countries that the entity belongs to. `prior` says how prominent it is (higher: likelier to be meant; 0:
    unknown), in a unit that the builder of the gazetteer chooses. Raises `InvalidEntity`.

    >>> kyiv = Entity("geonames:703448", "place", ["Kyiv", Alias("Київ", "uk"), "Kyiv"], countries=["UA"])
    >>> kyiv.label, [alias.text for alias in kyiv.aliases]
    ('Kyiv', ['Kyiv', 'Київ'])
    """

    id: str
    kind: str
    aliases: tuple[Alias, ...]
    countries: tuple[str, ...]
    prior: float
    note: str

    def __init__(
        self,
        id: str,
        kind: str,
        aliases: Iterable[str | Alias],
        *,
        countries: Iterable[str] = (),
        prior: float = 0.0,
        note: str = "",
    ) -> None:
        for field, value in (("aliases", aliases), ("countries", countries)):
            if isinstance(value, str):
                raise InvalidEntity(f"{field} of entity {id!r} is one string; give a list of them")
        assign = object.__setattr__  # a frozen dataclass refuses ordinary assignment
        assign(self, "id", id)
        assign(self, "kind", kind)
        assign(self, "aliases", _distinct(aliases))
        assign(self, "countries", tuple(countries))
        assign(self, "prior", _finite(prior, id))
        assign(self, "note", note)
        self._validate()

    def _validate(self) -> None:
        if not isinstance(self.id, str) or not self.id:
            raise InvalidEntity(f"an entity needs an id that is a non-empty string, not {self.id!r}")
        if not isinstance(self.kind, str) or not self.kind:
            raise InvalidEntity(f"entity {self.id!r} needs a kind such as 'person' or 'place', not {self.kind!r}")
        if not self.aliases:
            raise InvalidEntity(f"entity {self.id!r} has no alias; give at least its label")
        if not storable(self.id, self.kind, self.note, *self.countries):
            countries = {f"country {place}": country for place, country in enumerate(self.countries, start=1)}
            _refuse("entity", self.id, id=self.id, kind=self.kind, note=self.note, **countries)

    @property
    def label(self) -> str:
        """The text of the first alias."""
        return self.aliases[0].text


def _distinct(aliases: Iterable[str | Alias]) -> tuple[Alias, ...]:
    """The aliases without those whose text an earlier one has; strings become aliases."""
    by_text: dict[str, Alias] = {}
    for item in aliases:
        alias = item if isinstance(item, Alias) else Alias(item)
        by_text.setdefault(alias.text, alias)
    return tuple(by_text.values())


def _finite(prior: float, id: str) -> float:
    try:
        number = float(prior)
    except (TypeError, ValueError, OverflowError):  # OverflowError: an integer of more than 308 digits
        number = math.nan
    if not math.isfinite(number):
        raise InvalidEntity(f"the prior of entity {id!r} is not a finite number; give one such as 4.5")
    return number


def storable(*fields: str) -> bool:
    r"""Whether SQLite can store these values: all are strings, and none has lone surrogates.

    >>> storable("Kyiv", "Київ"), storable("\ud800"), storable(7)
    (True, False, False)
    """
    try:
        "".join(fields).encode()
    except (TypeError, UnicodeEncodeError):
        return False
    return True


def _refuse(what: str, name: str, **fields: str) -> None:
    """Raise `InvalidEntity` for the first field of the alias or entity `name` that cannot be stored."""
    for field, value in fields.items():
        if not isinstance(value, str) or not storable(value):
            raise InvalidEntity(f"{field} of {what} {name!r} must be a string of whole characters, not {value!r}")
