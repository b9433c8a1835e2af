"""The characters that are recognised: those of Unicode 14, which every supported version of Python knows.

Whether a later character is a letter would depend on the interpreter. It is therefore treated alike by all: a symbol in
the blocks of emoji, and anywhere else a letter, which is read as its number.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cache

from names.data.tables import rows

__all__ = ["in_known_letters", "is_later", "numbered"]

LETTER = "\u02b0"  # replaces a later letter where a text is cut into words; it is of no particular script
SIGN = "\ufffd"  # replaces a later symbol
SYMBOLS = range(0x1F000, 0x1FC00)  # emoji and pictographs
KEPT = 1 << 16  # code points that a table keeps; chosen


def is_later(char: str) -> bool:
    """Whether a character was added to Unicode after version 14.

    >>> is_later("Ж"), is_later("\U00016d40"), is_later("\uffff")
    (False, True, False)
    """
    starts, ends = _unassigned()
    index = bisect_right(starts, ord(char)) - 1
    return index >= 0 and ord(char) <= ends[index]


@cache
def _unassigned() -> tuple[list[int], list[int]]:
    """The first and last code points of the ranges that Unicode 14 leaves unassigned, in order."""
    ranges = [(int(first, 16), int(last, 16)) for first, last in rows("unassigned.tsv")]
    return [first for first, _ in ranges], [last for _, last in ranges]


class _Translation(dict[int, str]):
    """A table for `str.translate` that adds the code points it lacks as it meets them."""

    def __init__(self, known: dict[int, str], later_letter: Callable[[int], str]) -> None:
        super().__init__(known)
        self._later_letter = later_letter

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if code > 0x7F and is_later(char):
            char = SIGN if code in SYMBOLS else self._later_letter(code)
        if len(self) < KEPT:
            self[code] = char
        return char


def numbered(known: dict[int, str]) -> _Translation:
    """A table for `str.translate` that also writes each later letter as its number (u16d40).

    >>> "a\U00016d40b".translate(numbered({ord("a"): "A"}))
    'Au16d40b'
    """
    return _Translation(known, lambda code: f"u{code:x}")


def in_known_letters(text: str) -> str:
    """The text with each later letter replaced by LETTER and each later symbol by SIGN; the length stays the same.

    >>> in_known_letters("a\U00016d40b")
    'aʰb'
    """
    return text if text.isascii() else text.translate(_LETTERS)


_LETTERS = _Translation({}, lambda _: LETTER)
