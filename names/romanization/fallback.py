"""Letters that no scheme knows, in ASCII by the `unidecode` tables: rough, but never empty-handed."""

from __future__ import annotations

import unicodedata

from names.caching import cached
from names.orthography.normalization import normalize

__all__ = ["to_ascii"]

_JUNK = str.maketrans("", "", "'`\"@^~*+")  # unidecode's ayin, soft signs and unknown letters


@cached(1 << 14)
def _letter(char: str) -> str:
    from unidecode import unidecode_expect_nonascii

    category = unicodedata.category(char)
    if category == "Cs":  # half a surrogate pair, which no text should have
        return ""
    latin = unidecode_expect_nonascii(char)
    if category[0] not in "LM":
        return latin if latin.isalnum() else " "
    # Of the caseless scripts only Han has capitals there (a syllable each: "Xi "); the H of Arabic is h.
    cased = char.lower() != char.upper() or latin.endswith(" ")
    return (latin if cased else latin.lower()).translate(_JUNK)


def to_ascii(text: str) -> str:
    """The text in ASCII letters, with what was ASCII kept; spaces stand between the syllables of Han.

    >>> to_ascii("O'Brien Ħal 习近平 Þór"), to_ascii("ប៉ែន"), to_ascii("محمد")
    ("O'Brien Hal Xi Jin Ping Thor", 'paen', 'mhmd')
    """
    text = normalize(text)
    if text.isascii():
        return text
    return " ".join("".join(char if char < "\x80" else _letter(char) for char in text).split())


@cached(1 << 14)
def _by_name(char: str) -> str:
    """What the letter is called in Unicode, behind its kind: GOTHIC LETTER GIBA is giba; without a name its number."""
    words = unicodedata.name(char, "").lower().split()
    for kind in ("letter", "syllable", "sign", "ligature", "symbol", "ideograph"):
        if kind in words[1:-1]:
            words = words[words.index(kind, 1) :]
    return "".join(filter(str.isalnum, words[-1])) if words else f"u{ord(char):x}"


def named_letters(text: str) -> str:
    """The text with its letters called by their Unicode names, the vowel of a consonant before a vowel sign left out.

    >>> named_letters("𑄟𑄨"), named_letters("ᏣᎳᎩ")
    ('mi', 'tsalagi')
    """
    latin = ""
    for char in text:
        category = unicodedata.category(char)
        if category[0] == "M":
            sign = _by_name(char) if "VOWEL" in unicodedata.name(char, "") else ""
            vowelless = sign or "VIRAMA" in unicodedata.name(char, "")
            latin = (latin.rstrip("a") if vowelless else latin) + sign
        elif category[0] == "L":
            latin += _by_name(char)
        else:
            latin += char if char.isascii() else " "
    return latin
