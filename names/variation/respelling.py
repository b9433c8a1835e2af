"""Spellings under which a name may be found elsewhere: other romanizations, other habits of spelling."""

from __future__ import annotations

from names.orthography import script as scripts
from names.orthography.folding import fold_latin
from names.orthography.normalization import fold
from names.orthography.script_facts import script_facts
from names.parsing.parts import Part, read_name
from names.romanization.transducers import LearnedReading, transducer
from names.variation.reading import combine, readings, recapitalize

__all__ = ["variants"]

SPELLINGS = 6  # Latin spellings of one word that are combined with those of the others; chosen
LEARNED_READINGS = 24  # learned readings of a word that its spellings are chosen from; chosen
RESPELLED = 2  # readings of the name that are respelled; chosen


def variants(name: str, limit: int = 20) -> list[str]:
    """Other Latin spellings of the name, likeliest first, at most `limit`, without the name itself.

    >>> "Zheenbekov" in variants("Жээнбеков")
    True
    >>> variants("")
    []
    """
    latin = [reading.text for reading in readings(name)]
    respelled = [spelling for text in latin[:RESPELLED] for spelling in _respelled(text)]
    distinct = {fold(name): ""}  # fold: its first spelling; none that folds as the name itself
    for spelling in latin + respelled:
        distinct.setdefault(fold(spelling), spelling)
    return list(filter(None, distinct.values()))[: max(0, limit)]


def _respelled(name: str) -> list[str]:
    """A Latin name as other habits write it, by the learned table of Latin spellings."""
    if scripts.script(name) != "Latn":
        return []
    parts = read_name(name).parts
    cheapest = combine([_spellings(part) for part in parts], SPELLINGS * 4)
    return [recapitalize(name, parts, words) for _, words in cheapest]


def _spellings(part: Part) -> list[tuple[float, str]]:
    """The part as it is, then its likeliest other spellings, with their costs in nats."""
    learned = transducer("Latn")
    is_fixed = part.role in ("initial", "number") or len(part.text) > script_facts("Latn").longest_read
    if learned is None or is_fixed:
        return [(0.0, part.text)]
    word = fold_latin(part.text)
    readings = filter(_is_habit, learned.readings(word, LEARNED_READINGS))
    spellings = [(reading.cost, reading.text.strip("^$")) for reading in readings]
    others = [(cost, spelling) for cost, spelling in spellings if spelling != word]
    return [(0.0, part.text), *others[: SPELLINGS - 1]]


def _is_habit(reading: LearnedReading) -> bool:
    """Whether a reading only writes letters otherwise; adding or dropping some would make another form of the name."""
    return all(native.strip("^$") and latin.strip("^$") for native, latin in reading.chunks if native != latin)
