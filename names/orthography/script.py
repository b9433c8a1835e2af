"""Which script a text is written in, and what language its letters give away.

Script codes are ISO 15924, with two simplifications: hiragana and katakana are both "Kana", and a text
without letters is "Zyyy". Languages are BCP 47; what tells them apart is `data/languages.tsv`.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from functools import cache
from typing import NamedTuple

from names.caching import cached_texts
from names.data.tables import rows
from names.orthography.normalization import normalize
from names.orthography.repertoire import is_later
from names.orthography.script_facts import script_facts

__all__ = ["ScriptRun", "is_cased", "language", "languages", "runs", "script"]


class ScriptRun(NamedTuple):
    """A stretch of one script; offsets in characters, half-open."""

    script: str
    start: int
    end: int


@cache
def _bounds() -> tuple[list[int], list[tuple[int, str]]]:
    spans = sorted(
        (int(first, 16), int(last, 16), code)
        for code, ranges in rows("script-ranges.tsv")
        for first, last in (pair.split("-") for pair in ranges.split(" "))
    )
    return [first for first, _, _ in spans], [(last, code) for _, last, code in spans]


class _Scripts(dict[str, str]):
    """Character → script, filled as characters are met."""

    def __missing__(self, char: str) -> str:
        starts, ends = _bounds()
        at = bisect_right(starts, ord(char)) - 1
        letter = unicodedata.category(char)[0] in "LM" and not is_later(char)
        code = ends[at][1] if letter and at >= 0 and ord(char) <= ends[at][0] else "Zyyy"
        self[char] = code
        return code


_OF = _Scripts()


def script(text: str) -> str:
    """The ISO 15924 code of most letters of the text (of the first met on a tie), "Zyyy" without letters.

    >>> script("Щукин"), script("Shchukin"), script("習近平"), script("プーチン"), script("2024")
    ('Cyrl', 'Latn', 'Hani', 'Kana', 'Zyyy')
    """
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else "Zyyy"
    if len(codes := set(map(_OF.__getitem__, text))) == 1:
        return codes.pop()
    counts = Counter(map(_OF.__getitem__, text))
    del counts["Zyyy"]
    return max(counts, key=counts.__getitem__, default="Zyyy")


def runs(text: str) -> list[ScriptRun]:
    """The stretches of one script in their order; signs and spaces belong to the letters before them.

    >>> runs("Xi 习近平!")
    [ScriptRun(script='Latn', start=0, end=3), ScriptRun(script='Hani', start=3, end=7)]
    """
    found: list[tuple[str, int]] = []
    for at, code in enumerate(map(_OF.__getitem__, text)):
        if not found or code not in ("Zyyy", found[-1][0]):
            if found and found[-1][0] == "Zyyy":  # what stands before the first letter joins it
                found[-1] = (code, 0)
            else:
                found.append((code, at))
    ends = [*(start for _, start in found[1:]), len(text)]
    return [ScriptRun(code, start, end) for (code, start), end in zip(found, ends, strict=False)]


def is_cased(text: str) -> bool:
    """Whether most letters of the text are of a script with capitals in running text (so not Georgian).

    >>> is_cased("путин"), is_cased("პუტინი"), is_cased("普京")
    (True, False, False)
    """
    return script_facts(script(text)).cased


class _Language(NamedTuple):
    language: str
    script: str
    alphabet: frozenset[str]  # empty: any letter of the script
    signs: tuple[str, ...]  # letters or groups which this language has and its neighbours lack


@cache
def _languages() -> tuple[_Language, ...]:
    """The rows of `data/languages.tsv`, likelier languages first."""
    return tuple(
        _Language(language, script, frozenset(alphabet), tuple(signs.split()))
        for language, script, alphabet, signs in rows("languages.tsv")
    )


@cache
def languages(script: str) -> tuple[str, ...]:
    """The languages of a script that can be told apart, likelier ones first.

    >>> languages("Cyrl")[:3]
    ('ru', 'uk', 'be')
    """
    return tuple(row.language for row in _languages() if row.script == script)


@cached_texts(1 << 14)
def language(text: str) -> str:
    """The likeliest BCP 47 language by the letters only it has, "und" where the letters do not tell.

    >>> [language(word) for word in ("Ціханоўская", "Їжак", "Жээнбеков", "Тоқаев", "Путин", "پزشکیان")]
    ['be', 'uk', 'ky', 'kk', 'und', 'fa']
    """
    word = normalize(text).casefold()
    code = script(word)
    known = [row for row in _languages() if row.script == code]
    letters = {char for char in word if _OF[char] == code}
    if code == "Hani" and any(_OF[char] == "Kana" for char in word):
        return "ja"

    def fit(row: _Language) -> tuple[int, int]:
        strange = len(letters - row.alphabet) if row.alphabet else 0
        return -strange, sum(len(sign) for sign in row.signs if sign in word)

    best = max(known, key=fit, default=None)
    if best is None or (len(known) > 1 and not fit(best)[1]):
        return "und"
    return best.language
