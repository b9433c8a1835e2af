"""Read tables of labels, whose shape their header tells: pairs of spellings, names with entities, or groupings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, NamedTuple

from names.data.tables import mapping, rows
from names.errors import InputError
from names.lists.reconciling import Query
from names.tables.answering import Places
from names.tables.reading import TableRow, open_table

__all__ = ["GroupedName", "JudgedPair", "LabelledName", "Labels", "Shape", "meanings_of", "read_labels"]

Shape = Literal["pairs", "names", "groupings"]
SHAPES: dict[Shape, str] = {
    "pairs": "two spellings and whether they are one name",
    "names": "names and the entities that they mean",
    "groupings": "names and their groups",
}
# The columns by which a shape is told, the first that are all there; further ones may be there.
_TOLD_BY: tuple[tuple[Shape, tuple[str, ...]], ...] = (
    ("pairs", ("left", "right", "same")),
    ("groupings", ("name", "gold")),
    ("names", ("name", "id")),
    ("names", ("given", "family", "id")),
)
_BESIDE: dict[Shape, tuple[str, ...]] = {
    "pairs": ("chosen",),
    "names": ("name", "given", "family", "country", "kind", "born", "chosen"),
    "groupings": ("found", "chosen"),
}
_ADVICE = (
    "give left,right,same (1 or 0), or name,id (empty: nobody), or name,cluster, or name,cluster,found; "
    "`names label` writes such a file"
)
_SIGNS = re.compile(r"[\W_]+")


class JudgedPair(NamedTuple):
    """Two spellings, and whether they are one name."""

    line: int
    left: str
    right: str
    same: bool


class LabelledName(NamedTuple):
    """A name with what its row says beside it, and the id of the entity that it means; "" is nobody."""

    line: int
    query: Query
    id: str


class GroupedName(NamedTuple):
    """A name, the group that it belongs to, and the one that a program put it in."""

    line: int
    name: str
    gold: str
    found: str


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a table, of one shape."""

    path: str
    shape: Shape
    pairs: Sequence[JudgedPair] = ()
    names: Sequence[LabelledName] = ()
    grouped: Sequence[GroupedName] = ()
    is_grouped: bool = True  # whether the table says in which group a program put each name
    said: str = ""  # how the columns were understood
    unlabelled: int = 0  # rows without a label, which are left out
    near: int = 0  # labels that `names label` asked because their score was near the threshold

    def __len__(self) -> int:
        return len(self.pairs) + len(self.names) + len(self.grouped)


class _LabelRow(NamedTuple):
    """A row by the meanings of its columns."""

    line: int
    by_meaning: Mapping[str, str]
    query: Query  # what the row asks, as in `names reconcile`

    def get(self, meaning: str) -> str:
        return self.by_meaning.get(meaning, "").strip()


def read_labels(path: str, encoding: str | None = None) -> Labels:
    """The labels of a table: CSV, TSV or JSON Lines, and what else `names.tables` reads; "-" is standard input.

    The header tells the shape, by the words of `names/data/label-columns.tsv`. Rows without a label are left out and
    counted; of names, an empty id is a label: nobody. Raises InputError where the header tells no shape, or an answer
    is neither yes nor no.
    """
    table = open_table(path, encoding=encoding)
    shape, places = _understood(table.columns, path)
    said = ", ".join(f"“{table.columns[place]}” is {meaning}" for meaning, place in places.items())
    asked = Places(**{meaning: place for meaning, place in places.items() if meaning in Places._fields})
    cells = [_cells(row, places, asked) for row in table.rows()]
    near = sum(row.get("chosen") == "near" for row in cells)
    labels = Labels(path, shape, said=f"{SHAPES[shape]}: {said}", near=near, is_grouped="found" in places)
    return _with_cases(labels, cells)


def _with_cases(labels: Labels, cells: Sequence[_LabelRow]) -> Labels:
    if labels.shape == "pairs":
        pairs = list(_pairs(cells, labels.path))
        return _filled(replace(labels, pairs=pairs, unlabelled=len(cells) - len(pairs)))
    if labels.shape == "names":
        found = [LabelledName(row.line, row.query, row.get("id")) for row in cells if row.query.wording]
        return _filled(replace(labels, names=found, unlabelled=len(cells) - len(found)))
    grouped = [
        GroupedName(row.line, row.get("name"), row.get("gold"), row.get("found"))
        for row in cells
        if row.get("name") and row.get("gold")
    ]
    return _filled(replace(labels, grouped=grouped, unlabelled=len(cells) - len(grouped)))


def _filled(labels: Labels) -> Labels:
    if not len(labels):
        raise InputError("has no labels; `names label` asks for them", labels.path)
    return labels


def _cells(row: TableRow, places: Mapping[str, int], asked: Places) -> _LabelRow:
    cells = row.cells
    by_meaning = {meaning: cells[place] for meaning, place in places.items() if place < len(cells)}
    return _LabelRow(row.line, by_meaning, asked.query(row))


def _pairs(cells: Sequence[_LabelRow], path: str) -> Iterator[JudgedPair]:
    answers = mapping("label-values.tsv")
    for row in cells:
        said = row.get("same").casefold()
        if not said:
            continue
        if said not in answers:
            raise InputError(f"{row.get('same')!r} is neither yes nor no; write 1 or 0", path, row.line)
        yield JudgedPair(row.line, row.get("left"), row.get("right"), answers[said] == "1")


def _understood(columns: Sequence[str], path: str) -> tuple[Shape, dict[str, int]]:
    """The shape of a table with these columns, and the place of each column by what it means."""
    places: dict[str, list[int]] = {}
    for place, head in enumerate(columns):
        for meaning in meanings_of(head):
            places.setdefault(meaning, []).append(place)
    for shape, needed in _TOLD_BY:
        if chosen := _chosen(places, needed, _BESIDE[shape]):
            return shape, chosen
    there = ", ".join(columns) or "no column"
    raise InputError(f"its header does not tell what is labelled ({there}); {_ADVICE}", path)


def _chosen(places: Mapping[str, Sequence[int]], needed: Sequence[str], beside: Sequence[str]) -> dict[str, int]:
    """A column of its own for each meaning, the needed ones first; empty if one of these has none."""
    chosen: dict[str, int] = {}
    for meaning in dict.fromkeys((*needed, *beside)):
        free = [place for place in places.get(meaning, ()) if place not in chosen.values()]
        if free:
            chosen[meaning] = free[0]
        elif meaning in needed:
            return {}
    return chosen


def meanings_of(head: str) -> list[str]:
    """What the head of a column may mean, by `names/data/label-columns.tsv`.

    >>> meanings_of("Left_Name"), meanings_of("shoe size")
    (['left'], [])
    """
    return _meanings().get(_SIGNS.sub(" ", head.casefold()).strip(), [])


@cache
def _meanings() -> dict[str, list[str]]:
    """What the head of a column may mean, by the head in small letters."""
    found: dict[str, list[str]] = {}
    for meaning, head in rows("label-columns.tsv"):
        found.setdefault(head, []).append(meaning)
    return found
