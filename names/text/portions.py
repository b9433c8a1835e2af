"""The portions of a text of any length: the stretches that are read and understood one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

PORTION = 1 << 16  # characters of a portion at most; chosen
# Where a portion may end, the better places first.
_BORDERS = (
    re.compile(r"\n[^\S\n]*(?=\n)"),  # before an empty line
    # After a sentence (“… left.” ), but not after an abbreviation or initial ("Dr. ", "J. "): a word of four letters or
    # more stands before the stop. Chinese and Japanese have no space after it.
    re.compile(r"(?:[!?…。！？।۔؟]|(?<=\w{4})\.)[\"”»’)\]]*(?:\s+|(?<=[。！？]))"),
    re.compile(r"\n"),  # at the end of a line
    re.compile(r"\s"),  # between words
)


class Portion(NamedTuple):
    """A stretch of a text, and the offset in the text at which it starts."""

    text: str
    start: int


def portions(pieces: Iterable[str], size: int = PORTION) -> Iterator[Portion]:
    r"""The text that the pieces make together, in portions of up to `size` characters: at least one, though empty.

    A portion ends where a paragraph does, else a sentence, else a line, else a word, if one of them ends in its second
    half; else it is cut at its full size. A name across an end within a sentence is not found whole.

    >>> [portion.text for portion in portions(["One. T", "wo.\n\nThr", "ee"], size=12)]
    ['One. Two.\n', '\nThree']
    """
    start, waiting = 0, ""
    for piece in pieces:
        waiting += piece
        given = 0  # characters of what is waiting that are in a portion already
        while len(waiting) - given > size:
            end = _end(waiting, given, size)
            yield Portion(waiting[given:end], start + given)
            given = end
        start, waiting = start + given, waiting[given:]
    if waiting or not start:
        yield Portion(waiting, start)


def _end(text: str, start: int, size: int) -> int:
    """Where the portion of the text that starts at `start` ends."""
    half, full = start + size // 2, start + size
    for border in _BORDERS:
        ends = [match.end() for match in border.finditer(text, half, full)]
        if ends:
            return ends[-1]
    return full
