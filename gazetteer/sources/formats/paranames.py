"""Read entities from ParaNames, names of Wikidata's persons, places and organisations in parallel.

    wikidata_id<tab>eng<tab>label<tab>language<tab>type
    Q42<tab>Douglas Adams<tab>Дуглас Адамс<tab>ru<tab>PER

A header and one name in each row; the rows of an entity follow each other, and repeat if it has several types.

Layout: https://github.com/bltlab/paranames. Publisher: the ParaNames authors (J. Sälevä and C. Lignos), CC BY 4.0,
https://arxiv.org/abs/2405.09496; attribution: "ParaNames 2.0, from Wikidata".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from gazetteer.entity import Alias, Entity
from gazetteer.errors import InvalidEntity, SourceError
from gazetteer.sources.fields import string
from gazetteer.sources.ids import Ids
from gazetteer.sources.language_choice import LanguageFilter, wikimedia_tag
from gazetteer.sources.remarks import shown
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile

TITLE = "ParaNames"
PUBLISHER = "ParaNames (J. Sälevä and C. Lignos), from Wikidata: CC BY 4.0, https://github.com/bltlab/paranames"
HEADER = ("wikidata_id", "eng", "label", "language", "type")
KINDS = {"PER": "person", "LOC": "place", "ORG": "org"}  # source: the paper
_QID = re.compile(r"Q[1-9][0-9]{0,18}", re.ASCII)


class _ParallelName(NamedTuple):
    """One row."""

    line: int
    id: str
    english: str
    text: str
    language: str
    type: str


def recognises(head: Head) -> bool:
    """Whether the first line is the header."""
    return set(HEADER) <= set(next(iter(head.lines), "").split("\t"))


def read(file: SourceFile) -> Iterator[Row]:
    """The rows of the file, one for each entity; `choices.classes` has types (PER, LOC, ORG) or kinds."""
    file.publisher = PUBLISHER
    ids, wanted = Ids(), LanguageFilter(file.choices.languages)
    for id, group in groupby(_names(file, wanted), key=attrgetter("id")):
        rows = list(group)
        with file.row(rows[0].line):
            entity = _entity(file, id, rows, wanted)
            ids.add(id, rows[0].line)
            yield Row(file.path, rows[0].line, entity)
    ids.refuse_repeated(file, "put the rows of one entity one after the other")
    if not ids and not file.rejected:
        file.remarks.add(1, "no names that are wanted")


def _entity(file: SourceFile, id: str, rows: list[_ParallelName], wanted: LanguageFilter) -> Entity:
    types = list(dict.fromkeys(row.type for row in rows))
    if len(types) > 1:
        file.remarks.add(rows[0].line, "an entity of several types, the first taken", ", ".join(types))
    english = next((row.english for row in rows if row.english), "") if "en" in wanted else ""
    names = [Alias(english, "en", "label", file.name)] if english else []
    for row in rows:
        kind = "alias" if names else "label"
        names.append(Alias(row.text, wikimedia_tag(row.language), kind, file.name))
    return Entity(id, KINDS[types[0]], names, identifiers=[f"wikidata:{id}"])


def _names(file: SourceFile, wanted: LanguageFilter) -> Iterator[_ParallelName]:
    classes = frozenset(file.choices.classes)
    lines = file.lines()
    line, header = next(lines, (1, ""))
    names = header.rstrip("\r\n").split("\t")
    if not set(HEADER) <= set(names):
        raise SourceError(file.path, line, f"no header of ParaNames; it has the columns {', '.join(HEADER)}")
    places = [names.index(name) for name in HEADER]
    others = [name for name in names if name not in HEADER]
    if others:
        file.tell(f"columns left aside: {', '.join(map(shown, others))}")
    for line, text in lines:
        bare = text.rstrip("\r\n")
        if not bare:
            continue
        with file.row(line):
            cells = bare.split("\t")
            if len(cells) != len(names):
                raise InvalidEntity(f"{len(cells)} cells, but {len(names)} in the header; get the line anew")
            name = _checked(_ParallelName(line, *(cells[place] for place in places)))
            if (not classes or not classes.isdisjoint((name.type, KINDS[name.type]))) and name.language in wanted:
                yield name


def _checked(name: _ParallelName) -> _ParallelName:
    if not _QID.fullmatch(name.id):
        raise InvalidEntity(f"wikidata_id {shown(name.id)}; write one such as Q42")
    if name.type not in KINDS:
        raise InvalidEntity(f"type {shown(name.type)}; ParaNames has {', '.join(KINDS)}")
    text = string("label", name.text).strip()
    if not text:
        raise InvalidEntity("no label; take the row out")
    return name._replace(text=text, english=string("eng", name.english).strip())
