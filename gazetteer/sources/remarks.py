"""Count what a reader leaves out or changes, and warn once for each kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gazetteer.errors import SourceWarning

__all__ = ["Remarks", "shown"]

_SHOWN = 60  # characters of a value that a message repeats; chosen


@dataclass
class Remarks:
    """The remarks on one file: for each kind the first line, its detail, and the count."""

    path: Path
    first: dict[str, tuple[int, str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, line: int, kind: str, detail: str = "", count: int = 1) -> None:
        """Add a remark of this kind about this line; the warning shows the detail of the first one only."""
        self.first.setdefault(kind, (line, detail))
        self.counts[kind] = self.counts.get(kind, 0) + count

    def stripped(self, line: int, text: str) -> str:
        """The text without white space around it; adds a remark if there was any."""
        bare = text.strip()
        if len(bare) != len(text):
            self.add(line, "white space around a text removed", shown(text))
        return bare

    def warnings(self) -> Iterator[SourceWarning]:
        """A warning for each kind."""
        for kind, (line, detail) in self.first.items():
            yield SourceWarning(self.path, line, f"{kind}: {detail}" if detail else kind, self.counts[kind])


def shown(value: object) -> str:
    r"""The value as shown in a message: on one line, shortened, with invisible characters escaped.

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
