"""The last resort for letters that no scheme knows: ASCII by the `unidecode` tables, or their Unicode names.

Rough, but a letter always gives some Latin letter.
"""

from __future__ import annotations

import unicodedata

from names.caching import cached
from names.orthography.normalization import normalize

__all__ = ["named_letters", "to_ascii"]

_JUNK = str.maketrans("", "", "'`\"@^~*+")  # what unidecode writes for ayin, soft signs and unknown letters
_KINDS = ("letter", "syllable", "sign", "ligature", "symbol", "ideograph")  # in Unicode names, before the letter's own


def to_ascii(text: str) -> str:
    """The text in ASCII; what is ASCII stays as it is. Chinese characters become syllables with spaces between.

    >>> to_ascii("O'Brien Ħal 习近平 Þór"), to_ascii("ប៉ែន"), to_ascii("محمد")
    ("O'Brien Hal Xi Jin Ping Thor", 'paen', 'mhmd')
    """
    text = normalize(text)
    if text.isascii():
        return text
    return " ".join("".join(char if char < "\x80" else _ascii_letter(char) for char in text).split())


@cached(1 << 14)
def _ascii_letter(char: str) -> str:
    """What unidecode writes for a character outside ASCII; a space for signs that it does not know."""
    from unidecode import unidecode_expect_nonascii

    category = unicodedata.category(char)
    if category == "Cs":  # half a surrogate pair, which no text should have
        return ""
    latin = unidecode_expect_nonascii(char)
    if category[0] not in "LM":
        return latin if latin.isalnum() else " "
    # Of scripts without case only Han has proper capitals there ("Xi "); elsewhere, as in Arabic, H means h.
    keeps_capitals = char.lower() != char.upper() or latin.endswith(" ")
    return (latin if keeps_capitals else latin.lower()).translate(_JUNK)


def named_letters(text: str) -> str:
    """The text with each letter replaced by its Unicode name; a vowel sign replaces the vowel of its consonant.

    >>> named_letters("𑄟𑄨"), named_letters("ᏣᎳᎩ")
    ('mi', 'tsalagi')
    """
    latin = ""
    for char in text:
        category = unicodedata.category(char)
        if category[0] == "M":
            name = unicodedata.name(char, "")
            vowel = _letter_name(char) if "VOWEL" in name else ""
            replaces_inherent_vowel = vowel or "VIRAMA" in name
            latin = (latin.rstrip("a") if replaces_inherent_vowel else latin) + vowel
        elif category[0] == "L":
            latin += _letter_name(char)
        else:
            latin += char if char.isascii() else " "
    return latin


@cached(1 << 14)
def _letter_name(char: str) -> str:
    """The letter's own part of its Unicode name (GOTHIC LETTER GIBA: giba), or its number if it has no name."""
    words = unicodedata.name(char, "").lower().split()
    for kind in _KINDS:
        if kind in words[1:-1]:
            words = words[words.index(kind, 1) :]
    return "".join(filter(str.isalnum, words[-1])) if words else f"u{ord(char):x}"
