"""Decisions go along where a gazetteer is exported as text, and built of it again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gazetteer.decisions.journal import append_decisions, read_decisions
from gazetteer.decisions.location import SUFFIX

__all__ = ["carry_decisions", "decisions_beside"]


def decisions_beside(text: str | Path) -> Path:
    """The file of the decisions that were exported with this text of a gazetteer.

    >>> decisions_beside("/data/people.txt").name
    'people.txt.decisions.jsonl'
    """
    path = Path(text)
    return path.with_name(f"{path.name}{SUFFIX}")


def carry_decisions(sources: Iterable[Path], target: Path) -> int:
    """Append the decisions of some files to another, without those that it has; the number of them is returned.

    Raises `DamagedDecisions` and `CannotWrite`.
    """
    known = {decision.id for decision in read_decisions(target)}
    found = {decision.id: decision for source in sources for decision in read_decisions(source)}
    new = [decision for id, decision in found.items() if id not in known]
    if new:
        append_decisions(target, new)
    return len(new)
