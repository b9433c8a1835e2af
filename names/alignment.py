"""Which parts of one name stand for which parts of another, free of order and of word division."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from names.parts import Name, Part
from names.words import UNSPACED, Word, join

TITLES = frozenset({"title"})


class Unit(NamedTuple):
    """One part, or adjacent parts written as one word; `mask` has a bit for each part."""

    mask: int
    word: Word
    parts: tuple[Part, ...]


class Edge(NamedTuple):
    """A unit of each name that may be one word, and what believing so costs, in nats a letter."""

    left: Unit
    right: Unit
    cost: float


@lru_cache(maxsize=1 << 16)
def units(name: Name) -> tuple[Unit, ...]:
    """Every part and every run of two or three adjacent ones; of an unspaced script also longer runs are of use.

    >>> from names.parts import parse
    >>> [unit.word.text for unit in units(parse("Moon Jae-in"))]
    ['moon', 'jae', 'in', 'moonjae', 'jaein', 'moonjaein', 'jaeinmoon', 'inmoonjae']
    """
    parts = [(i, part) for i, part in enumerate(name.parts) if part.role not in TITLES] or list(enumerate(name.parts))
    singles = [Unit(1 << i, part.word, (part,)) for i, part in parts]
    whole = [unit for unit in singles if unit.parts[0].role != "initial"]
    runs = [
        _run(whole[start : start + length])
        for length in range(2, min(4, len(whole)) + 1)
        for start in range(len(whole) - length + 1)
    ]
    turned = [_run(whole[turn:] + whole[:turn]) for turn in range(1, len(whole))] if len(whole) <= 4 else []
    return (*singles, *runs, *turned)


def _run(singles: Sequence[Unit]) -> Unit:
    word = singles[0].word
    for unit in singles[1:]:
        word = join(word, unit.word)
    return Unit(sum(unit.mask for unit in singles), word, tuple(unit.parts[0] for unit in singles))


def possible(left: Name, right: Name) -> list[tuple[Unit, Unit]]:
    """The pairs of units worth comparing: at least one side a single part, lengths not too different."""
    found = []
    for a in units(left):
        for b in units(right):
            if len(a.parts) > 1 and len(b.parts) > 1:
                continue
            turned = a.parts[0].start > a.parts[-1].start or b.parts[0].start > b.parts[-1].start
            if turned and a.word.script not in UNSPACED and b.word.script not in UNSPACED:
                continue
            if len(a.parts) == len(b.parts) == 1 or _fits(a.word, b.word):
                found.append((a, b))
    return found


def acronyms(left: Name, right: Name) -> list[tuple[Unit, Unit]]:
    """The one word of either name beside all words of the other, where it is written of their initials.

    >>> from names.parts import parse
    >>> [(a.word.text, len(b.parts)) for a, b in acronyms(parse("CSTO"), parse("Collective Security Treaty Organization"))]
    [('csto', 4)]
    """
    if len(left.parts) == 1 and len(right.parts) > 2 and _initials(right, left.parts[0]):
        return [(_all(left), _all(right))]
    if len(right.parts) == 1 and len(left.parts) > 2 and _initials(left, right.parts[0]):
        return [(_all(left), _all(right))]
    return []


def _initials(name: Name, short: Part) -> bool:
    """Whether the word is made of the first letters of the name's words, small words left out or not."""
    if not short.text.isupper():
        return False
    every = [part.word.text[:1] for part in name.parts]
    telling = [part.word.text[:1] for part in name.parts if part.text[:1].isupper() or part.text.isupper()]
    longer = [part.word.text[:1] for part in name.parts if len(part.text) > 2]
    return short.word.text in ("".join(every), "".join(telling), "".join(longer))


def _all(name: Name) -> Unit:
    return Unit((1 << len(name.parts)) - 1, name.parts[0].word, name.parts)


def _fits(a: Word, b: Word) -> bool:
    short, long = sorted((len(a), len(b)))
    return long <= 2 * short + 1


def align(edges: Sequence[Edge], left: Sequence[int], right: Sequence[int]) -> tuple[Edge, ...]:
    """The edges that together cost least, each part used once; `left` and `right` are the letters of each part.

    A part left over on one side alone costs little; parts left over on both sides contradict each other.
    """
    by_first = _few_of_each(edges)
    best: list[tuple[float, tuple[Edge, ...]]] = [(float("inf"), ())]
    steps = [STEPS]

    def walk(at: int, used: int, taken: int, spent: float, chosen: tuple[Edge, ...]) -> None:
        steps[0] -= 1
        if spent >= best[0][0] or steps[0] < 0:
            return
        if at == len(left):
            alone = sum(n for i, n in enumerate(right) if not taken >> i & 1)
            lost = sum(n for i, n in enumerate(left) if not used >> i & 1)
            total = spent + CONTRADICTED * min(alone, lost) + OMITTED * abs(alone - lost)
            if total < best[0][0]:
                best[0] = (total, chosen)
            return
        if used >> at & 1:
            walk(at + 1, used, taken, spent, chosen)
            return
        for edge in by_first.get(1 << at, ()):
            if not edge.right.mask & taken and not edge.left.mask & used:
                nats = edge.cost * max(len(edge.left.word), len(edge.right.word))
                walk(at + 1, used | edge.left.mask, taken | edge.right.mask, spent + nats, (*chosen, edge))
        walk(at + 1, used, taken, spent, chosen)

    walk(0, 0, 0, 0.0, ())
    return best[0][1]


def _few_of_each(edges: Sequence[Edge]) -> dict[int, list[Edge]]:
    """By its first left part, the cheapest few edges, cheapest first: the search then begins with a good alignment."""
    by_first: dict[int, list[Edge]] = {}
    for edge in sorted(edges, key=lambda edge: (edge.cost, edge.left.mask, edge.right.mask)):
        few = by_first.setdefault(edge.left.mask & -edge.left.mask, [])
        if len(few) < FEW:
            few.append(edge)
    return by_first


FEW = 4  # edges of one part that the search tries
STEPS = 1500  # of the search; names of four words need a tenth of that
CONTRADICTED = 2.2  # nats a letter where both names have a word that the other lacks
OMITTED = 0.3  # nats a letter of a word that only one name has
