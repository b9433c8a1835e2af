"""Processes that do the work of this one, each prepared once."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import Any

__all__ = ["cores", "shared_work"]

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
