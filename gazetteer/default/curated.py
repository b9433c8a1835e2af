"""Hand-curated persons, organisations and places: the tables in the folders of ``gazetteer/data/curated``.

The columns of each folder are in COLUMNS. ``aliases`` holds items separated by `` | ``, each ``language text`` or
``language:kind text``; the first is the name in its native script. A row with the id of an entity of a packaged source
(``country/KG``, ``geonames/1528675``) adds aliases to that entity, and may leave the label empty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from gazetteer.entity import Alias, Entity
from gazetteer.errors import InvalidEntity, SourceError
from gazetteer.sources.fields import office
from gazetteer.sources.rows import Row
from gazetteer.sources.scripts import fold_punctuation
from gazetteer.sources.tsv import CURATED, read_tsv

# The columns of the tables in each folder.
COLUMNS = {
    "persons": (
        *("id", "label", "family", "countries", "prior"),
        *("office", "from", "to", "died", "checked", "note", "aliases"),
    ),
    "organisations": ("id", "label", "countries", "prior", "note", "aliases"),
    "places": ("id", "label", "countries", "prior", "note", "aliases"),
}
SHARED_COLUMNS = ("alias", "ids", "why")
# The folder and the kind of an entity, by the first part of its id.
KINDS = {
    "person": ("persons", "person"),
    "org": ("organisations", "org"),
    "place": ("places", "place"),
    "country": ("places", "place"),
    "geonames": ("places", "place"),
}
ALIAS_KINDS = frozenset({"alias", "short", "full", "family", "former", "nickname", "code", "demonym"})

_OWN_ID = re.compile(r"(person|org|place)/[a-z0-9]+(-[a-z0-9]+)*")
_PACKAGED_ID = re.compile(r"(country/[A-Z0-9-]+|geonames/[0-9]+)")
_ITEM = re.compile(r"(?P<language>[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)(?::(?P<kind>[a-z]+))? (?P<text>\S.*)")


def read() -> Iterator[Entity]:
    """The curated entities, table by table.

    Raises SourceError, with line and repair, if a row is malformed or repeats an id.
    """
    for row in read_rows(tables()):
        yield row.entity


def tables(folder: Path = CURATED) -> list[Path]:
    """The paths of all curated tables of entities; none where the package was installed from a wheel."""
    return sorted(path for inner in COLUMNS for path in (folder / inner).glob("*.tsv"))


def shared_ids(folder: Path = CURATED) -> dict[str, frozenset[str]]:
    """The ids that may share an alias, by folded alias, from the table ``shared.tsv``.

    Raises SourceError for an alias on two lines.
    """
    allowed: dict[str, frozenset[str]] = {}
    path = folder / "shared.tsv"
    for line, (alias, ids, _) in read_tsv(path, SHARED_COLUMNS):
        folded = fold_punctuation(alias)
        if folded in allowed:
            raise SourceError(path, line, f"alias {alias!r} is on an earlier line too; join the two")
        allowed[folded] = frozenset(ids.split(", "))
    return allowed


def read_rows(paths: Iterable[Path]) -> Iterator[Row]:
    """The entities of the tables at `paths` with their lines. Ids must be distinct, and sorted in each table.

    Raises as `read`, also if a table does not stand in a folder of COLUMNS.
    """
    places: dict[str, str] = {}  # file and line of each id
    for path in paths:
        folder, last = path.parent.name, ""
        if folder not in COLUMNS:
            raise SourceError(path, 1, f"folder {folder!r}; put the table in one of {', '.join(COLUMNS)}")
        for line, cells in read_tsv(path, COLUMNS[folder]):
            entity = _entity(path, line, dict(zip(COLUMNS[folder], cells, strict=True)))
            if entity.id in places:
                raise SourceError(path, line, f"id {entity.id} is also in {places[entity.id]}; join the two rows")
            if entity.id < last:
                raise SourceError(path, line, f"id {entity.id} after {last}; sort the rows by id")
            places[entity.id], last = f"{path.name}:{line}", entity.id
            yield Row(path, line, entity)


def _entity(path: Path, line: int, row: Mapping[str, str]) -> Entity:
    """The entity of a row. Raises SourceError if a cell is malformed."""
    try:
        _check_id(path.parent.name, row)
        aliases = [_alias(item) for item in row["aliases"].split(" | ")]
        _refuse_repeated(aliases)
        return Entity(
            id=row["id"],
            kind=KINDS[row["id"].split("/")[0]][1],
            aliases=(*_label(row, aliases), *aliases),
            countries=_countries(row["countries"]),
            prior=_prior(row["prior"]),
            note=row["note"],
            office=office(*(row.get(column, "") for column in ("office", "from", "to", "checked"))),
            died=row.get("died", ""),
        )
    except InvalidEntity as error:
        raise SourceError(path, line, str(error)) from None


def _check_id(folder: str, row: Mapping[str, str]) -> None:
    """Raise InvalidEntity if the id is malformed, or folder, label or family name does not fit."""
    own, packaged = _OWN_ID.fullmatch(row["id"]), _PACKAGED_ID.fullmatch(row["id"])
    if not own and not packaged:
        raise InvalidEntity(f"id {row['id']!r}; write person/…, org/… or place/… and a lower-case ASCII slug")
    expected = KINDS[row["id"].split("/")[0]][0]
    if folder != expected:
        raise InvalidEntity(f"id {row['id']} in a table of {folder}; move the row to a table of {expected}")
    if own and not row["label"]:
        raise InvalidEntity("no label; write the usual English name")
    family = row.get("family", "")
    if family and family not in row["label"]:
        raise InvalidEntity(f"family name {family!r} is not in the label {row['label']!r}; write it as it is there")


def _alias(item: str) -> Alias:
    match = _ITEM.fullmatch(item)
    if not match:
        raise InvalidEntity(f"alias {item!r}; write 'language text' or 'language:kind text', ' | ' between two")
    kind = match["kind"] or "alias"
    if kind not in ALIAS_KINDS:
        raise InvalidEntity(f"alias kind {kind!r}; write one of {', '.join(sorted(ALIAS_KINDS))}")
    return Alias(match["text"], match["language"], kind, "curated")


def _refuse_repeated(aliases: list[Alias]) -> None:
    (language, text), times = Counter((alias.language, alias.text) for alias in aliases).most_common(1)[0]
    if times > 1:
        raise InvalidEntity(f"alias '{language} {text}' twice; keep one")


def _label(row: Mapping[str, str], aliases: list[Alias]) -> Iterator[Alias]:
    """The label and the family name in it.

    Their language is that of an alias with the same text as the label, as for Donald Tusk, else English.
    """
    language = next((alias.language for alias in aliases if alias.text == row["label"]), "en")
    if row["label"]:
        yield Alias(row["label"], language, "label", "curated")
    if row.get("family"):
        yield Alias(row["family"], language, "family", "curated")


def _countries(cell: str) -> tuple[str, ...]:
    codes = tuple(cell.split(",")) if cell else ()
    for code in codes:
        if not re.fullmatch("[A-Z]{2}", code):
            raise InvalidEntity(f"country {code!r}; write ISO 3166-1 alpha-2 codes with commas, no blanks")
    return codes


def _prior(cell: str) -> float:
    if not cell:
        return 0.0
    if not re.fullmatch(r"[0-9](\.[0-9])?", cell):
        raise InvalidEntity(f"prior {cell!r}; write a number from 0 to 9 with at most one decimal")
    return float(cell)
