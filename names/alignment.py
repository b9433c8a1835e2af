"""Which parts of one name stand for which parts of another, free of order and of word division."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz.distance import Indel

from names.parts import Name, Part
from names.words import UNSPACED, Word, join

TITLES = frozenset({"title"})
ALIKE = 0.6  # share of sound that adjacent parts written together and a word have in common at least
SETTLED = 0.1  # nats below which a word needs no other explanation
READ = 0.35  # the same, where one of them is read from another script: the right reading may be a rare one


class Unit(NamedTuple):
    """One part, or adjacent parts written as one word; `mask` has a bit for each part."""

    mask: int
    word: Word
    parts: tuple[Part, ...]


class Run(NamedTuple):
    """Adjacent parts that may be written as one word: what is known before their readings are put together."""

    mask: int
    units: tuple[Unit, ...]
    sound: str
    length: int
    turned: bool
    unspaced: bool


class Edge(NamedTuple):
    """A unit of each name that may be one word, and what believing so costs, in nats a letter."""

    left: Unit
    right: Unit
    cost: float


@lru_cache(maxsize=1 << 16)
def singles(name: Name) -> tuple[Unit, ...]:
    """Every part by itself; titles only where nothing else is there."""
    parts = [(i, part) for i, part in enumerate(name.parts) if part.role not in TITLES] or list(enumerate(name.parts))
    return tuple(Unit(1 << i, part.word, (part,)) for i, part in parts)


@lru_cache(maxsize=1 << 16)
def runs(name: Name) -> tuple[Run, ...]:
    """Every run of two to four adjacent parts that may be written as one word, initials left out.

    Whole names also turned, as an unspaced script may have the family name first.

    >>> from names.parts import parse
    >>> ["".join(unit.word.text for unit in run.units) for run in runs(parse("Moon Jae-in"))]
    ['moonjae', 'jaein', 'moonjaein', 'jaeinmoon', 'inmoonjae']
    """
    whole = [unit for unit in singles(name) if unit.parts[0].role != "initial"]
    found = [
        whole[start : start + length]
        for length in range(2, min(4, len(whole)) + 1)
        for start in range(len(whole) - length + 1)
    ]
    turned = [whole[turn:] + whole[:turn] for turn in range(1, len(whole))] if len(whole) <= 4 else []
    return (*(_run(units, False) for units in found), *(_run(units, True) for units in turned))


def _run(units: Sequence[Unit], turned: bool) -> Run:
    mask = sum(unit.mask for unit in units)
    unspaced = any(unit.word.script in UNSPACED for unit in units)
    sound = "".join(unit.word.sounds[0] for unit in units)
    return Run(mask, tuple(units), sound, sum(len(unit.word) for unit in units), turned, unspaced)


def _joined(run: Run) -> Unit:
    word = run.units[0].word
    for unit in run.units[1:]:
        word = join(word, unit.word)
    return Unit(run.mask, word, tuple(unit.parts[0] for unit in run.units))


def merged(left: Name, right: Name, chosen: Sequence[Edge]) -> list[tuple[Unit, Unit]]:
    """Adjacent parts of one name taken as one word, each beside a part of the other name that sounds much like it.

    Only what `chosen`, an alignment of single parts, leaves over can be explained so: without a rest there are none.
    """
    lost = _rest(left, [edge.left.mask for edge in chosen])
    alone = _rest(right, [edge.right.mask for edge in chosen])
    settled = [edge for edge in chosen if edge.cost < SETTLED]
    here = _merged(left, right, lost, sum(edge.right.mask for edge in settled)) if lost else []
    there = _merged(right, left, alone, sum(edge.left.mask for edge in settled)) if alone else []
    return here + [(a, b) for b, a in there]


def _rest(name: Name, masks: Sequence[int]) -> int:
    return sum(unit.mask for unit in singles(name)) & ~sum(masks)


def _merged(name: Name, other: Name, rest: int, settled: int) -> list[tuple[Unit, Unit]]:
    open = [unit for unit in singles(other) if not unit.mask & settled and unit.parts[0].role != "initial"]
    return [
        (_joined(run), unit)
        for run in (runs(name) if open else ())
        if run.mask & rest
        for unit in open
        if _resembles(run, unit.word)
    ]


def _resembles(run: Run, word: Word) -> bool:
    unspaced = run.unspaced or word.script in UNSPACED
    short, long = sorted((run.length, len(word)))
    if long > 2 * short + 1 or (run.turned and not unspaced):
        return False
    least = ALIKE if word.script == run.units[0].word.script == "Latn" else READ
    return any(Indel.normalized_similarity(run.sound, sound) >= least for sound in word.sounds[:3])


def acronyms(left: Name, right: Name) -> list[tuple[Unit, Unit]]:
    """The one word of either name beside all words of the other, where it is written of their initials.

    >>> from names.parts import parse
    >>> pairs = acronyms(parse("CSTO"), parse("Collective Security Treaty Organization"))
    >>> [(a.word.text, len(b.parts)) for a, b in pairs]
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


def align(edges: Sequence[Edge], left: Sequence[float], right: Sequence[float]) -> tuple[Edge, ...]:
    """The edges that together cost least, each part used once; `left` and `right` are the letters of each part.

    A part left over on one side alone costs little; parts left over on both sides contradict each other.
    """
    if _undisputed(edges, left, right):
        return tuple(sorted(edges, key=lambda edge: edge.left.mask))
    by_first = _few_of_each(edges)
    best: list[tuple[float, tuple[Edge, ...]]] = [(float("inf"), ())]
    steps = [STEPS]

    def walk(at: int, used: int, taken: int, spent: float, chosen: tuple[Edge, ...]) -> None:
        steps[0] -= 1
        if spent >= best[0][0] or steps[0] < 0:
            return
        if at == len(left):
            best[0] = min(best[0], (spent + _left_over(left, used, right, taken), chosen), key=itemgetter(0))
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


def _left_over(left: Sequence[float], used: int, right: Sequence[float], taken: int) -> float:
    """The nats of the parts that no edge uses."""
    lost = sum(n for i, n in enumerate(left) if not used >> i & 1)
    alone = sum(n for i, n in enumerate(right) if not taken >> i & 1)
    return CONTRADICTED * min(alone, lost) + OMITTED * abs(alone - lost)


def _undisputed(edges: Sequence[Edge], left: Sequence[float], right: Sequence[float]) -> bool:
    """Whether no two edges share a part and each costs less than leaving its lighter part over would: most names."""
    used = taken = 0
    for (mask, word, _), (other, beside, _), cost in edges:
        if mask & used or other & taken or mask & (mask - 1) or other & (other - 1):
            return False
        lighter = min(left[mask.bit_length() - 1], right[other.bit_length() - 1])
        if cost * max(len(word), len(beside)) > CONTRADICTED * lighter:
            return False
        used |= mask
        taken |= other
    return True


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
