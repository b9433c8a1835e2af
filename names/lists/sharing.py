"""Tasks that are done in order, by this process or by several, which keep what they have read."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import Any, Protocol, TypeVar

from names.errors import WorkerLost
from names.processes import shared_work

AHEAD = 2  # tasks that are prepared in advance for each process; chosen

Result = TypeVar("Result")


class InOrder(Protocol):
    """Does tasks, and gives their results in the order of the tasks, while the work goes on."""

    def __call__(self, tasks: Iterable[Callable[[], Result]]) -> Iterator[Result]:
        """The results of the tasks."""


@contextmanager
def in_order(workers: int) -> Iterator[InOrder]:
    """Within the block, a function that does tasks, in so many processes if there are several.

    Tasks and results must then be picklable. Raises WorkerLost if a process dies.

    >>> from functools import partial
    >>> with in_order(1) as done:
    ...     list(done([partial(abs, -1), partial(abs, 2)]))
    [1, 2]
    """
    if workers <= 1:
        yield lambda tasks: (task() for task in tasks)
        return
    with shared_work(workers, _prepared) as submit:
        yield lambda tasks: _results(submit, iter(tasks), workers * AHEAD)


def _prepared() -> Callable[[Callable[[], Any]], Any]:
    return _do


def _do(task: Callable[[], Any]) -> Any:
    return task()


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
