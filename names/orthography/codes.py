"""Codes: words of letters and digits (MH17, С300, K2), where another digit or letter is another thing."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import groupby

from names.caching import cached_texts
from names.data.tables import mapping, rows
from names.orthography.normalization import fold

APART = 4.0  # nats of another code


def is_code(text: str) -> bool:
    """Whether a word holds both digits and letters.

    >>> is_code("mh17"), is_code("2024"), is_code("airbus")
    (True, False, False)
    """
    return not text.isalpha() and any(map(str.isdigit, text)) and any(map(str.isalpha, text))


@cached_texts(1 << 14)
def code(text: str) -> str:
    """The code as it is written in Latin capitals that look like its letters, its digits as numbers.

    >>> code("с300") == code("C300"), code("а٣٢٠"), code("mh017") == code("MH17")
    (True, 'a320', True)
    """
    written = fold(text).translate(_homoglyphs())
    runs = [(digits, "".join(run)) for digits, run in groupby(written, str.isdigit)]
    return "".join(_number(run) if digits else run for digits, run in runs)


def disguised(left: str, right: str) -> bool:
    """Whether digits of one word stand for letters of the other one, which has none (S0r0s).

    >>> disguised("s0r0s", "soros"), disguised("mh17", "mhit"), disguised("k2", "kz")
    (True, True, False)
    """
    if len(left) != len(right) or is_code(left) == is_code(right):
        return False
    return all(a == b or a + b in _disguises() or b + a in _disguises() for a, b in zip(left, right, strict=True))


@cache
def _disguises() -> frozenset[str]:
    """Each digit with a letter that it looks like."""
    return frozenset(digit + letter for digit, letters in rows("disguises.tsv") for letter in letters)


def _number(digits: str) -> str:
    """A run of digits of any script, without leading zeros; superscripts and the like are digits, too."""
    return "".join(str(unicodedata.digit(digit)) for digit in digits).lstrip("0") or "0"


@cache
def _homoglyphs() -> dict[int, str]:
    return str.maketrans(mapping("homoglyphs.tsv"))
