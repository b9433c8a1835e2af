"""Sum up annotated texts: one row for each entity, with the number of its mentions and their spellings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from names.formats.mentions import AnnotatedPortion, id_of, label_of
from names.resolution.reasons import why
from names.resolution.results import Resolution

__all__ = ["EntityRow", "entity_rows"]


class EntityRow:
    """The mentions of one entity, or of one ambiguous spelling, in sum.

    `spellings` counts the mentions by spelling, `score` is their least score (0..1), and `why` is the reason for the
    least certain mention.
    """

    def __init__(self, first: Resolution) -> None:
        self.label = label_of(first) or first.query
        self.kind = first.kind
        self.id = id_of(first) or "ambiguous"
        self.spellings: Counter[str] = Counter()
        self.score = first.score
        self.why = why(first)
        self._certainty = _certainty(first)

    def add(self, resolution: Resolution) -> None:
        """Count a mention."""
        self.spellings[resolution.mention.text if resolution.mention else resolution.query] += 1
        self.score = min(self.score, resolution.score)
        certainty = _certainty(resolution)
        if certainty < self._certainty:
            self._certainty, self.why = certainty, why(resolution)
        if len(resolution.group_label) > len(self.label) and resolution.group:
            self.label = resolution.group_label


def _certainty(resolution: Resolution) -> tuple[bool, float]:
    """A sort key of mentions: by score, but mentions that the text itself explains are the most certain."""
    return bool(resolution.because), resolution.score


def entity_rows(portions: Iterable[AnnotatedPortion]) -> list[EntityRow]:
    """The entities of the documents, most mentioned first; each ambiguous spelling has a row of its own.

    Portions are not kept in memory.

    >>> entity_rows([AnnotatedPortion("a.txt", "No names here.", 0, [])])
    []
    """
    rows: dict[str, EntityRow] = {}
    for portion in portions:
        for resolution in portion.resolutions:
            key = id_of(resolution) or f"? {resolution.query}"
            row = rows.get(key) or rows.setdefault(key, EntityRow(resolution))
            row.add(resolution)
    return sorted(rows.values(), key=lambda row: -row.spellings.total())
