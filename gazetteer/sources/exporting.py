"""Write entities as text that can be kept under version control, and from which the same gazetteer is built."""

from __future__ import annotations

import heapq
import pickle
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from operator import attrgetter
from typing import IO

from gazetteer.entity import Entity
from gazetteer.sources.formats import export, jsonl

__all__ = ["EXPORTS", "exported"]

EXPORTS = ("tsv", "jsonl")
RUN = 5_000  # entities that are sorted in memory; chosen


def exported(entities: Iterable[Entity], format: str = "tsv") -> Iterator[str]:
    r"""The lines of a text with these entities in the order of their ids, with line ends.

    `format` is one of EXPORTS: a table with one line an alias (see `formats.export`), or JSON with one line an entity
    (see `formats.jsonl`). Both are read by `gazetteer.sources.read`. Memory is bounded: more entities than RUN are
    sorted in a temporary file.

    >>> kyiv = Entity("Q1899", "place", ["Kyiv"], countries=["UA"])
    >>> list(exported([kyiv, Entity("Q1", "org", ["Universe"])], "jsonl"))[0]
    '{"id":"Q1","kind":"org","aliases":[{"text":"Universe","language":"und","kind":"alias","source":""}]}\n'
    """
    ordered = _by_id(entities)
    if format == "jsonl":
        return (f"{jsonl.written(entity)}\n" for entity in ordered)
    return (f"{line}\n" for line in chain([export.HEADER], chain.from_iterable(map(export.written, ordered))))


def _by_id(entities: Iterable[Entity]) -> Iterator[Entity]:
    """The entities in the order of the code points of their ids."""
    remaining = iter(entities)
    by_id = attrgetter("id")
    with tempfile.TemporaryFile(prefix="names-") as file:
        begins = []
        while run := sorted(islice(remaining, RUN), key=by_id):
            begins.append((file.seek(0, 2), len(run)))
            for entity in run:
                pickle.dump(entity, file)
        yield from heapq.merge(*(_run(file, begin, size) for begin, size in begins), key=by_id)


def _run(file: IO[bytes], begin: int, size: int) -> Iterator[Entity]:
    """The entities of a sorted run, which begins at this place in the file."""
    for _ in range(size):
        file.seek(begin)
        entity: Entity = pickle.load(file)  # noqa: S301  our own file
        begin = file.tell()
        yield entity
