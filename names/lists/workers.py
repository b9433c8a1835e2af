"""Many names resolved by several processes, which share the mapped file of a gazetteer."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, NamedTuple

from gazetteer import Gazetteer
from names.errors import WorkerLost
from names.resolution.resolver import LIMIT, open_gazetteer, resolve_many
from names.resolution.results import Resolution
from names.resolution.rules import RULES, Rules

__all__ = ["cores", "resolve_in_parallel"]

FIRST = 8  # names of the first portion, so that results are there at once; each next one is twice as large …
PORTION = 512  # … up to this, a batch of `resolve_many`
AHEAD = 2  # portions a process that wait for it; chosen: names are read as they are needed


class _Work(NamedTuple):
    """What is to be done with each portion of names."""

    gazetteer: Gazetteer
    rules: Rules
    tell: Callable[[Resolution], Any] | None
    limit: int

    def do(self, portion: list[str]) -> list[Any]:
        resolutions = resolve_many(portion, self.gazetteer, self.rules, self.limit)
        return resolutions if self.tell is None else [self.tell(resolution) for resolution in resolutions]


_work: list[_Work] = []  # of this process, where it is a worker


def cores() -> int:
    """How many processes can work at the same time on this machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def resolve_in_parallel(
    queries: Iterable[str],
    path: str | Path | None,
    workers: int,
    rules: Rules = RULES,
    tell: Callable[[Resolution], Any] | None = None,
    limit: int = LIMIT,
) -> Iterator[Any]:
    """The resolutions of many names in the gazetteer at `path` (None: the default), in the order of the names.

    Names are read, and resolutions given, as the work goes on. Up to `limit` entities are the candidates of each.
    `tell`, a function of a module, makes of each resolution what is wanted of it before it travels between processes: a
    line of output is a tenth of a resolution with its evidence. With one worker all is done in this process.
    Raises what `open_gazetteer` raises, before any process is started, and WorkerLost when one dies.
    """
    gazetteer = open_gazetteer(path)
    if workers <= 1:
        work = _Work(gazetteer, rules, tell, limit)
        for portion in _portions(queries):
            yield from work.do(portion)
        return
    gazetteer.close()
    pool = ProcessPoolExecutor(workers, initializer=_start, initargs=(path, rules, tell, limit))
    try:
        yield from _in_order(pool, _portions(queries), workers * AHEAD)
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, portions: Iterator[list[str]], ahead: int) -> Iterator[Any]:
    """The results of the portions in their order, while up to `ahead` further ones are worked on."""
    waiting: deque[Future[list[Any]]] = deque()
    done = 0
    try:
        while True:
            waiting += [pool.submit(_do, portion) for portion in islice(portions, ahead - len(waiting))]
            if not waiting:
                return
            results = waiting.popleft().result()
            yield from results
            done += len(results)
    except BrokenProcessPool:
        raise WorkerLost(done) from None


def _portions(queries: Iterable[str]) -> Iterator[list[str]]:
    remaining, size = iter(queries), FIRST
    while portion := list(islice(remaining, size)):
        yield portion
        size = min(2 * size, PORTION)


def _start(path: str | Path | None, rules: Rules, tell: Callable[[Resolution], Any] | None, limit: int) -> None:
    """What a worker does first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent, which gets it as well, ends the work
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _work.append(_Work(open_gazetteer(path), rules, tell, limit))


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work forever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _do(portion: list[str]) -> list[Any]:
    """What a worker does with each portion."""
    return _work[0].do(portion)
