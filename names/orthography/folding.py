"""Folds of single words by script: the keys of the learned tables and of the tables of variants.

For any text there is `names.orthography.normalization.fold`, which keeps the differences that blocking keys need.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Literal

from names.caching import cached_texts
from names.data.tables import mapping, rows
from names.orthography.script_facts import script_facts

__all__ = ["fold_latin", "fold_variants", "fold_word"]

LONGEST = 240  # letters of a word that `fold_variants` reads; no word of a name has so many
DROPPED = "-"  # cell of a table: the letter is dropped

_STRESS = str.maketrans(dict.fromkeys("\u0300\u0301"))  # grave and acute, over Cyrillic vowels
_GREEK_MARKS = frozenset("\u0300\u0301\u0313\u0314\u0342\u0345")  # accents, breathings, iota subscript; not diaeresis
_KATAKANA = {hiragana: hiragana + 0x60 for hiragana in (*range(0x3041, 0x3097), 0x309D, 0x309E)}  # code points
_NOT_LATIN = re.compile("[^a-z]+")


def fold_word(word: str, script: str) -> str:
    """The word as the learned tables of a script (ISO 15924) spell it: casefolded letters, equivalent ones unified.

    Folding twice changes nothing. Each script drops something else: stress marks (Cyrillic), accents (Greek), points
    and hamza (Arabic), points but no apostrophe (Hebrew), all marks (Latin). Hiragana becomes katakana, Hangul jamo.

    >>> fold_word("Müller", "Latn"), fold_word("מיכאל\u05f3", "Hebr"), fold_word("Sōseki", "Latn")
    ('muller', "מיכאל'", 'soseki')
    >>> fold_word("ひろし", "Kana"), fold_word("مُحَمَّد", "Arab"), fold_word("佐々木", "Hani")
    ('ヒロシ', 'محمد', '佐佐木')
    """
    if word.isascii():  # needs no normalization
        return _BY_SCRIPT.get(script, _letters)(word.lower())
    facts = script_facts(script)
    form: Literal["NFC", "NFKC"] = "NFKC" if facts.compatible_forms else "NFC"
    composed = unicodedata.normalize(form, unicodedata.normalize(form, word).casefold())
    return _BY_SCRIPT.get(facts.script, _letters)(composed)


def fold_latin(word: str) -> str:
    """A Latin word in the letters a-z only, without marks, apostrophes and digits.

    >>> fold_latin("Ағa O’Çelik"), fold_latin("Łukašenka")
    ('aocelik', 'lukasenka')
    """
    if word.isascii():
        return word.lower() if word.isalpha() else _NOT_LATIN.sub("", word.lower())
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_latin_letters()))
    return _NOT_LATIN.sub("", decomposed.casefold())


@cached_texts(1 << 16)
def fold_variants(word: str, table: str) -> str:
    """The word as a table of variants spells it: forms of the same Chinese character are unified.

    `table` is a script, or a script with a language (Hang-ko). Ethiopic syllables become consonant and vowel.

    >>> fold_variants("約翰", "Hani") == fold_variants("约翰", "Hani")
    True
    >>> fold_variants("ሰላም", "Ethi")
    'ስäልaም'
    """
    folded = fold_word(word[:LONGEST], table[:4])
    if table == "Hani":
        return folded.translate(_same_characters())
    return folded.translate(_ethiopic_sounds()) if table == "Ethi" else folded


def _letters(word: str) -> str:
    """The letters and marks of a word, composed again: a dropped sign may have parted a letter from its mark."""
    return unicodedata.normalize("NFC", "".join(char for char in word if unicodedata.category(char)[0] in "LM"))


def _fold_cyrillic(word: str) -> str:
    return _letters(word.translate(_STRESS))


def _fold_greek(word: str) -> str:
    unmarked = "".join(char for char in unicodedata.normalize("NFD", word) if char not in _GREEK_MARKS)
    return _letters(unicodedata.normalize("NFC", unmarked).replace("ς", "σ"))


def _fold_arabic(word: str) -> str:
    return "".join(char for char in word.translate(_letter_folds("Arab")) if unicodedata.category(char) == "Lo")


def _fold_hebrew(word: str) -> str:
    one_form = word.translate(_letter_folds("Hebr"))
    return "".join(char for char in one_form if char == "'" or unicodedata.category(char) == "Lo")


def _fold_hangul(word: str) -> str:
    return unicodedata.normalize("NFD", _letters(word))


def _fold_kana(word: str) -> str:
    return _letters(word.translate(_KATAKANA))


def _fold_characters(word: str) -> str:
    """Chinese characters and kana; 々 repeats the character before it."""
    letters: list[str] = []
    for letter in word.translate(_KATAKANA):
        letters.append(letters[-1] if letter == "々" and letters else letter)
    return _letters("".join(letters))


_BY_SCRIPT: dict[str, Callable[[str], str]] = {
    "Latn": fold_latin, "Cyrl": _fold_cyrillic, "Grek": _fold_greek, "Arab": _fold_arabic, "Hebr": _fold_hebrew,
    "Hang": _fold_hangul, "Kana": _fold_kana, "Hani": _fold_characters,
}  # fmt: skip


@cache
def _latin_letters() -> dict[int, str]:
    table = {letter: latin for letter, _, latin in rows("latin-letters.tsv") if latin != DROPPED}
    return str.maketrans(table)


@cache
def _letter_folds(script: str) -> dict[int, str | None]:
    """A table for `str.translate` of the letters of a script that are replaced or dropped."""
    return {
        ord(old): None if new == DROPPED else new
        for code, letters, new in rows("letter-folds.tsv")
        if code == script
        for old in letters
    }


@cache
def _same_characters() -> dict[int, str]:
    return str.maketrans(mapping("characters.tsv"))


@cache
def _ethiopic_sounds() -> dict[int, str]:
    """A table for `str.translate`: Ethiopic syllables as consonant (the sixth form of eight) and vowel."""
    vowels = ("ä", "u", "i", "a", "e", "", "o", "wa")
    return {code: chr(code & ~7 | 5) + vowels[code & 7] for code in range(0x1200, 0x1358)}
