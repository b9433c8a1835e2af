"""The values in cells of tables: several in one cell, dates, countries, kinds, ids elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

from gazetteer.errors import InvalidEntity
from gazetteer.sources.countries import code_of
from gazetteer.sources.fields import country, language
from gazetteer.sources.loose_dates import loose_date
from gazetteer.sources.remarks import Remarks, shown
from gazetteer.sources.tables.headers import language_tag
from gazetteer.sources.words import codes_by_word, fold

__all__ = ["countries", "date", "identifier", "kind", "language_of", "values"]

KINDS = Path(__file__).with_name("kinds.tsv")

# One value of a cell and the semicolon after it; group 1 is a value in quotation marks, group 2 a plain one.
_VALUE = re.compile(r'\s*"((?:[^"]|"")*+)"\s*;|([^;]*);')
_LINE_ENDS = re.compile(r"[\r\n]+")
_ADDRESS = re.compile(r"https?://\S*?([^/#?=\s]+)/?", re.ASCII | re.IGNORECASE)  # its last part is an id
_QID = re.compile(r"[QP][1-9]\d*", re.ASCII)
_ESCAPES = {r"\t": "\t", r"\n": "\n"}


def values(cell: str, separator: str = "") -> list[str]:
    r"""The values of a cell, including empty ones between separators; an empty cell has none.

    They are parted by the separator that the user names, else by bars, line ends or semicolons, whichever the cell has
    first in this order. OpenSanctions encloses values with a semicolon in quotation marks.

    >>> values("Ann|Anna"), values("Ann; Anna"), values("Doe, Ann"), values("Doe, Ann", ",")
    (['Ann', 'Anna'], ['Ann', 'Anna'], ['Doe, Ann'], ['Doe', 'Ann'])
    >>> values('"B; C";D')
    ['B; C', 'D']
    """
    if not cell:
        return []
    if separator:
        return [value.strip() for value in cell.split(_ESCAPES.get(separator, separator))]
    if "|" in cell:
        return [value.strip() for value in cell.split("|")]
    if '"' in cell:
        return [_value(cell, *match.groups()) for match in _VALUE.finditer(f"{cell};")]
    if _LINE_ENDS.search(cell):
        return [value.strip() for value in _LINE_ENDS.split(cell)]
    return [value.strip() for value in cell.split(";")]


def _value(cell: str, enclosed: str | None, plain: str) -> str:
    """One value of a cell: the text that quotation marks enclose, or the plain text."""
    if enclosed is not None:
        return enclosed.replace('""', '"').strip()
    if plain.lstrip().startswith('"') and plain.count('"') % 2:
        raise InvalidEntity(f"a quotation mark in {shown(cell)} is not closed; close it, or take it out")
    return plain.strip()


def date(text: str, line: int, remarks: Remarks) -> str:
    """The ISO 8601 date in a cell (see `loose_dates`), empty if there is none; what is changed or left out is a remark.

    >>> from pathlib import Path
    >>> written = ("1950-02-01T00:00:00Z", "1.12.1950", "1950/2/1", "1/2/1950", "1 Feb 1950")
    >>> [date(text, 2, Remarks(Path("a.csv"))) for text in written]
    ['1950-02-01', '1950-12-01', '1950-02-01', '1950', '1950-02-01']
    """
    if not text:
        return ""
    found = loose_date(text, day_first=False)
    if found.change:
        remarks.add(line, found.change, shown(text))
    return found.date


def countries(cell: str, separator: str, line: int, remarks: Remarks) -> tuple[str, ...]:
    """The codes of countries in a cell, which has them or names; what is neither is left out, which is a remark.

    >>> from pathlib import Path
    >>> countries("Германия; fra; ge-ab; Ruritania", "", 2, remarks := Remarks(Path("a.csv")))
    ('DE', 'FR', 'GE-AB')
    >>> remarks.first
    {'a country left out that is not known; write a code of ISO 3166, such as DE or GB': (2, "'Ruritania'")}
    """
    found = []
    for value in filter(None, values(cell, separator)):
        try:
            found.append(code_of(value) or country(value))
        except InvalidEntity:
            remarks.add(
                line, "a country left out that is not known; write a code of ISO 3166, such as DE or GB", shown(value)
            )
    return tuple(dict.fromkeys(found))


def language_of(text: str) -> str:
    """The BCP 47 tag in a cell, which may also be the word for a language. Raises InvalidEntity if it is none.

    >>> language_of("German"), language_of("en_GB"), language_of("sr-Latn"), language_of("")
    ('de', 'en-GB', 'sr-Latn', 'und')
    """
    return language_tag(text) or language(text or "und")


def kind(text: str) -> str:
    """The kind of entity in a cell: person, place or org where it is a word for one, else in lower case.

    >>> kind("Персона"), kind("PER"), kind("Vessel")
    ('person', 'person', 'vessel')
    """
    return codes_by_word(KINDS).get(fold(text)) or text.lower()


def identifier(scheme: str, text: str) -> str:
    """An id elsewhere, with its scheme; of a web address, the last part is the id. Empty if it is none.

    >>> identifier("wikidata", "http://www.wikidata.org/entity/Q1899"), identifier("viaf", "viaf:12")
    ('wikidata:Q1899', 'viaf:12')
    >>> identifier("", "geonames:703448"), identifier("", "703448"), identifier("wikidata", "Kyiv")
    ('geonames:703448', '', '')
    """
    address = _ADDRESS.fullmatch(text)
    said, colon, rest = text.partition(":")
    if scheme:
        id = address[1] if address else rest.strip() if colon and said.lower() == scheme else text
        id = id.replace(" ", "") if scheme == "isni" else id
        return f"{scheme}:{id}" if id and (scheme != "wikidata" or _QID.fullmatch(id)) else ""
    return f"{said.lower()}:{rest.strip()}" if colon and rest.strip() and not address and said.isalnum() else ""
