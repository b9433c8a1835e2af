"""Words read in Latin letters: readings with costs, phonetic forms, skeletons. A word is read once, then kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import Final

from names.caching import BatchCache, cached
from names.data.tables import mapping
from names.orthography.codes import is_code
from names.orthography.folding import fold_word
from names.orthography.normalization import fold
from names.orthography.script import script as script_of
from names.orthography.script_facts import script_facts
from names.romanization.fallback import to_ascii
from names.romanization.phonetics import phonetic_forms
from names.romanization.romanizer import each_romanization
from names.romanization.transcriptions import is_only_transcription, transcribed
from names.romanization.transducers import LearnedReading, transducer

__all__ = ["Word", "join", "joined_readings", "read_word", "read_words"]

MOST_SCHEMES = 8  # schemes that a word is read by, those of the likeliest languages; chosen
SCHEME_COST = 1.0  # nats of a reading that only a scheme gives; chosen
DIACRITICS_COST = 0.5  # nats of a Latin reading with its marks written as letters (müller: mueller); chosen
KOREAN_NAME = 3  # syllables of a word that may be a Korean full name: a surname of one, a given name of two
SURNAME_SPELLINGS = 3  # spellings of the surname with which such a full name is read; chosen
JOINED_READINGS = 3  # readings of each word that are combined where two are written as one; chosen
CERTAIN = (0.0,)  # the cost of the only reading

# Text, script, readings and costs of a word without phonetic forms yet: a plain tuple, as that is quickest made.
_Draft = tuple[str, str, tuple[str, ...], tuple[float, ...]]


@dataclass(slots=True, eq=False)  # frozen, it would take four times as long to make
class Word:
    """A word of a name and its Latin readings; this is what is compared and what keys are made of.

    The four tuples have one entry for each reading, the likeliest first: `readings` are the Latin forms, in lower-case
    ASCII; `costs` are in nats (−log of a probability, 0 for a certain reading); `phonetic_forms` and `skeletons` are
    those of `names.romanization.phonetics`.

    Words are made by `read_word`, which keeps them. They are equal only to themselves, so that pairs of them are quick
    keys of a cache.
    """

    text: Final[str]  # as written, but casefolded
    script: Final[str]  # ISO 15924, of most of its letters; "Zyyy" without letters, or for two words of two scripts
    readings: Final[tuple[str, ...]]
    costs: Final[tuple[float, ...]]
    phonetic_forms: Final[tuple[str, ...]]
    skeletons: Final[tuple[str, ...]]
    alphabet: Final[str]  # the script whose spelling habits apply: Latn for a mere transcription, else the word's own

    @property
    def latin(self) -> str:
        """The likeliest Latin reading."""
        return self.readings[0]

    def __len__(self) -> int:
        return len(self.readings[0])


def read_word(text: str) -> Word:
    """The word read in Latin letters; any string will do, and one without letters or digits has one empty reading.

    >>> read_word("jeenbekov").readings
    ('jeenbekov',)
    >>> read_word("müller").readings
    ('muller', 'mueller')
    """
    return _words.one(text)


def read_words(texts: Sequence[str]) -> list[Word]:
    """`read_word` of each text; the new ones are read in one batch."""
    return _words.many(texts)


@cached(1 << 16)
def join(left: Word, right: Word) -> Word:
    """The two words written as one (Abd al-Rahman, Abdalrahman).

    >>> join(read_word("abd"), read_word("alrahman")).readings
    ('abdalrahman',)
    """
    script = left.script if left.script == right.script else "Zyyy"
    return _words_of([_draft_of(left.text + right.text, script, joined_readings(left, right))])[0]


def joined_readings(left: Word, right: Word) -> dict[str, float]:
    """The readings of two words written as one, with their costs in nats: the likeliest of both words combined.

    >>> joined_readings(read_word("al"), read_word("müller"))
    {'almuller': 0.0, 'almueller': 0.5}
    """
    costs: dict[str, float] = {}
    for first, first_cost in zip(left.readings[:JOINED_READINGS], left.costs, strict=False):
        for second, second_cost in zip(right.readings[:JOINED_READINGS], right.costs, strict=False):
            costs.setdefault(first + second, first_cost + second_cost)
    return costs


def _read(texts: Sequence[str]) -> list[Word]:
    return _words_of(list(map(_draft, texts)))


_words: BatchCache[str, Word] = BatchCache(_read, 1 << 17)


def _draft(text: str) -> _Draft:
    """The text with its script, readings and costs."""
    if text.isascii() and text.isalpha() and text.islower():
        return text, "Latn", (text,), CERTAIN
    script = script_of(text)
    costs = _latin_readings(text) if script in ("Latn", "Zyyy") else _native_readings(text, script)
    return _draft_of(text, script, costs)


def _draft_of(text: str, script: str, costs: Mapping[str, float]) -> _Draft:
    """The word with its cheapest readings, as many as words of its script keep."""
    best = sorted(costs.items(), key=itemgetter(1))[: script_facts(script).readings]
    return text, script, tuple([reading for reading, _ in best]), tuple([cost for _, cost in best])


def _words_of(drafts: Sequence[_Draft]) -> list[Word]:
    """The words, with the phonetic forms and skeletons of all their readings computed in one batch."""
    sounds = phonetic_forms([reading for _, _, readings, _ in drafts for reading in readings])
    forms, skeletons = tuple(sounds.forms), tuple(sounds.skeletons)
    words = []
    end = 0
    for text, script, readings, costs in drafts:
        start, end = end, end + len(readings)
        alphabet = "Latn" if is_only_transcription(text, script) else script
        words.append(Word(text, script, readings, costs, forms[start:end], skeletons[start:end], alphabet))
    return words


def _latin_readings(text: str) -> dict[str, float]:
    """A Latin word without its marks; and, at a cost, with the letters that some languages write for them (ü: ue)."""
    plain = fold(text)
    written_out = text.translate(_diacritics())
    other = fold(written_out) if written_out != text else plain
    return {to_ascii(plain): 0.0} | ({to_ascii(other): DIACRITICS_COST} if other != plain else {})


@cache
def _diacritics() -> dict[int, str]:
    return str.maketrans(mapping("diacritics.tsv"))


def _native_readings(text: str, script: str) -> dict[str, float]:
    """The readings of a word in another script with their costs.

    First come the names that it transcribes, then the readings by learned correspondences, then those by schemes, as
    long as readings are missing. If these give nothing, it is read in ASCII.
    """
    facts = script_facts(script)
    if len(text) > facts.longest_read:
        pieces = [text[start : start + facts.longest_read] for start in range(0, len(text), facts.longest_read)]
        return {"".join([_likeliest(piece, script) for piece in pieces]): 0.0}
    costs = dict.fromkeys(transcribed(text, script), 0.0)
    if is_only_transcription(text, script):
        return costs
    for reading in _learned_readings(text, script, facts.readings - facts.scheme_readings):
        costs.setdefault(reading.text, reading.cost)
    # Readings costlier than those of the schemes would give way to them, so they are not counted.
    missing = facts.readings - sum(cost <= SCHEME_COST for cost in costs.values())
    forms = _scheme_forms(text, script)
    while missing > 0 and (form := next(forms, None)) is not None:
        latin = _ascii_word(form)
        if latin and latin not in costs:
            missing -= 1
        costs.setdefault(latin, SCHEME_COST if costs else 0.0)
    costs.pop("", None)
    return costs or {to_ascii(text).lower().replace(" ", ""): 0.0}


def _likeliest(text: str, script: str) -> str:
    """The likeliest reading of a piece of a long word."""
    for reading in _learned_readings(text, script, 1):
        return reading.text
    for form in each_romanization(text, script):
        if latin := _ascii_word(form.text):
            return latin
    return _ascii_word(text)


def _learned_readings(text: str, script: str, n: int) -> tuple[LearnedReading, ...]:
    """The readings by the script's transducer; none for codes, as transducers know no digits."""
    learned = None if is_code(text) else transducer(script)
    return learned.readings(fold_word(text, script), n) if learned else ()


def _scheme_forms(text: str, script: str) -> Iterator[str]:
    """The forms of a word by the schemes, one scheme after the other.

    If it may be a Korean full name, forms with the usual spellings of its surname come first: no sound is assimilated
    between surname and given name.
    """
    if script == "Hang" and len(text) == KOREAN_NAME:
        surnames = [reading.text for reading in _learned_readings(text[:1], script, SURNAME_SPELLINGS)]
        for given in each_romanization(text[1:], script):
            yield from (surname + given.text for surname in surnames)
    yield from (form.text for form in islice(each_romanization(text, script), MOST_SCHEMES))


def _ascii_word(latin: str) -> str:
    """A Latin form as one lower-case word of ASCII letters."""
    return to_ascii(fold(latin)).replace(" ", "")
