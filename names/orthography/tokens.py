"""Where the words of a text are: `tokenize` gives them with offsets into the text as it was written."""

from __future__ import annotations

import re
from typing import NamedTuple

from names.orthography.repertoire import in_known_letters

__all__ = ["Token", "spans", "tokenize"]


class Token(NamedTuple):
    """One word: `text == source[start:end]`, offsets in characters, half-open."""

    text: str
    start: int
    end: int
    joined: bool = False  # a hyphen ties it to the token before
    dotted: bool = False  # a full stop follows at once: an initial, an abbreviation, or the end of a sentence


# Combining marks and vowel signs, which `\w` leaves out, and the signs nobody sees (soft hyphen, joiners).
_MARKS = (
    r"\u00ad\u034f\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    r"\u061c\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a"
    r"\u07a6-\u07b0\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09d7\u09e2"
    r"\u09e3\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a75\u0a81-\u0a83\u0abc-\u0acd\u0ae2\u0ae3"
    r"\u0b01-\u0b03\u0b3c-\u0b57\u0b62\u0b63\u0b82\u0bbe-\u0bd7\u0c00-\u0c04\u0c3c-\u0c56\u0c62\u0c63"
    r"\u0c81-\u0c83\u0cbc-\u0cd6\u0ce2\u0ce3\u0d00-\u0d03\u0d3b-\u0d4d\u0d57\u0d62\u0d63\u0d81-\u0d83"
    r"\u0dca-\u0ddf\u0df2\u0df3\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ecd\u0f39\u0f71-\u0f84"
    r"\u0f8d-\u0fbc\u102b-\u103e\u1056-\u1059\u105e-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d"
    r"\u135d-\u135f\u17b4-\u17d3\u17dd\u180b-\u180d\u1885\u1886\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u2069\u20d0-\u20f0\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
    r"\u07eb-\u07f3\u07fd\u0816-\u0819\u081b-\u0823\u0825-\u0827\u0829-\u082d\u0859-\u085b"
    r"\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff\u0afa-\u0aff\u0f35\u0f37\u1712-\u1715\u1732-\u1734"
    r"\u1752\u1753\u1772\u1773\u18a9\u1920-\u192b\u1930-\u193b\u1a17-\u1a1b\u1a55-\u1a5e\u1a60-\u1a7c"
    r"\u1a7f\u1b00-\u1b04\u1b34-\u1b44\u1b80-\u1b82\u1ba1-\u1bad\u1be6-\u1bf3\u1c24-\u1c37"
    r"\u2cef-\u2cf1\u2d7f\ua6f0\ua6f1\ua802\ua806\ua80b\ua823-\ua827\ua82c\ua880\ua881\ua8b4-\ua8c5"
    r"\ua8ff\ua926-\ua92d\ua947-\ua953\ua980-\ua983\ua9b3-\ua9c0\ua9e5\uaa29-\uaa36\uaa43\uaa4c\uaa4d"
    r"\uaa7b-\uaa7d\uaab0\uaab2-\uaab4\uaab7\uaab8\uaabe\uaabf\uaac1\uaaeb-\uaaef\uaaf5\uaaf6"
    r"\uabe3-\uabea\uabec\uabed\U00010d24-\U00010d27\U00011100-\U00011102\U00011127-\U00011134"
    r"\U00011145\U00011146\U00011180-\U00011182\U000111b3-\U000111c0\U000111c9-\U000111cc"
    r"\U00011435-\U00011446\U000114b0-\U000114c3\U00011d31-\U00011d45\U00011d47\U00011d8a-\U00011d97"
    r"\U00016af0-\U00016af4\U00016f4f\U00016f51-\U00016f87\U00016f8f-\U00016f92\U0001e130-\U0001e136"
    r"\U0001e2ec-\U0001e2ef\U0001e8d0-\U0001e8d6\U0001e944-\U0001e94a"
)
# A run of each of these is a token, also beside other letters (プーチン大統領).
_HAN = r"\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134a"
_KANA = r"\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HANGUL = r"\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb\uffa0-\uffdc"
_LETTER = rf"[^\W_{_HAN}{_KANA}{_HANGUL}]"
_WORD = rf"{_LETTER}(?:{_LETTER}|[{_MARKS}])*"
# What stands inside a word: apostrophes, Hebrew geresh and gershayim (or " in Hebrew acronyms), the Tibetan tsheg.
_INNER = r"['`\u00b4\u2018\u2019\u201b\u2032\uff07\u055a\u05f3\u05f4]|(?<=[א-ת])\"(?=[א-ת])|(?<=[ཀ-ྼ])[་༌]"
_TOKEN = re.compile(rf"[{_HAN}]+|[{_KANA}]+|[{_HANGUL}]+|{_WORD}(?:(?:{_INNER}){_WORD})*")
_ASCII_TOKEN = re.compile(r"[a-zA-Z0-9]+(?:['`][a-zA-Z0-9]+)*")  # the same of ASCII text, six times as fast
_HYPHEN = re.compile(r"\.?[-\u2010-\u2013\u2212\ufe63\uff0d\u058a\u05be](?:[ \t]*\r?\n[ \t]*)?")


def tokenize(text: str) -> tuple[Token, ...]:
    """The words and numbers of the text in their order; hyphens, slashes, underscores and dots part them.

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
    """The words alone, each with its start and end.

    >>> spans("Kim Il-sung")
    [('Kim', 0, 3), ('Il', 4, 6), ('sung', 7, 11)]
    """
    if text.isascii():
        return [(match[0], match.start(), match.end()) for match in _ASCII_TOKEN.finditer(text)]
    found = map(re.Match.span, _TOKEN.finditer(in_known_letters(text)))
    return [(text[start:end], start, end) for start, end in found]
