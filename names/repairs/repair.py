"""A repaired text: what was written, what it is read as, and what happened to it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["COSTS", "Repair", "RepairCosts"]


@dataclass(frozen=True, slots=True)
class Repair:
    """A text that is read otherwise than it is written.

    >>> Repair("Genby", "Путин", "typed with the Latin keyboard layout", 0.1).phrase
    'read as Путин: typed with the Latin keyboard layout'
    """

    written: str  # the text as it is written
    text: str  # as it is read
    how: str  # what happened to it, for explanations
    cost: float  # nats: −log of the probability that the reading is right, where what is read so is a known name
    sure: bool = False  # whether the letters alone tell it, so that a name need not be known to be read so
    scanned: bool = False  # whether letters were taken for others that look alike in print

    @property
    def phrase(self) -> str:
        """The repair in words, for explanations."""
        return f"read as {self.text}: {self.how}"


@dataclass(frozen=True, slots=True)
class RepairCosts:
    """What a repaired reading costs, in nats; docs/scores.md has the measurement behind each."""

    unseen: float = 0.0  # invisible characters, letters in another style, the fillers of a machine-readable zone
    mixed: float = 0.01  # letters of another script inside a word
    decoded: float = 0.01  # UTF-8 that was read in another encoding
    encoding: float = 0.02  # another pair of encodings
    script: float = 0.05  # a whole word in letters of another script that look alike
    keyboard: float = 0.03  # typed with another keyboard layout
    scan: float = 0.05  # letters that are confused where print is read
    scan_alone: float = 0.25  # the same where no gazetteer knows the name that is read: Horn may be Hom, or not
    zone: float = 0.03  # the letters that a machine-readable zone writes with X


COSTS = RepairCosts()
