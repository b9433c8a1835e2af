"""What stands around a person's own names: which titles, suffixes, numerals and particles are what they may be."""

from __future__ import annotations

from collections.abc import Sequence

from names.orthography.script import is_cased, script
from names.orthography.script_facts import script_facts
from names.parsing.pieces import Piece, words_of
from names.parsing.vocabulary import (
    concepts,
    family_names,
    given_languages,
    is_family,
    is_given,
    is_syllable,
    languages_with,
    leading_languages,
    leading_surnames,
    lone_letters,
    only_given,
    trailing_titles,
)

AROUND = frozenset({"title", "suffix"})
NUMERAL = 10  # generations are not counted beyond
LONG = 4  # letters beyond which a post-nominal is not taken for a name (esquire)


def without_case(text: str) -> bool:
    """Whether capitals tell nothing: all letters are capitals, or none is."""
    return text.isupper() or not any(letter.isupper() for letter in text)


def is_name(piece: Piece) -> bool:
    """Whether the word is known as somebody's name."""
    return is_given(piece.plain) or is_family(piece.plain) or piece.plain in leading_surnames()


def titles(text: str, group: Sequence[Piece]) -> list[Piece]:
    """The pieces of a person's name with those titles that are: leading ones, and others that cannot be names."""
    kept: list[Piece] = []
    last = max((i for i, piece in enumerate(group) if piece.role not in AROUND), default=len(group) - 1)
    for i, piece in enumerate(group):
        named = any(p.role in ("name", "initial") for p in kept)
        suffix = next((entry for entry in piece.entries if entry.role == "suffix"), None)
        if named and piece.role == "title" and suffix:
            piece.role, piece.concept = suffix
        elif named and piece.role == "name" and i > last - 1 and _trails(text, piece):
            piece.role, piece.concept = "title", next((e.concept for e in piece.entries if e.role == "title"), "mr")
        if piece.role == "title" and not _is_title(text, group, i, last):
            kept += words_of(piece)
        else:
            kept.append(piece)
    return kept


def _trails(text: str, piece: Piece) -> bool:
    """Whether a word is a title that stands after names; what may be a Chinese name must be tied by a hyphen (-san)."""
    if piece.plain not in trailing_titles():
        return False
    return not is_syllable(piece.plain, "zh") or piece.text[:1].islower() or text[piece.start - 1] == "-"


def _is_title(text: str, group: Sequence[Piece], i: int, last: int) -> bool:
    piece = group[i]
    before = [p for p in group[:i] if p.role != "title"]
    if not before:
        alone = i == len(group) - 1 or group[i + 1].clause != piece.clause
        return last > i and (not alone or piece.text[:1].islower() or text.startswith(".", piece.end) or i > 0)
    if group[i - 1].role == "particle":  # El-Sayed
        return False
    if " " in piece.plain or text.startswith(".", piece.end) or piece.plain in trailing_titles():
        return True
    if not is_cased(piece.text) or (piece.text[:1].islower() and not without_case(text)):
        return i < last or not script_facts(script(piece.text)).spaced or piece.text[:1].islower()
    if group[i - 1].clause != piece.clause:
        return before[-1].clause < piece.clause
    return i < last and not is_name(piece)


def suffixes(text: str, group: Sequence[Piece]) -> list[Piece]:
    """The pieces with those suffixes that end the name or a clause of it and are written as suffixes are."""
    kept: list[Piece] = []
    for i, piece in enumerate(group):
        after = [p for p in group[i + 1 :] if p.clause == piece.clause]
        ends = all(p.role in ("title", "suffix", "number") for p in after)
        tied = piece.concept in concepts("generation") and i > 0 and text[piece.start - 1] == "-"  # Иванов-младший Пётр
        if _leads_hungarian(text, group, i):
            kept.append(piece)
        elif piece.role == "suffix" and not ((ends or tied) and _is_suffix(text, group[:i], piece)):
            kept += words_of(piece)
        else:
            kept.append(piece)
    return kept


def numerals(text: str, group: Sequence[Piece]) -> None:
    """Tell the numerals that end a person's name: generations are suffixes, a ruler's I, V and X are numbers."""
    for i, piece in enumerate(group):
        if any(p.role not in AROUND for p in group[i + 1 :]):
            continue
        if piece.role == "number" and _is_generation(group[:i], piece):
            piece.role = "suffix"
        elif _is_rulers_numeral(text, group, i):
            piece.role, piece.concept = lone_letters()[piece.text]


