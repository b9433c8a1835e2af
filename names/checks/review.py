"""All checks of entities, in one pass."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from gazetteer import Entity
from gazetteer.sources.rows import Row
from names.checks.facts import check_facts
from names.checks.findings import Finding, Level, found
from names.checks.sharing import claims, family_names_of_others, persons_twice, shared_aliases
from names.checks.spelling import check_aliases
from names.resolution.family_names import with_family_names

__all__ = ["mistakes", "review"]


def review(
    rows: Sequence[Row],
    known: Iterable[Entity] = (),
    *,
    allowed: Mapping[str, Collection[str]] | None = None,
    shared: Level = "warning",
) -> Iterator[Finding]:
    """What is wrong or doubtful with the entities of `rows`, check by check; the arguments are those of `mistakes`.

    It does not look entities up, as `retrieval.not_found` does, which needs a gazetteer.

    >>> from pathlib import Path
    >>> rows = [Row(Path("orgs.tsv"), line, Entity(id, "org", ["Union"])) for line, id in ((2, "a"), (3, "b"))]
    >>> [(finding.place, finding.what) for finding in review(rows)]
    [('orgs.tsv:2', "'Union' is an alias of b too"), ('orgs.tsv:3', "'Union' is an alias of a too")]
    """
    everyone = [*known, *(row.entity for row in rows)]
    yield from mistakes(rows, everyone, allowed=allowed, shared=shared)
    persons = {entity.id for entity in everyone if entity.kind == "person"}
    named = with_family_names(row.entity for row in rows)
    with_families = [row._replace(entity=entity) for row, entity in zip(rows, named, strict=True)]
    yield from family_names_of_others(with_families, claims(everyone), persons)
    yield from persons_twice(rows, everyone)


def mistakes(
    rows: Iterable[Row],
    everyone: Iterable[Entity],
    *,
    allowed: Mapping[str, Collection[str]] | None = None,
    shared: Level = "warning",
) -> Iterator[Finding]:
    """What is wrong with the names and facts of each entity of `rows`, and the aliases that others of `everyone` have.

    `shared` is how grave it is that two entities have one alias; `allowed` has the ids that may, by folded alias.
    """
    claimed = claims(everyone)
    for row in rows:
        for fault in (*check_aliases(row.entity.aliases, row.entity.kind), *check_facts(row.entity)):
            yield found(row, fault)
        yield from shared_aliases([row], claimed, allowed or {}, shared)
