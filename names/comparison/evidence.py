"""What parts of two names say for or against their being one name."""

from __future__ import annotations

from typing import NamedTuple

from names.comparison.kinds import KINDS, Kind
from names.parsing.parts import Part


class Evidence(NamedTuple):
    """What parts of two names say for or against their being one name.

    Every part of both names is in exactly one piece of evidence.
    """

    left: tuple[Part, ...]  # parts of the left name, empty if only the right one has them
    right: tuple[Part, ...]  # parts of the right name, empty if only the left one has them
    how: str  # name of the kind of evidence: a key of `names.comparison.kinds.KINDS`
    cost: float  # nats: −log of the probability that the words are one name
    letters: float  # how many letters the evidence counts for

    @property
    def agrees(self) -> bool:
        """Whether the parts are taken for one name."""
        return KINDS[self.how].agrees

    @property
    def kind(self) -> Kind:
        """The record of the kind: how such evidence counts and is phrased."""
        return KINDS[self.how]


class WordEvidence(NamedTuple):
    """What two words say: the cost, in nats, of taking them for one name, and the kind of evidence."""

    cost: float
    kind: Kind
