"""What comparisons need to know about a name, computed once: its units, compounds, initials and acronyms."""

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
NOT_ALIGNED = ATTRIBUTES  # roles that are not aligned in a person's name
NOT_ALIGNED_IN_THINGS = frozenset({"qualifier"})  # titles belong to names of things (General Electric Company)
OWN = OWN_WORDS | {"particle"}  # roles of a name's own words
REMEMBERED = 1 << 16  # outlines that are kept
MOST_JOINED = 4  # parts of a compound, at most
ACRONYM_LETTERS = range(2, 5)  # how many letters an acronym may have
_VOWELS = frozenset("aeiouy")


class Unit(NamedTuple):
    """One part of a name, or adjacent parts written as one word."""

    mask: int  # a bit for each part of the name that it stands for
    word: Word
    parts: tuple[Part, ...]
    lettered: bool = True  # it is compared by its letters: it is no number or initial and has no concept
    acronym: bool = False  # it is written as an acronym, in which every letter counts
    toned: bool = False  # it is written with all its marks of tones and vowels, so that a missing one counts
    strict: bool = False  # one letter or mark makes another name of it: acronym, toned, or in a name made of syllables


class Compound(NamedTuple):
    """Adjacent units that may be written as one word, before their readings are combined."""

    mask: int
    units: tuple[Unit, ...]
    phonetic_form: str
    letters: int
    rotated: bool  # the units are in another order than written: the family name first
    unspaced: bool  # one of the units is in a script without spaces


@dataclass(frozen=True)
class Outline:
    """What comparisons need to know about a name."""

    name: Name
    units: tuple[Unit, ...]  # each part by itself; titles and qualifiers only if there is nothing else
    weights: tuple[float, ...]  # how many letters each part of the name counts for if it is unmatched
    mask: int  # the bits of all units
    abbreviation: Unit | None  # the whole name, if it may be an acronym: one word of three letters or more, or initials
    acronyms: dict[str, Unit]  # by text, the words of two to four letters that are written in capitals

    @cached_property
    def compounds(self) -> tuple[Compound, ...]:
        """All runs of two to four adjacent parts that may be written as one word; initials only with numbers (S-300).

        A whole name is also rotated, since in an unspaced script the family name may come first.

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
        """What may abbreviate the name: first letters of all, of capitalized, of longer words; `abbreviation`."""
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
    """The outline of a name, kept by the text of the name."""
    known = _outlines.get(name.text)
    if known is not None:
        return known
    units = _with_writing(name, units_of(name.parts))
    is_thing = not IMPERSONAL.isdisjoint([part.role for part in name.parts])
    not_aligned = NOT_ALIGNED_IN_THINGS if is_thing else NOT_ALIGNED
    compared = tuple([unit for unit in units if unit.parts[0].role not in not_aligned] or units)
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
    return [Unit(1 << i, part.word, (part,), is_compared_by_letters(part)) for i, part in enumerate(parts)]


def is_compared_by_letters(part: Part) -> bool:
    """Whether a part is no number or initial and has no concept."""
    return part.role not in UNLETTERED and not part.concept


def joined(units: Sequence[Unit]) -> Unit:
    """Units written as one word."""
    word = reduce(join, [unit.word for unit in units])
    return Unit(_mask(units), word, _parts(units), strict=all(unit.strict for unit in units))


def spread(units: Sequence[Unit]) -> Unit:
    """Units that together stand for one word, an acronym, as one unit; its word is that of the first."""
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
    """The units with what the whole name shows of their writing: whether they are acronyms, syllables, fully marked."""
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
    """For each unit, whether it is in a name made of nothing but syllables, or is itself a syllable with marks."""
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
    """Whether a part is two to four capitals without a vowel; if no person is named, two or three that are no name."""
    if len(part.text) not in ACRONYM_LETTERS or not _is_upper(part.text) or not in_known_letters(part.text).isalpha():
        return False
    if _VOWELS.isdisjoint(part.word.latin):
        return True
    return not (may_be_person or len(part.text) > 3 or groups(part.word))
