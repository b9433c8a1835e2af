"""Who answers questions about the gazetteer: a few processes, each of which does one thing after the other."""

from __future__ import annotations

from asyncio import gather, get_running_loop
from collections.abc import AsyncIterator, Callable, Hashable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from typing import Any, TypeVar, cast

from gazetteer import Gazetteer
from names.errors import NamesError
from names.resolution.current import ServedFiles
from names.service.memory import AnswerMemory
from names.service.settings import LIMITS
from names.service.workers import END, GazetteerProcess, Refusal

__all__ = ["Engine", "Refused", "ServiceBusy"]

Question = TypeVar("Question", bound=Hashable)
Result = TypeVar("Result")

STEP = 8  # questions of one request that are answered in one turn, so that others wait for some 60 ms at most; chosen


class ServiceBusy(NamesError):
    """More requests wait than the service can answer soon.

    >>> print(ServiceBusy())
    too many requests are waiting; try again in a second
    """

    def __init__(self) -> None:
        super().__init__("too many requests are waiting; try again in a second")


class Refused(NamesError):
    """A process could not do what was asked; `kinds` are the classes of its error, nearest first.

    >>> str(Refused(Refusal(("UnknownEntity",), "no entity has the id 'x'")))
    "no entity has the id 'x'"
    """

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.text)
        self.kinds = refusal.kinds


class _Seat:
    """A process, the thread that asks it, and how many wait for it."""

    def __init__(self, served: ServedFiles) -> None:
        self.process = GazetteerProcess(served)
        self.waiting = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="gazetteer")

    async def turn(self, ask: Callable[..., Any], *arguments: Any) -> Any:
        """What the process answers. Raises Refused."""
        self.waiting += 1
        answered = get_running_loop().run_in_executor(self._thread, ask, *arguments)
        answered.add_done_callback(self._count)  # also where nobody waits for the answer any more
        answer = await answered
        if isinstance(answer, Refusal):
            raise Refused(answer)
        return answer

    def _count(self, _: object) -> None:
        self.waiting -= 1

    def give_up(self, steps: Iterator[Any]) -> None:
        """End a generator when the process comes to it."""
        self._thread.submit(cast("Any", steps).close)

    def close(self) -> None:
        self._thread.shutdown(cancel_futures=True)
        self.process.end()


class Engine:
    """Lets processes work on the gazetteer. `name` says what the gazetteer is.

    Work is a function of the opened gazetteer, in which all decisions hold that were made so far: one that is known by
    its module and name, or a `functools.partial` of it, as it is sent to another process, and so is what it returns.
    Work of more than some hundredths of a second returns a generator, and each of its steps is a turn, so that others
    are not held up by it.
    """

    def __init__(self, served: ServedFiles, workers: int = 1, waiting: int = LIMITS.waiting) -> None:
        self.name = served.title
        self._served = served
        self._memory = AnswerMemory()
        self._most = waiting
        self._seats = [_Seat(served) for _ in range(workers)]

    @property
    def waiting(self) -> int:
        """Turns that are asked for and not done."""
        return sum(seat.waiting for seat in self._seats)

    async def run(self, work: Callable[[Gazetteer], Result]) -> Result:
        """The result of the work.

        Raises Refused if the work raised an error, ServiceBusy if too much is waiting, and WorkerFailed.
        """
        seat = self._free_seat()
        return cast("Result", await seat.turn(seat.process.call, work))

    async def answers(
        self, questions: Sequence[Question], answer: Callable[[Sequence[Question], Gazetteer], Sequence[Result]]
    ) -> list[Result]:
        """The answers to questions, in their order, which all processes share; raises as `run`.

        `answer` gives one for each of some questions. Those that were asked lately are remembered, as long as nothing
        is decided; do not change them.
        """
        known = self._memory.of(answer.__qualname__, self._served.stamp)
        new = [question for question in dict.fromkeys(questions) if question not in known]
        some = [new[start : start + STEP] for start in range(0, len(new), STEP)]
        found = await gather(*(self.run(partial(answer, each)) for each in some))
        fresh = dict(zip(new, chain.from_iterable(found), strict=True))
        answers = [fresh[question] if question in fresh else known[question] for question in questions]
        known.add(fresh)
        return answers

    async def steps(self, work: Callable[[Gazetteer], Iterator[Result]]) -> AsyncIterator[Result]:
        """What the generator gives that the work returns; raises as `run`."""
        seat = self._free_seat()
        steps = seat.process.steps(work)
        ended = False
        seat.waiting += 1  # so that others rather go elsewhere
        try:
            while (step := await seat.turn(next, steps, END)) != END:
                yield step
            ended = True
        finally:
            seat.waiting -= 1
            if not ended:
                seat.give_up(steps)

    def _free_seat(self) -> _Seat:
        if self.waiting >= self._most:
            raise ServiceBusy
        return min(self._seats, key=lambda seat: seat.waiting)

    async def begin(self) -> None:
        """Let all processes open the gazetteer. Raises as `run`."""
        for seat in self._seats:
            await seat.turn(seat.process.call, len)

    def close(self) -> None:
        """End the processes when they have answered what they do now."""
        for seat in self._seats:
            seat.close()
