"""A text of any length cut into portions that are understood one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

PORTION = 1 << 16  # characters of a portion at most
# Where a portion may end, the better places first: before an empty line; after a sentence that no abbreviation and no
# initial ends; at the end of a line; between words.
_BORDERS = (
    re.compile(r"\n[^\S\n]*(?=\n)"),
    re.compile(r"(?:[!?…。！？।۔؟]|(?<=\w{4})\.)[\"”»’)\]]*(?:\s+|(?<=[。！？]))"),
    re.compile(r"\n"),
    re.compile(r"\s"),
)


class Portion(NamedTuple):
    """A stretch of a text, and at which character of the text it starts."""

    text: str
    start: int


def portions(pieces: Iterable[str], size: int = PORTION) -> Iterator[Portion]:
    r"""The text that the pieces make together, in portions of up to `size` characters: at least one, though empty.

    A portion ends where a paragraph does, else a sentence, else a line, else a word, if any does in its second half;
    else it is cut at its full size. Only what stands across such a cut is not seen as one.

    >>> [portion.text for portion in portions(["One. T", "wo.\n\nThr", "ee"], size=12)]
    ['One. Two.\n', '\nThree']
    """
    start, waiting = 0, ""
    for piece in pieces:
        waiting += piece
        at = 0
        while len(waiting) - at > size:
            end = _end(waiting, at, size)
            yield Portion(waiting[at:end], start + at)
            at = end
        start, waiting = start + at, waiting[at:]
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
