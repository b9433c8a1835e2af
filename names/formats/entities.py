"""Sum up annotated texts: one row for each entity, with its spellings and the documents that it stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from names.formats.mentions import AnnotatedPortion, id_of, label_of
from names.resolution.reasons import why
from names.resolution.results import Resolution

__all__ = ["DOCUMENTS", "EntityRow", "entity_rows"]

DOCUMENTS = 3  # documents that a row names, the first ones; chosen


class EntityRow:
    """The mentions of one entity, or of one ambiguous spelling, in sum.

    `spellings` counts the mentions by spelling, `score` is their least score (0..1), and `why` is the reason for the
    least certain mention. `documents` are the first that it stands in, of `document_count`.
    """

    def __init__(self, first: Resolution) -> None:
        self.label = label_of(first) or first.query
        self.kind = first.kind
        self.id = id_of(first) or "ambiguous"
        self.spellings: Counter[str] = Counter()
        self.documents: list[str] = []
        self.document_count = 0
        self.score = first.score
        self.why = why(first)
        self._certainty = _certainty(first)
        self._document: str | None = None  # the last one; only the first are kept, for there may be very many

    def add(self, resolution: Resolution, document: str) -> None:
        """Count a mention; those of one document come one after the other."""
        if document != self._document:
            self._document = document
            self.document_count += 1
            self.documents += [document] if self.document_count <= DOCUMENTS else []
        self.spellings[resolution.mention.text if resolution.mention else resolution.query] += 1
        self.score = min(self.score, resolution.score)
        certainty = _certainty(resolution)
        if certainty < self._certainty:
            self._certainty, self.why = certainty, why(resolution)
        if resolution.group and not resolution.because:
            self.label = max(self.label, resolution.group_label, resolution.query, key=len)


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
            row.add(resolution, portion.document)
    return sorted(rows.values(), key=lambda row: -row.spellings.total())
