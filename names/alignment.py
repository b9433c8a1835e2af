"""Which parts of one name stand for which parts of another, free of order and of word division."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, reduce
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz.distance import Indel

from names.evidence import How
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
    """A unit of each name that may be one word, what believing so costs, in nats a letter, and on what ground."""

    left: Unit
    right: Unit
    cost: float
    how: How

    @property
    def nats(self) -> float:
        """The cost of all letters; what is known as a short form does not cost more where the long form is longer."""
        lengths = len(self.left.word), len(self.right.word)
        return self.cost * (min(lengths) if self.how == "nickname" else max(lengths))


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


def _joined(units: Sequence[Unit]) -> Unit:
    word = reduce(join, [unit.word for unit in units])
    return Unit(sum(unit.mask for unit in units), word, tuple(part for unit in units for part in unit.parts))


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
        (_joined(run.units), unit)
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


def opposed(left: Name, right: Name, chosen: Sequence[Edge]) -> list[tuple[Unit, Unit]]:
    """What `chosen` leaves over in both names: each part beside each of the other name, unspaced ones all in one.

    >>> from names.parts import parse
    >>> [(a.word.text, b.word.text) for a, b in opposed(parse("Anna Berg"), parse("Jan"), ())]
    [('anna', 'jan'), ('berg', 'jan')]
    """
    lost = _remaining(left, [edge.left.mask for edge in chosen])
    alone = _remaining(right, [edge.right.mask for edge in chosen])
    if not lost or not alone:
        return []
    if any(unit.word.script in UNSPACED for unit in lost + alone):
        return [(_joined(lost), _joined(alone))]
    return [(a, b) for a in lost for b in alone]


def _remaining(name: Name, masks: Sequence[int]) -> list[Unit]:
    used = sum(masks)
    return [unit for unit in singles(name) if not unit.mask & used]


def acronyms(left: Name, right: Name) -> list[tuple[Unit, Unit]]:
    """Each word of either name beside the adjacent words of the other whose initials it is written of.

    A whole name may be an acronym in any case and with dots; a word of a name only in capitals (J.C. written as JC).

    >>> from names.parts import parse
    >>> pairs = acronyms(parse("Csto"), parse("Collective Security Treaty Organization"))
    >>> [(a.word.text, len(b.parts)) for a, b in pairs]
    [('csto', 4)]
    >>> [len(b.parts) for _, b in acronyms(parse("JC Juncker"), parse("Jean-Claude Juncker"))]
    [2]
    """
    return [*_spelled_out(left, right), *((a, b) for b, a in _spelled_out(right, left))]


def _spelled_out(short: Name, long: Name) -> list[tuple[Unit, Unit]]:
    whole = _abbreviation(short)
    if whole:
        return [(whole, _all(long))] if len(long.parts) > 1 and whole.word.text in _initials(long) else []
    wanted = {u.word.text: u for u in singles(short) if 1 < len(u.word.text) < 5 and u.parts[0].text.isupper()}
    return [
        (wanted[initials], Unit(run.mask, run.units[0].word, tuple(unit.parts[0] for unit in run.units)))
        for run in (runs(long) if wanted and not long.text.isupper() else ())
        if not run.turned and (initials := "".join(unit.word.text[:1] for unit in run.units)) in wanted
    ]


def _abbreviation(name: Name) -> Unit | None:
    """The whole name as one word, where it is one word of three letters or more, or made of initials alone."""
    if (
        (len(name.parts) == 1
        and len(name.parts[0].word.text) > 2)
        or (len(name.parts) > 1 and all(part.role == "initial" or "." in part.text for part in name.parts))
    ):
        return _joined([Unit(1 << i, part.word, (part,)) for i, part in enumerate(name.parts)])
    return None


@lru_cache(maxsize=1 << 16)
def _initials(name: Name) -> frozenset[str]:
    """The first letters of the name's words, small words left out or not, and of one word written of initials."""
    every = [part.word.text[:1] for part in name.parts]
    telling = [part.word.text[:1] for part in name.parts if part.text[:1].isupper() or part.text.isupper()]
    longer = [part.word.text[:1] for part in name.parts if len(part.text) > 2]
    short = _abbreviation(name)
    return frozenset(("".join(every), "".join(telling), "".join(longer), *([short.word.text] if short else [])))


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
                walk(at + 1, used | edge.left.mask, taken | edge.right.mask, spent + edge.nats, (*chosen, edge))
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
    for edge in edges:
        mask, other = edge.left.mask, edge.right.mask
        if mask & used or other & taken or mask & (mask - 1) or other & (other - 1):
            return False
        lighter = min(left[mask.bit_length() - 1], right[other.bit_length() - 1])
        if edge.nats > CONTRADICTED * lighter:
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
