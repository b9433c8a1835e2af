"""Make entities of Wikidata items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from gazetteer.entity import DEMONYM, Alias, Entity
from gazetteer.errors import InvalidEntity
from gazetteer.sources.fields import DEFAULT_KIND, string
from gazetteer.sources.language_choice import LanguageFilter, wikimedia_tag
from gazetteer.sources.remarks import shown
from gazetteer.sources.source_file import SourceFile
from gazetteer.sources.wikidata.classes import ClassFilter, kind_of
from gazetteer.sources.wikidata.knowledge import NONE, countries, identifier_properties, name_properties
from gazetteer.sources.wikidata.prominence import prior
from gazetteer.sources.wikidata.statements import (
    best,
    date,
    items,
    mapping,
    qualifier_date,
    statements,
    strings,
    texts,
    value,
)

__all__ = ["READ", "ItemReader"]

CITIZENSHIP, COUNTRY = "P27", "P17"
BORN, DIED = "P569", "P570"
SINCE, UNTIL = "P580", "P582"
LABEL_LANGUAGES = ("en", "mul")  # in which labels are looked for first, after those that the user names
_ITEM = re.compile(r"Q[1-9]\d{0,18}", re.ASCII)
READ = (
    f"names are read from labels, aliases and {', '.join(id for id, _ in name_properties())}, facts from P31, "
    f"{COUNTRY}, {CITIZENSHIP}, {BORN}, {DIED}, descriptions and {', '.join(id for id, _ in identifier_properties())}; "
    "other statements are left aside, also offices (P39), whose names stand in other lines"
)


class ItemReader:
    """Makes entities of the items of one file, in the languages and of the classes that its user wants."""

    def __init__(self, file: SourceFile, classes: ClassFilter) -> None:
        self._file, self._classes = file, classes
        self._languages = LanguageFilter(file.choices.languages)
        self._preferred = (*self._languages.codes, *LABEL_LANGUAGES)

    def entity(self, line: int, item: Mapping[str, Any]) -> Entity | None:
        """The entity of an item, None if it is left out. Raises InvalidEntity for what is no item."""
        id = self._id(line, item)
        if not id:
            return None
        claims = mapping("claims", item.get("claims", item.get("statements")))
        kind = kind_of(claims)
        if not self._classes.wants(kind, claims):
            if kind == NONE:
                self._file.remarks.add(line, "a page of a Wikimedia project, or a name itself, left out", id)
            return None
        names = self._names(item, claims)
        if not names:
            self._file.remarks.add(line, "an item without a name in the languages that are read left out", id)
            return None
        return Entity(
            id,
            DEFAULT_KIND if kind == NONE else kind,
            names,
            countries=self._countries(line, claims),
            prior=prior(len(mapping("sitelinks", item.get("sitelinks")))),
            note=self._note(item),
            born=self._date(line, claims, BORN, "birth"),
            died=self._date(line, claims, DIED, "death"),
            identifiers=[f"wikidata:{id}", *_identifiers(claims)],
        )

    def _id(self, line: int, item: Mapping[str, Any]) -> str:
        """The id of the item; empty if it is a property, a lexeme or another thing that is no item."""
        id = item.get("id")
        if not isinstance(id, str):
            raise InvalidEntity(f"id is {shown(id)}; an item has one such as Q42")
        if "missing" in item:
            raise InvalidEntity("not found when the file was made; ask for it anew, or take it out")
        if item.get("type", "item") == "item" and _ITEM.fullmatch(id):
            return id
        self._file.remarks.add(line, "a property, a lexeme or the like left out, only items are read", shown(id))
        return ""

    def _names(self, item: Mapping[str, Any], claims: Mapping[str, Any]) -> list[Alias]:
        """The names, the label first; of equal texts the first is kept, which stands in the more telling place."""
        labels, aliases = (
            [(code, text) for code, text in self._terms(field, item) if code in self._languages]
            for field in ("labels", "aliases")
        )
        stated = list(self._stated(claims))
        names: dict[tuple[str, bool], Alias] = {}
        code, label = self._preferred_of(labels)
        if label:
            tag = next((alias.language for alias in stated if alias.text == label), wikimedia_tag(code))
            names[label, False] = Alias(label, tag, "label", self._file.name)
        for alias in stated:
            names.setdefault((alias.text, alias.kind == DEMONYM), alias)
        for code, text in (*labels, *aliases):
            if (text, False) not in names:
                names[text, False] = Alias(text, wikimedia_tag(code), "alias", self._file.name)
        return _with_label(list(names.values()))

    def _preferred_of(self, terms: Sequence[tuple[str, str]]) -> tuple[str, str]:
        """The language and the text of the label of the entity, or of its description; empty if there is none."""
        by_code = dict(terms)
        for wanted in self._preferred:
            if wanted in by_code:
                return wanted, by_code[wanted]
        for wanted in self._preferred:
            for code, text in terms:
                if code.startswith(f"{wanted}-"):
                    return code, text
        return next(iter(terms), ("", ""))

    def _terms(self, field: str, item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Languages and texts of labels, aliases or descriptions."""
        for code, terms in mapping(field, item.get(field)).items():
            for term in terms if isinstance(terms, list) else (terms,):
                if not isinstance(term, dict):
                    raise InvalidEntity(f"{field} in {shown(code)} are {shown(term)}; is this JSON of Wikibase?")
                written = term.get("language", code)
                text = string(field, term.get("value")).strip()
                if text and isinstance(written, str):
                    yield written, text

    def _stated(self, claims: Mapping[str, Any]) -> Iterator[Alias]:
        """Names that statements give, in the languages that are wanted."""
        for id, kind in name_properties():
            for text, code, statement in texts(statements(claims, id)):
                name = string(id, text).strip()
                if name and code in self._languages:
                    since, until = qualifier_date(statement, SINCE), qualifier_date(statement, UNTIL)
                    used = "former" if until and kind == "alias" else kind
                    yield Alias(name, wikimedia_tag(code), used, self._file.name, since, until)

    def _countries(self, line: int, claims: Mapping[str, Any]) -> list[str]:
        codes = []
        for property in (CITIZENSHIP, COUNTRY):
            for id in items(best(statements(claims, property))):
                if id in countries():
                    codes.append(countries()[id])
                else:
                    self._file.remarks.add(line, "a country without a code of ISO 3166-1 left aside", shown(id))
        return list(dict.fromkeys(codes))

    def _note(self, item: Mapping[str, Any]) -> str:
        return self._preferred_of(list(self._terms("descriptions", item)))[1]

    def _date(self, line: int, claims: Mapping[str, Any], id: str, what: str) -> str:
        """The date of a statement; of several that are as good, the first that is the most precise."""
        found = best(statements(claims, id))
        dates = list(filter(None, map(date, map(value, found))))
        if len(dates) < len(found):
            self._file.remarks.add(line, f"a date of {what} that is unknown or less precise than a year left aside")
        if len(set(map(_year, dates))) > 1:
            self._file.remarks.add(line, f"several years of {what}, the first taken", ", ".join(dates))
        return max((each for each in dates if _year(each) == _year(dates[0])), key=len, default="")


def _with_label(names: list[Alias]) -> list[Alias]:
    """The names, of which the first is the label."""
    if names and names[0].kind != "label":
        names[0] = replace(names[0], kind="label")
    return names


def _year(date: str) -> str:
    return date[:5].rstrip("-")


def _identifiers(claims: Mapping[str, Any]) -> Iterable[str]:
    for property, scheme in identifier_properties():
        if property in claims:
            for id in filter(str.strip, strings(statements(claims, property))):
                yield f"{scheme}:{''.join(string(property, id).split())}"
