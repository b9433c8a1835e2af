"""The words of a text, with their offsets in the text as it was written."""

from __future__ import annotations

import re
from typing import NamedTuple

from names.data.tables import rows
from names.orthography.repertoire import in_known_letters

__all__ = ["Token", "spans", "tokenize"]


class Token(NamedTuple):
    """One word: `text == source[start:end]`, offsets in characters, half-open."""

    text: str
    start: int
    end: int
    joined: bool = False  # a hyphen ties it to the token before
    dotted: bool = False  # a full stop follows at once: an initial, an abbreviation, or the end of a sentence


def _ranges(table: str) -> str:
    """The ranges of code points in a table, as they are written inside a character class of a pattern."""
    return "".join(f"\\U{first:0>8}-\\U{last:0>8}" for first, last in rows(table))


_MARKS = _ranges("word-marks.tsv")
# A run of letters of one of these scripts is a token, even right beside other letters (プーチン大統領).
_HAN = r"\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134a"
_KANA = r"\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HANGUL = r"\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb\uffa0-\uffdc"
_LETTER = rf"[^\W_{_HAN}{_KANA}{_HANGUL}]"
_WORD = rf"{_LETTER}(?:{_LETTER}|[{_MARKS}])*"
# What stands inside a word: apostrophes, Hebrew geresh and gershayim (or " in Hebrew acronyms), the Tibetan tsheg.
_INNER = r"['`\u00b4\u2018\u2019\u201b\u2032\uff07\u055a\u05f3\u05f4]|(?<=[א-ת])\"(?=[א-ת])|(?<=[ཀ-ྼ])[་༌]"
_TOKEN = re.compile(rf"[{_HAN}]+|[{_KANA}]+|[{_HANGUL}]+|{_WORD}(?:(?:{_INNER}){_WORD})*")
_ASCII_TOKEN = re.compile(r"[a-zA-Z0-9]+(?:['`][a-zA-Z0-9]+)*")  # finds what _TOKEN finds in ASCII, six times as fast
_HYPHEN = re.compile(r"\.?[-\u2010-\u2013\u2212\ufe63\uff0d\u058a\u05be](?:[ \t]*\r?\n[ \t]*)?")


def tokenize(text: str) -> tuple[Token, ...]:
    """The words and numbers of a text in order; hyphens, slashes, underscores and dots part them.

    A run of Chinese characters, of kana or of Hangul is a token, even right beside other letters.

    >>> [token.text for token in tokenize("Қасым-Жомарт O’Brien/Kim_2, プーチン大統領")]
    ['Қасым', 'Жомарт', 'O’Brien', 'Kim', '2', 'プーチン', '大統領']
    >>> tokenize("K.-J. Wolff")[1]
    Token(text='J', start=3, end=4, joined=True, dotted=True)
    """
    tokens: list[Token] = []
    last = 0
    for word, start, end in spans(text):
        # A hyphen ties words only if nothing else stands between them.
        joined = (
            last < start and text[last] != " " and bool(tokens) and _HYPHEN.fullmatch(text, last, start) is not None
        )
        tokens.append(Token(word, start, end, joined, text.startswith(".", end)))
        last = end
    return tuple(tokens)


def spans(text: str) -> list[tuple[str, int, int]]:
    """The words of a text as `tokenize` finds them, each with its start and end.

    >>> spans("Kim Il-sung")
    [('Kim', 0, 3), ('Il', 4, 6), ('sung', 7, 11)]
    """
    if text.isascii():
        return [(match[0], match.start(), match.end()) for match in _ASCII_TOKEN.finditer(text)]
    offsets = map(re.Match.span, _TOKEN.finditer(in_known_letters(text)))
    return [(text[start:end], start, end) for start, end in offsets]
