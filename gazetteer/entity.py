"""Entities, their aliases and offices: immutable, and validated when they are created."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from gazetteer.errors import InvalidEntity


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an entity, as its source writes it.

    `language` is a BCP 47 code, "und" where unknown; `kind` says how the name is used (label, alias, short,
    code, demonym, former, …); `source` names where it was found. `since` and `until` are ISO 8601 dates, at least the
    year, between which it was used; empty: unknown. Any string can be a name, even one with lone surrogates. Raises
    `InvalidEntity` if a field is not a string, a field other than the text has lone surrogates, or a date is malformed.

    >>> Alias("Leningrad", "ru-Latn", since="1924", until="1991")
    Alias(text='Leningrad', language='ru-Latn', kind='alias', source='', since='1924', until='1991')
    """

    text: str
    language: str = "und"
    kind: str = "alias"
    source: str = ""
    since: str = ""
    until: str = ""

    def __post_init__(self) -> None:
        if not storable(self.text, self.language, self.kind, self.source):
            if not isinstance(self.text, str):
                raise InvalidEntity(f"the text of an alias must be a string, not {self.text!r}")
            _refuse("alias", self.text, language=self.language, kind=self.kind, source=self.source)
        if self.since or self.until:
            check_date(f"the date since which {self.text!r} is used", self.since)
            check_date(f"the date until which {self.text!r} is used", self.until)

    def __repr__(self) -> str:
        fields = [f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self)]
        dates = sum(bool(date) for date in (self.since, self.until))
        return f"Alias({', '.join(fields if dates else fields[:-2])})"

    @property
    def tag(self) -> Tag:
        """What many aliases share: language, kind, source and dates."""
        return self.language, self.kind, self.source, self.since, self.until


Tag: TypeAlias = tuple[str, str, str, str, str]  # language, kind, source, since and until of an alias


def stored_alias(text: str, tag: Tag) -> Alias:
    """An alias that a gazetteer has stored: it was validated then, and is made in a quarter of the time.

    >>> stored_alias("Київ", ("uk", "label", "", "", "")) == Alias("Київ", "uk", "label")
    True
    """
    alias = object.__new__(Alias)
    assign = object.__setattr__
    assign(alias, "text", text)
    language, kind, source, since, until = tag
    assign(alias, "language", language)
    assign(alias, "kind", kind)
    assign(alias, "source", source)
    assign(alias, "since", since)
    assign(alias, "until", until)
    return alias


DEMONYM = "demonym"  # kind of aliases that are no names, but words for what belongs to a place
_DATE = re.compile(r"-?\d{4}(-\d\d(-\d\d)?)?", re.ASCII)  # ISO 8601, to the year, the month or the day


@dataclass(frozen=True, slots=True)
class Office:
    """What somebody was or is, and when: `start` and `end` are ISO 8601 dates, at least the year.

    An empty `end` means that the office was still held on the date `checked`. All dates may be empty: unknown. Raises
    `InvalidEntity` if the title is empty or not a string, or a date is malformed.

    >>> str(Office("president of Senegal", "1981", "2000"))
    'president of Senegal 1981–2000'
    >>> str(Office("mayor of Lviv", "2006", checked="2026-01"))
    'mayor of Lviv from 2006 (as of 2026-01)'
    """

    title: str
    start: str = ""
    end: str = ""
    checked: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.title, str) or not self.title:
            raise InvalidEntity(f"an office needs a title that is a non-empty string, not {self.title!r}")
        for field, value in (("start", self.start), ("end", self.end), ("checked", self.checked)):
            check_date(f"{field} of the office {self.title!r}", value)

    def __str__(self) -> str:
        if self.end:
            when = (
                self.end
                if self.start == self.end
                else f"{self.start}–{self.end}"
                if self.start
                else f"until {self.end}"
            )
        else:
            since = f"from {self.start}" if self.start else ""
            when = f"{since} (as of {self.checked})".lstrip() if self.checked else since
        return f"{self.title} {when}".rstrip()


def check_date(what: str, value: str) -> None:
    """Raise `InvalidEntity` if `value` is neither empty nor an ISO 8601 date to the year, the month or the day."""
    if not isinstance(value, str) or (value and not _DATE.fullmatch(value)):
        raise InvalidEntity(f"{what} is {value!r}; write a date such as 2019, 2019-06 or 2019-06-12")


ReadAliases: TypeAlias = Callable[[], tuple[Alias, ...]]


class StoredAliases(NamedTuple):
    """The label of an entity in a gazetteer, and a function that reads all its aliases, the label first."""

    label: str
    read: ReadAliases


