"""Tasks that are done in their order, by this process or by several, each prepared once.

The standard library's pool of processes is not used: where a worker ends while it sends a result, it waits for ever for
the rest of it (https://github.com/python/cpython/issues/105829 and others).
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from threading import Thread
from typing import Any, NamedTuple, TypeVar

from names.errors import WorkerLost

__all__ = ["cores", "in_order", "itself"]

AHEAD = 2  # tasks that a process has at most: the one it does and the next; chosen
KEPT = 4  # most tasks for each process whose results have not been taken; chosen

Task = TypeVar("Task")
Result = TypeVar("Result")
Work = Callable[[Any], Any]


def cores() -> int:
    """The number of processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def itself(work: Callable[[Task], Result]) -> Callable[[Task], Result]:
    """The same function: how work is prepared that needs no preparation.

    >>> itself(abs)(-1)
    1
    """
    return work


@contextmanager
def in_order(
    prepare: Callable[[], Callable[[Task], Result]], workers: int, what: str = "portions"
) -> Iterator[Callable[[Iterable[Task]], Iterator[Result]]]:
    """Within the block, a function that gives the results of tasks in the order of the tasks, while work goes on.

    A task is done by the function that `prepare` returns. With several workers, each is a process that calls `prepare`
    once; it, tasks and results must then be picklable, and a few tasks are read in advance. What `prepare` or a task
    raises is raised here, and WorkerLost, with `what` the tasks are, if a process dies. When the block ends, so do the
    processes, at once: they must not hold anything that has to be put away.

    >>> with in_order(lambda: abs, 1) as done:
    ...     list(done([-1, 2]))
    [1, 2]
    """
    if workers <= 1:
        do = prepare()
        yield lambda tasks: map(do, tasks)
        return
    team: list[_TaskProcess] = []
    try:
        team.extend(_TaskProcess(prepare) for _ in range(workers))
        yield partial(_results, team, what)
    finally:
        for worker in team:
            worker.kill()


class _TaskResult(NamedTuple):
    """What came of a task."""

    number: int  # of the task
    result: Any
    error: Exception | None = None


class _TaskProcess:
    """A process that does tasks, as this process sees it."""

    def __init__(self, prepare: Callable[[], Work]) -> None:
        context = multiprocessing.get_context()
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, prepare), daemon=True)
        self._process.start()
        theirs.close()  # it is open in the worker alone, so that its end is seen here
        self.unfinished = 0

    def give(self, number: int, task: Any) -> None:
        """Send a task; raise ProcessError if the process has died."""
        try:
            self.connection.send((number, task))
        except OSError as error:
            raise multiprocessing.ProcessError from error
        self.unfinished += 1

    def take(self) -> _TaskResult:
        """The next answer; raise ProcessError if the process has died."""
        try:
            answer: _TaskResult = self.connection.recv()
        except (EOFError, OSError) as error:
            raise multiprocessing.ProcessError from error
        self.unfinished -= 1
        return answer

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        self._process.close()
        self.connection.close()


def _results(team: list[_TaskProcess], what: str, tasks: Iterable[Any]) -> Iterator[Any]:
    """The results of the tasks in order."""
    remaining = enumerate(tasks)
    waiting: deque[int] = deque()
    answers: dict[int, _TaskResult] = {}
    done = 0
    while any(worker.unfinished for worker in team):  # tasks of an earlier call that was left off
        _arrived(team)
    while True:
        try:
            _give_out(team, remaining, waiting)
            if not waiting:
                return
            while waiting[0] not in answers:
                answers |= _arrived(team)
                _give_out(team, remaining, waiting)
        except multiprocessing.ProcessError as error:
            raise WorkerLost(done, what) from error
        answer = answers.pop(waiting.popleft())
        if answer.error:
            raise answer.error
        yield answer.result
        done += 1


def _give_out(team: list[_TaskProcess], tasks: Iterator[tuple[int, Any]], waiting: deque[int]) -> None:
    """Give tasks to all workers that have fewer than AHEAD, as long as few results wait for their turn."""
    wanted = sum(AHEAD - worker.unfinished for worker in team)
    for number, task in islice(tasks, min(wanted, KEPT * len(team) - len(waiting))):
        min(team, key=lambda worker: worker.unfinished).give(number, task)
        waiting.append(number)


def _arrived(team: list[_TaskProcess]) -> dict[int, _TaskResult]:
    """The answers that have arrived, one at least."""
    ready = wait([worker.connection for worker in team])
    answers = [worker.take() for worker in team if worker.connection in ready]
    return {answer.number: answer for answer in answers}


def _work(connection: Connection, prepare: Callable[[], Work]) -> None:
    """Do tasks, in a worker process, until it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets the signal too, and kills the workers
    tasks: SimpleQueue[tuple[int, Any]] = SimpleQueue()
    answers: SimpleQueue[bytes] = SimpleQueue()
    # Neither side ever waits for the other to read: a thread takes what comes, another sends what is done.
    Thread(target=_receive, args=(connection, tasks), daemon=True).start()
    Thread(target=_send, args=(connection, answers), daemon=True).start()
    try:
        do = prepare()
    except Exception as error:  # noqa: BLE001  whatever it is, it is raised in the parent
        do = partial(_refuse, error)
    while True:
        number, task = tasks.get()
        answers.put(_answer(do, number, task))


def _refuse(error: Exception, _task: Any) -> None:
    raise error


def _receive(connection: Connection, tasks: SimpleQueue[tuple[int, Any]]) -> None:
    """Take tasks, and end this process with its parent: if that was killed, it would wait for work forever."""
    parent = multiprocessing.parent_process()
    ends = parent.sentinel if parent is not None else -1
    try:
        while ends not in wait([connection, ends]):
            tasks.put(connection.recv())
    finally:
        os._exit(1)


def _send(connection: Connection, answers: SimpleQueue[bytes]) -> None:
    while True:
        connection.send_bytes(answers.get())


def _answer(do: Work, number: int, task: Any) -> bytes:
    try:
        return pickle.dumps(_TaskResult(number, do(task)))
    except Exception as error:  # noqa: BLE001
        where = "".join(traceback.format_exception(error))
        error.add_note(where)  # as the traceback cannot be sent
        try:
            packed = pickle.dumps(_TaskResult(number, None, error))
            pickle.loads(packed)  # noqa: S301  it is our own
        except Exception:  # noqa: BLE001  an exception can hold anything, and need not be made of its arguments
            packed = pickle.dumps(_TaskResult(number, None, RuntimeError(where)))
        return packed
