"""Characters that nobody sees inside a word, and letters in the style of another font, width or frame."""

from __future__ import annotations

import re
import unicodedata

from names.repairs.repair import COSTS, Repair

__all__ = ["plain_letters", "without_invisible"]

# Soft hyphen, joiners, direction marks, word joiner, byte-order mark between two letters of scripts whose words they do
# not shape or part: Khmer has spaces that nobody sees, Persian and Hindi have joiners.
_LETTER = "[A-Za-zÀ-ÖØ-öø-ʯͰ-ͽͿ-ҁҊ-֏א-תႠ-ჿ]"
_UNSEEN = "[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
_INVISIBLE = re.compile(f"(?<={_LETTER}){_UNSEEN}+(?={_LETTER})")
# Full width, mathematical alphabets, letters in circles and squares, double-struck and script capitals; not ™ and №.
_STYLED = re.compile(
    "[\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7cb\u24b6-\u24e9\U0001f130-\U0001f149"
    "\u2102\u210a-\u2113\u2115\u2119-\u211d\u2124\u2128\u212c\u212d\u212f-\u2131\u2133\u2134\u2145-\u2149]"
)


def without_invisible(text: str) -> Repair | None:
    r"""The text without invisible characters inside its words, if it has any.

    >>> without_invisible("Pu\u200btin").phrase
    'read as Putin: invisible characters inside a word'
    """
    if _INVISIBLE.search(text) is None:
        return None
    return Repair(text, _INVISIBLE.sub("", text), "invisible characters inside a word", COSTS.unseen, sure=True)


def plain_letters(text: str) -> Repair | None:
    """The text with mathematical, full-width and encircled letters as plain ones, if it has any.

    >>> plain_letters("𝐏𝐮𝐭𝐢𝐧").phrase
    'read as Putin: letters in the style of symbols'
    """
    if _STYLED.search(text) is None:
        return None
    read = _STYLED.sub(lambda match: unicodedata.normalize("NFKC", match[0]).strip("()"), text)
    return Repair(text, read, "letters in the style of symbols", COSTS.unseen, sure=True) if read != text else None
