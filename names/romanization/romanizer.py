"""Latin forms of a word by the romanization schemes, likeliest language first.

What a name is read as where no scheme is named is decided in `names.variation.reading`.
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

__all__ = [
    "Romanization",
    "best_scheme",
    "each_romanization",
    "romanizations",
    "romanizations_in",
    "without_stress",
]

_STRESS = re.compile("(?<=[\u0400-\u04ff])[\u0300\u0301]")  # only dictionaries mark it


class Romanization(NamedTuple):
    """A Latin form of a word, the scheme that gives it and the language (BCP 47) that the scheme is for."""

    text: str
    scheme: str
    language: str


def without_stress(text: str) -> str:
    """The normalized text without the marks that dictionaries put on stressed Cyrillic vowels.

    >>> without_stress("Зеле́нський")
    'Зеленський'
    """
    return _STRESS.sub("", normalize(text))


def romanizations(word: str, script: str) -> tuple[Romanization, ...]:
    """The distinct Latin forms of a word by all schemes that `each_romanization` tries; none if there is no such one.

    >>> [form.text for form in romanizations("Щукин", "Cyrl")][:3]
    ['Shchukin', 'Shchukyn', 'Shtukin']
    """
    distinct: dict[str, Romanization] = {}
    for form in each_romanization(word, script):
        distinct.setdefault(form.text, form)
    return tuple(distinct.values())


def each_romanization(word: str, script: str) -> Iterator[Romanization]:
    """The Latin form of a word by each scheme of its script (ISO 15924), those of its likeliest language first.

    Schemes that serve texts of one language alone are left out, and so are those that lack one of its letters. A
    scheme is read from its file when its turn comes; a form may come twice.

    >>> next(each_romanization("Жээнбеков", "Cyrl"))
    Romanization(text='Jeenbekov', scheme='ky-press', language='ky')
    """
    word = without_stress(word)
    composed, decomposed = _letters_of(word), _letters_of(unicodedata.normalize("NFD", word))
    for head in preferred_heads(script, scripts.language(word)):
        if head.use != "always":
            continue
        known = scheme_of(head.name)
        if (decomposed if known.decompose else composed) <= known.letters:
            yield Romanization(known.romanize(word), known.name, known.language)


def romanizations_in(language: str, word: str, script: str) -> Iterator[Romanization]:
    """The Latin forms of a word by the schemes of one language (BCP 47) that know its letters, the most usual first.

    A scheme is read from its file when its turn comes.

    >>> [form.scheme for form in romanizations_in("uk", "Їжак", "Cyrl")][:2]
    ['uk-kmu', 'uk-press']
    """
    for head in sorted(heads(script), key=attrgetter("rank")):
        if head.language == language and (known := scheme_of(head.name)).covers(word):
            yield Romanization(known.romanize(word), known.name, language)


def _letters_of(word: str) -> frozenset[str]:
    """The distinct letters of a word in lower case."""
    return frozenset(filter(str.isalpha, word.lower()))


@cached(256)
def preferred_heads(script: str, language: str) -> tuple[Head, ...]:
    """The heads of a script's schemes: all of the language, then the first of each other language, and so on.

    >>> [head.name for head in preferred_heads("Cyrl", "bg")][:5]
    ['bg-official', 'bg-bgn', 'bg-scholarly', 'bg-de', 'ru-press']
    """
    order = {known: place for place, known in enumerate(scripts.languages(script))}

    def preference(head: Head) -> tuple[bool, int, int]:
        return head.language != language, head.rank, order.get(head.language, len(order))

    return tuple(sorted(heads(script), key=preference))


def best_scheme(letters: str, script: str, language: str) -> Scheme | None:
    """The first scheme of the language, else the first of those that know most of the letters; None without schemes.

    >>> best_scheme("Жээнбеков", "Cyrl", "ky").name, best_scheme("Їжак", "Cyrl", "und").name
    ('ky-press', 'uk-kmu')
    """
    ordered = preferred_heads(script, language)
    if ordered and ordered[0].language == language:
        return scheme_of(ordered[0].name)
    wanted = frozenset("".join(letters.lower().split()))
    best, fewest = None, len(wanted) + 1
    for head in ordered:
        if head.use == "told":
            continue
        known = scheme_of(head.name)
        missing = len(wanted - known.letters)
        if missing < fewest:
            best, fewest = known, missing
        if not missing:  # no scheme behind this one need be read
            break
    return best
