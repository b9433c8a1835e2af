"""Read countries from GeoNames' table countryInfo.

    #ISO<tab>ISO3<tab>ISO-Numeric<tab>fips<tab>Country<tab>Capital<tab>…
    UA<tab>UKR<tab>804<tab>UP<tab>Ukraine<tab>Kyiv<tab>603700<tab>44622516<tab>EU<tab>…<tab>690791<tab>…

Nineteen columns after comments; the last comment is the header.

Layout: https://download.geonames.org/export/dump/readme.txt. Publisher: GeoNames, CC BY 4.0,
https://www.geonames.org; attribution: "GeoNames (geonames.org)".
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from gazetteer.entity import Alias, Entity
from gazetteer.errors import InvalidEntity
from gazetteer.sources.fields import country, string, word
from gazetteer.sources.ids import Ids
from gazetteer.sources.remarks import shown
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile

TITLE = "GeoNames countries"
PUBLISHER = "GeoNames: CC BY 4.0, https://www.geonames.org"
COLUMNS = 19
BONUS = 0.5  # added to log10 of the inhabitants, as in the default gazetteer: texts mean the country, not a city
SMALLEST = 1000  # inhabitants assumed for a country that has fewer
CLASSES = frozenset({"place", "A", "PCLI"})  # by which countries are chosen, as from the tables of places
_HEADER = "#ISO\tISO3\tISO-Numeric\t"
_ID = re.compile(r"[0-9]{1,12}", re.ASCII)


def recognises(head: Head) -> bool:
    """Whether a line at the beginning is the header."""
    return any(line.startswith(_HEADER) for line in head.lines[:200])


def read(file: SourceFile) -> Iterator[Row]:
    """The rows of the file, one for each country; none if `choices.classes` has none of CLASSES."""
    file.publisher = PUBLISHER
    file.tell("read: ISO, ISO3, Country, Population, geonameid; the other columns are left aside")
    ids, classes = Ids(), frozenset(file.choices.classes)
    if classes.isdisjoint(CLASSES) and classes:
        return
    for line, text in file.lines():
        if text.startswith("#") or not text.strip():
            continue
        with file.row(line):
            entity = _entity(file, text.rstrip("\r\n").split("\t"))
            ids.add(entity.id, line)
            yield Row(file.path, line, entity)
    ids.refuse_repeated(file, "take one of the two rows out")


def _entity(file: SourceFile, cells: list[str]) -> Entity:
    if not 17 <= len(cells) <= COLUMNS or not _ID.fullmatch(cells[16]):
        raise InvalidEntity(f"{len(cells)} cells, but {COLUMNS} in countryInfo, the 17th an id; get the line anew")
    alpha2, alpha3, name, population = country(cells[0]), cells[1], cells[4].strip(), cells[7] or "0"
    if not population.isdecimal():
        raise InvalidEntity(f"population {shown(population)} is no number; get the line anew")
    codes = [Alias(code, "und", "code", file.name) for code in (alpha2, string("ISO3", alpha3)) if code]
    id = f"geonames:{cells[16]}"
    return Entity(
        id,
        "place",
        [Alias(word("name", string("name", name)), "en", "label", file.name), *codes],
        countries=[alpha2],
        prior=round(math.log10(max(int(population[:18]), SMALLEST)) + BONUS, 2),
        note="country",
        identifiers=[id, f"iso3166:{alpha2}"],
    )
