"""What parts of two names say for or against their being one name."""

from __future__ import annotations

from typing import NamedTuple

from names.comparison.kinds import KINDS, Kind
from names.parsing.parts import Part


class Evidence(NamedTuple):
    """What parts of two names say for or against their being one name; `left` or `right` may be empty.

    `how` is the name of the kind of evidence (`names.comparison.kinds`), `cost` is in nats: −log of the probability
    that the words are one name. `letters` is how many letters the evidence speaks for. Every part of both names stands
    in exactly one piece of evidence.
    """

    left: tuple[Part, ...]
    right: tuple[Part, ...]
    how: str
    cost: float
    letters: float

    @property
    def agrees(self) -> bool:
        """Whether the parts are taken for one name."""
        return KINDS[self.how].agrees

    @property
    def kind(self) -> Kind:
        """The record of the kind: how such evidence counts and is told."""
        return KINDS[self.how]


class WordEvidence(NamedTuple):
    """What two words say: the cost of taking them for one name in nats, and the kind of evidence."""

    cost: float
    kind: Kind
