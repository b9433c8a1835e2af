"""The characters that are read: those of Unicode 14, which every supported Python knows alike.

A later character is a letter to one interpreter and nothing to another. Here each stands for itself alone, whatever
version is at hand: it is read as its number, and a symbol of the emoji blocks as no letter.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from names.data.tables import rows

__all__ = ["in_known_letters", "is_later", "numbered"]

LETTER = "\u02b0"  # stands for a later letter where words are found: a letter of no script of its own
SIGN = "\ufffd"  # stands for a later symbol
SYMBOLS = range(0x1F000, 0x1FC00)  # emoji and pictographs
KEPT = 1 << 16  # code points whose places in tables are remembered


def is_later(char: str) -> bool:
    """Whether a character is of a later version of Unicode than 14.

    >>> is_later("Ж"), is_later("\U00016d40"), is_later("\uffff")
    (False, True, False)
    """
    starts, ends = _bounds()
    at = bisect_right(starts, ord(char)) - 1
    return at >= 0 and ord(char) <= ends[at]


@cache
def _bounds() -> tuple[list[int], list[int]]:
    ranges = [(int(first, 16), int(last, 16)) for first, last in rows("unassigned.tsv")]
    return [first for first, _ in ranges], [last for _, last in ranges]


class _Table(dict[int, str]):
    """What characters become in `str.translate`, filled as they are met."""

    def __init__(self, known: dict[int, str], *, numbered: bool) -> None:
        super().__init__(known)
        self._numbered = numbered

    def __missing__(self, code: int) -> str:
        found = chr(code)
        if code > 0x7F and is_later(found):
            found = SIGN if code in SYMBOLS else f"u{code:x}" if self._numbered else LETTER
        if len(self) < KEPT:
            self[code] = found
        return found


def numbered(known: dict[int, str]) -> _Table:
    """A table for `str.translate` that also writes later letters as their numbers (u16d40).

    >>> "a\U00016d40b".translate(numbered({ord("a"): "A"}))
    'Au16d40b'
    """
    return _Table(known, numbered=True)


def in_known_letters(text: str) -> str:
    """The text, as long as before, with every later letter as a letter that all interpreters know.

    >>> in_known_letters("a\U00016d40b")
    'aʰb'
    """
    return text if text.isascii() else text.translate(_LETTERS)


_LETTERS = _Table({}, numbered=False)
