"""The role of each piece of a name, from what the tables know of it and from its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from names.parsing.affixes import keep_suffixes, keep_titles, tell_numerals
from names.parsing.customs import is_eastern
from names.parsing.enclosures import enclosed, is_bare
from names.parsing.order import order
from names.parsing.particles import keep_particles
from names.parsing.pieces import Piece, is_small, words_of
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

ACCIDENTAL = IMPERSONAL | {"particle", "title"}  # roles that a word of a person's name may have by chance (Banks, Do)
NEEDS_AFFIXES = frozenset({"title", "suffix", "number", "initial"})  # roles that `affixes` decides
NEEDS_PARTICLES = frozenset({"particle", "initial"})  # roles that `particles` decides
MOST_WORDS = 4  # own words, at most, of a person's name that has terms by chance (chosen)
MOST_LETTERS = 4  # letters, at most, of a word of an Eastern name that is no known surname (chosen)


def assign(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces in order, with the roles that fit their neighbours; phrases that turn out to be none become words.

    >>> from names.parsing.pieces import cut
    >>> [(piece.text, piece.role) for piece in assign("Kim Jong Un", cut("Kim Jong Un")[1])]
    [('Kim', 'family'), ('Jong', 'given'), ('Un', 'given')]
    """
    if len(pieces) < 2:
        return list(pieces)
    if all(piece.role == "name" for piece in pieces) and is_bare(text, pieces):  # most names
        return _assign_to_one(text, pieces)
    if any(piece.role == "term" for piece in pieces):
        _tell_courtesies(text, pieces)
    main, others, quoted = enclosed(text, pieces)
    if len(main) == len(pieces):  # nothing is enclosed
        return _assign_to_one(text, main)
    settled = _assign_to_enclosed(text, main, others, quoted)
    return sorted([*settled, *(piece for piece in pieces if piece.role == "qualifier")], key=_start)


def _start(piece: Piece) -> int:
    return piece.start


def _tell_courtesies(text: str, pieces: Sequence[Piece]) -> None:
    """Make titles of terms that are courtesies beside persons: Tanaka-san, Mr and Mrs."""
    last = pieces[-1]
    if last.role == "term" and last.plain in trailing_titles() and text[last.start - 1] == "-":
        last.role, last.concept = "title", "mr"
    for before, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if piece.concept == "and" and before.role == after.role == "title":
            piece.role = "title"


def _assign_to_enclosed(
    text: str, main: Sequence[Piece], others: Sequence[Sequence[Piece]], quoted: Sequence[Piece]
) -> list[Piece]:
    """The pieces of a name and of what stands in its brackets and quotation marks, in any order."""
    in_brackets = [piece for group in others for piece in group]
    if len(main) == 1 and (others or quoted):  # one word says nothing of who bears it: Suffolk (county)
        return [*main, *in_brackets, *quoted]
    if _is_thing(main) or _is_thing(in_brackets):
        return _assign_to_one(text, sorted([*main, *in_brackets, *quoted], key=_start))
    settled = _assign_to_one(text, main)
    is_person = any(piece.role in ("given", "family", "patronymic") for piece in settled)
    for group in others:
        settled += _assign_to_other(text, group) if is_person else group
    for piece in quoted:  # a nickname: Ray "Sonny" Walsh
        if is_person and (piece.role == "name" or piece.role in ACCIDENTAL):
            piece.role = "given"
    return [*settled, *quoted]


def _assign_to_other(text: str, group: Sequence[Piece]) -> list[Piece]:
    """The pieces of another name of a person: a lone word is a nickname or an earlier family name."""
    if len(group) > 1:
        return _assign_to_one(text, group)
    (piece,) = group
    suffix = next((entry for entry in piece.entries if entry.role == "suffix"), None)
    if suffix:  # Col. (ret.) James Boyd
        piece.role, piece.concept = suffix
        return [piece]
    (piece,) = group if " " in piece.plain else words_of(piece)
    if piece.role == "name":
        piece.role = "given" if only_given(piece.plain) else "family"
    return [piece]


