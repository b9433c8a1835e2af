"""Link two lists of one's own: which row of the one means the same as which row of the other.

The right list is made a gazetteer, in which the names of the left one are resolved, with what else is known of both.
One to one, the links with the greatest sum are made.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

from gazetteer import Entity, Gazetteer
from gazetteer.sources.fields import DEFAULT_KIND
from names.lists.assignment import assigned
from names.lists.country_codes import country_code
from names.lists.reconciling import Query, reconcile_queries
from names.processes import in_order
from names.resolution.resolver import GazetteerSource, build_gazetteer
from names.resolution.results import Candidate, Resolution
from names.resolution.rules import RULES, Rules

__all__ = ["LinkedRow", "link"]

ALONE = 2_000  # rows that are not worth other processes; chosen
PORTION = 512  # rows that are resolved together; chosen
RIVALS = 3  # right rows named in the reason for an ambiguity; chosen

LinkStatus = Literal["match", "taken", "ambiguous", "none"]


class LinkedRow(NamedTuple):
    """A row of the left list with its partner in the right one, or a row of either list without a partner.

    Rows are counted from 1; the row and the name of a list that has no part in it are None and empty. The score, 0..1,
    is the probability that both mean the same, or that of the nearest row, which `why` names.
    """

    left_row: int | None
    left: str
    right_row: int | None
    right: str
    score: float
    status: LinkStatus  # "match", "taken" (its best partner has a better one), "ambiguous" (one of several), "none"
    why: str


class _Near(NamedTuple):
    """A right row, from 0, that a left row may mean."""

    row: int
    score: float
    spelling: float  # how likely it is that the names are spellings of one name
    why: str


class _Found(NamedTuple):
    """What a left row may mean, likeliest first."""

    status: LinkStatus
    candidates: list[_Near]


def link(
    left: Iterable[str | Query],
    right: Iterable[str | Query],
    *,
    many: bool = False,
    rules: Rules = RULES,
    workers: int = 1,
    progress: Callable[[int], object] | None = None,
) -> list[LinkedRow]:
    """The rows of the left list in order, each with its partner in the right list, then right rows without a partner.

    A row is a name, or a `names.lists.reconciling.Query` with facts: what both rows say of country and birth confirms
    or contradicts. One to one, a row has one partner at most, and the sum of all scores, each times that of the
    spelling, is the greatest there is; with `many`, several left rows may have one partner. `rules.threshold` is the
    least score of partners, `workers` the number of processes; `progress` is told how many left rows are done.

    >>> for row in link(["Soronbay Jinbekov", "Ada Berg"], ["Zhaparov", "Сооронбай Жээнбеков"]):
    ...     print(row.left_row, row.right_row, row.status)
    1 2 match
    2 None none
    None 1 none
    """
    asked, known = ([row if isinstance(row, Query) else Query(row) for row in rows] for rows in (left, right))
    if not any(query.facts.kind for query in known):
        asked = [Query(query.name, replace(query.facts, kind="")) for query in asked]
    found: list[_Found] = []
    for some in _found(asked, known, rules, workers):
        found += some
        if progress:
            progress(len(found))
    partners = _partners(found, rules.threshold, many=many)
    return list(_rows([query.wording for query in asked], [query.wording for query in known], found, partners))


def _found(asked: Sequence[Query], known: Sequence[Query], rules: Rules, workers: int) -> Iterator[list[_Found]]:
    """What the left rows may mean, in portions."""
    entities = [_entity(row, query) for row, query in enumerate(known) if query.wording]
    portions = (asked[low : low + PORTION] for low in range(0, len(asked), PORTION))
    if workers <= 1 or len(asked) <= ALONE:
        with build_gazetteer(entities) as gazetteer:
            yield from map(_Resolver(gazetteer, rules).do, portions)
        return
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="names-"))
        right = Path(folder, "right.gaz")
        build_gazetteer(entities, right).close()
        done = stack.enter_context(in_order(partial(_prepared, GazetteerSource(right, decided=False), rules), workers))
        yield from done(portions)


def _prepared(source: GazetteerSource, rules: Rules) -> Callable[[Sequence[Query]], list[_Found]]:
    return _Resolver(source.open(), rules).do


def _entity(row: int, query: Query) -> Entity:
    facts = query.facts
    name = query.wording.encode("utf-8", "replace").decode()
    codes = sorted({country_code(country) for country in facts.countries if country.strip()})
    return Entity(str(row + 1), facts.kind or DEFAULT_KIND, [name], countries=codes, born=facts.born)


class _Resolver(NamedTuple):
    """How the rows of a portion are resolved."""

    gazetteer: Gazetteer
    rules: Rules

    def do(self, queries: Sequence[Query]) -> list[_Found]:
        return [_found_of(resolution) for resolution in reconcile_queries(queries, self.gazetteer, self.rules)]


def _found_of(resolution: Resolution) -> _Found:
    near = resolution.candidates.near if resolution.query else ()
    status: LinkStatus = resolution.status if near else "none"
    return _Found(status, [_near(each) for each in near])


def _near(candidate: Candidate) -> _Near:
    why = "; ".join([candidate.comparison.explain(), *candidate.facts])
    return _Near(int(candidate.entity.id) - 1, candidate.score, candidate.comparison.score, why)


def _partners(found: Sequence[_Found], threshold: float, *, many: bool) -> list[int | None]:
    """The right row of each left row; those whose scores reach the threshold may be partners.

    One to one, a pair counts by its score times that of the spelling: names that are spelled alike come together.
    """
    possible = [[near for near in each.candidates if near.score >= threshold] for each in found]
    if many:
        return [nearest[0].row if nearest else None for nearest in possible]
    return assigned([{near.row: near.score * near.spelling for near in nearest} for nearest in possible])


def _rows(
    left: Sequence[str], right: Sequence[str], found: Sequence[_Found], partners: Sequence[int | None]
) -> Iterator[LinkedRow]:
    taken = {partner: row for row, partner in enumerate(partners) if partner is not None}
    nearest: dict[int, tuple[float, int]] = {}  # of right rows: the greatest score of a left row, and that row
    for row, (each, partner) in enumerate(zip(found, partners, strict=True)):
        yield _row(row, left, right, each, partner, taken)
        for near in each.candidates:
            nearest[near.row] = max(nearest.get(near.row, (0.0, 0)), (near.score, -row))
    for other, name in enumerate(right):
        if other not in taken:
            score, row = nearest.get(other, (0.0, 0))
            why = f"nearest {left[-row]} (row {1 - row}, {score:.2f})" if other in nearest else "nothing is near"
            yield LinkedRow(None, "", other + 1, name, score, "none", why)


def _row(
    row: int, left: Sequence[str], right: Sequence[str], found: _Found, partner: int | None, taken: dict[int, int]
) -> LinkedRow:
    """A left row with its partner, or with what is nearest to it."""
    candidates = found.candidates
    if partner is not None:
        [near] = [near for near in candidates if near.row == partner]
        return LinkedRow(row + 1, left[row], partner + 1, right[partner], near.score, "match", near.why)
    if not candidates:
        return LinkedRow(row + 1, left[row], None, "", 0.0, "none", "nothing is near")
    named = [f"{right[near.row]} (row {near.row + 1}, {near.score:.2f})" for near in candidates]
    best = candidates[0]
    reason = f"nearest {named[0]}: {best.why}"
    status = found.status
    if status == "match":
        status = "taken"
        reason = f"nearest {named[0]}, which row {taken[best.row] + 1} has: {left[taken[best.row]]}"
    elif status == "ambiguous":
        reason = f"may be {' or '.join(named[:RIVALS])}"
    return LinkedRow(row + 1, left[row], None, "", best.score, status, reason)
