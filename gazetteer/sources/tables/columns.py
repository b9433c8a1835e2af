"""Which field each column of a table holds: by its header, or by what the user says."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gazetteer.errors import SourceError
from gazetteer.sources.remarks import shown
from gazetteer.sources.source_file import SourceFile
from gazetteer.sources.tables.headers import FIELDS, NAMES, WORDS_TOO, Meaning, field_of, language_tag
from gazetteer.sources.words import fold

__all__ = ["OFFICE_DATES", "TableColumns", "columns_of", "known_columns", "without_empty_end"]

Column = tuple[int, Meaning]  # its place, and what it holds

ASIDE = "-"  # in place of a field: the column is left aside
LISTED = 30  # columns that a message lists; chosen
SEVERAL = frozenset({"name", "aliases", "family", "given", "patronymic", "countries", "identifiers"})
OFFICE_DATES = ("office_from", "office_to", "office_checked")


@dataclass(frozen=True)
class TableColumns:
    """The columns of a table, by their places from 0."""

    header: Sequence[str]
    meanings: Mapping[int, Meaning]
    by_field: Mapping[str, list[Column]] = field(init=False)

    def __post_init__(self) -> None:
        by_field: dict[str, list[Column]] = {}
        for place, meaning in self.meanings.items():
            by_field.setdefault(meaning.field, []).append((place, meaning))
        object.__setattr__(self, "by_field", by_field)

    @property
    def id(self) -> tuple[int, str] | None:
        """The place of the column for the id, and the scheme of its ids if it has one; None without such a column."""
        found = self.of("id")
        return (found[0][0], found[0][1].detail) if found else None

    def cell(self, texts: Sequence[str], field: str) -> str:
        """The text of a row in the only column for this field; empty without such a column."""
        found = self.by_field.get(field)
        return texts[found[0][0]] if found else ""

    def of(self, field: str) -> list[Column]:
        """The columns that hold this field."""
        return self.by_field.get(field, [])

    def __str__(self) -> str:
        """What was taken for what, and what was left aside, for a message."""
        taken = ", ".join(f"{shown(self.header[place])} = {meaning}" for place, meaning in self.meanings.items())
        aside = self.left_aside
        return f"columns: {taken}; left aside: {_listed(aside) if aside else 'none'}"

    @property
    def left_aside(self) -> list[str]:
        """The headers of columns that no field is taken from."""
        places = (place for place in range(len(self.header)) if place not in self.meanings)
        return [self.header[place] for place in places]


def without_empty_end(header: Sequence[str]) -> list[str]:
    """The header without empty cells at its end, which stand there if every line ends with delimiters."""
    kept = list(header)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def known_columns(header: Iterable[str]) -> int:
    """How many of these headers say what their columns hold."""
    return sum(field_of(cell) is not None for cell in header)


def columns_of(file: SourceFile, line: int, header: Sequence[str]) -> TableColumns:
    """The columns of the table with this header, which stands on this line.

    Raises SourceError if none holds names, or the user takes for a field a column that is not there, or no field.
    """
    chosen = _chosen(file, line, header)
    found = {place: meaning for place, cell in enumerate(header) if (meaning := field_of(cell))} | chosen
    for place in [place for place, meaning in found.items() if meaning.field == ASIDE]:
        del found[place]
    if not any(meaning.field in NAMES for meaning in found.values()):
        bare = {place: cell.strip() for place, cell in enumerate(header) if place not in found}
        tags = {place: language_tag(cell) for place, cell in bare.items() if cell.lower() not in WORDS_TOO}
        found |= {place: Meaning("name", language=tag) for place, tag in tags.items() if tag}
    found = _settled(found, chosen)
    if not any(meaning.field in NAMES for meaning in found.values()):
        names = f"found: {_listed(header) or 'nothing'}"
        raise SourceError(
            file.path, line, f"no column for the name; call one of them 'name', or add --map COLUMN=name ({names})"
        )
    return TableColumns(header, dict(sorted(found.items())))


def _listed(cells: Sequence[str]) -> str:
    more = f" and {len(cells) - LISTED} more" if len(cells) > LISTED else ""
    return ", ".join(map(shown, cells[:LISTED])) + more


def _chosen(file: SourceFile, line: int, header: Sequence[str]) -> dict[int, Meaning]:
    """What the user says of columns."""
    chosen: dict[int, Meaning] = {}
    for column, said in file.choices.columns.items():
        places = _places(column, header)
        if not places:
            message = f"no column {shown(column)}{_nearest(column, header)}; its columns are {_listed(header)}"
            raise SourceError(file.path, line, message)
        meaning = Meaning(ASIDE) if said == ASIDE else field_of(said)
        if meaning is None:
            fields = ", ".join((*FIELDS, f"{ASIDE} (left aside)"))
            raise SourceError(file.path, line, f"no field {shown(said)}{_nearest(said, FIELDS)}; fields are {fields}")
        chosen |= dict.fromkeys(places, meaning)
    return chosen


def _places(column: str, header: Sequence[str]) -> list[int]:
    """Where the column stands: it is told as it is written, else without what does not count."""
    for form in (str, str.strip, fold):
        if places := [place for place, cell in enumerate(header) if form(cell) == form(column) != ""]:
            return places
    return []


def _nearest(word: str, known: Iterable[str]) -> str:
    by_folded = {fold(name): name for name in known}
    near = difflib.get_close_matches(fold(word), by_folded, n=1)
    return f" (did you mean {shown(by_folded[near[0]])}?)" if near else ""


def _settled(found: Mapping[int, Meaning], chosen: Mapping[int, Meaning]) -> dict[int, Meaning]:
    """The columns as they are meant beside each other; those that nothing is taken from are left out."""
    settled = dict(found)
    for name in FIELDS:
        if name not in SEVERAL:
            ranked = sorted(
                (place not in chosen, meaning.rank, place) for place, meaning in found.items() if meaning.field == name
            )
            for *_, place in ranked[1:]:
                del settled[place]
    _settle_names(settled, chosen)
    _settle_id(settled)
    fields = {meaning.field for meaning in settled.values()}
    dates = [place for place, meaning in settled.items() if meaning.field in OFFICE_DATES and "office" not in fields]
    for place in dates:
        del settled[place]
    return settled


def _settle_names(settled: dict[int, Meaning], chosen: Mapping[int, Meaning]) -> None:
    """A name beside a family name alone is a given name (имя, фамилия), and the other way (Name, Vorname); of several
    names in one language, the first in rank is the name and the others are aliases.
    """
    names = sorted((meaning.rank, place) for place, meaning in settled.items() if meaning.field == "name")
    plain = [(rank, place) for rank, place in names if not settled[place].language]
    fields = {meaning.field for meaning in settled.values()}
    other = {"family": "given", "given": "family"}
    half = [other[each] for each in other if each in fields and other[each] not in fields]
    if half and len(plain) == 1 and plain[0][1] not in chosen:
        settled[plain[0][1]] = settled[plain[0][1]]._replace(field=half[0])
    for _, place in plain[1:]:
        settled[place] = settled[place]._replace(field="aliases")


def _settle_id(settled: dict[int, Meaning]) -> None:
    """Without a column for the id, the first of those for ids elsewhere is both."""
    if not any(meaning.field == "id" for meaning in settled.values()):
        elsewhere = [place for place, meaning in settled.items() if meaning.field == "identifiers" and meaning.detail]
        for place in elsewhere[:1]:
            settled[place] = settled[place]._replace(field="id")
