"""A name found in a text: what it means, and which words it covers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from names.resolution.results import Mention, Resolution


@dataclass(frozen=True, slots=True)
class Link:
    """A resolution at signs [first, last) of a text."""

    resolution: Resolution
    first: int
    last: int

    @property
    def mention(self) -> Mention:
        """Where the find stands."""
        mention = self.resolution.mention
        assert mention is not None  # every find is of a mention
        return mention

    @property
    def start(self) -> int:
        """Its first character."""
        return self.mention.start

    @property
    def end(self) -> int:
        """The character after its last."""
        return self.mention.end

    @property
    def worth(self) -> float:
        """How much the find explains: its certainty and its letters."""
        return self.resolution.score**2 * math.sqrt(self.end - self.start)

    @property
    def by_family(self) -> bool:
        """Whether the name is only somebody's family name."""
        near = self.resolution.candidates.near
        return bool(near) and all(c.alias.kind == "family" for c in near)


def apart(finds: Iterable[Link], length: int, taken: Sequence[Link] = ()) -> list[Link]:
    """The finds in a text of `length` characters that overlap none of those taken, nor of the finds before them."""
    covered = bytearray(length)
    for one in taken:
        covered[one.start : one.end] = b"\1" * (one.end - one.start)
    kept = []
    for one in finds:
        if 1 not in covered[one.start : one.end]:
            kept.append(one)
            covered[one.start : one.end] = b"\1" * (one.end - one.start)
    return kept
