"""Particles of a person's name (van, de la, bin, y): which words are particles, and which names they bind."""

from __future__ import annotations

from collections.abc import Sequence

from names.parsing.pieces import AROUND, Piece, is_dotted, is_small, words_of
from names.parsing.vocabulary import (
    compounds,
    family_names,
    given_languages,
    is_given,
    languages_with,
    lone_letters,
    only_given,
)

APOSTROPHES = ("'", "’", "‘")


def keep_particles(text: str, group: Sequence[Piece]) -> list[Piece]:
    """The pieces; particles stay particles if they bind a name, the others become words, as in Al Gore."""
    kept: list[Piece] = []
    for i, piece in enumerate(group):
        if piece.role == "initial" and _is_small_word(text, group, i):
            piece.role, piece.concept = lone_letters()[piece.text]
        if piece.role == "particle" and piece.concept != "and" and not _binds(text, group, i):
            kept += words_of(piece)
        else:
            kept.append(piece)
    return kept


def _is_small_word(text: str, group: Sequence[Piece], i: int) -> bool:
    """Whether a single letter is a particle and no initial: y, e, i (and) between names, Ó or 't before one."""
    piece = group[i]
    letter = lone_letters().get(piece.text)
    if letter is None or letter.role != "particle" or is_dotted(text, piece):
        return False
    if i + 1 == len(group) or group[i + 1].role not in ("name", "particle"):
        return False
    if letter.concept == "and":
        return i > 0 and group[i - 1].role == "name" and not without_case(text)
    return letter.concept == "mac" or text[piece.start - 1 : piece.start] in APOSTROPHES


def without_case(text: str) -> bool:
    """Whether capitals carry no information: all letters are capitals, or none is."""
    return text.isupper() or not any(letter.isupper() for letter in text)


def _binds(text: str, group: Sequence[Piece], i: int) -> bool:
    """Whether a particle binds the name after it, by the first test that decides; if not, it is a name itself."""
    piece = group[i]
    before, after = _beside(piece, group[:i]), _beside(piece, group[i + 1 :])
    if not after or after[0].role not in ("name", "particle", "initial"):  # Beethoven, Ludwig van
        return bool(before) and piece.clause > group[0].clause
    names_follow = any(other.role == "name" for other in after)
    if _is_plainly_particle(text, piece):
        return names_follow
    if only_given(piece.plain) and piece.concept != "abu":  # Tahar Ben Ammar, but Ben Carter
        return bool(before) and (without_case(text) or _is_semitic(before[-1]) or _is_semitic(after[0]))
    if not before and len(after) == 1 and not without_case(text):  # De Santis, but Al Gore
        return not _has_short_forms(after[0])
    if before or len(after) == 1 or piece.concept == "abu":
        return names_follow
    return not _is_first_name(piece, after)


def _beside(piece: Piece, others: Sequence[Piece]) -> list[Piece]:
    """The other pieces in the clause of a piece, without titles and suffixes."""
    return [other for other in others if other.clause == piece.clause and other.role not in AROUND]


def _is_plainly_particle(text: str, piece: Piece) -> bool:
    """Whether a particle is written as no name would be: in several words, in small letters, or tied by a hyphen."""
    return " " in piece.plain or (is_small(piece) and not without_case(text)) or text.startswith("-", piece.end)


def _is_semitic(piece: Piece) -> bool:
    """Whether a word is an Arabic or Hebrew given name, beside which Ben is `son of`."""
    languages = given_languages(piece.plain)
    return bool(languages & languages_with("ben")) and languages.isdisjoint(languages_with("short-forms"))


def _has_short_forms(piece: Piece) -> bool:
    """Whether a word is a family name of a language in which Al and Ben are given names."""
    return not languages_with("short-forms").isdisjoint(family_names().get(piece.plain, "").split())


def _is_first_name(piece: Piece, after: Sequence[Piece]) -> bool:
    """Whether a particle that begins a name of several words is a given name (Van Maximilian Carlson)."""
    given = is_given(after[0].plain) and not only_given(after[-1].plain)
    return given or after[-1].plain == piece.plain


def bound_family(group: Sequence[Piece], own: Sequence[Piece]) -> Sequence[Piece]:
    """The family name that particles bind: the names after the first one and those that `and` joins; may be empty."""
    if len(group) == len(own):
        return ()
    fathers = _fathers(group)
    bound: list[Piece] = []
    is_bound = False  # whether a particle has bound the family name
    of_given = False  # whether the last particle belongs to a given name
    for i, piece in enumerate(group):
        if piece.role == "particle":
            of_given = piece.concept == "abu" or _is_devout(group, i)
            is_bound = is_bound or not (of_given or _in_compound(group, i))
            if piece.concept == "and" and i > 1 and group[i - 1].role == "name":
                bound.append(group[i - 1])
        elif piece.role == "name":
            if is_bound and not of_given and not any(piece is father for father in fathers):
                bound.append(piece)
            of_given = False
    if _is_bound_first(group, own):
        return own[:1]
    return bound


def _is_bound_first(group: Sequence[Piece], own: Sequence[Piece]) -> bool:
    """Whether a family name with its particle was put before the given name (de la Fuente Lucía)."""
    begins = next(piece for piece in group if piece.role != "title").role == "particle"
    return begins and len(own) > 1 and only_given(own[-1].plain) and not is_given(own[0].plain)


def _fathers(group: Sequence[Piece]) -> list[Piece]:
    """The names after bin, ibn or ben (son of) that are followed by another particle and the family name."""
    fathers: list[Piece] = []
    since_particle: list[Piece] = []
    after_son_of = False
    for piece in group:
        if piece.role == "particle":
            fathers += since_particle
            since_particle, after_son_of = [], piece.concept == "bin"
        elif piece.role == "name" and after_son_of:
            since_particle.append(piece)
    return fathers


def _is_devout(group: Sequence[Piece], i: int) -> bool:
    """Whether a particle belongs to a given name (María del Carmen, Juan de Dios) that family names follow."""
    after = [piece for piece in group[i + 1 :] if piece.role == "name"]
    if len(after) < 2 or group[i].concept not in ("de", "de-la") or not i or not is_given(group[i - 1].plain):
        return False
    return only_given(after[0].plain) and bool(languages_with("two-surnames") & given_languages(after[0].plain))


def _in_compound(group: Sequence[Piece], i: int) -> bool:
    """Whether a particle is inside an Arabic given name (Abd al-Rahman, Salah al-Din)."""
    before = compounds().get(group[i - 1].plain) if i else None
    after = compounds().get(group[i + 1].plain) if i + 1 < len(group) else None
    return before == "first" or after == "last"
