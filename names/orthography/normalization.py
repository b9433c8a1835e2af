"""Normal form of a text, and its fold: the same without case and without the marks that people leave out.

`normalize` unifies what only looks different (composed letters, apostrophes, hyphens, spaces) and keeps all that a
reader would call part of a name. `fold` is for keys and comparison: it also drops case and those marks that people
drop (é, ё, harakat), never those that make another letter (й, ў, ї, が). Both take any string, change nothing when they
are applied again, and are quick for ASCII. Folds of single words by script are in `names.orthography.folding`.
"""

from __future__ import annotations

import itertools
import re
import unicodedata

from names.data.tables import rows
from names.orthography.repertoire import numbered

__all__ = ["fold", "normalize"]

# What people type for an apostrophe, a quotation mark or a hyphen (Unicode: General Punctuation, Spacing Modifiers).
_APOSTROPHES = "\u2018\u2019\u201a\u201b\u2032\u2035\u00b4\u1ffd\u0060\u1fef\uff07\u055a\ua78b\ua78c"
_APOSTROPHES += "\u02bc\u02bb\u02b9\u0374\u02bd\u02be\u02bf\u02c8\u02ca"
_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u2036\uff02\u301d\u301e\u301f\u02ba\u02ee"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u058a\u05be"
# Soft hyphen, joiners, direction marks, variation selectors, byte-order mark: they show nothing.
_INVISIBLE = [0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F)]
_INVISIBLE += [*range(0x2060, 0x2070), *range(0x180B, 0x180E), *range(0xFE00, 0xFE10)]
_INVISIBLE += range(0xE0100, 0xE01F0)
_UNIFY = numbered(
    dict.fromkeys(map(ord, _APOSTROPHES), "'")
    | dict.fromkeys(map(ord, _QUOTES), '"')
    | dict.fromkeys(map(ord, _HYPHENS), "-")
    | dict.fromkeys(_INVISIBLE, "")
)

# Letters that writers of the language themselves exchange: Russian ё for е, Greek final sigma.
_EXCHANGED = {"ё": "е", "ς": "σ"}
# Harakat with Quranic signs, tatweel, superscript alef; Hebrew points and accents.
_POINTS = [*range(0x0610, 0x061B), 0x0640, *range(0x064B, 0x0653), *range(0x0656, 0x0660), 0x0670]
_POINTS += [*range(0x06D6, 0x06DD), *range(0x0591, 0x05BE), 0x05BF, 0x05C1, 0x05C2, 0x05C4, 0x05C5, 0x05C7]
# Blocks of Latin and Greek letters with marks.
_MARKED_BLOCKS = (range(0x00C0, 0x0250), range(0x1E00, 0x1F00), range(0x0370, 0x0400), range(0x1F00, 0x2000))
KEPT = "-"  # cell of the table of Latin letters: the letter stays


def _fold_table() -> dict[int, str]:
    """A table for `str.translate` of casefolded characters; made once, which takes two milliseconds."""
    letters = {letter: plain for letter, plain, _ in rows("latin-letters.tsv") if plain != KEPT} | _EXCHANGED
    table = {ord(letter): plain for letter, plain in letters.items()} | dict.fromkeys(_POINTS, "")
    for code in itertools.chain(*_MARKED_BLOCKS):
        parts = unicodedata.normalize("NFD", chr(code))
        if len(parts) > 1 and code not in table:
            table[code] = "".join(letters.get(part, part) for part in parts if not unicodedata.combining(part))
    return table


_FOLD = _fold_table()
# A mark that stays loose because no composed letter exists (Latin m̈), or that stresses a Cyrillic vowel (а́).
_LOOSE = re.compile(r"(?<=[a-zα-ω])[\u0300-\u036f]+|(?<=[\u0400-\u04ff])[\u0300\u0301]+")


def normalize(text: str) -> str:
    r"""The text in NFC with one apostrophe ('), quote (") and hyphen (-), single spaces, nothing invisible.

    >>> normalize("O’Neill\u00a0–  d\u00adArc")
    "O'Neill - dArc"
    """
    if text.isascii():
        return " ".join(text.replace("`", "'").split())
    return " ".join(unicodedata.normalize("NFC", text.translate(_UNIFY)).split())


def fold(text: str) -> str:
    """The normalized text without case and without the marks and letters that plain keyboards lack.

    >>> fold("Łukasz Çelik"), fold("Семёнов"), fold("Їжак Йосип"), fold("مُحَمَّد")
    ('lukasz celik', 'семенов', 'їжак йосип', 'محمد')
    """
    if text.isascii():
        return text.lower() if text.isalpha() else normalize(text).lower()
    text = normalize(text)
    if text.isascii():
        return text.lower()
    # Casefolding may decompose (İ, ΐ) and composing may undo folding, so the loose marks go last.
    folded = _LOOSE.sub("", unicodedata.normalize("NFC", text.casefold()).translate(_FOLD))
    return folded if folded.isascii() or folded == text.lower() else normalize(folded)
