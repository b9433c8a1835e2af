"""Put one word in place of another: with its capitals, its marks and its ending as the text has them."""

from __future__ import annotations

import unicodedata

from names.correction.endings import Endings, is_inflected, set_right
from names.orthography.script import script
from names.parsing.lexicon import fold_phrase

__all__ = ["differs_in_marks", "marks_of", "respelled"]

# How letters are written where their marks cannot be (German, Scandinavian).
_WITHOUT_MARKS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae"})
_MARKED = frozenset({"Latn", "Grek"})  # scripts in which a missing mark is a misspelling, and capitals may do without


def respelled(word: str, usual: str, endings: Endings, *, marks: bool) -> str:
    """The word with the letters of the usual form; the word itself if it is right, or cannot be set right surely.

    `marks` says whether a missing mark is a misspelling (in a Polish text Walesa is, in an English one it is not).

    >>> from names.correction.endings import endings_of
    >>> respelled("MERKLE", "Merkel", endings_of(["en"]), marks=True)
    'MERKEL'
    >>> respelled("Warszawie", "Warszawa", endings_of(["pl"]), marks=True)
    'Warszawie'
    """
    written, base = word.casefold(), usual.casefold()
    if differs_in_marks(written, base):
        is_misspelled = marks and script(word) in _MARKED and marks_of(written) < marks_of(base) and not word.isupper()
        return _styled(usual, word) if is_misspelled else word
    if is_inflected(written, base, endings):
        return word
    right = set_right(written, base, endings)
    if right is None:
        return word
    if right == base:
        return _styled(usual, word)
    stem = _common_stem(right, usual)
    return _styled(usual[:stem], word) + word[len(word) - (len(right) - stem) :]


def differs_in_marks(one: str, other: str) -> bool:
    """Whether two words are equal but for case, marks, signs, and letters that stand for letters with marks.

    >>> differs_in_marks("Walesa", "Wałęsa"), differs_in_marks("Mueller", "Müller"), differs_in_marks("Muler", "Müller")
    (True, True, False)
    """
    if fold_phrase(one) == fold_phrase(other):
        return True
    left, right = (unicodedata.normalize("NFC", word.casefold()).translate(_WITHOUT_MARKS) for word in (one, other))
    return left == right


def marks_of(word: str) -> int:
    """The number of letters that are not plain, and of marks."""
    return sum(not char.isascii() for char in unicodedata.normalize("NFC", word))


def _common_stem(right: str, usual: str) -> int:
    """How many letters of the usual form a word with an ending begins with."""
    folded = usual.casefold()
    count = next((at for at, pair in enumerate(zip(right, folded, strict=False)) if pair[0] != pair[1]), len(folded))
    return min(count, len(right), len(usual))


def _styled(usual: str, word: str) -> str:
    """The usual form in the capitals of the word: all, the first, or none."""
    if word.isupper() and len(word) > 1:
        return _without_marks(usual.upper()) if script(word) == "Grek" else usual.upper()
    if word[:1].isupper():
        return usual[:1].upper() + usual[1:]
    return usual.lower() if word.islower() else usual


def _without_marks(capitals: str) -> str:
    """Greek capitals, which have no accents."""
    plain = (char for char in unicodedata.normalize("NFD", capitals) if not unicodedata.combining(char))
    return "".join(plain)
