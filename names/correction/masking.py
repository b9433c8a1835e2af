"""Hide what is no prose in a text: of a masked text, each character stands at the same offset as before.

What is hidden between two words of one name, such as a tag for italics, becomes spaces, so that the name is still
found; what parts names becomes BORDER.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

__all__ = ["BORDER", "GAP", "Hidden", "lines", "mask", "mask_inline"]

GAP = " "  # for what a name may go on behind
BORDER = "|"  # for what parts names: after it, a sentence begins (names/text/tokens.py)

# Elements that stand within a sentence or a name (HTML, WebVTT); any other ends it.
_PHRASING = re.compile("a|abbr|b|bd[io]|big|br|c|cite|del|em|font|i|ins|lang|mark|q|s|small|span|strong|su[bp]|u")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
# Quantifiers with a plus behind them do not go back, so that no text takes time by the square of its length.
_OPENING = re.compile(r"<(?:(!--)|(script|style|code|pre|kbd|samp|tt|textarea)\b[^<>]*+>)", re.IGNORECASE)
_TAG = re.compile(r"</?([A-Za-z][\w-]*+)(?:\.[\w.-]*+)?[^<>]*+>|<\d[\d:.]*+>|\{\\[^{}\n]*+\}")
_VOICE = re.compile(r"(<v(?:\.[\w.-]*+)?\s)([^<>]*+)(>)")  # who speaks, in WebVTT: a name that readers see
_ADDRESS = re.compile(
    r"(?:https?|ftp|file)://[^\s<>]++|\bwww\.[^\s<>]++"
    r"|(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++"  # of mail
    r"|(?<![\w/])[@#]\w++"  # of an account, of a subject
    r"|(?<![\w.-])[\w-]++(?:\.[\w-]++)*?\.[a-z]{2,}+(?![\w-])"  # of a site or file,
    r"(?:\.[a-z]{2,}+(?![\w-]))*+(?:/[^\s<>]*+)?"  # with what is in it
    r"|~?(?:/[\w.-]++){2,}+"  # path of a file
    r"|&#?\w++;",  # a character by its name
)


class Hidden(NamedTuple):
    """A stretch [start, end) of a text that is hidden, and the character that is put in place of each of it."""

    start: int
    end: int
    fill: str = BORDER


def mask(text: str, hidden: Iterable[Hidden]) -> str:
    r"""The text with the stretches hidden; line ends stay.

    >>> mask("1\nHi <i>Anna", [Hidden(0, 1), Hidden(5, 8, GAP)])
    '|\nHi    Anna'
    """
    characters = list(text)
    for start, end, fill in hidden:
        for place in range(start, end):
            if characters[place] not in "\r\n":
                characters[place] = fill
    return "".join(characters)


def lines(text: str) -> Iterator[tuple[int, str]]:
    r"""The lines of a text with the offset of each; they end with LF, CR or CR LF.

    >>> list(lines("a\r\n\rb"))
    [(0, 'a\r\n'), (3, '\r'), (4, 'b')]
    """
    return ((match.start(), match[0]) for match in _LINE.finditer(text))


def mask_inline(text: str) -> str:
    """The text without tags, addresses and what elements such as `code` hold; the speaker of a WebVTT cue stays.

    >>> mask_inline("<v Anna>Mail <i>Berg</i> (anna@berg.org)")
    '|||Anna|Mail    Berg     (|||||||||||||)'
    """
    literal = mask(text, _literals(text))
    voiced = mask(literal, (Hidden(*span) for match in _VOICE.finditer(literal) for span in _around(match)))
    tagless = mask(voiced, map(_hidden_tag, _TAG.finditer(voiced)))
    return mask(tagless, (Hidden(*match.span()) for match in _ADDRESS.finditer(tagless)))


def _literals(text: str) -> Iterator[Hidden]:
    """Comments, and elements whose content is no prose, up to where they are closed."""
    done, unclosed = 0, set()
    for opening in _OPENING.finditer(text):
        closing = "-->" if opening[1] else rf"</{opening[2].lower()}\s*>"
        if opening.start() < done or closing in unclosed:
            continue
        closed = re.compile(closing, re.IGNORECASE).search(text, opening.end())
        if closed is None:
            unclosed.add(closing)
        else:
            done = closed.end()
            yield Hidden(opening.start(), done)


def _around(voice: re.Match[str]) -> tuple[tuple[int, int], tuple[int, int]]:
    return voice.span(1), voice.span(3)


def _hidden_tag(tag: re.Match[str]) -> Hidden:
    element = (tag[1] or "").lower()
    return Hidden(*tag.span(), GAP if not element or _PHRASING.fullmatch(element) else BORDER)
