"""Join the changes of two rounds over a text: the second round's are places of the text that the first has made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from names.correction.results import Change

__all__ = ["applied", "joined"]


def applied(text: str, changes: Sequence[Change]) -> str:
    """The text with changes, in order of their places, put in."""
    pieces, copied = [], 0
    for change in changes:
        pieces += [text[copied : change.start], change.after]
        copied = change.end
    return "".join([*pieces, text[copied:]])


def joined(text: str, first: Sequence[Change], second: Sequence[Change]) -> list[Change]:
    """The changes of a text that do at once what the first do, and then the second to what came out."""
    changed = applied(text, first)
    waiting = list(_placed(first))
    result: list[Change] = []
    shift = 0  # characters by which the changed text is longer, so far
    for change in second:
        while waiting and waiting[0][1] <= change.start:
            done = waiting.pop(0)[2]
            result.append(done)
            shift += len(done.after) - len(done.before)
        touched = []
        while waiting and waiting[0][0] < change.end:
            touched.append(waiting.pop(0))
        start = min([change.start, *(one[0] for one in touched)])
        end = max([change.end, *(one[1] for one in touched)])
        grown = sum(len(one[2].after) - len(one[2].before) for one in touched)
        after = changed[start : change.start] + change.after + changed[change.end : end]
        before = text[start - shift : end - shift - grown]
        result.append(replace(change, start=start - shift, end=end - shift - grown, before=before, after=after))
        shift += grown
    return [*result, *(one[2] for one in waiting)]


def _placed(changes: Sequence[Change]) -> Iterator[tuple[int, int, Change]]:
    """Each change with the place of its outcome in the changed text."""
    shift = 0
    for change in changes:
        start = change.start + shift
        yield start, start + len(change.after), change
        shift += len(change.after) - len(change.before)
