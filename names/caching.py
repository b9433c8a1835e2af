"""What was made for keys, remembered: made for many keys at once, where that is cheaper than one by one.

Whatever is remembered is bounded, in number and, as long texts are not kept, in bytes; `forget` empties all of it.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, wraps
from itertools import islice
from threading import Lock
from time import monotonic
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

LONGEST = 512  # characters of a text that is remembered
PAUSE = 10.0  # seconds without garbage collection, where one thread follows on the other

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Parameters = ParamSpec("Parameters")
_emptying: list[Callable[[], None]] = []


def forget(beyond: int = 0) -> None:
    """Empty everything that is remembered of names, words and pairs, if there are more than `beyond` names and words.

    What is open stays open. A word takes 5 to 10 KB with the names and comparisons in which it stands.

    >>> forget()
    """
    if sum(map(len, _memories)) >= beyond:
        for empty in _emptying:
            empty()


def on_forget(empty: Callable[[], None]) -> None:
    """Have `forget` call a function as well."""
    _emptying.append(empty)


def cached(size: int) -> Callable[[Callable[Parameters, Value]], Callable[Parameters, Value]]:
    """A decorator of functions of words and small things: up to `size` results are kept, the last used ones."""

    def wrap(function: Callable[Parameters, Value]) -> Callable[Parameters, Value]:
        kept = lru_cache(maxsize=size)(function)
        on_forget(kept.cache_clear)
        return kept  # type: ignore[return-value]

    return wrap


def cached_texts(
    size: int,
) -> Callable[[Callable[Concatenate[str, Parameters], Value]], Callable[Concatenate[str, Parameters], Value]]:
    """The same for functions of texts of any length: the results of long ones are not kept."""

    def wrap(function: Callable[Concatenate[str, Parameters], Value]) -> Callable[Concatenate[str, Parameters], Value]:
        kept = cached(size)(function)

        @wraps(function)
        def call(text: str, /, *others: Parameters.args, **named: Parameters.kwargs) -> Value:
            return (kept if len(text) <= LONGEST else function)(text, *others, **named)

        return call

    return wrap


class BatchCache(dict[Key, Value], Generic[Key, Value]):
    """Key → value, filled by `make` (never with None); at `size` values the older half is forgotten.

    Values of long texts are not kept.

    >>> doubled = BatchCache(lambda numbers: [2 * number for number in numbers], size=100)
    >>> doubled.many([1, 2, 1])
    [2, 4, 2]
    """

    def __init__(self, make: Callable[[Sequence[Key]], Iterable[Value]], size: int) -> None:
        self._make = make
        self._size = size
        on_forget(self.clear)
        _memories.append(self)

    def one(self, key: Key) -> Value:
        """The value of one key."""
        value = self.get(key)
        return self.many((key,))[0] if value is None else value

    def many(self, keys: Sequence[Key]) -> list[Value]:
        """The value of each key, those that are new made in one batch."""
        new = [key for key in keys if key not in self]
        if new:
            new = list(dict.fromkeys(new))
            self.update(zip(new, self._make(new), strict=True))
        try:
            return [self[key] for key in keys]
        except KeyError:  # another thread forgot some meanwhile
            return self.many(keys)
        finally:
            if len(self) > self._size:
                self._drop(list(islice(self, self._size // 2)))
            if new:
                self._drop([key for key in new if isinstance(key, str) and len(key) > LONGEST])

    def _drop(self, keys: Iterable[Key]) -> None:
        for key in keys:
            self.pop(key, None)


_memories: list[BatchCache[Any, Any]] = []


class _Pause:
    """Garbage collection, off while at least one thread wants it to be, and then as it was before."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._wanted = 0  # blocks that are being run, in all threads
        self._since = 0.0
        self._collecting = False  # whether to go on with it at the end
        if hasattr(os, "register_at_fork"):  # a child has none of the threads that were in a block
            os.register_at_fork(before=self._lock.acquire, after_in_parent=self._lock.release, after_in_child=self._end)

    def begin(self) -> None:
        """Turn it off; where blocks have overlapped for too long let it be, until all of them have ended."""
        with self._lock:
            if not self._wanted:
                self._collecting, self._since = gc.isenabled(), monotonic()
                gc.disable()
            elif self._collecting and monotonic() - self._since > PAUSE:
                gc.enable()
            self._wanted += 1

    def leave(self) -> None:
        """Turn it on again, if it was and nobody else wants it off."""
        with self._lock:
            self._wanted -= 1
            if not self._wanted and self._collecting:
                gc.enable()

    def _end(self) -> None:
        if self._wanted and self._collecting:
            gc.enable()
        self._wanted = 0
        self._lock.release()


_pause = _Pause()


@contextmanager
def gc_paused() -> Iterator[None]:
    """Without garbage collection: a batch makes many values that are kept, and none that hold each other in a circle.

    The collector would walk through all of them over and over, for a third of the time of a batch. It is one for all
    threads: it is off while any of them is in such a block, but for PAUSE seconds at most where they overlap.
    """
    _pause.begin()
    try:
        yield
    finally:
        _pause.leave()
