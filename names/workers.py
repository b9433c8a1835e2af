"""Many names resolved by several processes, which share the mapped file of a gazetteer."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from gazetteer import Gazetteer
from names.resolution import LIMIT, Resolution, Rules, open_gazetteer, resolve_many

RULES = Rules()
PORTION = 512  # names handed to a process at once: a batch of `resolve_many`


class _Work(NamedTuple):
    gazetteer: Gazetteer
    rules: Rules
    tell: Callable[[Resolution], Any] | None
    limit: int


_work: list[_Work] = []  # of this process, where it is a worker


def resolve_in_parallel(
    queries: Iterable[str],
    path: str | Path | None,
    workers: int,
    rules: Rules = RULES,
    tell: Callable[[Resolution], Any] | None = None,
    limit: int = LIMIT,
) -> Iterator[Any]:
    """The resolutions of many names in the gazetteer at `path` (None: the default), in the order of the names.

    Up to `limit` entities are the candidates of each. `tell`, a function of a module, makes of each resolution what is
    wanted of it before it travels between processes: a line of output is a tenth of a resolution with its evidence.
    With one worker all is done in this process.
    Raises what `open_gazetteer` raises, before any process is started.
    """
    gazetteer = open_gazetteer(path)
    if workers <= 1:
        work = _Work(gazetteer, rules, tell, limit)
        for portion in _portions(queries):
            yield from _resolve(portion, work)
        return
    gazetteer.close()
    with multiprocessing.Pool(workers, _start, (path, rules, tell, limit)) as pool:
        for told in pool.imap(_resolve, _portions(queries)):
            yield from told


def _portions(queries: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(queries)
    while portion := list(islice(rest, PORTION)):
        yield portion


def _start(
    path: str | Path | None, rules: Rules, tell: Callable[[Resolution], Any] | None, limit: int
) -> None:
    _work.append(_Work(open_gazetteer(path), rules, tell, limit))


def _resolve(portion: list[str], work: _Work | None = None) -> list[Any]:
    work = work or _work[0]
    found = resolve_many(portion, work.gazetteer, work.rules, work.limit)
    return found if work.tell is None else [work.tell(resolution) for resolution in found]
