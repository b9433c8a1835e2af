"""Persons' names in scripts with spaces but without capitals: Arabic, Hebrew, those of India and the Caucasus.

Every word of a text is given the letter of its class (see `names.text.spaced_words`); patterns of letters are names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from names.text.spaced_words import spaced_words

__all__ = ["spaced_persons"]

Span = tuple[int, int]

# What may stand between the words of one name.
_GAP = re.compile(r"[ \u00a0]|[-־–]| [-–] |\u200c")
_BORDER = "|"  # stands in the line of letters where something else is between two words

_FULL = "[GB](?:P*[GgNFXBK]|PU){1,3}|[GB]U|K[GgNFXU](?:P*[GNFX])?|[NF]P*[GNFX](?:[NFX])?|P[GNFX]"
_TITLED = "[GgNFXBK](?:P*[GgNFXB]){0,3}"
_PATTERN = re.compile(rf"(?<=T)D?(?P<titled>{_TITLED})|(?<=TD)(?P<after>{_TITLED})|(?P<full>{_FULL})")


class _Word(NamedTuple):
    start: int
    end: int
    clitic: int  # characters


def spaced_persons(text: str, language: str, script: str, words: re.Pattern[str]) -> list[Span]:
    """The character spans of persons' names in a text, in order; `words` finds its words.

    >>> text = "קולות עלו כאשר השר גדעון ברקאי הגיע"
    >>> [text[start:end] for start, end in spaced_persons(text, "he", "Hebr", re.compile("[א-ת]+"))]
    ['גדעון ברקאי']
    """
    class_of = spaced_words(language, script).class_of
    found: list[_Word | None] = []
    letters: list[str] = []
    last = -1
    for match in words.finditer(text):
        start, end = match.span()
        if last >= 0 and text[last:start] != " " and not _GAP.fullmatch(text, last, start):
            found.append(None)
            letters.append(_BORDER)
        letter, clitic = class_of(match[0])
        if clitic and letter in "GKB":
            found.append(None)  # a clitic begins a name
            letters.append("c")
        found.append(_Word(start, end, clitic))
        letters.append(letter)
        last = end
    return list(_spans(found, "".join(letters)))


def _spans(words: Sequence[_Word | None], letters: str) -> Iterator[Span]:
    """The spans of the words whose letters fit the patterns."""
    for match in _PATTERN.finditer(letters):
        first, last = next(match.span(group) for group in ("titled", "after", "full") if match[group])
        start, end = words[first], words[last - 1]
        assert start is not None and end is not None
        yield start.start + start.clitic, end.end