class _ReadLater:
    """What an entity has that is not a field: where its aliases come from, if it was read from a gazetteer."""

    __slots__ = ("_stored",)

    _stored: StoredAliases | None

    if not TYPE_CHECKING:  # so that a wrong name of an attribute is an error for type checkers

        def __getattr__(self, name: str) -> object:
            """The aliases, read when they are first asked for, or where they come from, which copies have lost."""
            if name == "_stored":
                return None
            if name != "aliases":
                raise AttributeError(f"an entity has no attribute {name!r}", name=name, obj=self)
            object.__setattr__(self, name, self._stored.read())
            return self.aliases


@dataclass(frozen=True, slots=True, init=False)
class Entity(_ReadLater):
    """A person, place, organisation, … and all names it is known by.

    The first alias is the label; of aliases with the same text only the first is kept, but a demonym may be written
    like a name in another language (Argentine). `countries` are the codes of the countries that the entity belongs to.
    `prior` says how prominent it is (higher: likelier to be meant; 0: unknown), in a unit that the builder of the
    gazetteer chooses. `office` is the main office of a person; `born` and `died` are ISO 8601 dates, at least the year.
    `identifiers` are its ids elsewhere, with their schemes ("wikidata:Q1899"). All may be unknown. Raises
    `InvalidEntity`.

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
    office: Office | None
    born: str
    died: str
    identifiers: tuple[str, ...]

    def __init__(  # noqa: PLR0913 (the fields of an entity)
        self,
        id: str,
        kind: str,
        aliases: Iterable[str | Alias] | StoredAliases,
        *,
        countries: Iterable[str] = (),
        prior: float = 0.0,
        note: str = "",
        office: Office | None = None,
        born: str = "",
        died: str = "",
        identifiers: Iterable[str] = (),
    ) -> None:
        for field, value in (("aliases", aliases), ("countries", countries), ("identifiers", identifiers)):
            if isinstance(value, str):
                raise InvalidEntity(f"{field} of entity {id!r} is one string; give a list of them")
        assign = object.__setattr__  # a frozen dataclass refuses ordinary assignment
        assign(self, "id", id)
        assign(self, "kind", kind)
        if isinstance(aliases, StoredAliases):
            assign(self, "_stored", aliases)
        else:
            assign(self, "aliases", _distinct(aliases))
        assign(self, "countries", tuple(countries))
        assign(self, "prior", _finite(prior, id))
        assign(self, "note", note)
        assign(self, "office", office)
        assign(self, "born", born)
        assign(self, "died", died)
        assign(self, "identifiers", tuple(dict.fromkeys(identifiers)))
        self._validate()

    def _validate(self) -> None:
        if not isinstance(self.id, str) or not self.id:
            raise InvalidEntity(f"an entity needs an id that is a non-empty string, not {self.id!r}")
        if not isinstance(self.kind, str) or not self.kind:
            raise InvalidEntity(f"entity {self.id!r} needs a kind such as 'person' or 'place', not {self.kind!r}")
        if self._stored is None and not self.aliases:
            raise InvalidEntity(f"entity {self.id!r} has no alias; give at least its label")
        check_date(f"the date of birth of entity {self.id!r}", self.born)
        check_date(f"the date of death of entity {self.id!r}", self.died)
        title = self.office.title if self.office else ""
        if not storable(self.id, self.kind, self.note, title, *self.countries, *self.identifiers):
            lists = {"country": self.countries, "identifier": self.identifiers}
            items = {f"{what} {i}": item for what, items in lists.items() for i, item in enumerate(items, start=1)}
            _refuse("entity", self.id, id=self.id, kind=self.kind, note=self.note, office=title, **items)

    def __getstate__(self) -> list[object]:
        """What is pickled: the values of the fields, with all aliases."""
        return [getattr(self, field.name) for field in dataclasses.fields(self)]

    @property
    def label(self) -> str:
        """The text of the first alias."""
        return self._stored.label if self._stored else self.aliases[0].text

    @property
    def description(self) -> str:
        """What tells the entity from namesakes: office, note, years of birth and death, as far as they are known.

        >>> Entity("1", "person", ["Abdou Diouf"], office=Office("president of Senegal", "1981", "2000")).description
        'president of Senegal 1981–2000'
        """
        return ", ".join(filter(None, [str(self.office) if self.office else "", self.note, self._life]))

    @property
    def _life(self) -> str:
        """The years of birth and death: "born 1952", "died 2011", "1925–2011"."""
        born, died = (date[:5].rstrip("-") for date in (self.born, self.died))
        if born and died:
            return f"{born}–{died}"
        return f"born {born}" if born else f"died {died}" if died else ""


def _distinct(aliases: Iterable[str | Alias]) -> tuple[Alias, ...]:
    """The aliases without those whose text an earlier name, or an earlier demonym, has; strings become aliases."""
    distinct: dict[tuple[str, bool], Alias] = {}
    for item in aliases:
        alias = item if isinstance(item, Alias) else Alias(item)
        distinct.setdefault((alias.text, alias.kind == DEMONYM), alias)
    return tuple(distinct.values())


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
