"""Write entities as text that can be kept under version control, and from which the same gazetteer is built."""

from __future__ import annotations

import heapq
import pickle
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import IO, TypeAlias

from gazetteer.entity import Entity
from gazetteer.sources.formats import export, jsonl

__all__ = ["EXPORTS", "exported"]

EXPORTS = ("tsv", "jsonl")
RUN = 10_000  # entities that are sorted in memory; chosen

_Text: TypeAlias = tuple[str, str]  # the id of an entity, and its lines


def exported(entities: Iterable[Entity], format: str = "tsv") -> Iterator[str]:
    r"""A text with these entities in the order of their ids, in pieces: the header, and the lines of each entity.

    `format` is one of EXPORTS: a table with one line an alias (see `formats.export`), or JSON with one line an entity
    (see `formats.jsonl`). Both are read by `gazetteer.sources.read`. Memory is bounded: more entities than RUN are
    sorted in a temporary file.

    >>> kyiv = Entity("Q1899", "place", ["Kyiv"], countries=["UA"])
    >>> list(exported([kyiv, Entity("Q1", "org", ["Universe"])], "jsonl"))[0]
    '{"id":"Q1","kind":"org","aliases":[{"text":"Universe","language":"und","kind":"alias","source":""}]}\n'
    """
    if format == "jsonl":
        return _by_id((entity.id, f"{jsonl.written(entity)}\n") for entity in entities)
    texts = ((entity.id, "".join(f"{line}\n" for line in export.written(entity))) for entity in entities)
    return chain([f"{export.HEADER}\n"], _by_id(texts))


def _by_id(texts: Iterable[_Text]) -> Iterator[str]:
    """The texts in the order of the code points of their ids."""
    remaining = iter(texts)
    with tempfile.TemporaryFile(prefix="names-") as file:
        begins = []
        while run := sorted(islice(remaining, RUN)):
            begins.append((file.seek(0, 2), len(run)))
            for pair in run:
                pickle.dump(pair, file)
        for _, text in heapq.merge(*(_run(file, begin, size) for begin, size in begins)):
            yield text


def _run(file: IO[bytes], begin: int, size: int) -> Iterator[_Text]:
    """The texts of a sorted run, which begins at this place in the file."""
    for _ in range(size):
        file.seek(begin)
        text: _Text = pickle.load(file)  # noqa: S301  our own file
        begin = file.tell()
        yield text
