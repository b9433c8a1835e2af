"""Titles, suffixes and numerals around a person's own names: which words that may be such really are.

As in `order`, a rule for each evidence, tried in order: each is for the words that those before it leave open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

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
ENDING = frozenset({"title", "suffix", "number"})  # roles that may stand behind a suffix
OWN = frozenset({"name", "initial"})  # roles of a person's own names before these are given or family names


class _Title(NamedTuple):
    """A piece that may be a title, in its place."""

    piece: Piece
    text: str  # the name
    before: Sequence[Piece]
    after: Sequence[Piece]
    leads: bool  # before it are only titles
    is_last: bool  # behind it are only titles and suffixes


class _Suffix(NamedTuple):
    """A piece that may be a suffix, in its place."""

    piece: Piece
    text: str  # the name
    before: Sequence[Piece]
    after: Sequence[Piece]
    names_before: int

    def can_be_spared(self) -> bool:
        """Whether there are names enough before it, so that it need not be one: two if it is known as a name."""
        return self.names_before >= (2 if is_name(self.piece) else 1)


_TitleRule = Callable[[_Title], bool | None]  # whether it is a title; None if the rule does not apply
_SuffixRule = Callable[[_Suffix], bool | None]  # whether it is a suffix


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
        if piece.role == "title" and not _is_title(text, group, i, is_last=i >= last_own):
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


def _is_title(text: str, group: Sequence[Piece], i: int, *, is_last: bool) -> bool:
    """Whether piece `i` is a title, by the first rule that applies."""
    before = group[:i]
    leads = all(other.role == "title" for other in before)
    title = _Title(group[i], text, before, group[i + 1 :], leads, is_last)
    for rule in _TITLE_RULES:
        decision = rule(title)
        if decision is not None:
            return decision
    return not is_last and not is_name(title.piece)  # Elizabeth Queen Smith, but Anna Major Berg


def _no_title_alone(title: _Title) -> bool | None:
    """Somebody has to be named: Prof. Major is one of that name."""
    return False if title.leads and title.is_last else None


def _title_in_front(title: _Title) -> bool | None:
    """What leads is a title; one before a comma is a family name, if it is written like one: Major, John."""
    if not title.leads:
        return None
    piece = title.piece
    before_comma = title.after[0].clause != piece.clause
    return not before_comma or is_small(piece) or is_dotted(title.text, piece) or bool(title.before)


def _no_title_after_particle(title: _Title) -> bool | None:
    """A particle binds a name: El-Sayed."""
    return False if title.before[-1].role == "particle" else None


def _title_by_form(title: _Title) -> bool | None:
    """Several words, a full stop, or a word that always stands behind names: Anna Berg, Dr."""
    piece = title.piece
    return " " in piece.plain or is_dotted(title.text, piece) or piece.plain in trailing_titles() or None


def _title_without_capital(title: _Title) -> bool | None:
    """Where names have capitals, a word without one is no name: Hans baron Berg."""
    return True if is_small(title.piece) and not without_case(title.text) else None


def _title_in_caseless_script(title: _Title) -> bool | None:
    """Where there are no capitals, a last word may be a name if spaces part words: 王明 上将, but محمد السيد."""
    written = title.piece.text
    if is_cased(written):
        return None
    return not title.is_last or not script_facts(script(written)).spaced or is_small(title.piece)  # small: Georgian


def _title_after_comma(title: _Title) -> bool | None:
    """A title leads the given names behind the family name: Berg, Baron Hans."""
    return True if title.before[-1].clause != title.piece.clause else None


_TITLE_RULES: tuple[_TitleRule, ...] = (
    _no_title_alone,
    _title_in_front,
    # The others are for titles behind names.
    _no_title_after_particle,
    _title_by_form,
    _title_without_capital,
    _title_in_caseless_script,
    _title_after_comma,
)


def keep_suffixes(text: str, group: Sequence[Piece]) -> list[Piece]:
    """The pieces; suffixes stay suffixes if they end names and are written as suffixes are, the others become words."""
    kept: list[Piece] = []
    for i, piece in enumerate(group):
        if piece.role != "suffix" or _is_suffix(text, group, i):
            kept.append(piece)
        else:
            kept += words_of(piece)
    return kept


def _is_suffix(text: str, group: Sequence[Piece], i: int) -> bool:
    """Whether piece `i` is a suffix, by the first rule that applies."""
    before = group[:i]
    suffix = _Suffix(group[i], text, before, group[i + 1 :], sum(other.role in OWN for other in before))
    for rule in _SUFFIX_RULES:
        decision = rule(suffix)
        if decision is not None:
            return decision
    return suffix.can_be_spared() and _is_written_as_suffix(suffix)  # Anna Kelly MA, but Anna Kelly Ma and Anna Ma.


def _generation_in_front(suffix: _Suffix) -> bool | None:
    """The custom in Hungarian is to put the generation before the family name: ifj. Kovács János."""
    if any(piece.role != "title" for piece in suffix.before) or len(suffix.after) < 2:
        return None
    if not is_dotted(suffix.text, suffix.piece):
        return None
    return bool(languages_with("generation-first") & leading_languages(suffix.after[0].plain)) or None


def _no_suffix_before_name(suffix: _Suffix) -> bool | None:
    """No name follows a suffix in its clause, unless it is a generation tied by a hyphen: Иванов-младший Пётр."""
    piece = suffix.piece
    if all(other.role in ENDING or other.clause != piece.clause for other in suffix.after):
        return None
    is_tied = suffix.before and suffix.text[piece.start - 1] == "-"
    return None if is_tied and piece.concept in concepts("generation") else False


def _suffix_of_generation(suffix: _Suffix) -> bool | None:
    """A generation is hardly a name; what may be one needs a full stop: Kovács id., but Kovács János id."""
    piece = suffix.piece
    if piece.concept not in concepts("generation"):
        return None
    is_doubtful = is_name_syllable(piece.plain, "zh") or piece.plain == DOUBTFUL
    return suffix.can_be_spared() and (is_dotted(suffix.text, piece) or not is_doubtful)


def _suffix_of_descendant(suffix: _Suffix) -> bool | None:
    """A grandson or nephew may also be a family name: Rui Alves Neto, but Carlos Neto."""
    return suffix.names_before >= 2 if suffix.piece.concept in concepts("descendant") else None


def _suffix_of_letters(suffix: _Suffix) -> bool | None:
    """Single letters may also be initials: Joseph Kelly, O.P., but Kelly, O.P."""
    return suffix.names_before >= 2 if all(len(word) == 1 for word in suffix.piece.plain.split(" ")) else None


def _suffix_by_length(suffix: _Suffix) -> bool | None:
    """A long one, or one of several words, is no name: Anna Esquire."""
    is_long = len(suffix.piece.plain) > LONGEST_AMBIGUOUS or " " in suffix.piece.plain
    return suffix.names_before >= 1 if is_long else None


def _suffix_without_case(suffix: _Suffix) -> bool | None:
    """Where capitals say nothing, what may be a name is one: ANNA KELLY MBE, but ANNA KELLY MA."""
    return suffix.names_before >= 1 and not is_name(suffix.piece) if without_case(suffix.text) else None


_SUFFIX_RULES: tuple[_SuffixRule, ...] = (
    _generation_in_front,
    _no_suffix_before_name,
    # The others are for suffixes that end names, or are tied to one.
    _suffix_of_generation,
    _suffix_of_descendant,
    _suffix_of_letters,
    _suffix_by_length,
    _suffix_without_case,
)


def _is_written_as_suffix(suffix: _Suffix) -> bool:
    """Whether a short suffix is written unlike a name: with more capitals than one, or a full stop."""
    written = suffix.piece.text
    capitals = written.isupper() or sum(map(str.isupper, written)) > 1
    return capitals or is_dotted(suffix.text, suffix.piece) or not is_cased(written)


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
