"""Find the names of many texts: unknown names are grouped across them, and several processes may share the work.

Each text is annotated by itself, as `names.annotate` does it, by whichever process; then, in the order of the texts,
its unknown names get their groups in the corpus. So the results do not depend on the number of processes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import NamedTuple

from gazetteer import Gazetteer
from names.errors import WorkerLost
from names.processes import in_order
from names.resolution.resolver import GazetteerSource
from names.resolution.results import Ranking, Resolution
from names.text.annotation import annotate_portions
from names.text.corpus_groups import CorpusGroups
from names.text.parcels import Unpacker, packed
from names.text.portions import PORTION, Portion
from names.text.rules import TEXT_RULES, TextRules

__all__ = ["TextPortion", "annotate_corpus"]

LONGEST = 1 << 20  # characters of a text up to which it is given to a process as a whole; chosen


class TextPortion(NamedTuple):
    """A portion of a text of the corpus with the resolutions of its names."""

    text: int  # the number of the text, from 0
    portion: Portion
    resolutions: list[Resolution]


class _Text(NamedTuple):
    """A text, or its beginning: the number and the pieces that were read."""

    number: int
    pieces: list[str]


class _LongText(NamedTuple):
    """A text that is annotated by this process while it is read, because all of it might not fit into memory."""

    number: int
    pieces: Iterator[str]


def annotate_corpus(
    texts: Iterable[Iterable[str]], source: GazetteerSource, rules: TextRules = TEXT_RULES, workers: int = 1
) -> Iterator[TextPortion]:
    """The portions of the texts with their resolutions, in order; each text comes in pieces, which are read once.

    Resolutions are those of `names.annotate` with fewer
    candidates, the near ones; an unknown full name has the same `group` and `group_label` in all texts. Several
    `workers` are processes that share the texts, but this process alone annotates a text of more than LONGEST
    characters. Raises the errors of `open_gazetteer` before any text is read, and WorkerLost if a worker dies.
    """
    gazetteer = source.open()
    groups = CorpusGroups(rules)
    if workers <= 1:
        annotated = _alone(texts, gazetteer, rules)
    else:
        gazetteer.close()
        annotated = _shared(texts, source, rules, workers)
    current = -1
    for number, portion, resolutions in annotated:
        if number != current:
            groups.begin_text()
            current = number
        yield TextPortion(number, portion, groups.joined(portion.text, resolutions))


def _alone(texts: Iterable[Iterable[str]], gazetteer: Gazetteer, rules: TextRules) -> Iterator[TextPortion]:
    for number, pieces in enumerate(texts):
        yield from _annotated(number, pieces, gazetteer, rules)


def _annotated(number: int, pieces: Iterable[str], gazetteer: Gazetteer, rules: TextRules) -> Iterator[TextPortion]:
    for portion, resolutions in annotate_portions(pieces, gazetteer, rules):
        yield TextPortion(number, portion, [_with_near_candidates(resolution) for resolution in resolutions])


def _with_near_candidates(resolution: Resolution) -> Resolution:
    """The resolution without runners-up: each would be another look into the gazetteer before it is sent."""
    candidates = resolution.candidates
    return replace(resolution, candidates=Ranking(candidates.near or tuple(candidates)))


def _shared(
    texts: Iterable[Iterable[str]], source: GazetteerSource, rules: TextRules, workers: int
) -> Iterator[TextPortion]:
    """The results of all texts in order, while several processes annotate them."""
    done = 0
    long: deque[_LongText] = deque()
    try:
        with in_order(partial(_prepared, source, rules), workers) as results, source.open() as gazetteer:
            unpacker = Unpacker(gazetteer)
            for result in results(_tasks(texts, long)):
                found = unpacker.unpacked(result) if result else _annotated(*long.popleft(), gazetteer, rules)
                for annotated in found:
                    done = annotated.text
                    yield annotated
    except WorkerLost:
        raise WorkerLost(done, "texts") from None


def _prepared(source: GazetteerSource, rules: TextRules) -> Callable[[list[_Text]], bytes]:
    """What a worker process does with some texts."""
    return partial(_do, source.open(), rules)


def _do(gazetteer: Gazetteer, rules: TextRules, texts: list[_Text]) -> bytes:
    """The packed results; nothing for no texts."""
    return b"" if not texts else packed([portion for text in texts for portion in _annotated(*text, gazetteer, rules)])


def _tasks(texts: Iterable[Iterable[str]], long: deque[_LongText]) -> Iterator[list[_Text]]:
    """Texts of together a portion or more; or none where the turn of a long text comes, which is added to `long`."""
    task: list[_Text] = []
    size = 0
    for number, text in enumerate(texts):
        pieces = iter(text)
        begun = list(_up_to(LONGEST, pieces))
        length = sum(map(len, begun))
        if length > LONGEST:
            yield from [task] if task else []
            long.append(_LongText(number, chain(begun, pieces)))
            yield []
            task, size = [], 0
            continue
        task.append(_Text(number, begun))
        size += length
        if size >= PORTION:
            yield task
            task, size = [], 0
    yield from [task] if task else []


def _up_to(most: int, pieces: Iterator[str]) -> Iterator[str]:
    """The pieces until they are at their end, or are together longer than `most` characters."""
    length = 0
    for piece in pieces:
        yield piece
        length += len(piece)
        if length > most:
            return
