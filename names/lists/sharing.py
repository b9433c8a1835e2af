"""Tasks that are done in order, by this process or by several."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, TypeVar

from names.errors import WorkerLost
from names.processes import shared_work

AHEAD = 2  # tasks that are prepared in advance for each process; chosen

Task = TypeVar("Task")
Result = TypeVar("Result")


def in_order(
    prepare: Callable[[], Callable[[Task], Result]], tasks: Iterable[Task], workers: int
) -> Iterator[Result]:
    """What the function that `prepare` returns gives for each task, in the order of the tasks.

    With several workers, each is a process that calls `prepare` once; it, tasks and results must then be picklable.
    Raises WorkerLost if a process dies.

    >>> list(in_order(lambda: abs, [-1, 2], 1))
    [1, 2]
    """
    if workers <= 1:
        yield from map(prepare(), tasks)
        return
    with shared_work(workers, prepare) as submit:
        yield from _results(submit, iter(tasks), workers * AHEAD)


def _results(submit: Callable[[Any], Future[Any]], tasks: Iterator[Any], ahead: int) -> Iterator[Any]:
    waiting: deque[Future[Any]] = deque()
    done = 0
    try:
        while True:
            waiting += [submit(task) for task in islice(tasks, ahead - len(waiting))]
            if not waiting:
                return
            yield waiting.popleft().result()
            done += 1
    except BrokenProcessPool:
        raise WorkerLost(done, "portions") from None
