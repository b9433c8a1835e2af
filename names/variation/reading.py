"""A name in Latin letters: `romanize` gives the likeliest form, `readings` several with their weights.

A name with a customary spelling is written so. Other words follow the scheme of their language. Only where the script
omits vowels (Arabic, Hebrew), or its schemes are rough, learned readings are weighed by how usual they look. Chinese
characters are read in the language that the name seems to be in.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from typing import NamedTuple, TypeVar

from names.orthography import script as scripts
from names.orthography.folding import fold_latin
from names.orthography.repertoire import in_known_letters
from names.parsing.parts import Part
from names.romanization.romanizer import romanizations, without_stress
from names.romanization.schemes import scheme as scheme_of
from names.romanization.transducers import transducer
from names.variation.forms import LEARNED, Form, best_form, in_latin_letters, word_forms
from names.variation.stretches import Stretch, split_stretches

__all__ = ["LEARNED", "Reading", "combine", "readings", "recapitalize", "romanize"]

OWN_LANGUAGE_BONUS = 4.0  # nats subtracted for a scheme of the language that the letters give away; chosen
RANK_COST = 0.3  # nats added for each place that a scheme is behind the likeliest one; chosen
NO_SCHEME_COST = 1.0  # nats added to a form whose words follow no scheme, or several; chosen
UNLEARNED_COST = 2.0  # nats of a word in a script without a learned table; chosen
WORD_FORMS = 4  # forms of one word that are combined with those of the others; chosen
VARIED = 24  # stretches of a name whose forms are combined; further ones are read in one way only; chosen
READINGS = 16  # readings of a whole name that are kept; chosen

Choice = TypeVar("Choice", bound="str | int")


class Reading(NamedTuple):
    """A Latin form of a name."""

    text: str  # the form
    language: str  # BCP 47 tag of the language whose rules it follows
    scheme: str  # name of the romanization scheme; "learned" or "custom" where no scheme gives it
    weight: float  # share, 0..1, of all likely forms


def romanize(text: str, scheme: str | None = None, language: str | None = None) -> str:
    """The text in Latin letters: by the named scheme, else as names are usually written in the language (BCP 47).

    Without `language` the letters decide. Words of scripts without capitals are capitalized. Raises UnknownScheme.

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
        return in_latin_letters(scheme_of(scheme).romanize(without_stress(text)))
    return _single_spaced("".join([best_form(stretch).text for stretch in split_stretches(text, language)]))


def _single_spaced(latin: str) -> str:
    """The form with single spaces: a mark that is read as nothing must not leave two."""
    return " ".join(latin.split())


def readings(text: str, language: str | None = None) -> list[Reading]:
    """The likely Latin forms of a name, best first, with weights that add up to 1; a Latin name is its only reading.

    The first is that of `romanize`. Its `scheme` is "learned" or "custom" where no scheme gives the form.

    >>> readings("Жээнбеков")[0][:3]
    ('Jeenbekov', 'ky', 'ky-press')
    >>> readings("Kyiv"), readings("")
    ([Reading(text='Kyiv', language='und', scheme='', weight=1.0)], [])
    """
    stretches = split_stretches(text, language)
    if not any(map(str.isalnum, in_known_letters(text))):
        return []
    if not any(stretch.script for stretch in stretches):
        return [Reading(romanize(text), "und", "", 1.0)]
    best, *others = _combined_forms(stretches)
    others = [form for form in (*others, *_scheme_forms(text, stretches)) if form.text != best.text]
    best = best._replace(cost=min([form.cost for form in others] + [best.cost]))  # no other form weighs more
    distinct = {form.text: form for form in sorted(others, reverse=True)}  # the cheapest one of each text is kept
    kept = [best, *nsmallest(READINGS - 1, distinct.values())]
    weights = [math.exp(best.cost - form.cost) for form in kept]
    total = math.fsum(weights)
    return [
        Reading(form.text, form.language, form.scheme, round(weight / total, 4))
        for form, weight in zip(kept, weights, strict=True)
    ]


def _combined_forms(stretches: Sequence[Stretch]) -> list[Form]:
    """The forms of the whole name: that made of each stretch's best form, then the cheapest combinations.

    Only the forms of the first VARIED stretches are combined.
    """
    varied = [word_forms(stretch)[:WORD_FORMS] for stretch in stretches[:VARIED]]
    unvaried = [_joined([best_form(stretch) for stretch in stretches[VARIED:]])] if stretches[VARIED:] else []
    cheapest = combine([[(form.cost, place) for place, form in enumerate(forms)] for forms in varied])
    combinations = [[0] * len(varied), *(places for _, places in cheapest)]
    names = [
        _joined([forms[place] for forms, place in zip(varied, places, strict=True)] + unvaried)
        for places in combinations
    ]
    return [form._replace(text=_single_spaced(form.text)) for form in names]


def _joined(forms: Sequence[Form]) -> Form:
    """The forms of the stretches as one form, which has a scheme if all words follow the same one."""
    words = [form for form in forms if form.scheme]
    schemes = {form.scheme for form in words}
    scheme = schemes.pop() if len(schemes) == 1 else LEARNED if schemes else ""
    cost = math.fsum(form.cost for form in forms) + (NO_SCHEME_COST if scheme == LEARNED else 0.0)
    return Form(cost, "".join([form.text for form in forms]), words[0].language if words else "und", scheme)


def _scheme_forms(text: str, stretches: Sequence[Stretch]) -> Iterator[Form]:
    """The whole name by each scheme; its words cost what the learned table says of them."""
    script = scripts.script(text)
    likely_language = scripts.language(text)
    words = [stretch.text for stretch in stretches if stretch.script == script][:VARIED]
    learned = transducer(script)
    for place, form in enumerate(romanizations(text, script)):
        latin = [fold_latin(scheme_of(form.scheme).romanize(word)) for word in words]
        costs = learned.costs(words, latin).tolist() if learned else [UNLEARNED_COST] * len(words)
        bonus = OWN_LANGUAGE_BONUS if form.language == likely_language else 0.0
        cost = math.fsum(costs) + RANK_COST * place - bonus
        yield Form(cost, in_latin_letters(form.text), form.language, form.scheme)


def combine(words: Sequence[Sequence[tuple[float, Choice]]], limit: int = READINGS) -> list[tuple[float, list[Choice]]]:
    """The `limit` cheapest ways to choose one form for each word, with their summed costs.

    >>> combine([[(0.0, "a"), (1.0, "b")], [(0.0, "c"), (3.0, "d")]], 3)
    [(0.0, ['a', 'c']), (1.0, ['b', 'c']), (3.0, ['a', 'd'])]
    """
    cheapest: list[tuple[float, list[Choice]]] = [(0.0, [])]
    for choices in words:
        longer = [(cost + form_cost, [*chosen, form]) for cost, chosen in cheapest for form_cost, form in choices]
        cheapest = nsmallest(limit, longer)
    return cheapest


def recapitalize(text: str, parts: Sequence[Part], words: Sequence[str]) -> str:
    """The text with other words in place of its parts, capitalized unless the part is in small letters.

    >>> from names.parsing.parts import read_name
    >>> recapitalize("ван Дейк-младший", read_name("ван Дейк-младший").parts, ["van", "dyck", "mladshy"])
    'van Dyck-mladshy'
    """
    pieces, copied = [], 0
    for part, word in zip(parts, words, strict=True):
        is_small = part.text[:1].islower()
        pieces += [text[copied : part.start], word if is_small else word[:1].upper() + word[1:]]
        copied = part.end
    return "".join([*pieces, text[copied:]])
