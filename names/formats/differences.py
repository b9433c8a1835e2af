"""The difference between a text and the text with its names put right, in the unified format of `diff -u`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from names.formats.escaping import visible

__all__ = ["unified"]

CONTEXT = 3  # lines around a difference, as other programs show them


def unified(name: str, before: str, after: str) -> Iterator[str]:
    r"""The lines of the difference, each with its line end; none if the texts are equal.

    Both texts must have as many lines; only LF ends a line. So each line is compared with the one in its place, however
    long the texts are.

    >>> print(*unified("talk.txt", "a\nMerkle\n", "a\nMerkel\n"), sep="", end="")
    --- talk.txt
    +++ talk.txt
    @@ -1,2 +1,2 @@
     a
    -Merkle
    +Merkel
    """
    old, new = (text.split("\n") for text in (before, after))
    changed = [place for place, (left, right) in enumerate(zip(old, new, strict=True)) if left != right]
    if not changed:
        return
    yield f"--- {_head(name)}\n+++ {_head(name)}\n"
    count = len(old) - (not old[-1])  # after the last line end there is no line
    breaks = [place for place, (left, right) in enumerate(pairwise(changed), 1) if right - left > 2 * CONTEXT]
    for first, last in pairwise([0, *breaks, len(changed)]):
        start = max(0, changed[first] - CONTEXT)
        end = min(count, changed[last - 1] + CONTEXT + 1)
        yield f"@@ -{_range(start, end)} +{_range(start, end)} @@\n"
        yield from _hunk(old, new, start, end)


def _head(name: str) -> str:
    """The name of a file as a head has it: with a tab behind a name with spaces, as `diff` writes it."""
    shown = visible(name)
    return f"{shown}\t" if " " in shown else shown


def _range(start: int, end: int) -> str:
    return f"{start + 1}" if end - start == 1 else f"{start + 1},{end - start}"


def _hunk(old: Sequence[str], new: Sequence[str], start: int, end: int) -> Iterator[str]:
    """The lines [start, end), of lines that differ first all old, then all new ones."""
    place = start
    while place < end:
        stop = place
        while stop < end and old[stop] != new[stop]:
            stop += 1
        if stop == place:
            yield f" {_line(old, place)}"
            place += 1
            continue
        yield from (f"-{_line(old, at)}" for at in range(place, stop))
        yield from (f"+{_line(new, at)}" for at in range(place, stop))
        place = stop


def _line(lines: Sequence[str], place: int) -> str:
    is_ended = place < len(lines) - 1
    return f"{lines[place]}\n" if is_ended else f"{lines[place]}\n\\ No newline at end of file\n"
