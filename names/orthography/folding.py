"""One spelling of a word for every way of writing it within a script: what the learned tables are keyed by.

`names.romanization.transducer` offers `fold_word`; the rules are here because training needs them without the tables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Literal

from names.caching import cached_texts
from names.data.tables import mapping
from names.orthography.script_facts import script_facts

CUT = 240  # letters of a word that are looked at: no name's word has so many
_LETTERS = {  # letters that canonical decomposition leaves whole
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h",
    "ŋ": "ng", "ə": "a", "ɛ": "e", "ɔ": "o", "ƒ": "f", "ŧ": "t", "ĸ": "k", "ŀ": "l", "ŉ": "n", "ǝ": "e",
    "ʒ": "zh", "ơ": "o", "ư": "u", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ɣ": "gh", "ɨ": "i", "ʉ": "u", "ƶ": "z",
    "ǥ": "g", "ꞑ": "n",
}  # fmt: skip
_LATIN = str.maketrans(_LETTERS)
_ARABIC = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳ", "ا"), **dict.fromkeys("ةۃہھۀۂەۿ", "ه"), **dict.fromkeys("ىیےئېۓێي", "ي"),
        **dict.fromkeys("کګڪ", "ك"), **dict.fromkeys("ؤۆۇۈۋ", "و"), "ں": "ن", "ڵ": "ل", "ړ": "ر", "ڕ": "ر",
        "ء": None,         "ـ": None,
    }
)  # fmt: skip
_HEBREW = str.maketrans({**dict(zip("ךםןףץ", "כמנפצ", strict=True)), "׳": "'", "’": "'", "‘": "'", "`": "'"})
_TONOS = {"\u0301", "\u0300", "\u0342", "\u0313", "\u0314", "\u0345"}
_HIRAGANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
_NOT_LATIN = re.compile("[^a-z]+")


def fold_word(word: str, script: str) -> str:
    """The word as the tables of a script (ISO 15924) know it; total, and the same for a word already spelled so.

    >>> fold_word("Müller", "Latn"), fold_word("מיכאל\u05f3", "Hebr"), fold_word("Sōseki", "Latn")
    ('muller', "מיכאל'", 'soseki')
    >>> fold_word("ひろし", "Kana"), fold_word("مُحَمَّد", "Arab"), fold_word("佐々木", "Hani")
    ('ヒロシ', 'محمد', '佐佐木')
    """
    if word.isascii():  # is composed
        return _SPELL.get(script, _letters)(word.lower())
    facts = script_facts(script)
    form: Literal["NFC", "NFKC"] = "NFKC" if facts.compatible_forms else "NFC"
    return _SPELL.get(facts.script, _letters)(unicodedata.normalize(form, unicodedata.normalize(form, word).casefold()))


def fold_latin(word: str) -> str:
    """A Latin word in lower-case ASCII letters alone; marks and apostrophes are gone.

    >>> fold_latin("Ағa O’Çelik"), fold_latin("Łukašenka")
    ('aocelik', 'lukasenka')
    """
    if word.isascii():
        return word.lower() if word.isalpha() else _NOT_LATIN.sub("", word.lower())
    return _NOT_LATIN.sub("", unicodedata.normalize("NFKD", word.casefold().translate(_LATIN)).casefold())


def _letters(word: str) -> str:
    """The letters and marks, composed: what is left out may have stood between a letter and its mark."""
    return unicodedata.normalize("NFC", "".join(c for c in word if unicodedata.category(c)[0] in "LM"))


def _cyrillic(word: str) -> str:
    return _letters(word.replace("\u0301", "").replace("\u0300", ""))


def _greek(word: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if c not in _TONOS)
    return _letters(unicodedata.normalize("NFC", bare).replace("ς", "σ"))


def _arabic(word: str) -> str:
    plain = word.translate(_ARABIC)
    return "".join(c for c in plain if unicodedata.category(c) == "Lo")


def _hebrew(word: str) -> str:
    return "".join(c for c in word.translate(_HEBREW) if c == "'" or unicodedata.category(c) == "Lo")


def _jamo(word: str) -> str:
    return unicodedata.normalize("NFD", _letters(word))


def _kana(word: str) -> str:
    return _letters(word.translate(_HIRAGANA))


def _han(word: str) -> str:
    whole = word.translate(_HIRAGANA)
    for at, letter in enumerate(whole):
        if letter == "々" and at:
            whole = whole[:at] + whole[at - 1] + whole[at + 1 :]
    return _letters(whole)


_SPELL: dict[str, Callable[[str], str]] = {
    "Latn": fold_latin, "Cyrl": _cyrillic, "Grek": _greek, "Arab": _arabic, "Hebr": _hebrew, "Hang": _jamo,
    "Kana": _kana, "Hani": _han,
}  # fmt: skip


@cached_texts(1 << 16)
def fold_variants(word: str, table: str) -> str:
    """The word as the table of variants knows it; characters of one meaning and origin are one.

    >>> fold_variants("約翰", "Hani") == fold_variants("约翰", "Hani")
    True
    """
    known = fold_word(word[:CUT], table[:4])
    if table == "Hani":
        return known.translate(_characters())
    return known.translate(_syllables()) if table == "Ethi" else known


@cache
def _characters() -> dict[int, str]:
    return str.maketrans(mapping("characters.tsv"))


@cache
def _syllables() -> dict[int, str]:
    """Ethiopic syllables as their consonant, which is the sixth of eight, and a vowel."""
    vowels = ("ä", "u", "i", "a", "e", "", "o", "wa")
    return {code: chr(code & ~7 | 5) + vowels[code & 7] for code in range(0x1200, 0x1358)}
