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

CHOICES = 6  # Latin spellings of one word that are combined with those of the others
SEARCHED = 24  # readings of a word that they are chosen from


def variants(name: str, limit: int = 20) -> list[str]:
    """Other Latin spellings of the name, likeliest first, at most `limit`, without the name itself.

    >>> "Zheenbekov" in variants("Жээнбеков")
    True
    >>> variants("")
    []
    """
    latin = [reading.text for reading in readings(name)]
    found = latin + [spelling for text in latin[:2] for spelling in _respelled(text)]
    seen = {fold(name)}
    kept = []
    for spelling in found:
        if fold(spelling) not in seen:
            seen.add(fold(spelling))
            kept.append(spelling)
    return kept[: max(0, limit)]


def _respelled(name: str) -> list[str]:
    """A Latin name as other habits write it, by the learned table of Latin spellings."""
    parts = read_name(name).parts
    if scripts.script(name) != "Latn":
        return []
    chosen = combine([_choices(part) for part in parts], CHOICES * 4)
    return [recapitalize(name, parts, words) for _, words in chosen]


def _choices(part: Part) -> list[tuple[float, str]]:
    spellings = transducer("Latn")
    if spellings is None or part.role in ("initial", "number") or len(part.text) > script_facts("Latn").longest_read:
        return [(0.0, part.text)]
    word = fold_latin(part.text)
    found = [(r.cost, r.text.strip("^$")) for r in spellings.readings(word, SEARCHED) if _habitual(r)]
    others = [(cost, text) for cost, text in found if text != word]
    return [(0.0, part.text), *others[: CHOICES - 1]]


def _habitual(reading: LearnedReading) -> bool:
    """Whether letters are written otherwise, none left out or put on: that makes another form."""
    return all(a.strip("^$") and b.strip("^$") for a, b in reading.chunks if a != b)
