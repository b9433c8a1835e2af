"""Resolve many names in several processes, which share the mapped file of a gazetteer."""

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

FIRST = 8  # names in the first portion, few for quick first results; every next portion is twice as large; chosen
PORTION = 512  # names in the largest portions, which is one batch of `resolve_many`
AHEAD = 2  # portions that are read in advance for each process; chosen


class _Work(NamedTuple):
    """How a worker resolves a portion of names."""

    gazetteer: Gazetteer
    rules: Rules
    convert: Callable[[Resolution], Any] | None
    limit: int

    def do(self, portion: list[str]) -> list[Any]:
        resolutions = resolve_many(portion, self.gazetteer, self.rules, self.limit)
        return resolutions if self.convert is None else [self.convert(resolution) for resolution in resolutions]


_work: list[_Work] = []  # in a worker process, its work; else empty


def cores() -> int:
    """The number of processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def resolve_in_parallel(
    queries: Iterable[str],
    path: str | Path | None,
    workers: int,
    rules: Rules = RULES,
    convert: Callable[[Resolution], Any] | None = None,
    limit: int = LIMIT,
) -> Iterator[Any]:
    """The resolutions of many names in the gazetteer at `path` (None: the default), in the order of the names.

    Names are read and resolutions are given while the work goes on; a resolution has up to `limit` candidates. If there
    is a function `convert`, its results are given instead: workers apply it, because a line of output is about a tenth
    of a resolution with its evidence. It must be picklable. One worker means that this process does the work. Raises
    the errors of `open_gazetteer` before any process is started, and WorkerLost if a worker dies.
    """
    gazetteer = open_gazetteer(path)
    if workers <= 1:
        work = _Work(gazetteer, rules, convert, limit)
        for portion in _portions(queries):
            yield from work.do(portion)
        return
    gazetteer.close()
    pool = ProcessPoolExecutor(workers, initializer=_start, initargs=(path, rules, convert, limit))
    try:
        yield from _in_order(pool, _portions(queries), workers * AHEAD)
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, portions: Iterator[list[str]], ahead: int) -> Iterator[Any]:
    """The results of the portions in order; up to `ahead` portions are submitted in advance."""
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


def _start(path: str | Path | None, rules: Rules, convert: Callable[[Resolution], Any] | None, limit: int) -> None:
    """Prepare a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets the signal too, and ends the workers
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _work.append(_Work(open_gazetteer(path), rules, convert, limit))


def _end_with_parent() -> None:
    """End this worker when its parent ends; if the parent was killed, it would wait for work forever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _do(portion: list[str]) -> list[Any]:
    """Resolve a portion in a worker process."""
    return _work[0].do(portion)
