"""Read names of places from GeoNames' table alternateNamesV2 (or alternateNames), which adds to its tables of places.

    1658001<tab>703448<tab>uk<tab>Київ<tab>1<tab><tab><tab><tab><tab>

Eight to ten columns, without a header or quotation marks: alternateNameId, geonameid, isolanguage, alternate name,
isPreferredName, isShortName, isColloquial, isHistoric, from, to. What stands in the place of a language and is none
(codes of airports, links, ids of Wikidata) is listed in ``geonames-names.tsv``.

Layout: https://download.geonames.org/export/dump/readme.txt. Publisher: GeoNames, CC BY 4.0,
https://www.geonames.org; attribution: "GeoNames (geonames.org)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from gazetteer.entity import Alias, Entity
from gazetteer.errors import InvalidEntity
from gazetteer.sources.fields import DEFAULT_KIND, language, string
from gazetteer.sources.language_choice import LanguageFilter, wikimedia_tag
from gazetteer.sources.remarks import shown
from gazetteer.sources.rows import Row
from gazetteer.sources.scripts import language_tag
from gazetteer.sources.source_file import Head, SourceFile
from gazetteer.sources.tsv import DATA, read_tsv

TITLE = "GeoNames alternate names"
PUBLISHER = "GeoNames: CC BY 4.0, https://www.geonames.org"
COLUMNS = 10
FEWEST = 4  # older tables have no dates, and some lines no flags
_ID = re.compile(r"[0-9]{1,12}", re.ASCII)
_FLAGS = frozenset({"", "0", "1"})
_DATE = re.compile(r"([0-9]{4})(?:-?([01][0-9])(?:-?([0-3][0-9]))?)?", re.ASCII)


class _PseudoLanguage(NamedTuple):
    """What something in the place of a language means: a name or an id, in which language, of which kind or scheme."""

    use: str
    language: str
    gives: str


class _AddedName(NamedTuple):
    """One row: the place that it names, and the alias or else the id that it gives."""

    line: int
    place: str
    alias: Alias | None
    identifier: str


def recognises(head: Head) -> bool:
    """Whether the first line has two ids, a code of at most seven letters, a name, and flags."""
    cells = next(iter(head.lines), "").split("\t")
    return (
        8 <= len(cells) <= COLUMNS
        and all(_ID.fullmatch(cell) for cell in cells[:2])
        and len(cells[2]) <= 7
        and _FLAGS.issuperset(cells[4:8])
    )


def read(file: SourceFile) -> Iterator[Row]:
    """The rows of the file, which only add to places of other sources; those of one place that follow are joined."""
    file.publisher = PUBLISHER
    file.tell("adds names to places of the other sources; the column isPreferredName is left aside")
    wanted, found = LanguageFilter(file.choices.languages), False
    for place, rows in groupby(_names(file, wanted), key=attrgetter("place")):
        group, found = list(rows), True
        id = f"geonames:{place}"
        names = [row.alias for row in group if row.alias] or [Alias(id, source=file.name)]
        identifiers = [id, *(row.identifier for row in group if row.identifier)]
        yield Row(file.path, group[0].line, Entity(id, DEFAULT_KIND, names, identifiers=identifiers), adds=True)
    if not found and not file.rejected:
        file.remarks.add(1, "no names that are wanted")


def _names(file: SourceFile, wanted: LanguageFilter) -> Iterator[_AddedName]:
    for line, text in file.lines():
        with file.row(line):
            cells = text.rstrip("\r\n").split("\t")
            if cells == [""]:
                continue
            name = _name(file, line, cells, wanted)
            if name:
                yield name


def _name(file: SourceFile, line: int, cells: list[str], wanted: LanguageFilter) -> _AddedName | None:
    if not FEWEST <= len(cells) <= COLUMNS or not _ID.fullmatch(cells[1]):
        raise InvalidEntity(f"{len(cells)} cells, the second {shown(cells[1:2] and cells[1])}; get the line anew")
    _, place, code, written = cells[:4]
    pseudo = _pseudo().get(code)
    if pseudo and pseudo.use == "none":
        file.remarks.add(line, f"{code}: no names, left out", shown(written))
        return None
    text = string("name", file.remarks.stripped(line, written))
    if not text:
        file.remarks.add(line, "an empty name left out")
        return None
    if pseudo and pseudo.use == "identifier":
        return _AddedName(line, place, None, f"{pseudo.gives}:{text}")
    spoken = pseudo.language if pseudo else wikimedia_tag(language(code)) if code else language_tag(text)
    if (wanted.codes and not code) or spoken not in wanted:
        return None
    flags = [*cells[FEWEST:], *[""] * (COLUMNS - len(cells))]
    kind = pseudo.gives if pseudo else _kind(flags)
    since, until = (_date(file, line, cell) for cell in flags[4:])
    return _AddedName(line, place, Alias(text, spoken, kind, file.name, since, until), "")


def _kind(flags: list[str]) -> str:
    """The kind of an alias with these flags: isPreferredName, isShortName, isColloquial, isHistoric."""
    kinds = ("former", flags[3]), ("short", flags[1]), ("nickname", flags[2])
    return next((kind for kind, flag in kinds if flag == "1"), "alias")


def _date(file: SourceFile, line: int, text: str) -> str:
    """The date in ISO 8601; empty, with a remark, for what is none."""
    match = _DATE.fullmatch(text.strip())
    if match:
        return "-".join(filter(None, match.groups()))
    if text.strip():
        file.remarks.add(line, "a date that is none left aside", shown(text))
    return ""


@cache
def _pseudo() -> Mapping[str, _PseudoLanguage]:
    rows = read_tsv(DATA / "geonames-names.tsv", ("isolanguage", "use", "language", "as"))
    return {code: _PseudoLanguage(use, spoken, gives) for _, (code, use, spoken, gives) in rows}
