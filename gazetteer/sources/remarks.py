"""What a reader leaves out or changes without refusing the file: counted, and warned of once for each kind."""

from __future__ import annotations

import json
import warnings
from dataclasses import dataclass, field
from pathlib import Path

from gazetteer.errors import SourceWarning

__all__ = ["Remarks", "shown"]

_SHOWN = 60  # characters of a cell that a message repeats; chosen


@dataclass
class Remarks:
    """The remarks on one file: for each kind the first line with its detail, and how often it came."""

    path: Path
    first: dict[str, tuple[int, str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, line: int, kind: str, detail: str = "", count: int = 1) -> None:
        """Note something of this kind at this line; the detail is told for the first one alone."""
        self.first.setdefault(kind, (line, detail))
        self.counts[kind] = self.counts.get(kind, 0) + count

    def bare(self, line: int, text: str) -> str:
        """The text without white space around it, which is noted."""
        stripped = text.strip()
        if len(stripped) != len(text):
            self.add(line, "white space around a text removed", shown(text))
        return stripped

    def tell(self) -> None:
        """Warn of each kind once, with a SourceWarning."""
        for kind, (line, detail) in self.first.items():
            reason = f"{kind}: {detail}" if detail else kind
            warnings.warn(SourceWarning(self.path, line, reason, self.counts[kind]), stacklevel=3)


def shown(value: object) -> str:
    r"""The value as a message repeats it: on one line, cut short, with nothing invisible in it.

    >>> print(shown("a\tb"), shown("x" * 1000), shown(True))
    'a\tb' 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'… true
    """
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "an object"
    if not isinstance(value, str):
        return json.dumps(value)[:_SHOWN]
    return repr(value[:_SHOWN]) + ("…" if len(value) > _SHOWN else "")
