r"""The text of a gazetteer, for version control: a table with tabs, one line an alias.

    id	kind	text	language	alias_kind	source	since	until	countries	prior	note	…
    Q1899	place	Kyiv	en	label	mine			UA	6.5		…
    Q1899	place	Киев	ru	former	mine	1918	1991

The lines of an entity follow each other, in the order of its aliases; its facts stand in the first one, that of the
label. Empty cells at the end of a line are left out. What would part cells or lines is escaped: ``\t``, ``\n``, ``\r``,
``\\``, and ``\uXXXX`` for other control characters and half characters; several values of a cell are parted by
``;``, which is ``\;`` in a value; ``\e`` is an empty text where an empty cell says something else. So any entity is
read as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from gazetteer.entity import Alias, Entity, Tag
from gazetteer.errors import InvalidEntity, SourceError
from gazetteer.sources.fields import number, office
from gazetteer.sources.remarks import shown
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile
from gazetteer.sources.tables.rows import SourceRow, account, together

TITLE = "text of a gazetteer, a line an alias"
OFFICE = ("office", "office_from", "office_to", "office_checked")
COLUMNS = (
    *("id", "kind", "text", "language", "alias_kind", "source", "since", "until"),
    *("countries", "prior", "note", *OFFICE, "born", "died", "identifiers"),
)
HEADER = "\t".join(COLUMNS)

_DEFAULTS = ("", "", "", "und", "alias", "", "", "")  # what empty cells of an alias mean
_ACTIVE = re.compile("[\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_ESCAPES = {"\\": "\\\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"}
_ESCAPED = re.compile(r"\\(u[0-9a-fA-F]{4}|.?)", re.DOTALL)
_MEANT = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r", ";": ";", "e": ""}
_VALUE = re.compile(r"(?:^|;)((?:[^\\;]|\\.|\\\Z)*+)", re.DOTALL)
_EMPTY = r"\e"


def recognises(head: Head) -> bool:
    """Whether the first line is the header of such a file."""
    return head.lines[:1] == [HEADER]


def read(file: SourceFile) -> Iterator[Row]:
    """A row for each entity. A line with an invalid cell, or facts that differ from earlier ones, is rejected."""
    for rows in together(file, _rows(file)):
        said = account(file, rows)
        with file.row(said.line):
            yield Row(file.path, said.line, said.entity(name for _, name in said.names))


def _rows(file: SourceFile) -> Iterator[SourceRow]:
    lines = ((number, line.rstrip("\r\n")) for number, line in file.lines())
    first, header = next(lines, (1, ""))
    if header != HEADER:
        raise SourceError(file.path, first, f"no text of a gazetteer; its first line is {', '.join(COLUMNS)}")
    for line, text in lines:
        if text:
            with file.row(line):
                yield _row(line, text.split("\t"))


def _row(line: int, cells: list[str]) -> SourceRow:
    if len(cells) < 3 or len(cells) > len(COLUMNS):
        raise InvalidEntity(
            f"{len(cells)} cells; write id, kind, text and up to {len(COLUMNS) - 3} more, parted by tabs"
        )
    cells += [""] * (len(COLUMNS) - len(cells))
    of_alias = [_read(cell) if cell else default for cell, default in zip(cells, _DEFAULTS, strict=False)]
    id, kind, text, language, alias_kind, source, since, until = of_alias
    if not id:
        raise InvalidEntity("no id; write it, or take the line out")
    alias = Alias(text, language, alias_kind, source, since, until)
    return SourceRow(line, id, [(line, alias)], kind, _facts_in(cells[len(_DEFAULTS) :]))


def _facts_in(cells: list[str]) -> dict[str, Any]:
    countries, prior, note, *of_office, born, died, identifiers = cells
    return {
        "countries": tuple(_values(countries)),
        "prior": number(prior),
        "note": _read(note),
        "office": office(*map(_read, of_office)),
        "born": born,
        "died": died,
        "identifiers": tuple(_values(identifiers)),
    }


def written(entity: Entity) -> Iterator[str]:
    r"""The lines of an entity, without line ends.

    >>> entity = Entity("Q1899", "place", [Alias("Kyiv", "en", "label"), Alias("K\tyiv")], countries=["UA"])
    >>> for line in written(entity):
    ...     print(line.replace("\t", "|"))
    Q1899|place|Kyiv|en|label||||UA
    Q1899|place|K\tyiv|und|alias
    """
    prefix = f"{_cell(entity.id)}\t{_cell(entity.kind)}\t"
    label, *others = entity.aliases
    yield "\t".join([f"{prefix}{_cell(label.text)}", _tag(label.tag), *_facts(entity)]).rstrip("\t")
    for alias in others:
        yield f"{prefix}{_cell(alias.text)}\t{_tag(alias.tag)}".rstrip("\t")


@lru_cache(1 << 12)
def _tag(tag: Tag) -> str:
    """The cells of what many aliases share."""
    language, kind, *others = map(_cell, tag)
    return "\t".join([language or _EMPTY, kind or _EMPTY, *others])


def _facts(entity: Entity) -> list[str]:
    held = entity.office
    return [
        _list(entity.countries),
        repr(entity.prior).removesuffix(".0") if entity.prior else "",
        _cell(entity.note),
        *((_cell(held.title), held.start, held.end, held.checked) if held else ("", "", "", "")),
        entity.born,
        entity.died,
        _list(entity.identifiers),
    ]


def _cell(text: str) -> str:
    return _ACTIVE.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04x}"


def _list(values: Iterable[str]) -> str:
    return ";".join(_cell(value).replace(";", r"\;") or _EMPTY for value in values)


def _read(cell: str) -> str:
    r"""The text in a cell. Raises InvalidEntity if a backslash escapes nothing.

    >>> _read(r"K\tyiv\u0301")
    'K\tyiv́'
    """
    return _ESCAPED.sub(lambda found: _unescaped(cell, found[1]), cell) if "\\" in cell else cell


def _unescaped(cell: str, escaped: str) -> str:
    if escaped.startswith("u") and len(escaped) > 1:
        return chr(int(escaped[1:], 16))
    if escaped not in _MEANT:
        raise InvalidEntity(f"a backslash in {shown(cell)} escapes nothing; double it")
    return _MEANT[escaped]


def _values(cell: str) -> list[str]:
    r"""The values in a cell.

    >>> _values(r"a\;b;c;\e")
    ['a;b', 'c', '']
    """
    return [_read(value) for value in _VALUE.findall(cell)] if cell else []
