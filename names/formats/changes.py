"""The changes and doubts of a corrected text, as lines for people and as records."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from names.correction.masking import lines
from names.correction.results import Change, Doubt, Fixed
from names.formats.escaping import json_line

__all__ = ["Correction", "report_lines", "told"]


@dataclass(frozen=True)
class Correction:
    """A document, its text as it was, and what came of it."""

    document: str  # name of the file, "-" for standard input
    text: str
    fixed: Fixed


def told(correction: Correction) -> Iterator[str]:
    """A line for each change with its reason, then one for each doubt, then the numbers of both.

    A doubt that is the same in several places is told once, where it is first.

    >>> list(told(Correction("a.txt", "Hello", Fixed("Hello"))))
    ['a.txt: 0 names changed, 0 left in doubt']
    """
    name, changes, doubts = correction.document, correction.fixed.changes, correction.fixed.doubts
    starts = _line_starts(correction.text)
    for change in changes:
        meant = f"{change.entity.id}, {change.score:.2f}"
        place = f"{name}:{_line(starts, change.start)}"
        yield f"{place}: {_flat(change.before)} → {_flat(change.after)} ({meant}): {change.why}"
    counts = Counter(map(_doubted, doubts))
    for doubt in _first_of_each(doubts):
        times = counts[_doubted(doubt)]
        more = f" ({times} times)" if times > 1 else ""
        yield f"{name}:{_line(starts, doubt.start)}: left {_flat(doubt.text)}{more}: {doubt.why}"
    names = "name" if len(changes) == 1 else "names"
    yield f"{name}: {len(changes)} {names} changed, {len(doubts)} left in doubt"


def report_lines(correction: Correction) -> Iterator[str]:
    """A line of JSON for each change and each doubt, in order of place.

    >>> list(report_lines(Correction("a.txt", "Hello", Fixed("Hello"))))
    []
    """
    starts = _line_starts(correction.text)
    found: list[Change | Doubt] = [*correction.fixed.changes, *correction.fixed.doubts]
    for one in sorted(found, key=lambda one: one.start):
        place = {"document": correction.document, "line": _line(starts, one.start), "start": one.start, "end": one.end}
        record = _change_record(one) if isinstance(one, Change) else _doubt_record(one)
        yield f"{json_line({**place, **record})}\n"


def _change_record(change: Change) -> dict[str, object]:
    return {
        "status": "changed",
        "before": change.before,
        "after": change.after,
        "entity": change.entity.id,
        "label": change.entity.label,
        "kind": change.entity.kind,
        "score": round(change.score, 3),
        "why": change.why,
    }


def _doubt_record(doubt: Doubt) -> dict[str, object]:
    candidates = [
        {"entity": one.entity.id, "label": one.entity.label, "score": round(one.score, 3)} for one in doubt.candidates
    ]
    return {
        "status": "left",
        "before": doubt.text,
        "candidates": candidates,
        "spellings": list(doubt.spellings),
        "why": doubt.why,
    }


def _line_starts(text: str) -> list[int]:
    return [start for start, _ in lines(text)]


def _line(starts: Sequence[int], offset: int) -> int:
    """The number of the line, from 1, in which an offset lies."""
    return bisect_right(starts, offset)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _doubted(doubt: Doubt) -> tuple[str, str]:
    return _flat(doubt.text), doubt.why


def _first_of_each(doubts: Sequence[Doubt]) -> Iterator[Doubt]:
    """The first of the doubts that are about the same name, for the same reason."""
    seen = set()
    for doubt in doubts:
        if _doubted(doubt) not in seen:
            seen.add(_doubted(doubt))
            yield doubt
