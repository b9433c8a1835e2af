"""A name in Latin letters: `romanize` gives the likeliest form, `readings` several with their weights.

Words of scripts that say how they sound go by the scheme of their language; names with a customary spelling are
written so; of scripts that leave vowels out (Arabic, Hebrew), or whose schemes are rough, learned readings are
weighed by the habits of names. Chinese characters are read as in the language they are taken for.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from itertools import product
from typing import NamedTuple

from names.orthography import script as scripts
from names.orthography.folding import fold_latin
from names.orthography.repertoire import in_known_letters
from names.parsing.parts import Part
from names.romanization.romanizer import romanizations, without_stress
from names.romanization.schemes import scheme as scheme_of
from names.romanization.transducers import transducer
from names.variation.forms import LEARNED, Form, best_form, forms, latin
from names.variation.stretches import Stretch, stretches

__all__ = ["LEARNED", "Reading", "combine", "readings", "recapitalize", "romanize"]

OWN = 4.0  # nats that a scheme gains where the letters give its language away
RARER = 0.3  # nats of each place that a scheme stands behind the likeliest one
MIXED = 1.0  # nats of a form that follows no scheme
UNLEARNED = 2.0  # nats of a word for which nothing was learned
CHOICES = 4  # forms of one word that are combined with those of the others
VARIED = 24  # stretches of a name that are combined; the others are read one way
READINGS = 16  # readings of a whole name that are kept


class Reading(NamedTuple):
    """A Latin form of a name, the language (BCP 47) and scheme it follows, and its weight: its share of 1."""

    text: str
    language: str
    scheme: str
    weight: float


def romanize(text: str, scheme: str | None = None, language: str | None = None) -> str:
    """The text in Latin letters: by the named scheme, else as names of the language (BCP 47), or of the one that the
    letters give away, are usually written.

    Scripts without capitals get one at the start of each word. Raises UnknownScheme.

    >>> romanize("Щукин"), romanize("Щукин", scheme="ru-iso9"), romanize("Жээнбеков", scheme="ky-bgn")
    ('Shchukin', 'Ŝukin', 'Jeenbekov')
    >>> romanize("Ціханоўская"), romanize("Зеленський"), romanize("Қасым-Жомарт Тоқаев")
    ('Tsikhanouskaya', 'Zelenskyi', 'Kassym-Zhomart Tokayev')
    >>> romanize("习近平"), romanize("Путин и 王毅", language="ru"), romanize("高橋由美子", language="ja")
    ('Xi Jinping', 'Putin i Wang Yi', 'Takahashi Yumiko')
    >>> romanize("صفوان"), romanize("सुनील गावस्कर"), romanize("יצחק")
    ('Safwan', 'Sunil Gavaskar', 'Yitzhak')
    """
    if scheme is not None:
        return latin(scheme_of(scheme).romanize(without_stress(text)))
    return _spaced("".join([best_form(stretch).text for stretch in stretches(text, language)]))


def _spaced(forms: str) -> str:
    """Forms in a row with single spaces: a mark by itself is read as nothing, and leaves none beside it."""
    return " ".join(forms.split())


def readings(text: str, language: str | None = None) -> list[Reading]:
    """The likely Latin forms of a name, best first, weights adding up to 1; a Latin name reads as itself.

    The first is that of `romanize`. `scheme` is "learned" or "custom" where no scheme gives the form.

    >>> readings("Жээнбеков")[0][:3]
    ('Jeenbekov', 'ky', 'ky-press')
    >>> readings("Kyiv"), readings("")
    ([Reading(text='Kyiv', language='und', scheme='', weight=1.0)], [])
    """
    parts = stretches(text, language)
    if not any(map(str.isalnum, in_known_letters(text))):
        return []
    if not any(part.script for part in parts):
        return [Reading(romanize(text), "und", "", 1.0)]
    best, *others = _whole(parts)
    others = [form for form in (*others, *_by_scheme(text, parts)) if form.text != best.text]
    best = best._replace(cost=min([form.cost for form in others] + [best.cost]))
    distinct = {form.text: form for form in sorted(others, reverse=True)}
    kept = [best, *nsmallest(READINGS - 1, distinct.values())]
    shares = [math.exp(best.cost - form.cost) for form in kept]
    return [
        Reading(form.text, form.language, form.scheme, round(share / math.fsum(shares), 4))
        for form, share in zip(kept, shares, strict=True)
    ]


def _whole(parts: Sequence[Stretch]) -> list[Form]:
    """Forms of the whole name, that of each stretch's first form in front; only the first stretches vary."""
    found = [forms(part)[:CHOICES] for part in parts[:VARIED]]
    tail = [_joined([best_form(part) for part in parts[VARIED:]])] if parts[VARIED:] else []
    chosen = combine([[(form.cost, str(at)) for at, form in enumerate(one)] for one in found])
    ways = [[0] * len(found), *(list(map(int, places)) for _, places in chosen)]
    whole = [_joined([one[at] for one, at in zip(found, way, strict=True)] + tail) for way in ways]
    return [form._replace(text=_spaced(form.text)) for form in whole]


def _joined(chosen: Sequence[Form]) -> Form:
    """The stretches' forms as one: of a scheme if all words follow it."""
    words = [form for form in chosen if form.scheme]
    schemes = {form.scheme for form in words}
    scheme = schemes.pop() if len(schemes) == 1 else LEARNED if schemes else ""
    cost = math.fsum(form.cost for form in chosen) + (MIXED if scheme == LEARNED else 0.0)
    return Form(cost, "".join([form.text for form in chosen]), words[0].language if words else "und", scheme)


def _by_scheme(text: str, parts: Sequence[Stretch]) -> Iterator[Form]:
    """The whole name by each scheme; what the learned letters think of it is its cost."""
    script = scripts.script(text)
    told = scripts.language(text)
    words = [part for part in parts if part.script == script][:VARIED]
    learned = transducer(script)
    for place, form in enumerate(romanizations(text, script)):
        folded = [fold_latin(scheme_of(form.scheme).romanize(word.text)) for word in words]
        costs = learned.costs([word.text for word in words], folded).tolist() if learned else [UNLEARNED] * len(words)
        yield Form(
            math.fsum(costs) + RARER * place - (OWN if form.language == told else 0.0),
            latin(form.text),
            form.language,
            form.scheme,
        )


def combine(words: Sequence[Sequence[tuple[float, str]]], limit: int = READINGS) -> list[tuple[float, list[str]]]:
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

    >>> from names.parsing.parts import read_name
    >>> recapitalize("ван Дейк-младший", read_name("ван Дейк-младший").parts, ["van", "dyck", "mladshy"])
    'van Dyck-mladshy'
    """
    pieces, last = [], 0
    for part, word in zip(parts, words, strict=True):
        small = part.text[:1].islower()
        pieces += [text[last : part.start], word if small else word[:1].upper() + word[1:]]
        last = part.end
    return "".join([*pieces, text[last:]])
