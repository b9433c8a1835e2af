"""Answers that were given lately, so that who asks the same again need not wait."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

__all__ = ["AnswerMemory", "LatelyAnswered"]

KEPT = 4096  # answers of each kind, of some 5 KB each; chosen


class LatelyAnswered(dict[Hashable, Any]):
    """The last answers of one kind, by what was asked.

    >>> lately = LatelyAnswered()
    >>> lately.add({number: number for number in range(KEPT + 2)})
    >>> len(lately), 0 in lately
    (4096, False)
    """

    def add(self, answers: Mapping[Any, Any]) -> None:
        """Remember these, and forget the oldest."""
        self.update(answers)
        for oldest in [key for key, _ in zip(self, range(len(self) - KEPT), strict=False)]:
            del self[oldest]


class AnswerMemory:
    """What was answered lately, by kind, as long as what the answers depend on has the same stamp.

    >>> memory = AnswerMemory()
    >>> memory.of("look-ups", stamp=1).add({"Kyiv": "a place"})
    >>> memory.of("look-ups", stamp=1), memory.of("look-ups", stamp=2)
    ({'Kyiv': 'a place'}, {})
    """

    def __init__(self) -> None:
        self._stamp: Hashable = None
        self._kinds: dict[str, LatelyAnswered] = {}

    def of(self, kind: str, stamp: Hashable) -> LatelyAnswered:
        """The answers of a kind; all are forgotten if the stamp is another one than before."""
        if stamp != self._stamp:
            self._stamp, self._kinds = stamp, {}
        return self._kinds.setdefault(kind, LatelyAnswered())
