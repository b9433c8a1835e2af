"""What comparing needs to know of a name beyond its parts, found once: units, runs of words, initials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import NamedTuple

from names.caching import LONGEST, on_forget
from names.comparison.equivalents import groups
from names.comparison.evidence import presence
from names.comparison.syllables import is_syllable, made_of_syllables, toned
from names.orthography.repertoire import in_known_letters
from names.orthography.script_facts import script_facts
from names.parsing.parts import Name, Part
from names.parsing.roles import ATTRIBUTES, IMPERSONAL, OWN_WORDS
from names.romanization.words import Word, join

UNLETTERED = frozenset({"number", "initial"})  # roles that are not compared by letters
UNCOMPARED = ATTRIBUTES  # roles that are not aligned
QUALIFIERS = frozenset({"qualifier"})  # … of a thing, whose titles are words of its name (General Electric Company)
REMEMBERED = 1 << 16
OWN = OWN_WORDS | {"particle"}  # roles of a name's own words
_VOWELS = frozenset("aeiouy")


class Unit(NamedTuple):
    """One part, or adjacent parts written as one word; `mask` has a bit for each part."""

    mask: int
    word: Word
    parts: tuple[Part, ...]
    lettered: bool = True  # whether letters alone say which word it is: not of numbers, initials and what has a concept
    capital: bool = False  # whether it is written as an acronym is, so that every letter counts
    toned: bool = False  # whether the marks of tones and vowels would be there if it had any
    strict: bool = False  # whether one of these holds, or all is made of syllables: a letter or mark tells names apart


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
    units: tuple[Unit, ...]  # every part by itself; titles and qualifiers only where nothing else is there
    weights: tuple[float, ...]  # how many letters each part counts for where it is left over
    mask: int  # of all units
    abbreviation: Unit | None  # the whole name as one word, if of three letters or more, or made of initials alone
    capitals: dict[str, Unit]  # by text, the words of two to four letters that are written in capitals

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """Every run of two to four adjacent parts that may be written as one word; initials only with numbers (S-300).

        Whole names also turned, as an unspaced script may have the family name first.

        >>> from names.parsing.parts import read_name
        >>> ["".join(unit.word.text for unit in run.units) for run in outline(read_name("Moon Jae-in")).runs]
        ['moonjae', 'jaein', 'moonjaein', 'jaeinmoon', 'inmoonjae']
        """
        numbered = any(unit.parts[0].role == "number" for unit in self.units)
        whole = [unit for unit in self.units if numbered or unit.parts[0].role != "initial"]
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
        identifying_words = [
            part.word.text[:1] for part in parts if _is_capital(part.text[:1]) or _is_capital(part.text)
        ]
        longer = [part.word.text[:1] for part in parts if len(part.text) > 2]
        short = [self.abbreviation.word.text] if self.abbreviation else []
        return frozenset(("".join(every), "".join(identifying_words), "".join(longer), *short))


def outline(name: Name) -> Outline:
    """The outline of a name, remembered."""
    found = _outlines.get(name.text)
    if found is None:
        every = _dressed(name, units_of(name.parts))
        uncompared = UNCOMPARED if IMPERSONAL.isdisjoint([part.role for part in name.parts]) else QUALIFIERS
        units = tuple([unit for unit in every if unit.parts[0].role not in uncompared] or every)
        mask = sum([unit.mask for unit in units])
        found = Outline(
            name, units, tuple(map(presence, name.parts)), mask, _abbreviation(every), _capitals(name, units)
        )
        if len(_outlines) > REMEMBERED:
            _outlines.clear()
        if len(name.text) <= LONGEST:
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
    found = {u.word.text: u for u in units if _is_capital(u.parts[0].text) and 1 < len(u.word.text) < 5}
    return {text: u for text, u in found.items() if u.parts[0].role != "particle"}  # AL is no short form of Al Libi


_outlines: dict[str, Outline] = {}
on_forget(_outlines.clear)


def units_of(parts: Sequence[Part]) -> list[Unit]:
    """Every part by itself."""
    return [
        Unit(1 << i, part.word, (part,), part.role not in UNLETTERED and not part.concept)
        for i, part in enumerate(parts)
    ]


def _dressed(name: Name, units: list[Unit]) -> list[Unit]:
    """The units with what the whole name says of how they are written: as acronyms, as syllables, with all marks."""
    exact = _syllables(units)
    if name.text.istitle() and name.text.isascii():  # most names
        if not any(exact):
            return units
        return [unit._replace(strict=True) if strict else unit for unit, strict in zip(units, exact, strict=True)]
    query_forms = len(units) > 1 and not any(unit.parts[0].role in ("term", "legal") for unit in units)
    capital = [_is_acronym(unit.parts[0], query_forms) for unit in units]
    tones = toned([unit.word.text for unit in units])
    return [
        unit._replace(capital=short, toned=tone, strict=True) if short or tone or strict else unit
        for unit, short, tone, strict in zip(units, capital, tones, exact, strict=True)
    ]


def _syllables(units: Sequence[Unit]) -> list[bool]:
    """Of each unit whether it is in a name that is made of syllables throughout, or is a syllable with marks."""
    single = [unit.word.script == "Latn" and is_syllable(unit.word.text) for unit in units]
    if any(single):
        own = [unit.word.text for unit in units if unit.parts[0].role in OWN]
        if all(map(made_of_syllables, own)):
            return [unit.word.script == "Latn" for unit in units]
        return [syllable and not unit.word.text.isascii() for unit, syllable in zip(units, single, strict=True)]
    return single


def _is_capital(text: str) -> bool:
    return in_known_letters(text).isupper()


def _is_acronym(part: Part, query_forms: bool) -> bool:
    """Whether a part is two to four capitals without a vowel; where no person is named also two or three of no name."""
    if not (1 < len(part.text) < 5 and _is_capital(part.text) and in_known_letters(part.text).isalpha()):
        return False
    return _VOWELS.isdisjoint(part.word.latin) or not (query_forms or len(part.text) > 3 or groups(part.word))


def _run(units: Sequence[Unit], turned: bool) -> Run:
    mask = sum(unit.mask for unit in units)
    unspaced = not all(script_facts(unit.word.script).spaced for unit in units)
    sound = "".join(unit.word.phonetic_forms[0] for unit in units)
    return Run(mask, tuple(units), sound, sum(len(unit.word) for unit in units), turned, unspaced)


def joined(units: Sequence[Unit]) -> Unit:
    """Units written as one word."""
    word = reduce(join, [unit.word for unit in units])
    parts = tuple(part for unit in units for part in unit.parts)
    return Unit(sum(unit.mask for unit in units), word, parts, strict=all(unit.strict for unit in units))


def spread(units: Sequence[Unit]) -> Unit:
    """Units that stand for one word together without being written as one."""
    return Unit(sum(u.mask for u in units), units[0].word, tuple(part for unit in units for part in unit.parts))
