"""The rules by which names of a text are found and believed."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["TEXT_RULES", "TextRules"]


@dataclass(frozen=True, slots=True)
class TextRules:
    """When a name of a text is taken for an entity.

    >>> TextRules().threshold
    0.6
    """

    # Least probability, 0..1, that counts as a match; chosen, and less than in a list (0.66): who is named in a text is
    # more often somebody known.
    threshold: float = 0.6
    # The same for a phrase that is written as an alias; if `threshold` is higher, that. 0.86 is the share of an entity
    # six times as prominent as the others that are written so; chosen.
    written_threshold: float = 0.86


TEXT_RULES = TextRules()
