"""Two names compared as `names.compare` does it: if they differ as written, also as they may have been.

What is certain to have been spoilt is read right in any comparison (`similarity`). What may have been is read otherwise
only where the names do not agree as they are written, and where a quick look at the letters gives reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from names.comparison import similarity
from names.comparison.similarity import Comparison
from names.orthography.normalization import fold
from names.orthography.script import script
from names.parsing.parts import Name, read_names
from names.repairs.plausibility import gain
from names.repairs.readings import possible_repairs
from names.repairs.repair import COSTS, Repair
from names.repairs.scans import alike_in_print

__all__ = ["compare", "compare_many"]

CONVINCING = 0.5  # score from which names agree as they are written, or as they are repaired; chosen
ODDER = 0.2  # nats a letter by which a misread word is less usual than what it is read as; chosen
LONGEST = 60  # characters of a name that is repaired; chosen


def compare(left: str | Name, right: str | Name) -> Comparison:
    """The comparison of two names, symmetric and defined for all strings.

    A name that was typed with another keyboard layout, read from a scan or in another encoding is repaired where that
    makes the two agree, and the reasons say so.

    >>> comparison = compare("Жээнбеков", "Jinbekov")
    >>> comparison.score > 0.5 > compare("Жээнбеков", "Japarov").score
    True
    >>> compare("Genby", "Путин").explain()
    'read as Путин: typed with the Latin keyboard layout instead of the Russian; Путин = Путин'
    """
    return compare_many([(left, right)])[0]


def compare_many(pairs: Sequence[tuple[str | Name, str | Name]]) -> list[Comparison]:
    """The comparisons of many pairs in one batch, which is much faster than one by one."""
    compared = similarity.compare_many(pairs)
    tried = [(i, pair) for i, one in enumerate(compared) if one.score < CONVINCING for pair in _repaired(one)]
    for (i, _), other in zip(tried, similarity.compare_many([pair for _, pair in tried]), strict=True):
        if other.score >= CONVINCING and other.score > compared[i].score:
            compared[i] = other
    return compared


def _repaired(comparison: Comparison) -> Iterator[tuple[Name, Name]]:
    """The two names with one of them repaired, in each way that is worth a comparison."""
    left, right = comparison.left, comparison.right
    yield from ((name, right) for name in _readings(left, right))
    yield from ((left, name) for name in _readings(right, left))


def _readings(name: Name, other: Name) -> Iterator[Name]:
    written = name.written
    if len(written) > LONGEST or not _may_be_repaired(name, other):
        return
    target = fold(other.text)
    for repair in possible_repairs(written):
        if fold(repair.text) == target:
            if not repair.scanned:
                yield _as_read(repair)
            elif _is_odd(written, repair.text):
                yield _as_read(replace(repair, cost=COSTS.scan_alone))
        elif repair.sure:
            yield _as_read(repair)


def _is_odd(written: str, read: str) -> bool:
    """Whether a name is rather a misread one: other words agree, and the letters of the one that does not are odder.

    Horn and Hom, Marina and Manna are names. Digits inside a word are odd by themselves.
    """
    words, others = written.split(), read.split()
    changed = [word for word in words if word not in others]
    if any(any(map(str.isdigit, word)) for word in changed):
        return True
    meant = [word for word in others if word not in words]
    return len(changed) < len(words) and gain(" ".join(changed), " ".join(meant)) >= ODDER


def _may_be_repaired(name: Name, other: Name) -> bool:
    """A quick look: whether the names are in two scripts, have letters with accents, or look alike in print."""
    return (
        script(name.text) != script(other.text)
        or not name.text.isascii()
        or alike_in_print(name.text) == alike_in_print(other.text)
    )


def _as_read(repair: Repair) -> Name:
    return replace(read_names([repair.text])[0], repair=repair)
