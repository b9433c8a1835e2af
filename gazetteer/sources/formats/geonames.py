"""Read places from GeoNames' main tables: allCountries, citiesN, or that of a country.

    703448<tab>Kyiv<tab>Kyiv<tab>Kiev,Kiew,Київ<tab>50.45466<tab>30.5238<tab>P<tab>PPLC<tab>UA<tab>…

Nineteen columns, without a header or quotation marks. Alternate names have no language here: in another script than
Latin they are exonyms, which are matched only as they are written. The table alternateNamesV2 (`geonames_names`) has
languages and kinds of names; name it among the sources, too.

Layout: https://download.geonames.org/export/dump/readme.txt. Publisher: GeoNames, CC BY 4.0,
https://www.geonames.org; attribution: "GeoNames (geonames.org)".
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from gazetteer.entity import Alias, Entity
from gazetteer.errors import InvalidEntity
from gazetteer.sources.fields import country, string, word
from gazetteer.sources.ids import Ids
from gazetteer.sources.remarks import shown
from gazetteer.sources.rows import Row
from gazetteer.sources.scripts import language_tag
from gazetteer.sources.source_file import Head, SourceFile
from gazetteer.sources.territories import english_names
from gazetteer.sources.tsv import DATA, read_tsv

TITLE = "GeoNames places"
PUBLISHER = "GeoNames: CC BY 4.0, https://www.geonames.org"
COLUMNS = 19
SMALLEST = 1000  # inhabitants assumed for a place if fewer or none are given; as in the default gazetteer
CAPITAL, COUNTRY = 0.7, 0.5  # added to the prior of capitals and of countries; as in the default gazetteer
_CAPITAL, _COUNTRIES = "PPLC", frozenset({"PCLI", "PCLS", "PCLF", "PCL"})
_FEATURE = re.compile(r"[AHLPRSTUV]?", re.ASCII)
_ID = re.compile(r"[0-9]{1,12}", re.ASCII)
_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]+)?", re.ASCII)
_CODE = re.compile(r"[A-Z]{3,4}", re.ASCII)  # alternate names of this form are codes of airports


class _GeonamesPlace(NamedTuple):
    """The columns of a row that are read."""

    id: str
    name: str
    alternate: str
    feature: str
    code: str
    country: str
    others: str
    population: str


def recognises(head: Head) -> bool:
    """Whether the first line has nineteen cells: an id, then names, coordinates and a class of features."""
    cells = next(iter(head.lines), "").split("\t")
    return (
        len(cells) == COLUMNS
        and bool(_ID.fullmatch(cells[0]))
        and bool(_DEGREES.fullmatch(cells[4]) and _DEGREES.fullmatch(cells[5]))
        and bool(_FEATURE.fullmatch(cells[6]))
    )


def read(file: SourceFile) -> Iterator[Row]:
    """The rows of the file; `choices.classes` has classes or codes of features ("P", "PPLC"), or "place"."""
    file.publisher = PUBLISHER
    file.tell("columns left aside: asciiname, coordinates, admin codes, elevation, dem, timezone, modification date")
    if file.choices.languages:
        file.tell("its names have no language, so all are read")
    classes, ids = frozenset(file.choices.classes), Ids()
    for line, text in file.lines():
        with file.row(line):
            place = _place(text.rstrip("\r\n"))
            if place and (not classes or not classes.isdisjoint(("place", place.feature, place.code))):
                entity = _entity(file, line, place)
                ids.add(entity.id, line)
                yield Row(file.path, line, entity)
    ids.refuse_repeated(file, "take one of the two rows out")
    if not ids and not file.rejected:
        file.remarks.add(1, "no places that are wanted")


def _place(line: str) -> _GeonamesPlace | None:
    if not line:
        return None
    cells = line.split("\t")
    if len(cells) != COLUMNS:
        raise InvalidEntity(f"{len(cells)} cells, but {COLUMNS} in GeoNames' tables of places; get the line anew")
    if not _ID.fullmatch(cells[0]):
        raise InvalidEntity(f"geonameid {shown(cells[0])} is no number; get the line anew")
    id, name, _, alternate, _, _, feature, code, *_ = cells
    return _GeonamesPlace(id, name, alternate, feature, code, cells[8], cells[9], cells[14])


def _entity(file: SourceFile, line: int, place: _GeonamesPlace) -> Entity:
    id = f"geonames:{place.id}"
    name = word("name", string("name", file.remarks.stripped(line, place.name)))
    codes = [country(code) for code in (place.country, *place.others.split(",")) if code.strip()]
    label = Alias(name, language_tag(name), "label", file.name)
    return Entity(
        id,
        "place",
        [label, *_alternates(file, line, place.alternate, name)],
        countries=dict.fromkeys(codes),
        prior=_prior(place, name),
        note=_note(place),
        identifiers=[id],
    )


def _alternates(file: SourceFile, line: int, cell: str, label: str) -> Iterator[Alias]:
    for text in filter(None, map(str.strip, cell.split(","))):
        if text == label:
            continue
        if "://" in text:
            file.remarks.add(line, "a link among alternate names left out", shown(text))
        elif _CODE.fullmatch(text):
            yield Alias(text, "und", "code", file.name)
        else:
            language = language_tag(text)
            yield Alias(text, language, "alias" if language in {"und", "und-Latn"} else "exonym", file.name)


def _prior(place: _GeonamesPlace, name: str) -> float:
    """log10 of the inhabitants; more for a country, and for a capital that does not have the name of its country."""
    if place.population and not place.population.isdecimal():
        raise InvalidEntity(f"population {shown(place.population)} is no number; get the line anew")
    bonus = COUNTRY if place.code in _COUNTRIES else 0.0
    if place.code == _CAPITAL and english_names().get(place.country) != name:
        bonus = CAPITAL
    return round(math.log10(max(int(place.population[:18] or 0), SMALLEST)) + bonus, 2)


def _note(place: _GeonamesPlace) -> str:
    """What the place is, and in which country: "town, Ukraine"."""
    what = "country" if place.code in _COUNTRIES else _feature_words().get(place.feature, "")
    where = "" if what == "country" else english_names().get(place.country, place.country)
    return ", ".join(filter(None, (what, where)))


@cache
def _feature_words() -> Mapping[str, str]:
    return {letter: said for _, (letter, said) in read_tsv(DATA / "geonames-classes.tsv", ("class", "word"))}
