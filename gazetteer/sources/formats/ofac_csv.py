"""Read the lists of the US Office of Foreign Assets Control as CSV: `sdn.csv`, `alt.csv` and `add.csv`.

The files of the consolidated list (`cons_prim.csv`, `cons_alt.csv`, `cons_add.csv`) have the same layout. There is no
header; ``-0-`` stands for nothing; the last line is a control character. Rows of `sdn.csv` are entities with their
main names, as the list writes them ("LAST, First"); those of `alt.csv` add names to them. `add.csv` has addresses and
no names: it is read with the `sdn.csv` beside it, for the countries of what is no person. Weak aliases, dates of birth
and nationalities stand in the remarks of `sdn.csv`: ``DOB 12 May 1956; nationality Iran; a.k.a. 'BNC'.``

Specification: "Specially Designated Nationals and Blocked Persons Data Specification", dat_spec.txt, 2023
(ofac.treasury.gov/sdn-list-data-formats-data-schemas). A work of the US government: public domain.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from gazetteer.errors import SourceError
from gazetteer.sources.cells import BLANK, rows
from gazetteer.sources.compression import without_compression
from gazetteer.sources.drafts import WEAK, Draft, is_wanted
from gazetteer.sources.fields import DEFAULT_KIND
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile, source_file

TITLE = "list of OFAC (CSV)"

NULL = "-0-"
KINDS = {"individual": "person", "": "org", "vessel": "vessel", "aircraft": "aircraft"}  # by SDN_Type
ALIASES = {"aka": "alias", "fka": "former", "nka": "alias"}  # by alt_type
MAIN = [
    "ent_num",
    "name",
    "type",
    "program",
    "title",
    "call_sign",
    "vessel_type",
    "tonnage",
    "grt",
    "flag",
    "owner",
    "remarks",
]
ALTERNATE = ["ent_num", "alt_num", "alt_type", "name", "remarks"]
ADDRESS = ["ent_num", "add_num", "address", "city", "country", "remarks"]
# The main files, and those that are published beside them: of names and of addresses.
BESIDE = {"sdn.csv": ("alt.csv", "add.csv"), "cons_prim.csv": ("cons_alt.csv", "cons_add.csv")}
_ALIAS = re.compile(r"(?:alt\. )?([afn]\.k\.a\.)[,:]? ['\"](.+)['\"]")
_IMO = re.compile(r"\bIMO\s*(\d{7})\b")
_LEFT = "programmes, places of birth, documents, call signs and what else is neither a name nor a fact of an entity"


def recognises(head: Head) -> bool:
    """Whether the first lines are rows of one of the files."""
    return bool(_layout(head))


def read(file: SourceFile) -> Iterator[Row]:
    """A row for each entity of the main file, or for each name of the alternate one."""
    layout = _layout(file.head)
    if layout == "address":
        file.tell(
            "addresses without names; they are read with the main file (sdn.csv) beside them, so leave this one out"
        )
        return
    if not layout:
        raise SourceError(file.path, 1, "no rows of OFAC; give sdn.csv, alt.csv or a file of the consolidated list")
    if layout == "main":
        yield from _entities(file)
    else:
        yield from _names(file)


def _layout(head: Head) -> str:
    """Which of the files it is: main, alternate or address; empty if it is none."""
    lines = [line for line in head.lines[:5] if line.strip(BLANK)]
    try:
        table = [[cell.strip() for cell in cells] for cells in csv.reader(lines)]
    except csv.Error:
        return ""
    if not table or not all(cells and cells[0].isascii() and cells[0].isdigit() for cells in table):
        return ""
    widths = {len(cells) for cells in table}
    if widths == {len(MAIN)}:
        return "main"
    if widths == {len(ALTERNATE)} and all(cells[1].isdigit() and cells[2] in {*ALIASES, NULL} for cells in table):
        return "alternate"
    if widths == {len(ADDRESS)} and all(cells[1].isdigit() for cells in table):
        return "address"
    return ""


def _records(file: SourceFile, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows by their columns, without what stands for nothing."""
    for line, cells in rows(file):
        texts = [" ".join(cell.split()) for cell in cells]
        if len(texts) != len(columns):
            file.reject(line, f"{len(texts)} cells, not {len(columns)}; mend the separators")
        elif not (texts[0].isascii() and texts[0].isdigit()):
            file.reject(line, "the first cell is no number of an entry; mend it")
        else:
            yield line, {column: "" if text == NULL else text for column, text in zip(columns, texts, strict=True)}


def _entities(file: SourceFile) -> Iterator[Row]:
    countries = _countries(file)
    for line, record in _records(file, MAIN):
        word = record["type"].lower()
        if not is_wanted(file.choices, word or "entity"):
            continue
        with file.row(line):
            draft = Draft(file, line, f"ofac:{record['ent_num']}", KINDS.get(word, word or DEFAULT_KIND))
            draft.add_identifier(draft.id)
            draft.add_name(record["name"], "label")
            draft.add_offices([record["title"]] if draft.kind == "person" else [])
            _add_remarks(draft, record["remarks"])
            if draft.kind != "person":
                for country in (record["flag"], *countries.get(record["ent_num"], ())):
                    draft.add_country_named(country)
            if entity := draft.entity():
                yield Row(file.path, line, entity)
    file.tell(f"left aside of each entity: {_LEFT}")


def _names(file: SourceFile) -> Iterator[Row]:
    for line, record in _records(file, ALTERNATE):
        with file.row(line):
            draft = Draft(file, line, f"ofac:{record['ent_num']}", DEFAULT_KIND)
            draft.add_name(record["name"], ALIASES.get(record["alt_type"], "alias"))
            if entity := draft.entity(is_whole=False):
                yield Row(file.path, line, entity, adds=True)


def _add_remarks(draft: Draft, remarks: str) -> None:
    """Add what the remarks say: items that a semicolon ends, the last one a full stop."""
    births: list[str] = []
    for each in remarks.removesuffix(".").split(";"):
        item = each.strip().removesuffix(".").removeprefix("alt. ")
        if match := _ALIAS.fullmatch(item):
            draft.add_name(match[2], "former" if match[1].startswith("f") else WEAK)
        elif item.startswith("DOB "):
            births.append(item.removeprefix("DOB "))
        elif item.startswith(("nationality ", "citizen ")):
            draft.add_country_named(item.partition(" ")[2])
        elif match := _IMO.search(item):
            draft.add_identifier(f"imo:{match[1]}")
    draft.add_births(births)


def _countries(file: SourceFile) -> dict[str, list[str]]:
    """The countries in the file of addresses that lies beside this one, by the numbers of the entries."""
    countries: dict[str, list[str]] = defaultdict(list)
    name = without_compression(file.path.name)
    if name.lower() not in BESIDE:
        return countries
    names, addresses = (file.path.with_name(file.path.name.replace(name, each)) for each in BESIDE[name.lower()])
    if names.exists():
        file.tell(f"more names are in {names.name} beside it; give it, too")
    if addresses.exists():
        file.tell(f"countries of organisations and vessels from {addresses.name} beside it")
        with source_file(
            addresses, on_reject=lambda error: file.remarks.add(1, "an address left out", str(error))
        ) as beside:
            for _, record in _records(beside, ADDRESS):
                if record["country"]:
                    countries[record["ent_num"]].append(record["country"])
    return countries
