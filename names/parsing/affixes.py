"""Titles, suffixes and numerals around a person's own names: which words that may be such really are."""

from __future__ import annotations

from collections.abc import Sequence

from names.orthography.script import is_cased, script
from names.orthography.script_facts import script_facts
from names.parsing.particles import without_case
from names.parsing.pieces import AROUND, Piece, is_dotted, is_small, words_of
from names.parsing.vocabulary import (
    concepts,
    is_family,
    is_given,
    is_name_syllable,
    languages_with,
    leading_languages,
    leading_surnames,
    lone_letters,
    only_given,
    trailing_titles,
)

LAST_GENERATION = 10  # a higher numeral counts something else (chosen)
LONGEST_AMBIGUOUS = 4  # letters of a suffix that may be a name (Ma, Ma.); a longer one is taken for no name (chosen)
DOUBTFUL = "id"  # senior in Hungarian; without a full stop more often something else
OWN = frozenset({"name", "initial"})  # roles of a person's own names before these are given or family names


def is_name(piece: Piece) -> bool:
    """Whether the word is known as somebody's name."""
    return is_given(piece.plain) or is_family(piece.plain) or piece.plain in leading_surnames()


def keep_titles(text: str, group: Sequence[Piece]) -> list[Piece]:
    """The pieces; titles stay titles if they lead or cannot be names, the others become words."""
    kept: list[Piece] = []
    last_own = max((i for i, piece in enumerate(group) if piece.role not in AROUND), default=len(group) - 1)
    for i, piece in enumerate(group):
        if any(before.role in OWN for before in kept):
            _read_behind_names(text, piece, is_last=i >= last_own)
        if piece.role == "title" and not _is_title(text, group, i, last_own):
            kept += words_of(piece)
        else:
            kept.append(piece)
    return kept


def _read_behind_names(text: str, piece: Piece, *, is_last: bool) -> None:
    """Change the role of a piece behind names: a title that may be a suffix is one, the last word may be a title."""
    suffix = next((entry for entry in piece.entries if entry.role == "suffix"), None)
    if piece.role == "title" and suffix:
        piece.role, piece.concept = suffix
    elif piece.role == "name" and is_last and _trails(text, piece):
        title = next((entry for entry in piece.entries if entry.role == "title"), None)
        piece.role, piece.concept = "title", title.concept if title else "mr"


def _trails(text: str, piece: Piece) -> bool:
    """Whether a word is a title that stands after names; a capitalized one that may be Chinese needs a hyphen."""
    if piece.plain not in trailing_titles():
        return False
    return not is_name_syllable(piece.plain, "zh") or is_small(piece) or text[piece.start - 1] == "-"


def _is_title(text: str, group: Sequence[Piece], i: int, last_own: int) -> bool:
    """Whether piece `i` is a title, by the first test that decides.

    `last_own` is the index of the last piece that is neither title nor suffix.
    """
    piece = group[i]
    before = [other for other in group[:i] if other.role != "title"]
    if not before:
        return _leads_as_title(text, group, i, last_own)
    if group[i - 1].role == "particle":  # El-Sayed
        return False
    if " " in piece.plain or is_dotted(text, piece) or piece.plain in trailing_titles():  # Anna Berg, Dr.
        return True
    if not is_cased(piece.text) or (is_small(piece) and not without_case(text)):  # no name is written so
        return i < last_own or not script_facts(script(piece.text)).spaced or is_small(piece)
    if group[i - 1].clause != piece.clause:  # Berg, Baron Hans
        return before[-1].clause < piece.clause
    return i < last_own and not is_name(piece)


def _leads_as_title(text: str, group: Sequence[Piece], i: int, last_own: int) -> bool:
    """Whether a leading piece is a title: names follow it, but not after a comma, when it may be one (Major, John)."""
    if i >= last_own:
        return False
    piece = group[i]
    before_comma = group[i + 1].clause != piece.clause
    return not before_comma or is_small(piece) or is_dotted(text, piece) or i > 0


