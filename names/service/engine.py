"""The one thread that owns the gazetteer: all that reads it runs there, in short turns, one after the other."""

from __future__ import annotations

from asyncio import get_running_loop
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from gazetteer import Gazetteer
from names.caching import forget
from names.errors import NamesError
from names.resolution.current import CurrentGazetteer
from names.resolution.resolver import resolve_many
from names.service.settings import LIMITS

__all__ = ["Engine", "ServiceBusy"]

Result = TypeVar("Result")

REMEMBERED = 1 << 14  # names and words that stay in the caches after a turn; chosen
# Names whose look-up reads the tables that most look-ups need, so that the first users do not wait for them.
FIRST_NAMES = ("Anna Berg", "Анна Ковалёва", "محمد صالح", "王伟", "山田太郎", "김철수", "דוד כהן", "अनिल कुमार")
_END = object()


class ServiceBusy(NamesError):
    """More requests wait than the service can answer soon.

    >>> print(ServiceBusy())
    too many requests are waiting; try again in a second
    """

    def __init__(self) -> None:
        super().__init__("too many requests are waiting; try again in a second")


class Engine:
    """Runs work on the gazetteer in its own thread. `name` says what the gazetteer is.

    Work is a function of the opened gazetteer, in which all decisions hold that were made so far. What it returns must
    not read the gazetteer later: records, no resolutions. Work of more than some milliseconds is a generator, and each
    of its steps a turn, so that others are not held up by it.
    """

    def __init__(self, current: CurrentGazetteer, waiting: int = LIMITS.waiting) -> None:
        self.name = " + ".join(current.names)
        self._current = current
        self._most = waiting
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="gazetteer")
        self.waiting = 0  # turns that are asked for and not done

    async def run(self, work: Callable[[Gazetteer], Result]) -> Result:
        """The result of the work, whose errors are raised. Raises ServiceBusy if too much work is waiting."""
        return await self._turn(lambda: work(self._current.get()))

    async def steps(self, work: Callable[[Gazetteer], Iterator[Result]]) -> AsyncIterator[Result]:
        """What a generator gives, each step of which is a turn of its own; it is closed in the thread at the end."""
        iterator = await self.run(work)
        try:
            while (step := await self._turn(lambda: next(iterator, _END))) is not _END:
                yield step  # type: ignore[misc]  # it is no _END
        finally:
            self._thread.submit(getattr(iterator, "close", _nothing))

    async def _turn(self, work: Callable[[], Result]) -> Result:
        if self.waiting >= self._most:
            raise ServiceBusy
        self.waiting += 1
        done = get_running_loop().run_in_executor(self._thread, _remembering_little, work)
        done.add_done_callback(self._count)
        return await done

    def _count(self, _: object) -> None:
        self.waiting -= 1

    async def begin(self) -> None:
        """Read what most look-ups need."""
        await self.run(lambda gazetteer: resolve_many(FIRST_NAMES, gazetteer))

    def close(self) -> None:
        """End the thread after the work that waits, and close the gazetteer."""
        self._thread.shutdown()
        self._current.close()


def _remembering_little(work: Callable[[], Result]) -> Result:
    try:
        return work()
    finally:
        forget(beyond=REMEMBERED)


def _nothing() -> None:
    pass
