"""Make entities of the rows of a query's results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from gazetteer.entity import Alias, Entity, Office
from gazetteer.errors import InvalidEntity
from gazetteer.sources.fields import DEFAULT_KIND, country, kept_names, office, string, word
from gazetteer.sources.language_choice import LanguageFilter, wikimedia_tag
from gazetteer.sources.remarks import shown
from gazetteer.sources.scripts import language_tag
from gazetteer.sources.source_file import SourceFile
from gazetteer.sources.wikidata.columns import id_of
from gazetteer.sources.wikidata.knowledge import NONE, countries, kinds
from gazetteer.sources.wikidata.prominence import prior

__all__ = ["Binding", "ResultReader", "ResultRow", "Term"]

SCHEMES = ("geonames", "gnd", "isni", "lei", "orcid", "viaf")  # fields that are schemes of identifiers
BETWEEN = ", "  # what the label service writes between alternative labels
_DATE = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?(?:T.*)?", re.ASCII)
_NEW_YEAR = "01", "01"  # the query service gives a date that is known to the year as its first day


class Term(NamedTuple):
    """A value in a row of results, and the code of its language if it is told."""

    text: str
    language: str = ""


Binding: TypeAlias = Mapping[str, Term]  # {variable: value}; those without a value are missing


class ResultRow(NamedTuple):
    """A row of results: its line, the id of its entity, and the values of each field."""

    line: int
    id: str
    values: Mapping[str, Sequence[Term]]


class ResultReader:
    """Makes entities of the rows of one file; `fields` says what its variables are taken for."""

    def __init__(self, file: SourceFile, fields: Mapping[str, str]) -> None:
        self._file, self._fields = file, fields
        self._languages = LanguageFilter(file.choices.languages)
        self._classes = frozenset(file.choices.classes)

    def row(self, line: int, binding: Binding) -> ResultRow:
        """The row with its values by field. Raises InvalidEntity if it has no id."""
        values: dict[str, list[Term]] = {}
        for variable, field in self._fields.items():
            if variable in binding and binding[variable].text.strip():
                text, code = binding[variable]
                values.setdefault(field, []).append(Term(string(variable, text).strip(), code))
        id = next((id_of(term.text) or term.text for term in values.get("id", ())), "")
        return ResultRow(line, word("id", id), values)

    def entity(self, rows: Sequence[ResultRow]) -> Entity | None:
        """The entity of rows with one id; None if it is of no class that is wanted, or a page."""
        id, line = rows[0].id, rows[0].line
        classes = [id_of(term.text) or term.text for term in _values(rows, "kind")]
        kind = next((kinds().get(each, each.lower()) for each in classes if each in kinds() or id_of(each) == ""), "")
        kind = kind or DEFAULT_KIND
        if kind == NONE or (self._classes and kind not in self._classes and self._classes.isdisjoint(classes)):
            return None
        names = kept_names(_distinct(self._names(rows)), self._file.remarks)
        if not names:
            self._file.remarks.add(line, "an item without a name in the languages that are read left out", id)
            return None
        first = Alias(names[0].text, names[0].language, "label", self._file.name)
        return Entity(
            id,
            kind,
            [first, *names[1:]],
            countries=self._countries(rows),
            prior=max(map(self._prior, _values(rows, "sitelinks")), default=0.0),
            note=next((term.text for term in _values(rows, "note")), ""),
            office=self._office(rows),
            born=self._date(rows, "born"),
            died=self._date(rows, "died"),
            identifiers=self._identifiers(id, rows),
        )

    def _names(self, rows: Sequence[ResultRow]) -> Iterator[tuple[int, Alias]]:
        for field in ("label", "aliases", "short"):
            for row in rows:
                spoken = next((term.text for term in row.values.get("language", ())), "")
                for text, told in row.values.get(field, ()):
                    code = told or spoken
                    for name in text.split(BETWEEN) if field == "aliases" else (text,):
                        if name == row.id:
                            self._file.remarks.add(row.line, "an id in the place of a name left out", name)
                        elif not code or code in self._languages:
                            tag = wikimedia_tag(code) if code else language_tag(name)
                            kind = "short" if field == "short" else "alias"
                            yield row.line, Alias(name.strip(), tag, kind, self._file.name)

    def _countries(self, rows: Sequence[ResultRow]) -> Iterator[str]:
        for text, _ in dict.fromkeys(_values(rows, "countries")):
            id = id_of(text)
            if not id and len(text) == 2:
                yield country(text)
            elif id in countries():
                yield countries()[id]
            else:
                remark = "a country without a code of ISO 3166-1 left aside"
                self._file.remarks.add(rows[0].line, remark, shown(id or text))

    def _prior(self, term: Term) -> float:
        if not term.text.isdecimal() or len(term.text) > 6:
            raise InvalidEntity(f"sitelinks {shown(term.text)} is no number; count them with wikibase:sitelinks")
        return prior(int(term.text))

    def _office(self, rows: Sequence[ResultRow]) -> Office | None:
        """The office in the first row that has one; of several, the one that has not ended."""
        found = [row for row in rows if row.values.get("office")]
        row = next((each for each in found if not each.values.get("to")), found[0] if found else None)
        if row is None:
            return None
        return office(row.values["office"][0].text, self._date([row], "from"), self._date([row], "to"), "")

    def _date(self, rows: Sequence[ResultRow], field: str) -> str:
        for text, _ in _values(rows, field):
            match = _DATE.fullmatch(text)
            if match:
                year, *rest = match.groups()
                return "-".join(filter(None, (year, *(() if tuple(rest) == _NEW_YEAR else rest))))
            self._file.remarks.add(rows[0].line, f"a date ({field}) that is none left aside", shown(text))
        return ""

    def _identifiers(self, id: str, rows: Sequence[ResultRow]) -> Iterator[str]:
        yield f"wikidata:{id}" if id[:1] == "Q" and id[1:].isdecimal() else id
        for scheme in SCHEMES:
            for text, _ in _values(rows, scheme):
                yield f"{scheme}:{''.join(text.split())}"


def _values(rows: Sequence[ResultRow], field: str) -> list[Term]:
    return [term for row in rows for term in row.values.get(field, ())]


def _distinct(names: Iterator[tuple[int, Alias]]) -> Iterator[tuple[int, Alias]]:
    """The names without those that several rows of one entity repeat, as rows of results do."""
    seen = set()
    for line, alias in names:
        if alias.text not in seen:
            seen.add(alias.text)
            yield line, alias
