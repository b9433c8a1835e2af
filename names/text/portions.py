"""Cut a text of any length into portions, which are processed one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

PORTION = 1 << 16  # most characters of a portion; chosen
# Where a portion may end, best places first.
_BORDERS = (
    re.compile(r"\n[^\S\n]*(?=\n)"),  # before an empty line
    # After a sentence (“… left.” ). Before a full stop, a word of at least four letters is required, as others may be
    # abbreviations ("Dr. ", "J. "). Chinese and Japanese have no space after it.
    re.compile(r"(?:[!?…。！？।۔؟]|(?<=\w{4})\.)[\"”»’)\]]*(?:\s+|(?<=[。！？]))"),
    re.compile(r"\n"),  # at the end of a line
    re.compile(r"\s"),  # between words
)


class Portion(NamedTuple):
    """A stretch of a text, and the offset in the text at which it starts."""

    text: str
    start: int


def portions(pieces: Iterable[str], size: int = PORTION) -> Iterator[Portion]:
    r"""Portions of up to `size` characters of the text that the pieces make together; at least one, perhaps empty.

    A portion ends at the last end of a paragraph in its second half, or else of a sentence, a line, or a word; if there
    is none, it has `size` characters. A name that is cut in two is not found.

    >>> [portion.text for portion in portions(["One. T", "wo.\n\nThr", "ee"], size=12)]
    ['One. Two.\n', '\nThree']
    """
    start, waiting = 0, ""
    for piece in pieces:
        waiting += piece
        done = 0  # characters of `waiting` that are in a portion already
        while len(waiting) - done > size:
            end = _end(waiting, done, size)
            yield Portion(waiting[done:end], start + done)
            done = end
        start, waiting = start + done, waiting[done:]
    if waiting or not start:
        yield Portion(waiting, start)


def _end(text: str, start: int, size: int) -> int:
    """The end of the portion that starts at `start`."""
    half, full = start + size // 2, start + size
    for border in _BORDERS:
        ends = [match.end() for match in border.finditer(text, half, full)]
        if ends:
            return ends[-1]
    return full
