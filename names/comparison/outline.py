"""What a comparison needs to know of one name, found once: its units, compounds, initials and acronyms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import NamedTuple

from names.caching import LONGEST, on_forget
from names.comparison.equivalents import groups
from names.comparison.syllables import is_syllable, made_of_syllables, toned
from names.comparison.weights import part_weight
from names.orthography.repertoire import in_known_letters
from names.orthography.script_facts import script_facts
from names.parsing.parts import Name, Part
from names.parsing.roles import ATTRIBUTES, IMPERSONAL, OWN_WORDS
from names.romanization.words import Word, join

UNLETTERED = frozenset({"number", "initial"})  # roles that are not compared by letters
UNCOMPARED = ATTRIBUTES  # roles that are not aligned …
QUALIFIERS = frozenset({"qualifier"})  # … of a thing, whose titles are words of its name (General Electric Company)
OWN = OWN_WORDS | {"particle"}  # roles of a name's own words
REMEMBERED = 1 << 16  # outlines that are kept
MOST_JOINED = 4  # parts of a compound
ACRONYM_LETTERS = range(2, 5)  # how long a word is that may be an acronym
_VOWELS = frozenset("aeiouy")


class Unit(NamedTuple):
    """One part of a name, or adjacent parts written as one word."""

    mask: int  # a bit for each part of the name that it stands for
    word: Word
    parts: tuple[Part, ...]
    lettered: bool = True  # letters alone say which word it is: not of numbers, initials and what has a concept
    acronym: bool = False  # it is written as an acronym is, so that every letter counts
    toned: bool = False  # the marks of tones and vowels would be there if it had any
    strict: bool = False  # one letter or mark makes another name of it: acronym, toned, or in a name made of syllables


class Compound(NamedTuple):
    """Adjacent units that may be written as one word: what is known before their readings are put together."""

    mask: int
    units: tuple[Unit, ...]
    phonetic_form: str
    letters: int
    rotated: bool  # the units in another order than written: family name first
    unspaced: bool  # one of the units is in a script without spaces


@dataclass(frozen=True)
class Outline:
    """What aligning needs to know of a name, found once."""

    name: Name
    units: tuple[Unit, ...]  # every part by itself; titles and qualifiers only where nothing else is there
    weights: tuple[float, ...]  # how many letters each part of the name counts for where it is unmatched
    mask: int  # of all units
    abbreviation: Unit | None  # the whole name as one word, if of three letters or more, or made of initials alone
    acronyms: dict[str, Unit]  # by text, the words of two to four letters that are written in capitals

    @cached_property
    def compounds(self) -> tuple[Compound, ...]:
        """Every run of two to four adjacent parts that may be written as one word; initials only with numbers (S-300).

        Whole names also rotated, as an unspaced script may have the family name first.

        >>> from names.parsing.parts import read_name
        >>> moon = outline(read_name("Moon Jae-in"))
        >>> ["".join(unit.word.text for unit in compound.units) for compound in moon.compounds]
        ['moonjae', 'jaein', 'moonjaein', 'jaeinmoon', 'inmoonjae']
        """
        has_number = any(unit.parts[0].role == "number" for unit in self.units)
        words = [unit for unit in self.units if has_number or unit.parts[0].role != "initial"]
        compounds = [
            _compound(words[start : start + length], rotated=False)
            for length in range(2, min(MOST_JOINED, len(words)) + 1)
            for start in range(len(words) - length + 1)
        ]
        if len(words) <= MOST_JOINED:
            compounds += [_compound(words[turn:] + words[:turn], rotated=True) for turn in range(1, len(words))]
        return tuple(compounds)

    @cached_property
    def initials(self) -> frozenset[str]:
        """The first letters of the words, small words left out or not; of initials what they spell together."""
        parts = self.name.parts
        of_all = [part.word.text[:1] for part in parts]
        of_capitalized = [part.word.text[:1] for part in parts if _is_upper(part.text[:1]) or _is_upper(part.text)]
        of_longer = [part.word.text[:1] for part in parts if len(part.text) > 2]
        spelled = {"".join(of_all), "".join(of_capitalized), "".join(of_longer)}
        if self.abbreviation:
            spelled.add(self.abbreviation.word.text)
        return frozenset(spelled)


_outlines: dict[str, Outline] = {}
on_forget(_outlines.clear)


def outline(name: Name) -> Outline:
    """The outline of a name, remembered by its text."""
    known = _outlines.get(name.text)
    if known is not None:
        return known
    units = _with_writing(name, units_of(name.parts))
    is_thing = not IMPERSONAL.isdisjoint([part.role for part in name.parts])
    uncompared = QUALIFIERS if is_thing else UNCOMPARED
    compared = tuple([unit for unit in units if unit.parts[0].role not in uncompared] or units)
    made = Outline(
        name=name,
        units=compared,
        weights=tuple(map(part_weight, name.parts)),
        mask=sum([unit.mask for unit in compared]),
        abbreviation=_abbreviation(units),
        acronyms=_acronyms(name, compared),
    )
    if len(_outlines) > REMEMBERED:
        _outlines.clear()
    if len(name.text) <= LONGEST:
        _outlines[name.text] = made
    return made


def units_of(parts: Sequence[Part]) -> list[Unit]:
    """Every part by itself."""
    return [
        Unit(1 << i, part.word, (part,), part.role not in UNLETTERED and not part.concept)
        for i, part in enumerate(parts)
    ]


def joined(units: Sequence[Unit]) -> Unit:
    """Units written as one word."""
    word = reduce(join, [unit.word for unit in units])
    return Unit(_mask(units), word, _parts(units), strict=all(unit.strict for unit in units))


def spread(units: Sequence[Unit]) -> Unit:
    """Units that stand for one word together without being written as one."""
    return Unit(_mask(units), units[0].word, _parts(units))


def _mask(units: Sequence[Unit]) -> int:
    return sum(unit.mask for unit in units)


def _parts(units: Sequence[Unit]) -> tuple[Part, ...]:
    return tuple(part for unit in units for part in unit.parts)


def _compound(units: Sequence[Unit], *, rotated: bool) -> Compound:
    return Compound(
        mask=_mask(units),
        units=tuple(units),
        phonetic_form="".join(unit.word.phonetic_forms[0] for unit in units),
        letters=sum(len(unit.word) for unit in units),
        rotated=rotated,
        unspaced=not all(script_facts(unit.word.script).spaced for unit in units),
    )


def _abbreviation(units: Sequence[Unit]) -> Unit | None:
    if len(units) == 1:
        return units[0] if len(units[0].word.text) > 2 else None
    initials_alone = all(unit.parts[0].role == "initial" or "." in unit.parts[0].text for unit in units)
    return joined(units) if initials_alone and units else None


def _acronyms(name: Name, units: Sequence[Unit]) -> dict[str, Unit]:
    if name.text.istitle():  # most names
        return {}
    in_capitals = {
        unit.word.text: unit
        for unit in units
        if _is_upper(unit.parts[0].text) and len(unit.word.text) in ACRONYM_LETTERS
    }
    # AL is no short form of Al Libi.
    return {text: unit for text, unit in in_capitals.items() if unit.parts[0].role != "particle"}


def _with_writing(name: Name, units: list[Unit]) -> list[Unit]:
    """The units with what the whole name says of how they are written: as acronyms, as syllables, with all marks."""
    strict = _exact_syllables(units)
    if name.text.istitle() and name.text.isascii():  # most names
        if not any(strict):
            return units
        return [unit._replace(strict=True) if exact else unit for unit, exact in zip(units, strict, strict=True)]
    may_be_person = len(units) > 1 and not any(unit.parts[0].role in IMPERSONAL for unit in units)
    acronyms = [_is_acronym(unit.parts[0], may_be_person=may_be_person) for unit in units]
    tones = toned([unit.word.text for unit in units])
    return [
        unit._replace(acronym=acronym, toned=tone, strict=True) if acronym or tone or exact else unit
        for unit, acronym, tone, exact in zip(units, acronyms, tones, strict, strict=True)
    ]


def _exact_syllables(units: Sequence[Unit]) -> list[bool]:
    """Of each unit whether it is in a name that is made of syllables throughout, or is a syllable with marks."""
    syllables = [unit.word.script == "Latn" and is_syllable(unit.word.text) for unit in units]
    if not any(syllables):
        return syllables
    own_words = [unit.word.text for unit in units if unit.parts[0].role in OWN]
    if all(map(made_of_syllables, own_words)):
        return [unit.word.script == "Latn" for unit in units]
    return [syllable and not unit.word.text.isascii() for unit, syllable in zip(units, syllables, strict=True)]


def _is_upper(text: str) -> bool:
    return in_known_letters(text).isupper()


def _is_acronym(part: Part, *, may_be_person: bool) -> bool:
    """Whether a part is two to four capitals without a vowel; where no person is named also two or three of no name."""
    if len(part.text) not in ACRONYM_LETTERS or not _is_upper(part.text) or not in_known_letters(part.text).isalpha():
        return False
    if _VOWELS.isdisjoint(part.word.latin):
        return True
    return not (may_be_person or len(part.text) > 3 or groups(part.word))
