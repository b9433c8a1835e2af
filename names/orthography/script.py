"""The script of a text, and the language that its letters give away.

Scripts are ISO 15924 codes, with two simplifications: hiragana and katakana are both "Kana", and a text without letters
is "Zyyy". Languages are BCP 47 codes; the letters that tell them apart are in `data/languages.tsv`.
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

COMMON = "Zyyy"  # the code of characters without a script: digits, signs, spaces

__all__ = ["ScriptRun", "alphabet", "is_cased", "language", "languages", "runs", "script"]


class ScriptRun(NamedTuple):
    """A stretch of one script; offsets in characters, half-open."""

    script: str
    start: int
    end: int


@cache
def _ranges() -> tuple[list[int], list[tuple[int, str]]]:
    """The first code points of all ranges, in order; and for each range its last code point and its script."""
    ranges = sorted(
        (int(first, 16), int(last, 16), code)
        for code, pairs in rows("script-ranges.tsv")
        for first, last in (pair.split("-") for pair in pairs.split(" "))
    )
    return [first for first, _, _ in ranges], [(last, code) for _, last, code in ranges]


class _Scripts(dict[str, str]):
    """The script of each character, filled as characters are met."""

    def __missing__(self, char: str) -> str:
        self[char] = code = self._find(char)
        return code

    @staticmethod
    def _find(char: str) -> str:
        if unicodedata.category(char)[0] not in "LM" or is_later(char):
            return COMMON
        firsts, ends = _ranges()
        index = bisect_right(firsts, ord(char)) - 1
        if index < 0:
            return COMMON
        last, code = ends[index]
        return code if ord(char) <= last else COMMON


_SCRIPT_OF = _Scripts()


def script(text: str) -> str:
    """The script of most letters of a text, the first one of several as frequent; "Zyyy" for a text without letters.

    >>> script("Щукин"), script("Shchukin"), script("習近平"), script("プーチン"), script("2024")
    ('Cyrl', 'Latn', 'Hani', 'Kana', 'Zyyy')
    """
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else COMMON
    if len(codes := set(map(_SCRIPT_OF.__getitem__, text))) == 1:
        return codes.pop()
    counts = Counter(map(_SCRIPT_OF.__getitem__, text))
    del counts[COMMON]
    return max(counts, key=counts.__getitem__, default=COMMON)


def runs(text: str) -> list[ScriptRun]:
    """The runs of one script in a text, in order; signs and spaces belong to the letters before them.

    Signs at the beginning belong to the first letters; a text without letters is one run.

    >>> runs("Xi 习近平!")
    [ScriptRun(script='Latn', start=0, end=3), ScriptRun(script='Hani', start=3, end=7)]
    """
    starts: list[tuple[str, int]] = []
    current = None
    for position, code in enumerate(map(_SCRIPT_OF.__getitem__, text)):
        if current is not None and code in (COMMON, current):
            continue
        if current == COMMON:  # signs at the beginning
            starts[-1] = (code, 0)
        else:
            starts.append((code, position))
        current = code
    ends = [*(start for _, start in starts[1:]), len(text)]
    return [ScriptRun(code, start, end) for (code, start), end in zip(starts, ends, strict=False)]


def is_cased(text: str) -> bool:
    """Whether the script of most letters has capitals in running text, which Georgian has not.

    >>> is_cased("путин"), is_cased("პუტინი"), is_cased("普京")
    (True, False, False)
    """
    return script_facts(script(text)).cased


class _Language(NamedTuple):
    """A row of `data/languages.tsv`."""

    language: str
    script: str
    alphabet: frozenset[str]  # its letters; empty: any letter of the script
    signs: tuple[str, ...]  # letters or groups of letters that this language has and its neighbours lack


@cache
def _languages() -> tuple[_Language, ...]:
    """The rows of the table, likelier languages first."""
    return tuple(
        _Language(language, script, frozenset(alphabet), tuple(signs.split()))
        for language, script, alphabet, signs in rows("languages.tsv")
    )


@cache
def languages(script: str) -> tuple[str, ...]:
    """The languages of a script that letters tell apart, likelier ones first.

    >>> languages("Cyrl")[:3]
    ('ru', 'uk', 'be')
    """
    return tuple(row.language for row in _languages() if row.script == script)


@cache
def alphabet(language: str, script: str) -> frozenset[str]:
    """The letters, in lower case, with which a language is written in a script; empty if the table does not say.

    >>> "і" in alphabet("uk", "Cyrl"), "і" in alphabet("ru", "Cyrl"), alphabet("vi", "Latn")
    (True, False, frozenset())
    """
    found = (row.alphabet for row in _languages() if (row.language, row.script) == (language, script))
    return next(found, frozenset())


@cached_texts(1 << 14)
def language(text: str) -> str:
    """The language that the letters of a text give away, or "und".

    It is the language whose alphabet lacks the fewest of the letters; of several such languages, the one with the most
    letters that its neighbours lack. If the text has no letter of that kind, it gives no language away, unless its
    script has only one. Chinese characters beside kana are Japanese.

    >>> [language(word) for word in ("Ціханоўская", "Їжак", "Жээнбеков", "Тоқаев", "Путин", "پزشکیان")]
    ['be', 'uk', 'ky', 'kk', 'und', 'fa']
    """
    folded = normalize(text).casefold()
    code = script(folded)
    if code == "Hani" and any(_SCRIPT_OF[char] == "Kana" for char in folded):
        return "ja"
    candidates = [row for row in _languages() if row.script == code]
    letters = {char for char in folded if _SCRIPT_OF[char] == code}

    def fit(row: _Language) -> tuple[int, int]:
        foreign_letters = len(letters - row.alphabet) if row.alphabet else 0
        return -foreign_letters, sum(len(sign) for sign in row.signs if sign in folded)

    if len(candidates) < 2:
        return candidates[0].language if candidates else "und"
    best = max(candidates, key=fit)
    _, own_letters = fit(best)
    return best.language if own_letters else "und"
