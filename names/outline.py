"""What comparing needs to know of a name beyond its parts, found once: units, runs of words, initials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import NamedTuple

from names.evidence import presence
from names.parts import Name, Part
from names.words import UNSPACED, Word, join

UNLETTERED = frozenset({"number", "initial"})  # roles that are not compared by letters
REMEMBERED = 1 << 16


class Unit(NamedTuple):
    """One part, or adjacent parts written as one word; `mask` has a bit for each part."""

    mask: int
    word: Word
    parts: tuple[Part, ...]
    lettered: bool = True  # whether letters alone say which word it is: not of numbers, initials and what has a concept


class Run(NamedTuple):
    """Adjacent parts that may be written as one word: what is known before their readings are put together."""

    mask: int
    units: tuple[Unit, ...]
    sound: str
    length: int
    turned: bool
    unspaced: bool


@dataclass(frozen=True)
class Outline:
    """What aligning needs to know of a name, found once."""

    name: Name
    units: tuple[Unit, ...]  # every part by itself; titles only where nothing else is there
    weights: tuple[float, ...]  # how many letters each part counts for where it is left over
    mask: int  # of all units
    abbreviation: Unit | None  # the whole name as one word, if of three letters or more, or made of initials alone
    capitals: dict[str, Unit]  # by text, the words of two to four letters that are written in capitals

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """Every run of two to four adjacent parts that may be written as one word, initials left out.

        Whole names also turned, as an unspaced script may have the family name first.

        >>> from names.parts import parse
        >>> ["".join(unit.word.text for unit in run.units) for run in outline(parse("Moon Jae-in")).runs]
        ['moonjae', 'jaein', 'moonjaein', 'jaeinmoon', 'inmoonjae']
        """
        whole = [unit for unit in self.units if unit.parts[0].role != "initial"]
        found = [
            whole[start : start + length]
            for length in range(2, min(4, len(whole)) + 1)
            for start in range(len(whole) - length + 1)
        ]
        turned = [whole[turn:] + whole[:turn] for turn in range(1, len(whole))] if len(whole) <= 4 else []
        return (*(_run(units, False) for units in found), *(_run(units, True) for units in turned))

    @cached_property
    def initials(self) -> frozenset[str]:
        """The first letters of the words, small words left out or not; of initials what they spell together."""
        parts = self.name.parts
        every = [part.word.text[:1] for part in parts]
        telling = [part.word.text[:1] for part in parts if part.text[:1].isupper() or part.text.isupper()]
        longer = [part.word.text[:1] for part in parts if len(part.text) > 2]
        short = [self.abbreviation.word.text] if self.abbreviation else []
        return frozenset(("".join(every), "".join(telling), "".join(longer), *short))


def outline(name: Name) -> Outline:
    """The outline of a name, remembered."""
    found = _outlines.get(name.text)
    if found is None:
        every = units_of(name.parts)
        units = tuple([unit for unit in every if unit.parts[0].role != "title"] or every)
        mask = sum([unit.mask for unit in units])
        found = Outline(
            name, units, tuple(map(presence, name.parts)), mask, _abbreviation(every), _capitals(name, units)
        )
        if len(_outlines) > REMEMBERED:
            _outlines.clear()
        _outlines[name.text] = found
    return found


def _abbreviation(units: Sequence[Unit]) -> Unit | None:
    if len(units) == 1:
        return units[0] if len(units[0].word.text) > 2 else None
    short = all(unit.parts[0].role == "initial" or "." in unit.parts[0].text for unit in units)
    return joined(units) if short and units else None


def _capitals(name: Name, units: Sequence[Unit]) -> dict[str, Unit]:
    if name.text.istitle():  # most names
        return {}
    return {u.word.text: u for u in units if u.parts[0].text.isupper() and 1 < len(u.word.text) < 5}


_outlines: dict[str, Outline] = {}


def units_of(parts: Sequence[Part]) -> list[Unit]:
    """Every part by itself."""
    return [
        Unit(1 << i, part.word, (part,), part.role not in UNLETTERED and not part.concept)
        for i, part in enumerate(parts)
    ]


def _run(units: Sequence[Unit], turned: bool) -> Run:
    mask = sum(unit.mask for unit in units)
    unspaced = any(unit.word.script in UNSPACED for unit in units)
    sound = "".join(unit.word.sounds[0] for unit in units)
    return Run(mask, tuple(units), sound, sum(len(unit.word) for unit in units), turned, unspaced)


def joined(units: Sequence[Unit]) -> Unit:
    """Units written as one word."""
    word = reduce(join, [unit.word for unit in units])
    return Unit(sum(unit.mask for unit in units), word, tuple(part for unit in units for part in unit.parts))


def spread(units: Sequence[Unit]) -> Unit:
    """Units that stand for one word together without being written as one."""
    return Unit(sum(u.mask for u in units), units[0].word, tuple(part for unit in units for part in unit.parts))
