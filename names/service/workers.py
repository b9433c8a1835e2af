"""Processes that own the gazetteer, each asked by one thread of this process, so that nothing here waits for a look-up.

A task is a function of the opened gazetteer, told by its module and name, with what it is called with; the answer is
what it returns. A generator stays where it was begun, and each of its steps is a task of its own.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from multiprocessing.connection import Connection
from typing import Any, Literal, NamedTuple

from gazetteer import Gazetteer
from gazetteer.errors import GazetteerError
from names.caching import forget
from names.errors import NamesError
from names.resolution.current import CurrentGazetteer, ServedFiles
from names.resolution.resolver import resolve_many
from names.text.annotation import annotate

__all__ = ["END", "GazetteerProcess", "Refusal", "Work", "WorkerFailed"]

Work = Callable[[Gazetteer], Any]

REMEMBERED = 1 << 15  # names and words that stay in the caches after a task; chosen
PATIENCE = 60.0  # seconds after which a task is taken for hopeless, and its process ended; chosen
# Names in the scripts of most names, looked up before the first users come.
FIRST_NAMES = ("Anna Berg", "Анна Ковалёва", "محمد صالح", "王伟", "山田太郎", "김철수", "דוד כהן", "अनिल कुमार")
END = "the end of a generator"


class WorkerFailed(NamesError):
    """A process ended, or was ended as it took too long, before it answered. Another one has its place.

    >>> print(WorkerFailed())
    this request could not be answered in time, or took too much memory; ask for less at once
    """

    def __init__(self) -> None:
        super().__init__("this request could not be answered in time, or took too much memory; ask for less at once")


class Refusal(NamedTuple):
    """What a task raised: the classes of the error, nearest first, and its text."""

    kinds: tuple[str, ...]
    text: str


class _Task(NamedTuple):
    """What a process is to do: call a function, or begin, go on with or end a generator, which has a number."""

    what: Literal["call", "begin", "next", "end"]
    work: Work | None = None
    number: int = 0


class GazetteerProcess:
    """A process that has opened the gazetteer, as the thread sees it that asks it."""

    def __init__(self, served: ServedFiles) -> None:
        self._served = served
        self._numbers = count()
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_answer_tasks, args=(theirs, self._served), daemon=True)
        self._process.start()
        theirs.close()  # it is open in the process alone, so that its end is seen here

    def call(self, work: Work) -> Any:
        """What the work returns; a `Refusal` if it raises an error of these packages. Raises WorkerFailed."""
        return self._ask(_Task("call", work))

    def steps(self, work: Work) -> Iterator[Any]:
        """What the generator gives that the work returns; it is ended when this one is."""
        number = next(self._numbers)
        refused = self._ask(_Task("begin", work, number))
        if refused is not None:
            yield refused
            return
        ended = False
        try:
            while (step := self._ask(_Task("next", number=number))) != END:
                yield step
            ended = True
        finally:
            if not ended:
                with suppress(WorkerFailed):
                    self._ask(_Task("end", number=number))

    def _ask(self, task: _Task) -> Any:
        try:
            self._connection.send(task)
            if self._connection.poll(PATIENCE):
                return self._connection.recv()
        except (EOFError, OSError):
            pass
        self.end()
        self._start()
        raise WorkerFailed

    def end(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.join()
        self._connection.close()


def _answer_tasks(connection: Connection, served: ServedFiles) -> None:
    """Do tasks, in the process itself, until the other side is gone."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # who is told to stop ends the processes when all is answered
    current: CurrentGazetteer | None = None
    begun: dict[int, Iterator[Any]] = {}
    with suppress(EOFError, OSError):
        while True:
            task = connection.recv()
            try:
                if current is None:
                    current = CurrentGazetteer(served)
                    _warm_up(current.get())
                answer = _done(task, current, begun)
            except Exception as error:  # noqa: BLE001  whatever it is, the process goes on
                begun.pop(task.number, None)
                answer = _refusal(error)
            connection.send(answer)
            forget(beyond=REMEMBERED)


def _warm_up(gazetteer: Gazetteer) -> None:
    """Read the tables that most requests need, so that the first users do not wait for them."""
    for resolution in resolve_many(FIRST_NAMES, gazetteer):
        for candidate in resolution.candidates:
            candidate.explain()
    annotate(". ".join(FIRST_NAMES), gazetteer)


def _refusal(error: Exception) -> Refusal:
    """What is told of an error; the texts of unforeseen ones, which may hold names, are not."""
    kinds = tuple(kind.__name__ for kind in type(error).__mro__)
    if isinstance(error, GazetteerError | NamesError):
        return Refusal(kinds, str(error))
    return Refusal(kinds, f"something unforeseen happened ({kinds[0]}); the service goes on")


def _done(task: _Task, current: CurrentGazetteer, begun: dict[int, Iterator[Any]]) -> Any:
    if task.what == "next":
        step = next(begun[task.number], END)
        if step == END:
            del begun[task.number]
        return step
    if task.what == "end":
        begun.pop(task.number, None)
        return None
    assert task.work is not None
    if task.what == "call":
        return task.work(current.get())
    begun[task.number] = iter(task.work(current.get()))
    return None