def _assign_to_one(text: str, group: Sequence[Piece]) -> list[Piece]:
    """The pieces of one name: that of a thing, if a legal form or term is left; else that of a person."""
    roles = {piece.role for piece in group}
    if not roles.isdisjoint(ACCIDENTAL):
        group = _without_accidental(group)
        if any(piece.role in IMPERSONAL for piece in group):
            return _assign_to_thing(text, group)
    settled = list(group)
    if group[-1].plain in trailing_titles() or not roles.isdisjoint(NEEDS_AFFIXES):
        settled = keep_suffixes(text, keep_titles(text, settled))
        tell_numerals(text, settled)
    if not roles.isdisjoint(NEEDS_PARTICLES):
        settled = keep_particles(text, settled)
    order(text, settled)
    return settled


def _without_accidental(group: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces; those that are particles, titles or terms only by chance become words."""
    if _is_eastern_name(group):
        accidental = [piece.role in ACCIDENTAL and _may_be_eastern(piece) for piece in group]
    elif _is_western_name(group):
        accidental = [piece.role in IMPERSONAL for piece in group]
    else:
        return group
    pieces: list[Piece] = []
    for piece, is_accidental in zip(group, accidental, strict=True):
        pieces += words_of(piece) if is_accidental else [piece]
    return pieces


def _is_thing(group: Sequence[Piece]) -> bool:
    """Whether a legal form or term shows that an organisation or place is named."""
    if all(piece.role not in IMPERSONAL for piece in group):
        return False
    return not (_is_eastern_name(group) or _is_western_name(group))


def _assign_to_thing(text: str, group: Sequence[Piece]) -> list[Piece]:
    """The pieces of an organisation's or place's name: no title ends it, and more of its words have concepts."""
    for piece in group:
        if piece.role in ("name", "title") or (piece.role == "initial" and piece.text.islower()):
            _translate(piece)
    *front, last = keep_suffixes(text, group)
    return [*front, *(words_of(last) if last.role == "title" else [last])]


def _translate(piece: Piece) -> None:
    """Give a word the concept it has in organisations' names, if any; a country stays a name, as it sets them apart."""
    if piece.plain in terms_beside():
        piece.role, piece.concept = "term", terms_beside()[piece.plain]
    elif piece.role == "name":
        piece.concept = countries().get(piece.plain, "")


def _may_be_eastern(piece: Piece) -> bool:
    """Whether a piece is one word that may be a Chinese, Korean or Vietnamese name: a surname, or short."""
    return " " not in piece.plain and (piece.plain in leading_surnames() or len(piece.plain) <= MOST_LETTERS)


def _is_eastern_name(group: Sequence[Piece]) -> bool:
    """Whether this is a Chinese, Korean or Vietnamese name with particles or terms by chance (Do Thi Lan)."""
    own: list[Piece] = []
    for piece in group:
        if piece.role == "name" or (piece.role in ACCIDENTAL and _may_be_eastern(piece)):
            own.append(piece)
        elif piece.role in ACCIDENTAL and piece.role != "title":
            return False
    accidental = [piece for piece in own if piece.role != "name"]
    if not accidental or not 2 <= len(own) <= MOST_WORDS:
        return False
    if is_eastern(own) and not is_small(own[0]):
        return True
    family_first = [own[-1], *own[:-1]]  # as if the name were turned about
    return len(own) > 2 and all(piece.role == "term" for piece in accidental) and is_eastern(family_first)


def _is_western_name(group: Sequence[Piece]) -> bool:
    """Whether this is a given name and a family name that looks like a term (Tony Banks, Yves Saint Laurent)."""
    own = [piece for piece in group if piece.role not in ("title", "initial", "suffix", "particle", "number")]
    own.sort(key=lambda piece: piece.clause == 0)  # Banks, Tony: what follows the comma comes first
    if len(own) < 2:
        return False
    first, *middle, last = own
    if first.role != "name" or not is_given(first.plain) or last.role == "legal":
        return False
    if last.role == "term" and (last.plain not in family_names() or len(own) > MOST_WORDS):
        return False
    return all(piece.role == "name" or piece.concept == "saint" for piece in middle)
