"""What was made for keys, remembered: made for many keys at once, where that is cheaper than one by one."""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Memory(dict[Key, Value], Generic[Key, Value]):
    """Key → value, filled by `make` (never with None); at `size` values the older half is forgotten.

    >>> doubled = Memory(lambda numbers: [2 * number for number in numbers], size=100)
    >>> doubled.many([1, 2, 1])
    [2, 4, 2]
    """

    def __init__(self, make: Callable[[Sequence[Key]], Iterable[Value]], size: int) -> None:
        self._make = make
        self._size = size

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
