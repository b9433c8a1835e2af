"""Where characters of a text stand in the source that the text was taken from."""

from __future__ import annotations

from array import array
from bisect import bisect_right

__all__ = ["SourceOffsets"]


class SourceOffsets:
    """The places of a text in its source, as far as the text was read; offsets are in characters, half-open.

    The text consists of stretches that stand in the source as they are, and of characters that stand for others there,
    such as an ampersand for `&amp;`.

    >>> offsets = SourceOffsets()
    >>> offsets.add("Kyiv ", 3, 5)
    >>> offsets.add("&", 8, 5)
    >>> offsets.span(2, 6)
    (5, 13)
    """

    def __init__(self) -> None:
        self._starts = array("q")  # where each stretch begins in the text, ascending
        self._sources = array("q")  # where it begins in the source
        self._lengths = array("q")  # its length there
        self._end = 0  # characters of the text so far

    def add(self, text: str, source: int, length: int) -> None:
        """Add a stretch of the text, which has `length` characters in the source from `source` on."""
        self._starts.append(self._end)
        self._sources.append(source)
        self._lengths.append(length)
        self._end += len(text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the source of the characters [start, end) of the text, at least one."""
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, character: int) -> tuple[int, int]:
        """The place in the source of one character: all of its stretch, unless that stands there as it is."""
        number = bisect_right(self._starts, character) - 1
        following = self._starts[number + 1] if number + 1 < len(self._starts) else self._end
        source, length = self._sources[number], self._lengths[number]
        if length != following - self._starts[number]:
            return source, source + length
        place = source + character - self._starts[number]
        return place, place + 1

    def forget(self, before: int) -> None:
        """Forget the stretches that end before the offset `before` of the text."""
        number = bisect_right(self._starts, before) - 1
        if number > 0:
            for values in (self._starts, self._sources, self._lengths):
                del values[:number]
