"""Tables of limited size, for what is remembered from one portion of a text, or one text, to the next."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from itertools import islice
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from gazetteer import Gazetteer
from names.caching import on_forget

REMEMBERED = 1 << 14  # entries of a table: introductions, unknown persons, short forms; about 3 KB each; chosen

Key = TypeVar("Key")
Value = TypeVar("Value")


class GazetteerMemory(Generic[Value]):
    """What is remembered of each gazetteer as long as it is in use, from one text to the next.

    >>> from names import build_gazetteer
    >>> memory = GazetteerMemory(dict)
    >>> gazetteer = build_gazetteer([])
    >>> memory.of(gazetteer)["Minsk"] = 1
    >>> memory.of(gazetteer), memory.of(gazetteer, "other rules")
    ({'Minsk': 1}, {})
    """

    def __init__(self, make: Callable[[], Value]) -> None:
        self._make = make
        self._by_gazetteer: WeakKeyDictionary[Gazetteer, dict[Hashable, Value]] = WeakKeyDictionary()
        on_forget(self._by_gazetteer.clear, small=True)

    def of(self, gazetteer: Gazetteer, rules: Hashable = None) -> Value:
        """What is remembered of a gazetteer under these rules; it must not refer to the gazetteer."""
        by_rules = self._by_gazetteer.setdefault(gazetteer, {})
        if rules not in by_rules:
            by_rules[rules] = self._make()
        return by_rules[rules]


class RecentTable(dict[Key, Value]):
    """A table of the newest values: when it has more than `size`, the older half is dropped.

    >>> table = RecentTable(2)
    >>> for number, name in enumerate(["Anna", "Boris", "Clara"]):
    ...     table.keep(name, number)
    >>> table
    {'Boris': 1, 'Clara': 2}
    """

    def __init__(self, size: int = REMEMBERED) -> None:
        super().__init__()
        self._size = size

    def keep(self, key: Key, value: Value) -> None:
        """Set the value of a key, and make it the newest of the table."""
        self.pop(key, None)
        self[key] = value
        if len(self) > self._size:
            for older in list(islice(self, self._size // 2)):
                self.pop(older, None)  # another thread may have dropped it
