"""A name cut into parts with roles. This is the only place that looks at the characters of a whole name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

from names.lexicon import Entry, Role, leading_surnames, longest_entry, patronymic_endings, plain
from names.normalization import fold, normalize
from names.script import script
from names.tokens import Token, tokenize
from names.words import UNSPACED, Word, read_word

LIMIT = 24  # words of a name that are read; real names have fewer, and comparing grows with the square


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name as written, at [start, end) characters, with its role and its word read in Latin letters.

    `concept` names what a title, legal form, term or number means in any language ("llc", "bank", "2"), else "".
    """

    text: str
    start: int
    end: int
    role: Role
    word: Word = field(repr=False, compare=False)
    concept: str = ""


class Piece(NamedTuple):
    """What becomes a part once its role among the others is known."""

    text: str
    start: int
    end: int
    role: Role
    word: Word
    concept: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written and its parts in order; the text decides the parts, so it alone is compared."""

    text: str
    parts: tuple[Part, ...] = field(compare=False)

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=1 << 16)
def parse(text: str) -> Name:
    """The name with its parts and their roles; every string is a name, one without words has no parts.

    >>> [(part.text, part.role) for part in parse("Dr. Maria van der Berg").parts]
    [('Dr', 'title'), ('Maria', 'given'), ('van der', 'particle'), ('Berg', 'family')]
    >>> [(part.text, part.role) for part in parse("Тихановская, Светлана Георгиевна").parts]
    [('Тихановская', 'family'), ('Светлана', 'given'), ('Георгиевна', 'patronymic')]
    """
    pieces = list(_pieces(text, tokens(text)[:LIMIT]))
    roles = _person_roles(text, pieces)
    return Name(text, tuple(Part(*piece[:3], role, *piece[4:]) for piece, role in zip(pieces, roles, strict=True)))


@lru_cache(maxsize=1 << 10)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a name, remembered for who needs them again at once."""
    return tokenize(text)


def _pieces(text: str, tokens: Sequence[Token]) -> Iterator[Piece]:
    """Phrases of the lexicon where their place allows the role, single words elsewhere."""
    words = [plain(token.text) for token in tokens]
    at = 0
    while at < len(tokens):
        entries, count = longest_entry(words, at)
        entry = _fitting(entries, at, count, tokens) if entries else None
        if entry is None:
            yield _other(tokens[at], words[at], len(tokens))
            at += 1
        else:
            first, last = tokens[at], tokens[at + count - 1]
            written = text[first.start : last.end]
            yield Piece(written, first.start, last.end, entry.role, _read(written), entry.concept)
            at += count


def _fitting(entries: Sequence[Entry], at: int, count: int, tokens: Sequence[Token]) -> Entry | None:
    """The role that fits the place: a title leads, a suffix ends, and neither is all there is."""
    whole, leads, ends = count == len(tokens), at == 0, at + count == len(tokens)
    for entry in entries:
        if entry.role == "title" and not whole and not ends:
            return entry
        if entry.role == "suffix" and not leads:
            return entry
        if entry.role == "particle" and not whole:
            return entry
        if entry.role == "legal" and (leads or ends) and not whole:
            return entry
        if entry.role in ("term", "number"):
            return entry
    return None


def _other(token: Token, word: str, count: int) -> Piece:
    role: Role = "name"
    if word.isdigit():
        role = "number"
    elif count > 1 and len(word) == 1 and script(word) not in UNSPACED:
        role = "initial"
    return Piece(token.text, token.start, token.end, role, _read(token.text), word if role == "number" else "")


@lru_cache(maxsize=1 << 16)
def _folded(written: str) -> str:
    return fold(written)


@lru_cache(maxsize=1 << 17)
def _read(written: str) -> Word:
    if written.isascii() and written.isalpha():
        return read_word(written.lower())
    return read_word("".join(c for c in normalize(written).casefold() if category(c)[0] in "LNM"))


def _person_roles(text: str, parts: Sequence[Piece]) -> list[Role]:
    """Given, family and patronymic for the parts that have no other role."""
    roles: list[Role] = [part.role for part in parts]
    own = [i for i, role in enumerate(roles) if role == "name"]
    if len(own) < 2 or any(role in ("legal", "term") for role in roles):
        return roles
    family = _family(text, parts, own)
    for i in own:
        roles[i] = "family" if i in family else "given"
        if i not in family and len(own) > 2 and i != own[0] and _folded(parts[i].text).endswith(patronymic_endings()):
            roles[i] = "patronymic"
    return roles


def _family(text: str, parts: Sequence[Piece], own: Sequence[int]) -> set[int]:
    """Which parts are the family name: what stands before a comma, in capitals, first in Chinese order, or last."""
    comma = text.find(",")
    before = {i for i in own if parts[i].end <= comma}
    if before and len(before) < len(own):
        return before
    capitals = {i for i in own if parts[i].text.isupper() and len(parts[i].text) > 1}
    if capitals and len(capitals) < len(own):
        return capitals
    if _folded(parts[own[0]].text) in leading_surnames() or parts[own[0]].word.script in UNSPACED - {"Kana"}:
        return {own[0]}
    if len(own) > 2 and _folded(parts[own[-1]].text).endswith(patronymic_endings()):
        return {own[0]}
    return {own[-1]}
