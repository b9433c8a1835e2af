"""Hand-curated persons, organisations and places: ``gazetteer/data/curated/*.tsv``.

A row has the columns COLUMNS. ``aliases`` holds items separated by `` | ``, each ``language text`` or
``language:kind text``; the first is the name in its native script. A row with the id of an entity of a packaged source
(``country/KG``, ``geonames/1528675``) adds aliases to that entity, and may leave the label empty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from gazetteer.default.tsv import CURATED, read_tsv
from gazetteer.entity import Alias, Entity
from gazetteer.errors import SourceError

COLUMNS = ("id", "kind", "label", "family", "countries", "prior", "note", "aliases")
# The kind of an entity, by the first part of its id.
KINDS = {
    "person": "person",
    "org": "org",
    "place": "place",
    "country": "place",
    "geonames": "place",
}
ALIAS_KINDS = frozenset({"alias", "short", "full", "former", "nickname", "code", "demonym"})
OTHER_TABLES = frozenset({"demonyms.tsv", "shared.tsv"})  # tables in the same folder with other columns

_OWN_ID = re.compile(r"(person|org|place)/[a-z0-9]+(-[a-z0-9]+)*")
_PACKAGED_ID = re.compile(r"(country/[A-Z0-9-]+|geonames/[0-9]+)")
_ITEM = re.compile(r"(?P<language>[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)(?::(?P<kind>[a-z]+))? (?P<text>\S.*)")


class Place(NamedTuple):
    """The table and line of a row."""

    path: Path
    line: int


def read() -> Iterator[Entity]:
    """The curated entities, table by table.

    Raises SourceError, with line and repair, if a row is malformed or repeats an id.
    """
    yield from read_tables(path for path in sorted(CURATED.glob("*.tsv")) if path.name not in OTHER_TABLES)


def read_tables(paths: Iterable[Path]) -> Iterator[Entity]:
    """The curated entities of the tables at `paths`, whose ids must be distinct. Raises as `read`."""
    places: dict[str, str] = {}  # file and line of each id
    for path in paths:
        last = ""
        for number, cells in read_tsv(path, COLUMNS):
            where = Place(path, number)
            entity = _entity(where, dict(zip(COLUMNS, cells, strict=True)))
            if entity.id in places:
                raise SourceError(*where, f"id {entity.id} is also in {places[entity.id]}; join the two rows")
            if entity.id < last:
                raise SourceError(*where, f"id {entity.id} after {last}; sort the rows by id")
            places[entity.id], last = f"{path.name}:{number}", entity.id
            yield entity


def _entity(where: Place, row: dict[str, str]) -> Entity:
    _check_id(where, row)
    aliases = [_alias(where, item) for item in row["aliases"].split(" | ")]
    (language, text), times = Counter((alias.language, alias.text) for alias in aliases).most_common(1)[0]
    if times > 1:
        raise SourceError(*where, f"alias '{language} {text}' twice; keep one")
    return Entity(
        id=row["id"],
        kind=row["kind"],
        aliases=(*_label(row, aliases), *aliases, *_family_names(row, aliases)),
        countries=_countries(where, row["countries"]),
        prior=_prior(where, row["prior"]),
        note=row["note"],
    )


def _check_id(where: Place, row: dict[str, str]) -> None:
    """Raise SourceError if the id is malformed, or kind, label or family name does not fit."""
    own, packaged = _OWN_ID.fullmatch(row["id"]), _PACKAGED_ID.fullmatch(row["id"])
    if not own and not packaged:
        raise SourceError(*where, f"id {row['id']!r}; write person/…, org/… or place/… and a lower-case ASCII slug")
    expected = KINDS[row["id"].split("/")[0]]
    if row["kind"] != expected:
        raise SourceError(*where, f"kind {row['kind']!r} with id {row['id']}; write {expected}")
    if own and not row["label"]:
        raise SourceError(*where, "no label; write the usual English name")
    if row["family"] and row["family"] not in row["label"]:
        wrong = f"family name {row['family']!r} is not in the label {row['label']!r}"
        raise SourceError(*where, f"{wrong}; write it as it is there")


def _alias(where: Place, item: str) -> Alias:
    match = _ITEM.fullmatch(item)
    if not match:
        raise SourceError(*where, f"alias {item!r}; write 'language text' or 'language:kind text', ' | ' between two")
    kind = match["kind"] or "alias"
    if kind not in ALIAS_KINDS:
        raise SourceError(*where, f"alias kind {kind!r}; write one of {', '.join(sorted(ALIAS_KINDS))}")
    return Alias(match["text"], match["language"], kind, "curated")


def _label(row: dict[str, str], aliases: list[Alias]) -> Iterator[Alias]:
    if row["label"]:
        yield Alias(row["label"], _language(row, aliases), "label", "curated")


def _family_names(row: dict[str, str], aliases: list[Alias]) -> Iterator[Alias]:
    """The family name in the label, and its spellings in aliases that are whole names, at the same end of the name."""
    label, family = row["label"], row["family"]
    if not family:
        return
    yield Alias(family, _language(row, aliases), "family", "curated")
    size = len(family.split())
    for alias in aliases:
        words = re.split(r"[\s·・•]+", alias.text)
        if _is_whole_name(alias, words, label, size):
            if label.endswith(family):
                yield Alias(" ".join(words[-size:]), alias.language, "family", "curated")
            elif label.startswith(family):
                yield Alias(" ".join(words[:size]), alias.language, "family", "curated")


def _is_whole_name(alias: Alias, words: list[str], label: str, family_size: int) -> bool:
    """Whether an alias, split into `words`, is the whole name of the label, so that it too has the family name.

    A full name of three words counts as one with a patronymic, which the label does not have.
    """
    if alias.kind not in ("alias", "full"):
        return False
    if alias.kind == "full" and len(words) == 3:
        return True
    label_sizes = (len(label.split()), len(re.split(r"[\s-]", label)))
    return not alias.text.isascii() and len(words) in label_sizes and len(words) > family_size


def _language(row: dict[str, str], aliases: list[Alias]) -> str:
    """The language of the label: that of an alias with the same text, as for Donald Tusk, else English."""
    return next((alias.language for alias in aliases if alias.text == row["label"]), "en")


def _countries(where: Place, cell: str) -> tuple[str, ...]:
    codes = tuple(cell.split(",")) if cell else ()
    for code in codes:
        if not re.fullmatch("[A-Z]{2}", code):
            raise SourceError(*where, f"country {code!r}; write ISO 3166-1 alpha-2 codes with commas, no blanks")
    return codes


def _prior(where: Place, cell: str) -> float:
    if not cell:
        return 0.0
    if not re.fullmatch(r"[0-9](\.[0-9])?", cell):
        raise SourceError(*where, f"prior {cell!r}; write a number from 0 to 9 with at most one decimal")
    return float(cell)
