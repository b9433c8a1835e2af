"""What stands in brackets or quotation marks, and what tells of a bearer's life: qualifiers, nicknames, other names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby, islice

from names.parsing.pieces import WORDS, Piece, words_of
from names.parsing.vocabulary import qualifiers

_BRACKETS = re.compile(r"[(\[（【〔]([^()\[\]（）【】〔〕]*)[)\]）】〕]")
_QUOTES = re.compile(r"[\"“”„«‹「『]([^\"“”„«»‹›「」『』]+)[\"“”»›」』]|(?<![^\s(])['‘]([^'’\"]+)['’](?![^\s,.)])")
_MARKS = frozenset("()[]（）【】〔〕\"“”„«»‹›「」『』'‘’")
_DASH = re.compile(r"\s*[-–—‒−]\s*")
YEAR = 4  # digits
LEADING = ("born", "birth", "alias")  # kinds of words before another name
LIFE = 125  # years


def is_bare(text: str, pieces: Sequence[Piece]) -> bool:
    """Whether nothing of the name is enclosed or tells of its bearer, when all its pieces are words."""
    return _MARKS.isdisjoint(text) and _other_or_year().isdisjoint([piece.plain for piece in pieces])


def enclosed(text: str, pieces: Sequence[Piece]) -> tuple[list[Piece], list[list[Piece]], list[Piece]]:
    """The name itself, what stands in each of its brackets as other names, and the quoted; qualifiers get their role.

    >>> from names.parsing.pieces import cut
    >>> text = 'Max "Bill" Miller (politician)'
    >>> main, others, quoted = enclosed(text, cut(text)[1])
    >>> [piece.text for piece in main], others, [piece.text for piece in quoted]
    (['Max', 'Miller'], [], ['Bill'])
    """
    main, others, quoted = list(pieces), list[list[Piece]](), list[Piece]()
    if not _MARKS.isdisjoint(text):
        main, quoted = _parted(main, [match.span() for match in islice(_QUOTES.finditer(text), WORDS)])
        for match in islice(_BRACKETS.finditer(text), WORDS):
            outside, inside = _parted(main, [match.span()])
            if outside and inside:
                main = outside
                if not _qualify(inside):
                    others += _other_names(inside)
    if not main:  # all of it is quoted
        return quoted, others, []
    if any(piece.plain in _other_or_year() or piece.role == "number" for piece in main):
        main = _alive(text, main, others)
    return main, others, quoted


@cache
def _other_or_year() -> frozenset[str]:
    """The words after which another name stands, or a year of birth."""
    return frozenset(word for word, kind in qualifiers().items() if kind in LEADING)


def _parted(pieces: Sequence[Piece], ranges: Sequence[tuple[int, int]]) -> tuple[list[Piece], list[Piece]]:
    inside = [any(start <= p.start and p.end <= end for start, end in ranges) for p in pieces]
    return (
        [p for p, enclosed in zip(pieces, inside, strict=True) if not enclosed],
        [p for p, enclosed in zip(pieces, inside, strict=True) if enclosed],
    )


def _qualify(inside: Sequence[Piece]) -> bool:
    """Make qualifiers of what stands in a bracket, if its words are known to tell who or what the bearer is."""
    seen = free = dated = False
    for word, kind in [(word, _kind(piece, word)) for piece in inside for word in piece.plain.split(" ")]:
        if kind == "glue":
            free = seen
        elif not kind and not free:
            return False
        seen = seen or kind == "head"
        dated = dated or (word.isdigit() and len(word) == YEAR)
    if not (seen or dated):
        return False
    for piece in inside:
        piece.role, piece.concept = "qualifier", ""
    return True


def _kind(piece: Piece, word: str) -> str:
    """The kind of a word of a bracket; a calling in small letters that may lead a name makes a qualifier as well."""
    known = qualifiers().get(word, "")
    if known in ("born", "birth"):
        return "head" if known == "birth" else ""
    if known not in ("", "alias"):
        return known
    if any(letter.isdigit() for letter in word):
        return "also"
    calling = any(entry.role == "title" for entry in piece.entries) and not piece.text[:1].isupper()
    return "head" if calling else ""


def _other_names(inside: Sequence[Piece]) -> list[list[Piece]]:
    """The names in a bracket, without the word that says what they are (née)."""
    if qualifiers().get(inside[0].plain) not in LEADING or len(inside) < 2:
        return [list(inside)]
    _qualify_all(inside[:1])
    return [_read_as_names(inside[1:])]


def _read_as_names(pieces: Sequence[Piece]) -> list[Piece]:
    """What follows `born`: names, whatever the words mean."""
    return [word for p in pieces for word in (words_of(p) if p.role in ("term", "legal", "title") else [p])]


def _alive(text: str, main: list[Piece], others: list[list[Piece]]) -> list[Piece]:
    """The name without dates of life at its end and without an earlier name, which joins the others."""
    for i, piece in enumerate(main):
        after = main[i + 1 :]
        if not i or not after:
            continue
        kind = qualifiers().get(piece.plain)
        if _is_year(after[0]) and (kind in ("born", "birth", "head", "also")) and _tells_life(piece):
            _qualify_all(main[i:])
            return main[:i]
        if kind in LEADING and piece.text[:1].islower() and not text.islower():
            piece.role, piece.concept = "qualifier", ""
            others.append(_read_as_names(after))
            return main[:i]
    years = main[len(main) - len([*_trailing_years(main)]) :]
    if len(years) < len(main) and _are_life(text, years):
        _qualify_all(years)
        return main[: -len(years)]
    return main


def _tells_life(piece: Piece) -> bool:
    """Whether a word before a year stands for a birth or a death: they are small or short (b., geb., род.)."""
    return piece.text[:1].islower()


def _qualify_all(pieces: Sequence[Piece]) -> None:
    for piece in pieces:
        piece.role, piece.concept = "qualifier", ""


def _is_year(piece: Piece) -> bool:
    return piece.text.isdigit() and len(piece.text) == YEAR


def _trailing_years(main: Sequence[Piece]) -> list[Piece]:
    years, found = next(groupby(reversed(main), _is_year))
    return list(found) if years else []


def _are_life(text: str, years: Sequence[Piece]) -> bool:
    """Whether numbers at the end are the years of a life: 1950-2010, 1950-, *1950."""
    if len(years) == 2:
        born, died = years
        return 0 < int(died.text) - int(born.text) <= LIFE and bool(_DASH.fullmatch(text, born.end, died.start))
    if len(years) != 1:
        return False
    begun = text[: years[0].start].rstrip().endswith(("*", "†", "⋆"))
    return begun or bool(_DASH.fullmatch(text.rstrip(" ?"), years[0].end))
