"""The aliases of a gazetteer by ordinal, read from the arrays of its segments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gazetteer.entity import Alias, stored_alias
from gazetteer.storage.damage import reading
from gazetteer.storage.segment import Segment
from gazetteer.storage.strings import Strings
from gazetteer.storage.tables import TableReader

Ordinals = Sequence[int] | NDArray[Any]


class AliasTable:
    """The texts, forms and tags of the aliases of all segments.

    It does not refer to the gazetteer, so that entities whose aliases are not read yet do not keep it open.
    """

    def __init__(self, tables: TableReader, segments: Sequence[Segment]) -> None:
        self._tables, self._segments = tables, segments

    def texts(self, ordinals: Ordinals) -> list[str]:
        """The texts of the aliases with these ordinals."""
        return self._strings(ordinals, lambda segment: segment.texts)

    def forms(self, ordinals: Ordinals) -> list[str]:
        """The forms of the aliases with these ordinals."""
        return self._strings(ordinals, lambda segment: segment.forms)

    def at(self, ordinals: Ordinals) -> list[Alias]:
        """The aliases with these ordinals."""
        texts, codes = self.texts(ordinals), self._tags[np.asarray(ordinals, np.int64)].tolist()
        tags = self._tables.tags
        return [stored_alias(text, tags[code]) for text, code in zip(texts, codes, strict=True)]

    def between(self, begin: int, end: int) -> tuple[Alias, ...]:
        """The aliases with the ordinals `begin` to `end`, which are those of one entity."""
        return tuple(self.at(np.arange(begin, end)))

    @cached_property
    def _tags(self) -> NDArray[np.uint32]:
        tags = [segment.arrays["tags"] for segment in self._segments]
        return tags[0] if len(tags) == 1 else np.concatenate(tags)

    def _strings(self, ordinals: Ordinals, of: Callable[[Segment], Strings]) -> list[str]:
        places = np.asarray(ordinals, np.int64)
        with reading(self._tables.path, "a text", (UnicodeDecodeError,)):
            if len(self._segments) == 1:
                return of(self._segments[0]).take(places)
            texts = np.empty(len(places), object)
            for segment in self._segments:
                inside = (places >= segment.first_alias) & (places < segment.first_alias + len(segment))
                texts[inside] = of(segment).take(places[inside] - segment.first_alias)
        strings: list[str] = texts.tolist()
        return strings
