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

__all__ = ["ScriptRun", "is_cased", "language", "languages", "runs", "script"]

# First and last code point of each run of letters and marks, from the character names of Unicode 15
# (names whose first word is the script; mathematical letters left out).
_RANGES = """\
Latn 0041-00AA 00BA-02AF 1D00-1D25 1D62-1D65 1D6B-1D9A 1E00-1EFF 2090-209C 212A-212B 2184-2184 2C60-2C7F \
A722-A7FF AB30-AB64 AB66-AB68 FB00-FB06 FF21-FF5A 1DF00-1DF1E
Grek 00B5-00B5 0370-03E1 03F0-03FF 1D26-1D2A 1D66-1D6A 1F00-1FFC 2126-2126 AB65-AB65
Cyrl 0400-052F 1C80-1C88 1D2B-1D2B A640-A69B
Armn 0531-0588 FB13-FB17
Hebr 0591-05F2 FB1D-FB4F
Arab 0610-06FF 0750-077F 0870-08FF FB50-FDFB FE70-FEFC
Geor 10A0-10FF 1C90-1CBF 2D00-2D2D
Hani 3005-302D 3400-4DBF 4E00-9FFF F900-FAD9 20000-2EBE0 2F800-2FA1D 30000-3134A
Kana 3041-30FF 31F0-31FF FF66-FF9F 1AFF0-1B001 1B11F-1B167
Hang 1100-11FF 302E-302F 3131-318E A960-A97C AC00-D7FB FFA0-FFDC
Deva 0900-097F A8F2-A8FF
Beng 0980-09FE
Guru 0A01-0A75
Gujr 0A81-0AFF
Orya 0B01-0B71
Taml 0B82-0BD7
Telu 0C00-0C63
Knda 0C80-0CF2
Mlym 0D00-0D7F
Sinh 0D81-0DF3
Thai 0E01-0E4E
Laoo 0E81-0EDF
Tibt 0F00-0FC6
Mymr 1000-109D A9E0-A9FE AA60-AA7F
Khmr 1780-17DD
Ethi 1200-138F 2D80-2DDE AB01-AB2E 1E7E0-1E7FE
Mong 180B-18AA
Syrc 0710-074F 0860-086A
Thaa 0780-07B1
Nkoo 07CA-07FD
Cher 13A0-13FD AB70-ABBF
Cans 1401-167F 18B0-18F5 11AB0-11ABF
Bali 1B00-1B73
Sund 1B80-1BBF
Java A980-A9CF
Olck 1C5A-1C7D
Mtei AAE0-AAF6 ABC0-ABED
Tfng 2D30-2D7F
Copt 03E2-03EF 2C80-2CF3 102E0-102E0
Glag 2C00-2C5F
Goth 10330-10349
Bopo 3105-312F 31A0-31BF
Yiii A000-A48C
Adlm 1E900-1E94B
Cakm 11100-1114F
Vaii A500-A62B
Rohg 10D00-10D27
Osge 104B0-104FB
Cham AA00-AA4D
Bugi 1A00-1A1B
Limb 1900-193B
Lepc 1C00-1C4F
Lana 1A20-1A7F
Talu 1980-19C9
Tale 1950-1974
Bamu A6A0-A6F1 16800-16A38
Newa 11400-11461
Mand 0840-085B
Lisu A4D0-A4FD 11FB0-11FB0
Kali A90A-A92D
Saur A880-A8C5
Sylo A800-A82C
Tglg 1700-171F
Hano 1720-1734
Buhd 1740-1753
Tagb 1760-1773
Batk 1BC0-1BF3
Rjng A930-A953
Tavt AA80-AADF
Samr 0800-082D
Osma 10480-1049D
Hmnp 1E100-1E14E
Plrd 16F00-16F9F
Wcho 1E2C0-1E2EF
Wara 118A0-118FF
Mroo 16A40-16A5E
Gonm 11D00-11D47
Gong 11D60-11D98
Bass 16AD0-16AF4
Mend 1E800-1E8D6
Dsrt 10400-1044F
Shaw 10450-1047F
Phag A840-A873
Shrd 11180-111DF
Tirh 11480-114C7"""

_CASED = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Cher", "Adlm", "Glag", "Copt"})


class ScriptRun(NamedTuple):
    """A stretch of one script; offsets in characters, half-open."""

    script: str
    start: int
    end: int


@cache
def _bounds() -> tuple[list[int], list[tuple[int, str]]]:
    spans = sorted(
        (int(first, 16), int(last, 16), code)
        for code, *pairs in map(str.split, _RANGES.splitlines())
        for first, last in (pair.split("-") for pair in pairs)
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
    return script(text) in _CASED


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
