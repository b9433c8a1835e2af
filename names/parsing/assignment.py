"""The role of each piece of a name, from what the tables know of it and from its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from names.parsing.affixes import numerals, particles, suffixes, titles
from names.parsing.enclosures import enclosed, is_bare
from names.parsing.order import is_eastern, order
from names.parsing.pieces import Piece, words_of
from names.parsing.roles import IMPERSONAL
from names.parsing.vocabulary import (
    countries,
    family_names,
    is_given,
    leading_surnames,
    only_given,
    terms_beside,
    trailing_titles,
)

READABLE = frozenset({"term", "particle", "legal", "title"})  # roles that a word may have by chance
AFFIXES = frozenset({"title", "suffix", "number", "initial"})
SMALL_WORDS = frozenset({"particle", "initial"})
FEW = 4  # words of an Eastern name


def assign(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces in order, with the roles that their neighbours leave them; what is no phrase after all, as words."""
    if len(pieces) < 2:
        return list(pieces)
    if all(piece.role == "name" for piece in pieces) and is_bare(text, pieces):  # most names
        return _group(text, pieces)
    return _assign_to_affixed(text, pieces)


def _assign_to_affixed(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """The same of a name with titles, terms, brackets or the like."""
    if any(piece.role == "term" for piece in pieces):
        _courtesies(text, pieces)
    main, others, quoted = enclosed(text, pieces)
    named = [piece for group in others for piece in group]
    if len(main) == 1 and (others or quoted):
        read = [*main, *named, *quoted]
    elif _is_thing(main) or _is_thing(named):
        read = _group(text, sorted([*main, *named, *quoted], key=_place))
    else:
        read = _group(text, main)
        if not (named or quoted) and len(main) == len(pieces):  # most names
            return read
        own = sum(piece.role in ("given", "family", "patronymic") for piece in read)
        for group in others:
            read += _other_name(text, group) if own else group
        for piece in quoted:
            piece.role = "given" if piece.role in ("name", *READABLE) and own else piece.role
        read += quoted
    return sorted([*read, *(piece for piece in pieces if piece.role == "qualifier")], key=_place)


def _courtesies(text: str, pieces: Sequence[Piece]) -> None:
    """Words of things that are titles beside persons: Tanaka-san, Mr and Mrs."""
    last = pieces[-1]
    if last.role == "term" and last.plain in trailing_titles() and text[last.start - 1] == "-":
        last.role, last.concept = "title", "mr"
    for before, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if piece.concept == "and" and before.role == after.role == "title":
            piece.role = "title"


def _place(piece: Piece) -> int:
    return piece.start


def _is_thing(group: Sequence[Piece]) -> bool:
    return any(piece.role in IMPERSONAL for piece in group) and not (_is_eastern(group) or _is_ambiguous(group))


def _group(text: str, group: Sequence[Piece]) -> list[Piece]:
    """A name that stands by itself: of a person, if nothing says otherwise."""
    roles = {piece.role for piece in group}
    if roles.isdisjoint(READABLE):
        pass
    elif _is_eastern(group):
        group = [word for p in group for word in (words_of(p) if p.role in READABLE and _is_own(p) else [p])]
    elif _is_ambiguous(group):
        group = [word for p in group for word in (words_of(p) if p.role in IMPERSONAL else [p])]
    if any(piece.role in IMPERSONAL for piece in group):
        return _thing(text, group)
    kept = list(group)
    if group[-1].plain in trailing_titles() or not roles.isdisjoint(AFFIXES):
        kept = suffixes(text, titles(text, kept))
        numerals(text, kept)
    if not roles.isdisjoint(SMALL_WORDS):
        kept = particles(text, kept)
    order(text, kept)
    return kept


def _other_name(text: str, group: Sequence[Piece]) -> list[Piece]:
    """Another name of a person: a lone word is a nickname, or an earlier family name."""
    if len(group) > 1:
        return _group(text, group)
    if any(entry.role == "suffix" for entry in group[0].entries):
        group[0].role, group[0].concept = next(entry for entry in group[0].entries if entry.role == "suffix")
        return list(group)
    (piece,) = words_of(group[0]) if " " not in group[0].plain else group
    if piece.role == "name":
        piece.role = "given" if only_given(piece.plain) else "family"
    return [piece]


def _thing(text: str, group: Sequence[Piece]) -> list[Piece]:
    """An organisation's or place's name: what ends it is no title; more words are translated."""
    for piece in group:
        if piece.role in ("name", "title") or (piece.role == "initial" and piece.text.islower()):
            _translate(piece)
    *front, last = suffixes(text, group)
    return [*front, *(words_of(last) if last.role == "title" else [last])]


def _translate(piece: Piece) -> None:
    """Give a word the concept it has in organisations' names, if any; a country stays a name: it tells them apart."""
    if piece.plain in terms_beside():
        piece.role, piece.concept = "term", terms_beside()[piece.plain]
    elif piece.role == "name":
        piece.concept = countries().get(piece.plain, "")


def _is_own(piece: Piece) -> bool:
    return " " not in piece.plain and (piece.plain in leading_surnames() or len(piece.plain) <= FEW)


def _is_eastern(group: Sequence[Piece]) -> bool:
    """Whether a Chinese, Korean or Vietnamese name has words that are particles, titles or terms elsewhere."""
    own = [piece for piece in group if piece.role == "name" or (piece.role in READABLE and _is_own(piece))]
    doubtful = [piece for piece in own if piece.role != "name"]
    if not doubtful or not 2 <= len(own) <= FEW or any(p.role in READABLE - {"title"} for p in group if p not in own):
        return False
    if is_eastern(own) and not own[0].text.islower():
        return True
    return len(own) > 2 and all(p.role == "term" for p in doubtful) and is_eastern([own[-1], *own[:-1]])


def _is_ambiguous(group: Sequence[Piece]) -> bool:
    """Whether what speaks for a thing is a name after a given one (Tony Banks, Yves Saint Laurent)."""
    own = [piece for piece in group if piece.role not in ("title", "initial", "suffix", "particle", "number")]
    own.sort(key=lambda piece: piece.clause == 0)  # Cruz, Juan
    if len(own) < 2 or own[0].role != "name" or not is_given(own[0].plain):
        return False
    *middle, last = own[1:]
    if last.role in IMPERSONAL and (last.role == "legal" or last.plain not in family_names() or len(own) > FEW):
        return False
    return all(piece.role == "name" or piece.concept == "saint" for piece in middle)
