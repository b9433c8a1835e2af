"""Tables of limited size, for what is remembered from one portion of a text to the next."""

from __future__ import annotations

from itertools import islice
from typing import TypeVar

REMEMBERED = 1 << 14  # entries of a table: introductions, unknown persons, short forms; about 3 KB each; chosen

Key = TypeVar("Key")
Value = TypeVar("Value")


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
                del self[older]
