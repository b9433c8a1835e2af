"""Resolve many names in several processes, which share the mapped file of a gazetteer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from gazetteer import Gazetteer
from names.errors import WorkerLost
from names.processes import in_order
from names.resolution.resolver import LIMIT, GazetteerSource, resolve_many
from names.resolution.results import Resolution
from names.resolution.rules import RULES, Rules

__all__ = ["FIRST", "PORTION", "resolve_in_parallel"]

FIRST = 8  # names in the first portion, few for quick first results; every next portion is twice as large; chosen
PORTION = 512  # names in the largest portions, which is one batch of `resolve_many`


class _Work(NamedTuple):
    """How a worker resolves a portion of names."""

    gazetteer: Gazetteer
    rules: Rules
    convert: Callable[[Resolution], Any] | None
    limit: int

    def do(self, portion: list[str]) -> list[Any]:
        resolutions = resolve_many(portion, self.gazetteer, self.rules, self.limit)
        return resolutions if self.convert is None else [self.convert(resolution) for resolution in resolutions]


def resolve_in_parallel(
    queries: Iterable[str],
    source: GazetteerSource,
    workers: int,
    rules: Rules = RULES,
    convert: Callable[[Resolution], Any] | None = None,
    limit: int = LIMIT,
) -> Iterator[Any]:
    """The resolutions of many names in a gazetteer, in the order of the names.

    Names are read and resolutions are given while the work goes on; a resolution has up to `limit` candidates. If there
    is a function `convert`, its results are given instead: workers apply it, because a line of output is about a tenth
    of a resolution with its evidence. It must be picklable. One worker means that this process does the work. Raises
    the errors of `open_gazetteer` before any process is started, and WorkerLost if a worker dies.
    """
    source.open().close()
    done = 0
    try:
        with in_order(partial(_prepared, source, rules, convert, limit), workers) as resolved:
            for results in resolved(_portions(queries)):
                yield from results
                done += len(results)
    except WorkerLost:
        raise WorkerLost(done) from None


def _portions(queries: Iterable[str]) -> Iterator[list[str]]:
    remaining, size = iter(queries), FIRST
    while portion := list(islice(remaining, size)):
        yield portion
        size = min(2 * size, PORTION)


def _prepared(
    source: GazetteerSource, rules: Rules, convert: Callable[[Resolution], Any] | None, limit: int
) -> Callable[[list[str]], list[Any]]:
    """What a worker process does with a portion."""
    return _Work(source.open(), rules, convert, limit).do
