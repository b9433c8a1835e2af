"""A name in Latin letters, several ways: by the schemes of its script, and as was learned of its letters."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from itertools import product
from typing import NamedTuple

from names import script as scripts
from names.parts import Part, parse
from names.romanization import romanizations, romanize
from names.schemes import scheme
from names.spelling import fold_latin, spell
from names.transducer import transducer
from names.words import UNSPACED

__all__ = ["LEARNED", "Reading", "combine", "readings", "recapitalize"]

LEARNED = "learned"  # in place of a scheme: read by the learned correspondences of the letters
OWN = 4.0  # nats that a scheme gains where the letters give its language away
RARER = 0.3  # nats of each place that a scheme stands behind the likeliest one
MIXED = 1.0  # nats of a form that follows no scheme
UNLEARNED = 2.0  # nats of a word for which nothing was learned
CHOICES = 4  # learned readings of one word that are combined with those of the others
READINGS = 16  # readings of a whole name that are kept


class Reading(NamedTuple):
    """A Latin form of a name, the language (BCP 47) and scheme it follows, and its weight: its share of 1."""

    text: str
    language: str
    scheme: str
    weight: float


class _Form(NamedTuple):
    cost: float  # nats
    text: str
    language: str
    scheme: str


def readings(text: str) -> list[Reading]:
    """The likely Latin forms of a name, best first, weights adding up to 1; a Latin name reads as itself.

    `scheme` is "learned" where no scheme gives the form, and empty for names in a script without spaces,
    which are parted at the surname.

    >>> readings("Жээнбеков")[0][:3]
    ('Jeenbekov', 'ky', 'ky-press')
    >>> readings("Kyiv"), readings("")
    ([Reading(text='Kyiv', language='und', scheme='', weight=1.0)], [])
    """
    parts = parse(text).parts
    script = scripts.script(text)
    if not parts or script in ("Latn", "Zyyy"):
        return [Reading(text, "und", "", 1.0)] if parts else []
    forms = sorted((*_by_scheme(text, parts, script), *_learned(text, parts), *_parted(text, script)))
    distinct = list({form.text: form for form in reversed(forms)}.values())
    best = nsmallest(READINGS, distinct)
    shares = [math.exp(best[0].cost - form.cost) for form in best]
    return [
        Reading(form.text, form.language, form.scheme, round(share / sum(shares), 4))
        for form, share in zip(best, shares, strict=True)
    ]


def _by_scheme(text: str, parts: Sequence[Part], script: str) -> Iterator[_Form]:
    """The whole name by each scheme; what the learned letters think of it is its cost."""
    language = scripts.language(text)
    for place, form in enumerate(romanizations(text, script)):
        words = [scheme(form.scheme).romanize(part.text) for part in parts]
        cost = sum(map(_cost, parts, words)) + RARER * place - (OWN if form.language == language else 0.0)
        yield _Form(cost, form.text, form.language, form.scheme)


def _cost(part: Part, latin: str) -> float:
    learned = transducer(part.word.script)
    return float(learned.costs([part.word.text], [fold_latin(latin)])[0]) if learned else UNLEARNED


def _learned(text: str, parts: Sequence[Part]) -> Iterator[_Form]:
    """The learned readings of the words, combined."""
    words = [_choices(part) for part in parts]
    language = scripts.language(text)
    for cost, chosen in combine(words):
        yield _Form(cost + MIXED, recapitalize(text, parts, chosen), language, LEARNED)


def _choices(part: Part) -> list[tuple[float, str]]:
    learned = transducer(part.word.script)
    if learned is None or part.word.script == "Latn":
        return [(0.0, part.text if part.word.script == "Latn" else part.word.latin)]
    found = learned.readings(spell(part.word.text, part.word.script), CHOICES)
    return [(reading.cost, reading.text) for reading in found] or [(UNLEARNED, part.word.latin)]


def combine(
    words: Sequence[Sequence[tuple[float, str]]], limit: int = READINGS
) -> list[tuple[float, list[str]]]:
    """The `limit` cheapest choices of one form a word, with their summed costs.

    >>> combine([[(0.0, "a"), (1.0, "b")], [(0.0, "c"), (3.0, "d")]], 3)
    [(0.0, ['a', 'c']), (1.0, ['b', 'c']), (3.0, ['a', 'd'])]
    """
    kept: list[tuple[float, list[str]]] = [(0.0, [])]
    for choices in words:
        longer = ((cost + more, [*chosen, form]) for (cost, chosen), (more, form) in product(kept, choices))
        kept = nsmallest(limit, longer)
    return kept


def recapitalize(text: str, parts: Sequence[Part], words: Sequence[str]) -> str:
    """The text with other words in place of its parts, capitalised unless the part is in small letters.

    >>> recapitalize("ван Дейк-младший", parse("ван Дейк-младший").parts, ["van", "dyck", "mladshy"])
    'van Dyck-mladshy'
    """
    pieces, last = [], 0
    for part, word in zip(parts, words, strict=True):
        small = part.text[:1].islower()
        pieces += [text[last : part.start], word if small else word[:1].upper() + word[1:]]
        last = part.end
    return "".join([*pieces, text[last:]])


def _parted(text: str, script: str) -> Iterator[_Form]:
    """The form of `romanize`, which alone knows where to part names that are written without a space."""
    if script in UNSPACED:
        yield _Form(0.0, romanize(text), scripts.language(text), "")
