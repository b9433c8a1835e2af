"""What stands in brackets or quotation marks, or says something of the bearer: qualifiers, nicknames, other names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice, takewhile
from typing import NamedTuple

from names.parsing.pieces import WORDS, Piece, is_small, words_of
from names.parsing.roles import IMPERSONAL
from names.parsing.vocabulary import qualifiers

_BRACKETS = re.compile(r"[(\[（【〔]([^()\[\]（）【】〔〕]*)[)\]）】〕]")
_QUOTES = re.compile(r"[\"“”„«‹「『]([^\"“”„«»‹›「」『』]+)[\"“”»›」』]|(?<![^\s(])['‘]([^'’\"]+)['’](?![^\s,.)])")
_MARKS = frozenset("()[]（）【】〔〕\"“”„«»‹›「」『』'‘’")
_DASH = re.compile(r"\s*[-–—‒−]\s*")
YEAR_DIGITS = 4
LONGEST_LIFE = 125  # years (chosen; the longest life on record lasted 122)
BEFORE_NAMES = ("born", "birth", "alias")  # kinds of qualifiers that another name of the bearer follows


class Enclosed(NamedTuple):
    """A name without what is in brackets or quotation marks and without the years of a life; and the names there."""

    main: list[Piece]
    others: list[list[Piece]]  # earlier names, and the contents of each pair of brackets
    quoted: list[Piece]  # in quotation marks


def is_bare(text: str, pieces: Sequence[Piece]) -> bool:
    """Whether nothing is enclosed and no word announces another name (née), in a name of single words."""
    return _MARKS.isdisjoint(text) and _words_before_names().isdisjoint([piece.plain for piece in pieces])


def enclosed(text: str, pieces: Sequence[Piece]) -> Enclosed:
    """Part a name from what stands in brackets or quotation marks; what only describes its bearer becomes a qualifier.

    >>> from names.parsing.pieces import cut
    >>> text = 'Max "Bill" Miller (politician)'
    >>> main, others, quoted = enclosed(text, cut(text)[1])
    >>> [piece.text for piece in main], others, [piece.text for piece in quoted]
    (['Max', 'Miller'], [], ['Bill'])
    """
    main, others, quoted = list(pieces), list[list[Piece]](), list[Piece]()
    if not _MARKS.isdisjoint(text):
        quotations = [match.span() for match in islice(_QUOTES.finditer(text), WORDS)]
        main, quoted = _parted(main, quotations)
        for match in islice(_BRACKETS.finditer(text), WORDS):
            outside, inside = _parted(main, [match.span()])
            if outside and inside:
                main = outside
                if not _qualify_bracket(inside):
                    others.append(_other_name(inside))
    if not main:  # all of it is quoted
        return Enclosed(quoted, others, [])
    if any(piece.plain in _words_before_names() or piece.role == "number" for piece in main):
        main, earlier = _without_life(text, main)
        others += earlier
    return Enclosed(main, others, quoted)


@cache
def _words_before_names() -> frozenset[str]:
    """The words that another name or a year of birth follows."""
    return frozenset(word for word, kind in qualifiers().items() if kind in BEFORE_NAMES)


def _parted(pieces: Sequence[Piece], ranges: Sequence[tuple[int, int]]) -> tuple[list[Piece], list[Piece]]:
    """The pieces outside all ranges of characters, and those inside one."""
    outside: list[Piece] = []
    inside: list[Piece] = []
    for piece in pieces:
        within = any(start <= piece.start and piece.end <= end for start, end in ranges)
        (inside if within else outside).append(piece)
    return outside, inside


def _qualify_bracket(inside: Sequence[Piece]) -> bool:
    """Make qualifiers of the pieces in a bracket if they describe the bearer; returns whether they do.

    They do if all their words are known qualifiers, among them a head (county) or a year. After a head and glue (county
    in …) any words may follow.
    """
    has_head = any_word_may_follow = has_year = False
    for word, kind in [(word, _kind(piece, word)) for piece in inside for word in piece.plain.split(" ")]:
        if kind == "glue":
            any_word_may_follow = has_head
        elif not kind and not any_word_may_follow:
            return False
        has_head = has_head or kind == "head"
        has_year = has_year or (word.isdigit() and len(word) == YEAR_DIGITS)
    if has_head or has_year:
        _qualify(inside)
    return has_head or has_year


def _kind(piece: Piece, word: str) -> str:
    """The kind of qualifier that a word in a bracket is, "" if it is none; titles in small letters are heads."""
    known = qualifiers().get(word, "")
    if known in ("head", "also", "glue"):
        return known
    if known in ("born", "birth"):
        return "head" if known == "birth" else ""
    if any(letter.isdigit() for letter in word):
        return "also"
    is_occupation = any(entry.role == "title" for entry in piece.entries) and not piece.text[:1].isupper()
    return "head" if is_occupation else ""


def _qualify(pieces: Sequence[Piece]) -> None:
    for piece in pieces:
        piece.role, piece.concept = "qualifier", ""


def _other_name(inside: Sequence[Piece]) -> list[Piece]:
    """The name in a bracket, without the word that says what it is (née)."""
    if qualifiers().get(inside[0].plain) not in BEFORE_NAMES or len(inside) < 2:
        return list(inside)
    _qualify(inside[:1])
    return _as_names(inside[1:])


def _as_names(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that follow a word like `born`: titles, legal forms and terms become words."""
    names: list[Piece] = []
    for piece in pieces:
        names += words_of(piece) if piece.role in IMPERSONAL or piece.role == "title" else [piece]
    return names


def _without_life(text: str, main: list[Piece]) -> tuple[list[Piece], list[list[Piece]]]:
    """The name without the years of a life, or an earlier name, at its end; and that earlier name, if there is one."""
    for i, piece in enumerate(main[1:-1], 1):
        kind, after = qualifiers().get(piece.plain), main[i + 1 :]
        if _is_year(after[0]) and kind in ("born", "birth", "head", "also") and is_small(piece):  # b. 1950, род. 1950
            _qualify(main[i:])
            return main[:i], []
        if kind in BEFORE_NAMES and is_small(piece) and not text.islower():  # Claire Martin née Roux
            _qualify([piece])
            return main[:i], [_as_names(after)]
    years = list(reversed(list(takewhile(_is_year, reversed(main)))))
    if len(years) < len(main) and _are_life(text, years):
        _qualify(years)
        return main[: -len(years)], []
    return main, []


def _is_year(piece: Piece) -> bool:
    return piece.text.isdigit() and len(piece.text) == YEAR_DIGITS


def _are_life(text: str, years: Sequence[Piece]) -> bool:
    """Whether numbers at the end are the years of a life: 1950-2010, 1950-, *1950."""
    if len(years) == 2:
        born, died = years
        return 0 < int(died.text) - int(born.text) <= LONGEST_LIFE and bool(_DASH.fullmatch(text, born.end, died.start))
    if len(years) != 1:
        return False
    (year,) = years
    starred = text[: year.start].rstrip().endswith(("*", "†", "⋆"))
    return starred or bool(_DASH.fullmatch(text.rstrip(" ?"), year.end))
