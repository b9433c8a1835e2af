"""A word of a name, read once: its Latin readings, likeliest first, and how they sound."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from names.fallback import to_ascii
from names.normalization import fold
from names.phonetics import skeleton, sound
from names.romanization import each_romanization
from names.script import script as script_of
from names.tables import mapping
from names.transducer import spell, transducer

READINGS = 6  # more readings find no more names (matching.md: n-best 5 and the schemes' own) …
MANY_READINGS = {"Hani": 12}  # … but of characters, which read otherwise in Mandarin, Cantonese, Japanese and Korean
UNSPACED = frozenset({"Hani", "Kana", "Hang", "Thai", "Laoo", "Khmr", "Mymr"})


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word as written (casefolded), its script and its Latin readings with their costs in nats above the likeliest.

    Read words are remembered and equal only to themselves, so that pairs of them are quick keys.
    """

    text: str
    script: str
    readings: tuple[str, ...]
    costs: tuple[float, ...]
    sounds: tuple[str, ...]
    skeletons: tuple[str, ...]

    @property
    def latin(self) -> str:
        """The likeliest Latin reading."""
        return self.readings[0]

    def __len__(self) -> int:
        return len(self.readings[0])


@lru_cache(maxsize=1 << 17)
def read_word(text: str) -> Word:
    """The word read in Latin letters; any string is a word, one without letters or digits has one empty reading.

    >>> read_word("jeenbekov").readings
    ('jeenbekov',)
    >>> read_word("müller").readings
    ('muller', 'mueller')
    """
    if text.isascii() and text.isalpha() and text.islower():
        return Word(text, "Latn", (text,), (0.0,), (sound(text),), (skeleton(text),))
    script = script_of(text)
    weighed = _latin_readings(text) if script in ("Latn", "Zyyy") else _native_readings(text, script)
    return _word(text, script, weighed)


@lru_cache(maxsize=1 << 16)
def join(left: Word, right: Word) -> Word:
    """The two words written as one (Abd al-Rahman, Abdalrahman)."""
    weighed: dict[str, float] = {}
    for first, a in zip(left.readings[:3], left.costs, strict=False):
        for second, b in zip(right.readings[:3], right.costs, strict=False):
            weighed.setdefault(first + second, a + b)
    script = left.script if left.script == right.script else "Zyyy"
    return _word(left.text + right.text, script, weighed)


def _word(text: str, script: str, weighed: dict[str, float]) -> Word:
    best = sorted(weighed.items(), key=lambda item: item[1])[: MANY_READINGS.get(script, READINGS)]
    readings = tuple(reading for reading, _ in best)
    sounds = tuple(map(sound, readings))
    return Word(text, script, readings, tuple(cost for _, cost in best), sounds, tuple(map(skeleton, readings)))


@cache
def _written() -> dict[int, str]:
    return str.maketrans(mapping("diacritics.tsv"))


def _latin_readings(text: str) -> dict[str, float]:
    plain = fold(text)
    if plain == text and plain.isascii():
        return {plain: 0.0}
    spelled = fold(text.translate(_written()))
    return {to_ascii(plain): 0.0} | ({to_ascii(spelled): 0.5} if spelled != plain else {})


def _native_readings(text: str, script: str) -> dict[str, float]:
    """By the learned transducer of the script, joined with the romanizations of the named schemes."""
    weighed: dict[str, float] = {}
    limit = MANY_READINGS.get(script, READINGS)
    learned = transducer(script)
    if learned is not None:
        weighed = {reading.text: reading.cost for reading in learned.readings(spell(text, script), limit - 1)}
    wanted = limit - sum(cost <= 1.0 for cost in weighed.values())  # later ones would not be kept
    schemes = (to_ascii(fold(form.text)).replace(" ", "") for form in each_romanization(text, script))
    while wanted > 0 and (latin := next(schemes, None)) is not None:
        wanted -= bool(latin) and latin not in weighed
        weighed.setdefault(latin, 1.0 if weighed else 0.0)
    weighed.pop("", None)
    return weighed or {to_ascii(text).lower().replace(" ", ""): 0.0}
