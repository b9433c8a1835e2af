"""Caches that `forget` empties; garbage collection suspended during batches.

Every cache is bounded in entries; it is bounded in bytes too, since results of long texts are not kept.
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

LONGEST = 512  # characters of a text whose results are kept; chosen
PAUSE = 10.0  # seconds without garbage collection where batches of several threads overlap; chosen
MOVED = 1 << 21  # objects of batches after which all garbage is collected: 0.4 s in 40 s of reading a text; chosen

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Parameters = ParamSpec("Parameters")
_emptiers: list[Callable[[], None]] = []
_emptiers_of_small: list[Callable[[], None]] = []


def forget(beyond: int = 0) -> None:
    """Empty all caches of names, words and pairs, if these hold at least `beyond` entries.

    With `beyond`, what is remembered of gazetteers stays, as it is small.

    Open gazetteers stay open. A word takes 5 to 10 KB, with the names and comparisons it occurs in.

    >>> forget()
    """
    if remembered() >= beyond:
        for empty in _emptiers if beyond else (*_emptiers, *_emptiers_of_small):
            empty()


def remembered() -> int:
    """How many entries the caches of names, words and pairs hold."""
    return sum(map(len, _batch_caches))


def on_forget(empty: Callable[[], None], *, small: bool = False) -> None:
    """Let `forget` call this function, too; if what it empties is `small`, only where all is to be forgotten.

    >>> seen = [1]
    >>> on_forget(seen.clear)
    >>> forget()
    >>> seen
    []
    """
    (_emptiers_of_small if small else _emptiers).append(empty)


def cached(size: int) -> Callable[[Callable[Parameters, Value]], Callable[Parameters, Value]]:
    """A decorator that keeps the `size` last used results of a function until `forget`; arguments must be hashable.

    For functions of texts of any length use `cached_texts`.

    >>> @cached(100)
    ... def reversed_word(word: str) -> str:
    ...     return word[::-1]
    >>> reversed_word("abc")
    'cba'
    """

    def wrap(function: Callable[Parameters, Value]) -> Callable[Parameters, Value]:
        kept = lru_cache(maxsize=size)(function)
        on_forget(kept.cache_clear)
        return kept  # type: ignore[return-value]

    return wrap


def cached_texts(
    size: int,
) -> Callable[[Callable[Concatenate[str, Parameters], Value]], Callable[Concatenate[str, Parameters], Value]]:
    """`cached` for functions whose first argument is a text: results of texts longer than LONGEST are not kept.

    >>> @cached_texts(100)
    ... def length(text: str) -> int:
    ...     return len(text)
    >>> length("abc"), length("abc" * 1000)
    (3, 3000)
    """

    def wrap(function: Callable[Concatenate[str, Parameters], Value]) -> Callable[Concatenate[str, Parameters], Value]:
        kept = cached(size)(function)
        if function.__code__.co_argcount == 1:  # most functions: a call of one argument takes half the time

            @wraps(function)
            def call_of_one(text: str, /) -> Value:
                return (kept if len(text) <= LONGEST else function)(text)  # type: ignore[call-arg]

            return call_of_one  # type: ignore[return-value]

        @wraps(function)
        def call(text: str, /, *others: Parameters.args, **named: Parameters.kwargs) -> Value:
            return (kept if len(text) <= LONGEST else function)(text, *others, **named)

        return call

    return wrap


class BatchCache(dict[Key, Value], Generic[Key, Value]):
    """A bounded cache that computes missing values in batches.

    `make` takes keys and returns a value for each, never None. Beyond `size` entries the older half is dropped; values
    of long texts are not kept.

    >>> doubled = BatchCache(lambda numbers: [2 * number for number in numbers], size=100)
    >>> doubled.many([1, 2, 1])
    [2, 4, 2]
    """

    def __init__(self, make: Callable[[Sequence[Key]], Iterable[Value]], size: int) -> None:
        self._make = make
        self._size = size
        on_forget(self.clear)
        _batch_caches.append(self)

    def one(self, key: Key) -> Value:
        """The value of one key."""
        value = self.get(key)
        return self.many((key,))[0] if value is None else value

    def many(self, keys: Sequence[Key]) -> list[Value]:
        """The value of each key; those that are missing are computed in one batch."""
        missing = [key for key in keys if key not in self]
        if missing:
            missing = list(dict.fromkeys(missing))
            self.update(zip(missing, self._make(missing), strict=True))
        try:
            return [self[key] for key in keys]
        except KeyError:  # meanwhile another thread dropped some
            return self.many(keys)
        finally:
            if len(self) > self._size:
                self._drop(list(islice(self, self._size // 2)))
            if missing:
                self._drop([key for key in missing if isinstance(key, str) and len(key) > LONGEST])

    def _drop(self, keys: Iterable[Key]) -> None:
        for key in keys:
            self.pop(key, None)


_batch_caches: list[BatchCache[Any, Any]] = []


class _GcSwitch:
    """Turns garbage collection, which all threads share, off while any thread runs a batch.

    When the last batch ends, it is restored to what it was. Where batches of several threads overlap without a gap, it
    is turned on again after PAUSE seconds.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._batches = 0  # running now, in all threads
        self._moved = 0  # objects since the last collection
        self._off_since = 0.0  # seconds of the monotonic clock
        self._was_on = False  # whether collection was on before the first of these batches
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(
                before=self._lock.acquire, after_in_parent=self._lock.release, after_in_child=self._start_child
            )

    def begin_batch(self) -> None:
        with self._lock:
            if not self._batches:
                self._was_on, self._off_since = gc.isenabled(), monotonic()
                gc.disable()
            elif self._was_on and monotonic() - self._off_since > PAUSE:
                gc.enable()
            self._batches += 1

    def end_batch(self) -> None:
        if self._batches == 1 and self._was_on:
            self._promote()  # without the lock, as a collection may run any code
        with self._lock:
            self._batches -= 1
            if not self._batches and self._was_on:
                gc.enable()

    def _promote(self) -> None:
        """Move all objects to the oldest generation, as a collection would that finds no garbage, without a traversal.

        Most objects of a batch are results or stay in caches. Objects that the caller has frozen stay so. As the
        collector does not know how many were moved, and would leave the garbage among them for ever, also that of the
        caller, all is collected after each MOVED objects.
        """
        if gc.get_freeze_count():
            return
        self._moved += gc.get_count()[0]
        if self._moved > MOVED:
            self._moved = 0
            gc.collect()
        else:
            gc.freeze()
            gc.unfreeze()

    def _start_child(self) -> None:
        """Reset in a forked process, where the threads that ran batches do not exist."""
        if self._batches and self._was_on:
            gc.enable()
        self._batches = 0
        self._lock.release()


_gc_switch = _GcSwitch()


@contextmanager
def gc_paused() -> Iterator[None]:
    """Suspend garbage collection; a batch creates many live objects and no cycles.

    The collector would traverse all of them again and again, which takes a third of a batch's time. Where batches of
    several threads overlap, it is suspended for PAUSE seconds at most.

    >>> with gc_paused():
    ...     gc.isenabled()
    False
    """
    _gc_switch.begin_batch()
    try:
        yield
    finally:
        _gc_switch.end_batch()
