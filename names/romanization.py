"""Names in Latin letters: `romanize` gives one form, `romanizations` all that the schemes know for a word."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from names import script as scripts
from names.fallback import to_ascii
from names.normalization import normalize
from names.schemes import Scheme, heads
from names.schemes import scheme as scheme_of
from names.tables import rows

__all__ = ["Romanization", "romanizations", "romanize"]

_STRESS = re.compile("(?<=[\u0400-\u04ff])[\u0300\u0301]")  # only dictionaries mark it
# Letters of a given name after a surname; a lone one only in Han, as 서울 (Seoul) only looks like a name.
_GIVEN = {"Hani": (1, 2), "Hang": (2,)}
_GLUED = re.compile(r"(?<=[^\W\d_])\0(?=[^\W\d_])")  # two scripts, no space
_FIRST = re.compile(r"(?<![\w'])[^\W\d_]")


class Romanization(NamedTuple):
    """A Latin form of a word, the scheme that gives it and the language that scheme is for."""

    text: str
    scheme: str
    language: str


def romanize(text: str, scheme: str | None = None, language: str | None = None) -> str:
    """The text in Latin letters: by the named scheme, else by the first scheme of the language, else by the
    likeliest scheme for its letters; letters that no scheme knows go the rough way of `names.fallback`.

    Scripts without capitals get one at the start of each word. Raises UnknownScheme.

    >>> romanize("Щукин"), romanize("Щукин", scheme="ru-iso9"), romanize("Жээнбеков", scheme="ky-bgn")
    ('Shchukin', 'Ŝukin', 'Jeenbekov')
    >>> romanize("Ціханоўская"), romanize("Зеленський"), romanize("Қасым-Жомарт Тоқаев")
    ('Tsikhanouskaya', 'Zelenskyi', 'Kassym-Zhomart Tokayev')
    >>> romanize("习近平"), romanize("Путин и 王毅", language="ru")
    ('Xi Jinping', 'Putin i Wang Yi')
    """
    text = _STRESS.sub("", normalize(text))
    if scheme is not None:
        return _rest(scheme_of(scheme).romanize(text))
    if text.isascii():
        return text
    pieces = [_run(text[start:end], code, text, language) for code, start, end in scripts.runs(text)]
    return _rest(_GLUED.sub(" ", "\0".join(pieces)).replace("\0", ""))


def romanizations(word: str, script: str) -> tuple[Romanization, ...]:
    """The distinct Latin forms of the word by all schemes of the script that know each of its letters,
    those of its likeliest language first; none if there is no such scheme.

    >>> [form.text for form in romanizations("Щукин", "Cyrl")][:3]
    ['Shchukin', 'Shchukyn', 'Shtukin']
    """
    forms: dict[str, Romanization] = {}
    for form in each_romanization(word, script):
        forms.setdefault(form.text, form)
    return tuple(forms.values())


def each_romanization(word: str, script: str) -> Iterator[Romanization]:
    """The same, one by one and with repetitions, for who needs only the first few."""
    word = _STRESS.sub("", normalize(word))
    letters = {parted: _letters(unicodedata.normalize("NFD", word) if parted else word) for parted in (False, True)}
    for name in _likeliest(script, scripts.language(word)):
        known = scheme_of(name)
        if letters[known.decompose] <= known.letters:
            yield Romanization(known.romanize(word), known.name, known.language)


def _letters(word: str) -> frozenset[str]:
    return frozenset(filter(str.isalpha, word.lower()))


@lru_cache(maxsize=256)
def _likeliest(script: str, language: str) -> tuple[str, ...]:
    """The names of a script's schemes: those of the language, then the first of each other language, and so on."""
    order = {name: at for at, name in enumerate(scripts.languages(script))}
    found = sorted(heads(script), key=lambda h: (h.language != language, h.rank, order.get(h.language, len(order))))
    return tuple(head.name for head in found)


def _run(run: str, script: str, text: str, language: str | None) -> str:
    """One run of one script, by a scheme chosen for the whole text."""
    if script in ("Latn", "Zyyy"):
        return run
    chosen = _choose(script, text, language)
    latin = "".join(_word(piece, script, chosen) for piece in re.split(r"(\s+)", run))
    return latin if scripts.is_cased(run) else _FIRST.sub(lambda first: first[0].upper(), latin)


def _word(word: str, script: str, scheme: Scheme | None) -> str:
    """A word, parted where the script does not: after a surname of one letter or two."""
    latin = scheme.romanize if scheme else to_ascii
    name = word.rstrip(string.punctuation)
    for length in (2, 1):
        surname = _surnames().get(name[:length])
        if surname and len(name) - length in _GIVEN.get(script, ()):
            return f"{surname} {latin(name[length:]).replace(' ', '').capitalize()}{word[len(name) :]}"
    return latin(word) if name.strip() else word


@cache
def _surnames() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("surnames.tsv")}


def _choose(script: str, text: str, language: str | None) -> Scheme | None:
    """The first scheme of the language, else the first of those that know most letters of the text."""
    letters = "".join(text[start:end] for code, start, end in scripts.runs(text) if code == script)
    wanted = language or scripts.language(letters)
    likeliest = _likeliest(script, wanted)
    if likeliest and scheme_of(likeliest[0]).language == wanted:
        return scheme_of(likeliest[0])
    found = map(scheme_of, likeliest)
    return min(found, key=lambda scheme: len(set(letters.lower()) - scheme.letters), default=None)


def _rest(latin: str) -> str:
    """The text with the letters that are still not Latin in ASCII."""
    if latin.isascii():
        return latin
    pieces = ((code, latin[start:end]) for code, start, end in scripts.runs(latin))
    return "".join(piece if code in ("Latn", "Zyyy") else to_ascii(piece) for code, piece in pieces)
