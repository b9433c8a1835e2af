"""The characters that are known: those of Unicode 14, which every supported version of Python knows.

A later character would be a letter to one interpreter and nothing to another. It stands for itself alone, whatever the
interpreter knows: a letter is read as its number, and a symbol of the emoji blocks is no letter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cache

from names.data.tables import rows

__all__ = ["in_known_letters", "is_later", "numbered"]

LETTER = "\u02b0"  # stands for a later letter where words are found: a letter of no script of its own
SIGN = "\ufffd"  # stands for a later symbol
SYMBOLS = range(0x1F000, 0x1FC00)  # emoji and pictographs
KEPT = 1 << 16  # code points that a table remembers; chosen


def is_later(char: str) -> bool:
    """Whether a character was added to Unicode after version 14.

    >>> is_later("Ж"), is_later("\U00016d40"), is_later("\uffff")
    (False, True, False)
    """
    starts, ends = _unassigned()
    at = bisect_right(starts, ord(char)) - 1
    return at >= 0 and ord(char) <= ends[at]


@cache
def _unassigned() -> tuple[list[int], list[int]]:
    """The first and last code points of the ranges that Unicode 14 leaves unassigned, in order."""
    ranges = [(int(first, 16), int(last, 16)) for first, last in rows("unassigned.tsv")]
    return [first for first, _ in ranges], [last for _, last in ranges]


class _Table(dict[int, str]):
    """For `str.translate`: what code points become; those that it lacks are added as they are met."""

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


def numbered(known: dict[int, str]) -> _Table:
    """A table for `str.translate` that also writes each later letter as its number (u16d40).

    >>> "a\U00016d40b".translate(numbered({ord("a"): "A"}))
    'Au16d40b'
    """
    return _Table(known, lambda code: f"u{code:x}")


def in_known_letters(text: str) -> str:
    """The text, as long as before, with each later letter as a letter, and each later symbol as a sign, of Unicode 14.

    >>> in_known_letters("a\U00016d40b")
    'aʰb'
    """
    return text if text.isascii() else text.translate(_LETTERS)


_LETTERS = _Table({}, lambda _: LETTER)
