"""What a source says of one entity, gathered piece by piece until the entity can be made.

The readers of published lists share how names, countries, dates and offices are kept: each value is taken as the
source writes it, and what has no place or is in doubt is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from gazetteer.entity import Alias, Entity, Office
from gazetteer.errors import InvalidEntity
from gazetteer.sources import fields
from gazetteer.sources.countries import code_of
from gazetteer.sources.languages import code_of_language
from gazetteer.sources.loose_dates import loose_date
from gazetteer.sources.remarks import shown
from gazetteer.sources.scripts import language_tag
from gazetteer.sources.source_file import Choices, SourceFile

__all__ = ["EntityDraft", "full_name", "is_wanted", "numbered_items"]

WEAK = "weak"  # kind of the aliases that a sanctions list calls weak or of low quality

_NUMBER = re.compile(r"(?:^|(?<=[\s,;.]))\(?(?:[a-z]|\d\d?)\)[:.]?\s*", re.ASCII)
_IMO = re.compile(r"(?<!\d)\d{7}(?!\d)", re.ASCII)
_NONE = frozenset({"", "-", "n/a", "na", "none", "not available", "unknown"})


def full_name(*parts: str) -> str:
    """A name of its parts, in their order, without empty ones.

    >>> full_name("Usama", "", "BIN LADIN")
    'Usama BIN LADIN'
    """
    return " ".join(" ".join(parts).split())


def numbered_items(text: str) -> list[str]:
    """The items of a text in which lists number several: "a) minister b) envoy", "(1) Russia (2) Ukraine".

    >>> numbered_items("(1) Russia (2) Ukraine"), numbered_items("a) Minister, b) Envoy"), numbered_items("Director")
    (['Russia', 'Ukraine'], ['Minister', 'Envoy'], ['Director'])
    """
    bare = " ".join(text.split())
    items = _NUMBER.split(bare) if _NUMBER.match(bare) else [bare]
    return [item for each in items if (item := each.strip(" ,;")) and item.lower() not in _NONE]


def is_wanted(choices: Choices, *classes: str) -> bool:
    """Whether an entity of these classes, in the words of its format, is to be read."""
    wanted = {each.lower() for each in choices.classes}
    return not wanted or any(each.lower() in wanted for each in classes)


@dataclass
class EntityDraft:
    """An entity in the making: its line, and what is known of it so far."""

    file: SourceFile
    line: int
    id: str
    kind: str
    names: dict[str, Alias] = field(default_factory=dict)  # by their texts
    countries: dict[str, None] = field(default_factory=dict)  # a set that keeps its order
    identifiers: dict[str, None] = field(default_factory=dict)
    note: str = ""
    office: Office | None = None
    born: str = ""
    died: str = ""

    def add_name(
        self, text: str, kind: str = "alias", language: str = "", since: str = "", until: str = "", line: int = 0
    ) -> None:
        """Add a name; without a language, its tag says the script. Of a repeated name the stronger kind is kept."""
        bare = " ".join(fields.string("a name", text).split())
        known = self.names.get(bare)
        if not bare or (known and known.kind != WEAK):
            return
        tag = self._language(language, bare, line or self.line)
        if since or until:
            dates = [self._date(date, line or self.line, "a date of a name") for date in (since, until)]
            self.names[bare] = Alias(bare, tag, kind, self.file.name, *dates)
        else:
            self.names[bare] = Alias(bare, tag, kind, self.file.name)

    def add_names(self, texts: Iterable[str], kind: str = "alias", language: str = "") -> None:
        """Add several names of one kind."""
        for text in texts:
            self.add_name(text, kind, language)

    def add_country(self, code: str) -> None:
        """Add a country by its code; what is no code is a remark."""
        try:
            if code.strip():
                self.countries[fields.country(code.strip())] = None
        except InvalidEntity:
            self.file.remarks.add(self.line, "a country that is no code of ISO 3166, left out", shown(code))

    def add_country_named(self, name: str) -> None:
        """Add a country by its English name; one that is not known is a remark."""
        for each in numbered_items(name):
            if code := code_of(each):
                self.countries[code] = None
            else:
                self.file.remarks.add(self.line, "a country whose code is not known, left out", shown(each))

    def add_identifier(self, identifier: str) -> None:
        """Add an id elsewhere, with its scheme."""
        if identifier:
            self.identifiers[fields.word("an identifier", fields.string("an identifier", identifier))] = None

    def add_imo_numbers(self, text: str) -> None:
        """Add the numbers of the International Maritime Organization: ships and companies have a series each."""
        scheme = "imo" if self.kind == "vessel" else "imo-company"
        for number in _IMO.findall(text):
            self.add_identifier(f"{scheme}:{number}")

    def add_births(self, texts: Sequence[str]) -> None:
        """Take the first date of birth that can be read; that there are others is a remark."""
        self.born = self.born or self._first_date(texts, "a date of birth")

    def add_deaths(self, texts: Sequence[str]) -> None:
        """Take the first date of death that can be read; that there are others is a remark."""
        self.died = self.died or self._first_date(texts, "a date of death")

    def add_offices(self, titles: Sequence[str], start: str = "", end: str = "") -> None:
        """Take the first office; that there are others is a remark."""
        found = [" ".join(title.split()) for title in titles if title.strip()]
        if found and self.office is None:
            dates = [self._date(date, self.line, "a date of an office") for date in (start, end)]
            self.office = Office(found.pop(0), *dates)
        others = [title for title in found if self.office and title != self.office.title]
        if others:
            self.file.remarks.add(self.line, "an office beside the first left out", shown(others[0]), len(others))

    def entity(self, *, is_whole: bool = True) -> Entity | None:
        """The entity; None if it has names, but none in a language that is to be read.

        What is not whole, but adds to an entity that is described elsewhere, has no label.

        Raises InvalidEntity if it has no name, or a field cannot be kept.
        """
        fields.word("id", fields.string("id", self.id))
        fields.string("note", self.note)
        fields.string("office", self.office.title if self.office else "")
        if not self.names:
            raise InvalidEntity(f"{self.id} has no name; write one, or take the entry out")
        kept = [alias for alias in self.names.values() if self._is_in_languages(alias)]
        if not kept:
            self.file.remarks.add(self.line, "an entity without names in the languages that are read", shown(self.id))
            return None
        names = _label_first(kept) if is_whole else kept
        aliases = fields.kept_names(((self.line, alias) for alias in names), self.file.remarks)
        return Entity(
            self.id,
            fields.word("kind", fields.string("kind", self.kind)),
            aliases,
            countries=self.countries,
            note=self.note,
            office=self.office,
            born=self.born,
            died=self.died,
            identifiers=self.identifiers,
        )

    def _language(self, code: str, text: str, line: int) -> str:
        tag = code.strip().replace("_", "-")
        if not tag or tag.lower() == "und":
            return language_tag(text)
        primary, hyphen, rest = tag.partition("-")
        try:
            short = code_of_language(primary) or primary.lower()
            return fields.language(short + hyphen + rest)
        except InvalidEntity:
            self.file.remarks.add(line, "a language that is no code, left out", shown(code))
            return language_tag(text)

    def _date(self, text: str, line: int, what: str) -> str:
        if not text.strip():
            return ""
        date, change = loose_date(text)
        if change:
            self.file.remarks.add(line, f"{what}: {change}", shown(text))
        return date

    def _first_date(self, texts: Sequence[str], what: str) -> str:
        """The first date, or one that says more of it: 1956 and 1956-05-12 are one."""
        dates = list(filter(None, (self._date(text, self.line, what) for text in texts)))
        date = max((each for each in dates if each.startswith(dates[0])), key=len, default="")
        others = [each for each in dates if not date.startswith(each)]
        if others:
            self.file.remarks.add(self.line, f"{what} beside the first left out", shown(others[0]), len(others))
        return date

    def _is_in_languages(self, alias: Alias) -> bool:
        wanted = self.file.choices.languages
        tag = alias.language.lower()
        return not wanted or any(tag == each.lower() or tag.startswith(f"{each.lower()}-") for each in wanted)


def _label_first(aliases: Sequence[Alias]) -> list[Alias]:
    """The aliases, the first of them the label: the one that is called so, else the first that is not weak."""
    label = next(
        (alias for kind in ("label", "alias") for alias in aliases if alias.kind == kind),
        next((alias for alias in aliases if alias.kind != WEAK), aliases[0]),
    )
    others = [
        replace(alias, kind="alias") if alias.kind == "label" else alias for alias in aliases if alias is not label
    ]
    return [replace(label, kind="label"), *others]
