"""Processes that do the work of this one, each prepared once."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from names.errors import WorkerLost

__all__ = ["apply_in_processes", "cores", "in_order", "shared_work"]

AHEAD = 2  # tasks that are submitted in advance for each process; chosen

Task = TypeVar("Task")
Result = TypeVar("Result")
Work = Callable[[Any], Any]

_work: list[Work] = []  # in a worker process, what it does with a task; else empty


def cores() -> int:
    """The number of processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def shared_work(workers: int, prepare: Callable[[], Work]) -> Iterator[Callable[[Any], Future[Any]]]:
    """Within the block, a function that gives a task to one of `workers` processes and returns the future result.

    Each process calls `prepare` once, and what that returns with each task. `prepare`, tasks and results must be
    picklable. When the block ends, so do the processes: at once if it ends by an exception. The futures raise
    `BrokenProcessPool` if a process has died.
    """
    context = multiprocessing.get_context()
    hears, tells = context.Pipe(duplex=False)  # not an Event: to set one waits for processes that may have died
    pool = ProcessPoolExecutor(workers, context, initializer=_start, initargs=(prepare, hears))
    try:
        yield lambda task: pool.submit(_do, task)
    except BaseException:
        tells.send_bytes(b"end")  # nobody reads it, so that all processes see it
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        hears.close()
        tells.close()


def in_order(submit: Callable[[Task], Future[Result]], tasks: Iterable[Task], ahead: int) -> Iterator[Result]:
    """The results of the tasks in their order; up to `ahead` tasks are submitted in advance."""
    remaining = iter(tasks)
    waiting: deque[Future[Result]] = deque()
    while True:
        waiting += [submit(task) for task in islice(remaining, ahead - len(waiting))]
        if not waiting:
            return
        yield waiting.popleft().result()


def apply_in_processes(
    function: Callable[[Task], Result], tasks: Iterable[Task], *, workers: int, what: str
) -> Iterator[Result]:
    """The function applied to each task by `workers` processes, in order; it and all tasks and results are picklable.

    Raises WorkerLost, with what the tasks are, if a process dies.
    """
    done = 0
    try:
        with shared_work(workers, partial(_same, function)) as submit:
            for result in in_order(submit, tasks, workers * AHEAD):
                yield result
                done += 1
    except BrokenProcessPool:
        raise WorkerLost(done, what) from None


def _same(function: Work) -> Work:
    return function


def _start(prepare: Callable[[], Work], hears: Connection) -> None:
    """Prepare a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets the signal too, and ends the workers
    threading.Thread(target=_end_with_parent, args=(hears,), daemon=True).start()
    _work.append(prepare())


def _end_with_parent(hears: Connection) -> None:
    """End this worker when its parent says so, or ends: if it was killed, the worker would wait for work forever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel, hears])
        os._exit(1)


def _do(task: Any) -> Any:
    """Do a task in a worker process."""
    return _work[0](task)
