"""Latin forms of a word by the romanization schemes, likeliest language first.

Which form a name gets when no scheme is asked for is decided in `names.variation.reading`.
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
from names.romanization.schemes import Scheme, SchemeHead, heads
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
    """The distinct Latin forms of a word by the schemes of `each_romanization`, in its order.

    >>> [form.text for form in romanizations("Щукин", "Cyrl")][:3]
    ['Shchukin', 'Shchukyn', 'Shtukin']
    """
    distinct: dict[str, Romanization] = {}
    for form in each_romanization(word, script):
        distinct.setdefault(form.text, form)
    return tuple(distinct.values())


def each_romanization(word: str, script: str) -> Iterator[Romanization]:
    """The Latin form of a word by each scheme of its script (ISO 15924), those of its likeliest language first.

    Schemes that are not for general use, and those that lack one of the letters, are left out. A scheme is only read
    from its file when its turn comes; a form may come twice.

    >>> next(each_romanization("Жээнбеков", "Cyrl"))
    Romanization(text='Jeenbekov', scheme='ky-press', language='ky')
    """
    word = without_stress(word)
    composed, decomposed = _letters_of(word), _letters_of(unicodedata.normalize("NFD", word))
    for head in preferred_heads(script, scripts.language(word)):
        if head.use != "always":
            continue
        scheme = scheme_of(head.name)
        if (decomposed if scheme.decompose else composed) <= scheme.letters:
            yield Romanization(scheme.romanize(word), scheme.name, scheme.language)


def romanizations_in(language: str, word: str, script: str) -> Iterator[Romanization]:
    """The Latin forms of a word by the schemes of one language (BCP 47) that know its letters, the most usual first.

    A scheme is only read from its file when its turn comes.

    >>> [form.scheme for form in romanizations_in("uk", "Їжак", "Cyrl")][:2]
    ['uk-kmu', 'uk-press']
    """
    for head in sorted(heads(script), key=attrgetter("rank")):
        if head.language == language and (scheme := scheme_of(head.name)).covers(word):
            yield Romanization(scheme.romanize(word), scheme.name, language)


def _letters_of(word: str) -> frozenset[str]:
    """The distinct letters of a word in lower case."""
    return frozenset(filter(str.isalpha, word.lower()))


@cached(256)
def preferred_heads(script: str, language: str) -> tuple[SchemeHead, ...]:
    """The heads of a script's schemes: those of the language, then the first of each other one, the second, and so on.

    >>> [head.name for head in preferred_heads("Cyrl", "bg")][:5]
    ['bg-official', 'bg-bgn', 'bg-scholarly', 'bg-de', 'ru-press']
    """
    order = {likely: place for place, likely in enumerate(scripts.languages(script))}

    def preference(head: SchemeHead) -> tuple[bool, int, int]:
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
        scheme = scheme_of(head.name)
        missing = len(wanted - scheme.letters)
        if missing < fewest:
            best, fewest = scheme, missing
        if not missing:  # no later scheme can be better
            break
    return best
