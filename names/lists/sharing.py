"""Tasks that are done in order, by this process or by several."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from names.errors import WorkerLost
from names.processes import shared_work

AHEAD = 2  # tasks that are prepared in advance for each process; chosen

Task = TypeVar("Task")
Result = TypeVar("Result")


@contextmanager
def in_order(
    prepare: Callable[[], Callable[[Task], Result]], workers: int
) -> Iterator[Callable[[Iterable[Task]], Iterator[Result]]]:
    """Within the block, a function that gives the results of tasks in the order of the tasks, while work goes on.

    A task is done by the function that `prepare` returns. With several workers, each is a process that calls `prepare`
    once; it, tasks and results must then be picklable. Raises WorkerLost if a process dies.

    >>> with in_order(lambda: abs, 1) as done:
    ...     list(done([-1, 2]))
    [1, 2]
    """
    if workers <= 1:
        do = prepare()
        yield lambda tasks: map(do, tasks)
        return
    with shared_work(workers, prepare) as submit:
        yield lambda tasks: _results(submit, iter(tasks), workers * AHEAD)


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
