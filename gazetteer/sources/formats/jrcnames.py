"""Read entities from JRC-Names, the list of names in news that the Joint Research Centre publishes.

    1000595<tab>P<tab>u<tab>Dani+Ábalo

Four columns, without a header: id, type, language ("u": any), and a spelling with + for spaces. The rows of an entity
follow each other, the main spelling first.

Layout: the readme of the file ``entities`` of https://joint-research-centre.ec.europa.eu/language-technology-resources,
and programs that read it. Publisher: European Commission, Joint Research Centre, under its own licence for the file,
which asks to name JRC-Names as the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from gazetteer.entity import Alias, Entity
from gazetteer.errors import InvalidEntity
from gazetteer.sources.fields import DEFAULT_KIND, kept_names, language, string
from gazetteer.sources.ids import Ids
from gazetteer.sources.language_choice import LanguageFilter
from gazetteer.sources.remarks import shown
from gazetteer.sources.rows import Row
from gazetteer.sources.scripts import language_tag
from gazetteer.sources.source_file import Head, SourceFile

TITLE = "JRC-Names"
PUBLISHER = (
    "JRC-Names, European Commission, Joint Research Centre: its own licence, https://joint-research-centre.ec.europa.eu"
)
KINDS = {"P": "person", "O": "org", "T": "place", "E": "event", "U": DEFAULT_KIND}  # U: unknown; source: the readme
ANY = "u"  # in the place of a language
NOBODY = "0"  # an id that stands for no entity
_ROW = re.compile(r"([0-9]+)\t([A-Za-z])\t([A-Za-z]{1,3}(?:-[A-Za-z]+)?)\t([^ \t]+)", re.ASCII)


class _JrcSpelling(NamedTuple):
    """One row."""

    line: int
    id: str
    type: str
    alias: Alias


def recognises(head: Head) -> bool:
    """Whether most of the first lines have four cells: an id, one letter, a language, and a name without spaces."""
    lines = [line for line in head.lines[:20] if line and not line.startswith("#")]
    matches = list(filter(None, map(_ROW.fullmatch, lines)))
    return 2 * len(matches) > len(lines)


def read(file: SourceFile) -> Iterator[Row]:
    """The rows of the file, one for each id; `choices.classes` has types (P, O) or kinds."""
    file.publisher = PUBLISHER
    ids = Ids()
    for number, group in groupby(_spellings(file), key=attrgetter("id")):
        rows = list(group)
        with file.row(rows[0].line):
            id = f"jrc:{number}"
            names = kept_names(((row.line, row.alias) for row in rows), file.remarks)
            first = Alias(names[0].text, names[0].language, "label", file.name)
            types = {row.type for row in rows}
            if len(types) > 1:
                file.remarks.add(rows[0].line, "an entity of several types, the first taken", ", ".join(sorted(types)))
            entity = Entity(id, KINDS[rows[0].type], [first, *names[1:]], identifiers=[id])
            ids.add(id, rows[0].line)
            yield Row(file.path, rows[0].line, entity)
    ids.refuse_repeated(file, "put the rows of one entity one after the other")
    if not ids and not file.rejected:
        file.remarks.add(1, "no names that are wanted")


def _spellings(file: SourceFile) -> Iterator[_JrcSpelling]:
    wanted, classes = LanguageFilter(file.choices.languages), frozenset(file.choices.classes)
    for line, text in file.lines():
        bare = text.rstrip("\r\n")
        if not bare or bare.startswith("#"):
            continue
        with file.row(line):
            id, type, code, name = _cells(bare)
            if id == NOBODY:
                file.remarks.add(line, "a name of no entity (id 0) left out", shown(name))
            elif (not classes or not classes.isdisjoint((type, KINDS[type]))) and (code == ANY or code in wanted):
                spoken = language_tag(name) if code == ANY else language(code)
                yield _JrcSpelling(line, id, type, Alias(name, spoken, "alias", file.name))


def _cells(line: str) -> tuple[str, str, str, str]:
    cells = line.split("\t")
    if len(cells) != 4 or not cells[0].isdecimal() or not cells[3].strip("+ "):
        raise InvalidEntity(f"{len(cells)} cells: {shown(line)}; a row has an id, a type, a language and a name")
    type = cells[1].upper()
    if type not in KINDS:
        raise InvalidEntity(f"type {shown(cells[1])}; JRC-Names has {', '.join(KINDS)}")
    return cells[0], type, cells[2], string("name", " ".join(cells[3].replace("+", " ").split()))
