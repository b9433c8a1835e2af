"""A word of a name, read once: its Latin readings, likeliest first, and how they sound."""

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
from names.romanization.transducers import transducer

TRIED = 8  # schemes whose forms are read at most: those of the likeliest languages
KOREAN = 3  # syllables of a Korean name, of which the first is its surname …
SURNAMES = 3  # … and usual spellings of that
SURE = (0.0,)  # the cost of the only reading

Spelled = tuple[str, str, tuple[str, ...], tuple[float, ...]]  # text, script, readings, costs of a word


@dataclass(slots=True, eq=False)  # frozen, it would take four times as long to make
class Word:
    """A word as written (casefolded), its script and its Latin readings with their costs in nats above the likeliest.

    Read words are remembered and equal only to themselves, so that pairs of them are quick keys.
    """

    text: Final[str]
    script: Final[str]
    readings: Final[tuple[str, ...]]
    costs: Final[tuple[float, ...]]
    phonetic_forms: Final[tuple[str, ...]]
    skeletons: Final[tuple[str, ...]]
    alphabet: Final[str]  # by whose rules the readings vary: that of what a word transcribes, if it is nothing else

    @property
    def latin(self) -> str:
        """The likeliest Latin reading."""
        return self.readings[0]

    def __len__(self) -> int:
        return len(self.readings[0])


def read_word(text: str) -> Word:
    """The word read in Latin letters; any string is a word, one without letters or digits has one empty reading.

    >>> read_word("jeenbekov").readings
    ('jeenbekov',)
    >>> read_word("müller").readings
    ('muller', 'mueller')
    """
    return _words.one(text)


def read_words(texts: Sequence[str]) -> list[Word]:
    """`read_word` of each; new ones in one batch."""
    return _words.many(texts)


def _read(texts: Sequence[str]) -> list[Word]:
    return _spoken(list(map(_spelled, texts)))


def _spelled(text: str) -> Spelled:
    if text.isascii() and text.isalpha() and text.islower():
        return text, "Latn", (text,), SURE
    script = script_of(text)
    return _ranked(
        text, script, _latin_readings(text) if script in ("Latn", "Zyyy") else _native_readings(text, script)
    )


def _ranked(text: str, script: str, weighed: Mapping[str, float]) -> Spelled:
    best = sorted(weighed.items(), key=itemgetter(1))[: script_facts(script).readings]
    return text, script, tuple([reading for reading, _ in best]), tuple([cost for _, cost in best])


def _spoken(spelled: Sequence[Spelled]) -> list[Word]:
    """The words with how their readings sound, found for all together."""
    heard, bones = map(tuple, phonetic_forms([reading for _, _, readings, _ in spelled for reading in readings]))
    words = []
    end = 0
    for text, script, readings, costs in spelled:
        start, end = end, end + len(readings)
        alphabet = "Latn" if is_only_transcription(text, script) else script
        words.append(Word(text, script, readings, costs, heard[start:end], bones[start:end], alphabet))
    return words


_words: BatchCache[str, Word] = BatchCache(_read, 1 << 17)


@cached(1 << 16)
def join(left: Word, right: Word) -> Word:
    """The two words written as one (Abd al-Rahman, Abdalrahman)."""
    weighed: dict[str, float] = {}
    for first, a in zip(left.readings[:3], left.costs, strict=False):
        for second, b in zip(right.readings[:3], right.costs, strict=False):
            weighed.setdefault(first + second, a + b)
    script = left.script if left.script == right.script else "Zyyy"
    return _spoken([_ranked(left.text + right.text, script, weighed)])[0]


@cache
def _written() -> dict[int, str]:
    return str.maketrans(mapping("diacritics.tsv"))


def _latin_readings(text: str) -> dict[str, float]:
    plain = fold(text)
    written = text.translate(_written())
    spelled = fold(written) if written != text else plain
    return {to_ascii(plain): 0.0} | ({to_ascii(spelled): 0.5} if spelled != plain else {})


def _native_readings(text: str, script: str) -> dict[str, float]:
    """The names it is the transcription of, then by the learned transducer of the script and by the named schemes."""
    facts = script_facts(script)
    if len(text) > (piece := facts.longest_read):
        return {"".join([_likeliest(text[at : at + piece], script) for at in range(0, len(text), piece)]): 0.0}
    weighed = dict.fromkeys(transcribed(text, script), 0.0)
    if is_only_transcription(text, script):
        return weighed
    learned = None if is_code(text) else transducer(script)  # which know no digits
    if learned is not None:
        for reading in learned.readings(fold_word(text, script), facts.readings - facts.scheme_readings):
            weighed.setdefault(reading.text, reading.cost)
    wanted = facts.readings - sum(cost <= 1.0 for cost in weighed.values())  # later ones would not be kept
    schemes = map(_plain, _schemed(text, script))
    while wanted > 0 and (latin := next(schemes, None)) is not None:
        wanted -= bool(latin) and latin not in weighed
        weighed.setdefault(latin, 1.0 if weighed else 0.0)
    weighed.pop("", None)
    return weighed or {to_ascii(text).lower().replace(" ", ""): 0.0}


def _likeliest(text: str, script: str) -> str:
    """The first reading of a piece of a long word."""
    learned = None if is_code(text) else transducer(script)
    for reading in learned.readings(fold_word(text, script), 1) if learned else ():
        return reading.text
    return next((latin for form in each_romanization(text, script) if (latin := _plain(form.text))), "") or _plain(text)


def _schemed(text: str, script: str) -> Iterator[str]:
    """What the schemes make of a word, and before it of a Korean name: the surname as custom has it, the rest by them.

    No sound is assimilated between the two.
    """
    if script == "Hang" and len(text) == KOREAN and (learned := transducer(script)) is not None:
        surnames = [reading.text for reading in learned.readings(fold_word(text[:1], script), SURNAMES)]
        for given in each_romanization(text[1:], script):
            yield from (surname + given.text for surname in surnames)
    yield from (form.text for form in islice(each_romanization(text, script), TRIED))


def _plain(latin: str) -> str:
    return to_ascii(fold(latin)).replace(" ", "")
