"""Read the lists of the US Office of Foreign Assets Control as CSV: `sdn.csv`, `alt.csv` and `add.csv`.

The files of the consolidated list (`cons_prim.csv`, `cons_alt.csv`, `cons_add.csv`) have the same layout. There is no
header; ``-0-`` stands for nothing; the last line is a control character. Rows of `sdn.csv` are entities with their
main names, as the list writes them ("LAST, First"); those of `alt.csv` add names to them. `add.csv` has addresses and
no names: it is read with the `sdn.csv` beside it, for the countries of what is no person, and so is
`sdn_comments.csv`, in which long remarks go on. Weak aliases, dates of birth and nationalities stand in the remarks of
`sdn.csv`: ``DOB 12 May 1956; nationality Iran; a.k.a. 'BNC'.``

Specification: "Specially Designated Nationals and Blocked Persons Data Specification", dat_spec.txt, 2023
(ofac.treasury.gov/sdn-list-data-formats-data-schemas). A work of the US government: public domain.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from gazetteer.errors import SourceError
from gazetteer.sources.cells import BLANK, rows
from gazetteer.sources.compression import without_compression
from gazetteer.sources.drafts import WEAK, EntityDraft, is_wanted
from gazetteer.sources.fields import DEFAULT_KIND
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile, source_file

TITLE = "list of OFAC (CSV)"
PUBLISHER = "Office of Foreign Assets Control, US Department of the Treasury (ofac.treasury.gov): public domain"

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
COMMENT = ("ent_num", "remarks")
# The main files, and those that are published beside them: of names, of addresses, and of remarks that go on.
BESIDE = {
    "sdn.csv": ("alt.csv", "add.csv", "sdn_comments.csv"),
    "cons_prim.csv": ("cons_alt.csv", "cons_add.csv", "cons_comments.csv"),
}
_ALIAS = re.compile(r"(?:alt\. )?([afn]\.k\.a\.)[,:]? ['\"](.+)['\"]")
_LOOKED_AT = 10  # lines at the beginning by which a file is recognised; chosen
_IMO = re.compile(r"\bIMO\s*\d{7}\b")
_LEFT = "programmes, places of birth, documents, call signs and what else is neither a name nor a fact of an entity"


def recognises(head: Head) -> bool:
    """Whether the first lines are rows of one of the files."""
    return bool(_layout(head))


def read(file: SourceFile) -> Iterator[Row]:
    """A row for each entity of the main file, or for each name of the alternate one."""
    file.publisher = PUBLISHER
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
    """Which of the files it is: main, alternate or address; empty if most of its first lines are rows of none."""
    layouts = Counter(_layout_of_row(line) for line in head.lines[:_LOOKED_AT] if line.strip(BLANK))
    layout, count = next(iter(layouts.most_common(1)), ("", 0))
    return layout if count * 2 > layouts.total() else ""


def _layout_of_row(line: str) -> str:
    try:
        cells = [cell.strip() for cell in next(csv.reader([line]), [])]
    except csv.Error:
        return ""
    if not cells or not _is_number(cells[0]):
        return ""
    if len(cells) == len(MAIN):
        return "main"
    if len(cells) == len(ALTERNATE) and _is_number(cells[1]) and cells[2] in {*ALIASES, NULL}:
        return "alternate"
    return "address" if len(cells) == len(ADDRESS) and _is_number(cells[1]) else ""


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _records(file: SourceFile, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows by their columns, without what stands for nothing."""
    for line, cells in rows(file):
        texts = [" ".join(cell.split()) for cell in cells]
        if len(texts) != len(columns):
            file.reject(line, f"{len(texts)} cells, not {len(columns)}; mend the separators")
        elif not _is_number(texts[0]):
            file.reject(line, "the first cell is no number of an entry; mend it")
        else:
            yield line, {column: "" if text == NULL else text for column, text in zip(columns, texts, strict=True)}


def _entities(file: SourceFile) -> Iterator[Row]:
    _tell_of_names(file)
    countries = _texts_beside(file, 1, ADDRESS, "country")
    comments = _texts_beside(file, 2, COMMENT, "remarks")
    for line, record in _records(file, MAIN):
        word = record["type"].lower()
        if not is_wanted(file.choices, word or "entity"):
            continue
        with file.row(line):
            draft = EntityDraft(file, line, f"ofac:{record['ent_num']}", KINDS.get(word, word or DEFAULT_KIND))
            draft.add_identifier(draft.id)
            draft.add_name(record["name"], "label")
            draft.add_offices([record["title"]] if draft.kind == "person" else [])
            _add_remarks(draft, record["remarks"] + "".join(comments.get(record["ent_num"], ())))
            if draft.kind != "person":
                for country in (record["flag"], *countries.get(record["ent_num"], ())):
                    draft.add_country_named(country)
            if entity := draft.entity():
                yield Row(file.path, line, entity)
    file.tell(f"left aside of each entity: {_LEFT}")


def _names(file: SourceFile) -> Iterator[Row]:
    for line, record in _records(file, ALTERNATE):
        with file.row(line):
            draft = EntityDraft(file, line, f"ofac:{record['ent_num']}", DEFAULT_KIND)
            draft.add_name(record["name"], ALIASES.get(record["alt_type"], "alias"))
            if entity := draft.entity(is_whole=False):
                yield Row(file.path, line, entity, adds=True)


def _add_remarks(draft: EntityDraft, remarks: str) -> None:
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
        elif _IMO.search(item):
            draft.add_imo_numbers(item)
    draft.add_births(births)


def _texts_beside(file: SourceFile, which: int, columns: Sequence[str], column: str) -> dict[str, list[str]]:
    """The texts in a column of a file that lies beside this one, by the numbers of the entries."""
    texts: dict[str, list[str]] = defaultdict(list)
    name = without_compression(file.path.name)
    if name.lower() not in BESIDE:
        return texts
    path = file.path.with_name(file.path.name.replace(name, BESIDE[name.lower()][which]))
    if path.exists():
        file.tell(f"{column} from {path.name} beside it")
        with source_file(path, on_reject=lambda error: file.remarks.add(1, "a row left out", str(error))) as beside:
            for _, record in _records(beside, columns):
                if record[column]:
                    texts[record["ent_num"]].append(record[column])
    return texts


def _tell_of_names(file: SourceFile) -> None:
    """Tell that there are more names in a file beside this one."""
    name = without_compression(file.path.name)
    if name.lower() in BESIDE:
        path = file.path.with_name(file.path.name.replace(name, BESIDE[name.lower()][0]))
        if path.exists():
            file.tell(f"more names are in {path.name} beside it; give it, too")
