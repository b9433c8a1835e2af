"""What the command `names check` is given: a table of entities, or the id of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from gazetteer import Entity, Gazetteer
from gazetteer.default import curated, demonyms
from gazetteer.sources import read_rows
from gazetteer.sources.rows import Row
from gazetteer.storage.targets import is_gazetteer
from names.checks.findings import Fault, Finding, found
from names.checks.retrieval import not_found
from names.checks.review import mistakes, review
from names.resolution.family_names import with_family_names
from names.resolution.resolver import build_gazetteer

__all__ = ["check_entity", "check_table", "default_mistakes", "is_table"]


def is_table(path: Path) -> bool:
    """Whether the path is that of a file of entities: it is there, and is no gazetteer.

    >>> is_table(Path("people.gaz"))
    False
    """
    return path.suffix.lower() != ".gaz" and path.is_file() and not is_gazetteer(path)


def check_table(path: Path) -> list[Finding]:
    """What is wrong with the entities in a file: any that a gazetteer can be built from, or a curated table.

    Curated tables are those in the folders of `gazetteer/data/curated`; their entities are compared with those of all
    others. Raises SourceError if the file cannot be read, and warns (SourceWarning) of what it would lose.
    """
    folder = path.parent.name
    if folder == demonyms.FOLDER:
        return list(mistakes([row for row in _demonyms(path.parent) if row.path == path], ()))
    if folder not in curated.COLUMNS:
        return _checked(list(read_rows(path)))
    tables = [path, *(other for other in curated.tables(path.parent.parent) if other != path)]
    return _check_curated(list(curated.read_rows(tables)), path)


def default_mistakes() -> Iterator[Finding]:
    """What is wrong with the tables of the default gazetteer that are written by hand; a test sees to its errors."""
    rows = list(curated.read_rows(curated.tables()))
    everyone = [row.entity for row in rows]
    yield from mistakes(rows, everyone, allowed=curated.shared_ids(), shared="error")
    yield from mistakes(_demonyms(demonyms.DEMONYMS), ())


def _demonyms(folder: Path) -> Iterator[Row]:
    for row in demonyms.read(folder):
        yield Row(row.path, row.line, Entity(row.country, "place", row.aliases))


def _check_curated(everything: Sequence[Row], path: Path) -> list[Finding]:
    rows = [row for row in everything if row.path == path]
    others = [row.entity for row in everything if row.path != path]
    return _checked(rows, others, curated.shared_ids(path.parent.parent), is_curated=True)


def _checked(
    rows: Sequence[Row],
    others: Sequence[Entity] = (),
    allowed: Mapping[str, frozenset[str]] | None = None,
    *,
    is_curated: bool = False,
) -> list[Finding]:
    reviewed = review(rows, others, allowed=allowed, shared="error" if is_curated else "warning")
    gazetteer = build_gazetteer(with_family_names(row.entity for row in rows))
    return list(chain(reviewed, not_found(rows, gazetteer)))


def check_entity(id: str, gazetteer: Gazetteer, *, in_tables: bool) -> list[Finding]:
    """What is wrong with one entity, and as notes the family names that are derived from its names.

    With `in_tables`, an entity of the curated tables is read from them, as they are now; any other is that of the
    gazetteer. Raises UnknownEntity if neither has it.
    """
    everything = list(curated.read_rows(curated.tables())) if in_tables else []
    rows = [row for row in everything if row.entity.id == id]
    if rows:
        others = [row.entity for row in everything if row.entity.id != id]
        findings = _checked(rows, others, curated.shared_ids(), is_curated=True)
    else:
        rows = [Row(gazetteer.path or Path(), 0, gazetteer.entity(id))]
        findings = [*review(rows), *not_found(rows, gazetteer)]
    return [*findings, *_derived(rows)]


def _derived(rows: Sequence[Row]) -> Iterator[Finding]:
    for row, named in zip(rows, with_family_names(row.entity for row in rows), strict=True):
        derived = [f"{alias.text} ({alias.language})" for alias in named.aliases[len(row.entity.aliases) :]]
        if derived:
            what = f"family names that are derived: {', '.join(derived)}"
            yield found(row, Fault("note", what, "where one is wrong, write that alias in another way"))
