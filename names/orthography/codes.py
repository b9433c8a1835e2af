"""Codes: words of letters and digits (MH17, С300, K2). One different character makes a different code."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import groupby

from names.caching import cached_texts
from names.data.tables import mapping, rows
from names.orthography.normalization import fold

__all__ = ["APART", "code", "disguised", "is_code"]

APART = 4.0  # cost of two different codes, in nats; chosen


def is_code(text: str) -> bool:
    """Whether a word has both digits and letters.

    >>> is_code("mh17"), is_code("2024"), is_code("airbus")
    (True, False, False)
    """
    return not text.isalpha() and any(map(str.isdigit, text)) and any(map(str.isalpha, text))


@cached_texts(1 << 14)
def code(text: str) -> str:
    """The fold of a code: look-alike letters become Latin, numbers ASCII digits without leading zeros.

    >>> code("с300") == code("C300"), code("а٣٢٠"), code("mh017") == code("MH17")
    (True, 'a320', True)
    """
    latin = fold(text).translate(_homoglyphs())
    runs = [(digits, "".join(run)) for digits, run in groupby(latin, str.isdigit)]
    return "".join(_number(run) if digits else run for digits, run in runs)


def disguised(left: str, right: str) -> bool:
    """Whether digits in one word replace similar letters of the other, which has no digits (S0r0s).

    >>> disguised("s0r0s", "soros"), disguised("mh17", "mhit"), disguised("k2", "kz")
    (True, True, False)
    """
    if len(left) != len(right) or is_code(left) == is_code(right):
        return False
    pairs = zip(left, right, strict=True)
    return all(a == b or a + b in _disguises() or b + a in _disguises() for a, b in pairs)


@cache
def _disguises() -> frozenset[str]:
    """A digit and a letter that it looks like, as one string of two characters."""
    return frozenset(digit + letter for digit, letters in rows("disguises.tsv") for letter in letters)


def _number(digits: str) -> str:
    """Digits of any script, superscripts included, as ASCII digits without leading zeros."""
    return "".join(str(unicodedata.digit(digit)) for digit in digits).lstrip("0") or "0"


@cache
def _homoglyphs() -> dict[int, str]:
    return str.maketrans(mapping("homoglyphs.tsv"))
