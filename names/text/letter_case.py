"""What capitals say in a text: nothing in headlines that are written in capitals, and in texts that have none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from names.orthography.tokens import Token

__all__ = ["LetterCase", "ends_lower", "has_case", "letter_cases"]

# "sentence" is ordinary writing; in a line of "upper" case all letters are capitals, in "title" case all longer words
# are capitalised, and a text of "lower" case has no capitals.
LetterCase = Literal["sentence", "upper", "title", "lower"]

# These numbers are chosen.
LINE_WORDS = 4  # least words of a line of upper or title case
SHARE = 0.85  # share of its words that have the capitals
LONG_WORD = 4  # least letters of a word that is capitalised in title case
TEXT_WORDS = 8  # least words of a text of lower case
MOST_CAPITALIZED = 0.01  # share of words that may be capitalised in a text of lower case


def letter_cases(text: str, tokens: Sequence[Token]) -> list[LetterCase]:
    r"""The case of the line in which each token stands, or of the whole text if that has no capitals.

    >>> from names.orthography.tokens import tokenize
    >>> text = "PUTIN VISITS MINSK AGAIN\nHe met Lukashenko."
    >>> [case for case in letter_cases(text, tokenize(text))][3:5]
    ['upper', 'sentence']
    """
    words = [token.text for token in tokens]
    if _is_lower(words):
        return ["lower"] * len(words)
    cases: list[LetterCase] = []
    for first, last in _lines(text, tokens):
        cases += [_case(words[first:last], has_full_stop=tokens[last - 1].dotted)] * (last - first)
    return cases


def _lines(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The tokens [first, last) of each line that has any."""
    first = 0
    for place in range(1, len(tokens)):
        if text.find("\n", tokens[place - 1].end, tokens[place].start) >= 0:
            yield first, place
            first = place
    if tokens:
        yield first, len(tokens)


def _case(words: Sequence[str], *, has_full_stop: bool) -> LetterCase:
    """The case of a line with these words. One that ends with a full stop is a sentence, perhaps one full of names."""
    if len(words) < LINE_WORDS or (words[1][:1].islower() and words[-1][:1].islower()):  # most lines end here
        return "sentence"
    cased = [word for word in words if _has_case(word)]
    if len(cased) >= LINE_WORDS and sum(map(str.isupper, cased)) >= SHARE * len(cased):
        return "upper"
    if has_full_stop:
        return "sentence"
    long = [word for word in cased if len(word) >= LONG_WORD]
    if len(long) >= LINE_WORDS and sum(map(_is_capitalized, long)) >= SHARE * len(long):
        return "title"
    return "sentence"


def _is_lower(words: Sequence[str]) -> bool:
    """Whether a text of these words has capitals nowhere."""
    some = words[: 10 * TEXT_WORDS]
    if any(map(_is_capitalized, some[:TEXT_WORDS])) or len(some) < TEXT_WORDS:
        return False
    cased = [word for word in words if _has_case(word)]
    return len(cased) >= TEXT_WORDS and sum(map(_is_capitalized, cased)) <= MOST_CAPITALIZED * len(cased)


def _has_case(word: str) -> bool:
    """Whether the word could begin with a capital. Georgian has capital letters, but no word begins with one."""
    return word.title() != word.lower()


def _is_capitalized(word: str) -> bool:
    return word[:1].isupper() or word[:1].istitle()


def ends_lower(written: str, alias: str) -> bool:
    """Whether the last word of a phrase has a small letter, but that of the alias a capital."""
    return " " in alias and alias.rsplit(" ", 1)[-1][:1].isupper() and written.rsplit(" ", 1)[-1][:1].islower()


def has_case(text: str) -> bool:
    """Whether a text has letters that may be capitals."""
    return text.lower() != text.upper()