def _is_rulers_numeral(text: str, group: Sequence[Piece], i: int) -> bool:
    """Whether a letter that is an initial elsewhere tells which ruler it is (Charles V)."""
    letter = lone_letters().get(group[i].text)
    if letter is None or letter.role != "number" or text.startswith(".", group[i].end):
        return False
    return _are_given(group[:i])


def _leads_hungarian(text: str, group: Sequence[Piece], i: int) -> bool:
    """Whether a generation stands before a Hungarian family name, as it does in Hungarian (ifj. Kovács János)."""
    if group[i].role != "suffix" or any(p.role != "title" for p in group[:i]) or not text.startswith(".", group[i].end):
        return False
    if len(group) <= i + 2:
        return False
    return bool(languages_with("generation-first") & leading_languages(group[i + 1].plain))


def _is_suffix(text: str, before: Sequence[Piece], piece: Piece) -> bool:
    own = sum(p.role in ("name", "initial") for p in before)
    dotted = text.startswith(".", piece.end)
    if piece.concept in concepts("generation"):
        doubtful = is_syllable(piece.plain, "zh") or piece.plain == "id"
        return own >= (2 if is_name(piece) else 1) and (dotted or not doubtful)
    if piece.concept in concepts("descendant") or all(len(word) == 1 for word in piece.plain.split(" ")):
        return own >= 2
    if len(piece.plain) > LONG or " " in piece.plain:
        return own >= 1
    if without_case(text):
        return own >= 1 and not is_name(piece)
    short = piece.text.isupper() or sum(map(str.isupper, piece.text)) > 1 or dotted
    return own >= (2 if is_name(piece) else 1) and (short or not is_cased(piece.text))


def _is_generation(before: Sequence[Piece], piece: Piece) -> bool:
    """Whether a numeral (III, 3rd) tells the generation of a person, not which king it is."""
    if piece.text.isdigit() or not (piece.text.isupper() or piece.text[0].isdigit()):
        return False
    if any(p.role == "title" and p.concept in concepts("regnal") for p in before):
        return False
    own = [p for p in before if p.role in ("name", "initial")]
    if len(own) < 2 or _are_given(before) or not any(map(is_name, own)):
        return False
    return piece.concept.isdigit() and int(piece.concept) <= NUMERAL


def _are_given(before: Sequence[Piece]) -> bool:
    """Whether all names before a numeral are given names, as a ruler's are."""
    own = [piece for piece in before if piece.role != "title"]
    return bool(own) and all(piece.role == "name" and only_given(piece.plain) for piece in own)


def particles(text: str, group: Sequence[Piece]) -> list[Piece]:
    """The pieces with those particles that bind a name that follows; others are names."""
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
    """Whether a single letter is no initial: y, e, i (and) between names, Ó before an Irish one, 't a Dutch one."""
    piece = group[i]
    letter = lone_letters().get(piece.text)
    if letter is None or letter.role != "particle":
        return False
    if i + 1 == len(group) or group[i + 1].role not in ("name", "particle") or text.startswith(".", piece.end):
        return False
    if letter.concept == "and":
        return i > 0 and group[i - 1].role == "name" and not without_case(text)
    return letter.concept == "mac" or text[piece.start - 1 : piece.start] in ("'", "’", "‘")


def _is_semitic(piece: Piece) -> bool:
    """Whether a word is an Arabic or Hebrew given name, after which Ben is `son of`."""
    languages = given_languages(piece.plain)
    return bool(languages & languages_with("ben")) and languages.isdisjoint(languages_with("short-forms"))


def _binds(text: str, group: Sequence[Piece], i: int) -> bool:
    piece = group[i]
    before = [p for p in group[:i] if p.clause == piece.clause and p.role not in AROUND]
    after = [p for p in group[i + 1 :] if p.clause == piece.clause and p.role not in AROUND]
    if not after or after[0].role not in ("name", "particle", "initial"):  # Beethoven, Ludwig van
        return bool(before) and piece.clause > group[0].clause
    names = [p for p in after if p.role == "name"]
    small = piece.text[:1].islower() and not without_case(text)
    if " " in piece.plain or small or text.startswith("-", piece.end):
        return bool(names)
    if only_given(piece.plain) and piece.concept != "abu":
        return bool(before) and (without_case(text) or _is_semitic(before[-1]) or _is_semitic(after[0]))
    if not before and len(after) == 1 and not without_case(text):  # Al Gore
        return languages_with("short-forms").isdisjoint(family_names().get(after[0].plain, "").split())
    if before or len(after) == 1 or piece.concept == "abu":
        return bool(names)
    given = is_given(after[0].plain) and not only_given(after[-1].plain)  # Van Maximilian Carlson
    return not (given or after[-1].plain == piece.plain)