def keep_suffixes(text: str, group: Sequence[Piece]) -> list[Piece]:
    """The pieces; suffixes stay suffixes if they end names and are written as suffixes are, the others become words."""
    kept: list[Piece] = []
    for i, piece in enumerate(group):
        if piece.role != "suffix" or _leads_family(text, group, i) or _ends_names(text, group, i):
            kept.append(piece)
        else:
            kept += words_of(piece)
    return kept


def _leads_family(text: str, group: Sequence[Piece], i: int) -> bool:
    """Whether a generation stands before the family name, as is the custom in Hungarian (ifj. Kovács János)."""
    if any(piece.role != "title" for piece in group[:i]) or not is_dotted(text, group[i]) or len(group) <= i + 2:
        return False
    return bool(languages_with("generation-first") & leading_languages(group[i + 1].plain))


def _ends_names(text: str, group: Sequence[Piece], i: int) -> bool:
    """Whether a suffix follows names and no name follows it in its clause, unless it is tied (Иванов-младший Пётр)."""
    piece = group[i]
    after = [other for other in group[i + 1 :] if other.clause == piece.clause]
    ends = all(other.role in ("title", "suffix", "number") for other in after)
    tied = piece.concept in concepts("generation") and i > 0 and text[piece.start - 1] == "-"
    return (ends or tied) and _is_suffix(text, group[:i], piece)


def _is_suffix(text: str, before: Sequence[Piece], piece: Piece) -> bool:
    """Whether enough names stand before a suffix, so that it is no name, and it is written as suffixes are."""
    own_names = sum(other.role in OWN for other in before)
    enough = own_names >= (2 if is_name(piece) else 1)
    dotted = is_dotted(text, piece)
    if piece.concept in concepts("generation"):
        return enough and (dotted or not (is_name_syllable(piece.plain, "zh") or piece.plain == DOUBTFUL))
    if piece.concept in concepts("descendant") or all(len(word) == 1 for word in piece.plain.split(" ")):
        return own_names >= 2  # Rui Alves Neto, but Carlos Neto; Joseph Kelly, O.P.
    if len(piece.plain) > LONGEST_AMBIGUOUS or " " in piece.plain:
        return own_names >= 1
    if without_case(text):
        return own_names >= 1 and not is_name(piece)
    abbreviated = piece.text.isupper() or sum(map(str.isupper, piece.text)) > 1 or dotted
    return enough and (abbreviated or not is_cased(piece.text))


def tell_numerals(text: str, group: Sequence[Piece]) -> None:
    """Give roles to the numerals that end a person's name: generations are suffixes, a ruler's I, V, X numbers."""
    for i, piece in enumerate(group):
        if any(after.role not in AROUND for after in group[i + 1 :]):
            continue
        if piece.role == "number" and _is_generation(group[:i], piece):
            piece.role = "suffix"
        elif _is_rulers_numeral(text, group, i):
            piece.role, piece.concept = lone_letters()[piece.text]


def _is_generation(before: Sequence[Piece], piece: Piece) -> bool:
    """Whether a numeral (III, 3rd) is the generation of a person, not the number of a ruler."""
    if piece.text.isdigit() or not (piece.text.isupper() or piece.text[0].isdigit()):
        return False
    if any(other.role == "title" and other.concept in concepts("regnal") for other in before):
        return False
    own = [other for other in before if other.role in OWN]
    if len(own) < 2 or _are_given(before) or not any(map(is_name, own)):
        return False
    return piece.concept.isdigit() and int(piece.concept) <= LAST_GENERATION


def _is_rulers_numeral(text: str, group: Sequence[Piece], i: int) -> bool:
    """Whether a letter that could be an initial is the number of a ruler (Charles V)."""
    letter = lone_letters().get(group[i].text)
    if letter is None or letter.role != "number" or is_dotted(text, group[i]):
        return False
    return _are_given(group[:i])


def _are_given(before: Sequence[Piece]) -> bool:
    """Whether all names before a numeral are given names, as a ruler's are."""
    own = [piece for piece in before if piece.role != "title"]
    return bool(own) and all(piece.role == "name" and only_given(piece.plain) for piece in own)
