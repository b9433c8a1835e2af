"""Words in Latin letters by the romanization schemes: `romanizations` gives all forms that they know for a word.

What a name is read as without a scheme being named is in `names.variation.reading`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from names.caching import cached
from names.orthography import script as scripts
from names.orthography.normalization import normalize
from names.romanization.schemes import Head, Scheme, heads
from names.romanization.schemes import scheme as scheme_of

__all__ = ["Romanization", "bare", "best_scheme", "each_romanization", "romanizations", "romanizations_in"]

_STRESS = re.compile("(?<=[\u0400-\u04ff])[\u0300\u0301]")  # only dictionaries mark it


class Romanization(NamedTuple):
    """A Latin form of a word, the scheme that gives it and the language that scheme is for."""

    text: str
    scheme: str
    language: str


def bare(text: str) -> str:
    """The normalized text without marks of stress.

    >>> bare("Зеле́нський")
    'Зеленський'
    """
    return _STRESS.sub("", normalize(text))


def romanizations(word: str, script: str) -> tuple[Romanization, ...]:
    """The distinct Latin forms of the word by all schemes of the script, but for those of one use, that know each
    of its letters, those of its likeliest language first; none if there is no such scheme.

    >>> [form.text for form in romanizations("Щукин", "Cyrl")][:3]
    ['Shchukin', 'Shchukyn', 'Shtukin']
    """
    forms: dict[str, Romanization] = {}
    for form in each_romanization(word, script):
        forms.setdefault(form.text, form)
    return tuple(forms.values())


def each_romanization(word: str, script: str) -> Iterator[Romanization]:
    """The same, one by one and with repetitions, for who needs only the first few."""
    word = bare(word)
    letters = {parted: _letters(unicodedata.normalize("NFD", word) if parted else word) for parted in (False, True)}
    for head in likeliest(script, scripts.language(word)):
        known = scheme_of(head.name) if head.use == "always" else None
        if known and letters[known.decompose] <= known.letters:
            yield Romanization(known.romanize(word), known.name, known.language)


def romanizations_in(language: str, word: str, script: str) -> Iterator[Romanization]:
    """The Latin forms of a word by the schemes of one language (BCP 47) that know its letters, the most usual first.

    A scheme is read from its file when its form is asked for.

    >>> [form.scheme for form in romanizations_in("uk", "Їжак", "Cyrl")][:2]
    ['uk-kmu', 'uk-press']
    """
    for head in sorted(heads(script), key=attrgetter("rank")):
        if head.language == language and (known := scheme_of(head.name)).covers(word):
            yield Romanization(known.romanize(word), known.name, language)


def _letters(word: str) -> frozenset[str]:
    return frozenset(filter(str.isalpha, word.lower()))


@cached(256)
def likeliest(script: str, language: str) -> tuple[Head, ...]:
    """The heads of a script's schemes: those of the language, then the first of each other language, and so on."""
    order = {name: at for at, name in enumerate(scripts.languages(script))}
    found = sorted(heads(script), key=lambda h: (h.language != language, h.rank, order.get(h.language, len(order))))
    return tuple(found)


def best_scheme(letters: str, script: str, language: str) -> Scheme | None:
    """The first scheme of the language, else the first of those that know most of the letters; None without schemes.

    >>> best_scheme("Жээнбеков", "Cyrl", "ky").name, best_scheme("Їжак", "Cyrl", "und").name
    ('ky-press', 'uk-kmu')
    """
    found = likeliest(script, language)
    if found and found[0].language == language:
        return scheme_of(found[0].name)
    known = [scheme_of(head.name) for head in found if head.use != "told"]
    return min(known, key=lambda scheme: len(set(letters.lower()) - scheme.letters), default=None)
