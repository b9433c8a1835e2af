"""What was made for keys, remembered: made for many keys at once, where that is cheaper than one by one."""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Store(dict[Key, Value], Generic[Key, Value]):
    """A dictionary of what was found out of names, which can be found out again: `forget` empties it."""


class Memory(Store[Key, Value]):
    """Key → value, filled by `make` (never with None); at `size` values the older half is forgotten.

    >>> doubled = Memory(lambda numbers: [2 * number for number in numbers], size=100)
    >>> doubled.many([1, 2, 1])
    [2, 4, 2]
    """

    def __init__(self, make: Callable[[Sequence[Key]], Iterable[Value]], size: int) -> None:
        super().__init__()
        self._make = make
        self._size = size
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
                for key in list(islice(self, self._size // 2)):
                    self.pop(key, None)


_memories: list[Memory[Any, Any]] = []
_Cache = type(lru_cache(maxsize=1)(len))


def forget(beyond: int = 0) -> None:
    """Forget all that was found out of names, if more than `beyond` names and words are remembered; tables stay.

    A word with the names and comparisons that it stands in takes 5 to 10 KB. What is forgotten is found out again.

    >>> doubled = Memory(lambda numbers: [2 * number for number in numbers], size=100)
    >>> doubled.one(4)
    8
    >>> forget()
    >>> doubled
    {}
    """
    if sum(map(len, _memories)) <= beyond:
        return
    for found in gc.get_objects():
        if isinstance(found, Store):
            found.clear()
        elif isinstance(found, _Cache) and found.__module__.startswith(__package__) and found.cache_info().maxsize:
            found.cache_clear()


@contextmanager
def uncollected() -> Iterator[None]:
    """Without garbage collection: a batch makes many values that are kept, and none that hold each other in a circle.

    The collector would walk through all of them over and over, for a third of the time of a batch.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
