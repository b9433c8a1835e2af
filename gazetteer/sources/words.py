"""Words of sources for what has a code, such as a country: tables of codes, each with its words."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

__all__ = ["codes_by_word", "fold", "read_words"]

_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})


@lru_cache(1 << 14)
def fold(text: str) -> str:
    """The letters and digits of a text, without case and marks.

    >>> fold("A.K.A."), fold("Ім'я"), fold("date_of Birth"), fold("ADI") == fold("Adı")
    ('aka', 'імя', 'dateofbirth', True)
    """
    if text.isascii():
        return "".join(filter(str.isalnum, text.casefold()))
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    return unicodedata.normalize("NFC", "".join(filter(str.isalnum, plain)))


@cache
def read_words(table: Path) -> list[list[str]]:
    """The cells of the rows of a table, without its head; the words of the last cell are parted by semicolons."""
    lines = table.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


@cache
def codes_by_word(table: Path) -> Mapping[str, str]:
    """The codes in the first column of a table by their folded words; of a word for several, the first."""
    found: dict[str, str] = {}
    for code, words in read_words(table):
        for word in words.split(";"):
            found.setdefault(fold(word), code)
    return found
