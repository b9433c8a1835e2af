"""A name cut into parts with roles. This is the only place that looks at the characters of a whole name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from unicodedata import category

from names.lexicon import Entry, Role, first_words, leading_surnames, longest_entry, patronymic_endings, plain
from names.memory import Memory
from names.normalization import fold, normalize
from names.script import script
from names.tokens import spans
from names.words import UNSPACED, Word, read_words

LIMIT = 24  # words of a name that are read; real names have fewer, and comparing grows with the square
SURNAME_FIRST = UNSPACED - {"Kana"}  # scripts; names in kana are mostly foreign, and keep their order
TSHEG = "\u0f0b"  # ends a syllable of a Tibetan word: it is needed to read it
Span = tuple[str, int, int]  # a word, its start and end
Piece = tuple[str, int, int, Role, str]  # what becomes a part once its role among the others is known; with its concept


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


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written and its parts in order; the text decides the parts, so it alone is compared."""

    text: str
    parts: tuple[Part, ...] = field(compare=False)
    phrase: str = field(compare=False, repr=False)  # its words as tables write them, single spaces between

    def __str__(self) -> str:
        return self.text


def parse(text: str) -> Name:
    """The name with its parts and their roles; every string is a name, one without words has no parts.

    >>> [(part.text, part.role) for part in parse("Dr. Maria van der Berg").parts]
    [('Dr', 'title'), ('Maria', 'given'), ('van der', 'particle'), ('Berg', 'family')]
    >>> [(part.text, part.role) for part in parse("Тихановская, Светлана Георгиевна").parts]
    [('Тихановская', 'family'), ('Светлана', 'given'), ('Георгиевна', 'patronymic')]
    """
    return _names.one(text)


def parse_many(texts: Sequence[str]) -> list[Name]:
    """`parse` of each text; the words of new ones are read in one batch, which is twice as fast."""
    return _names.many(texts)


def _parse(texts: Sequence[str]) -> list[Name]:
    cut = [_cut(text) for text in texts]
    written = [piece[0] for _, _, pieces in cut for piece in pieces]
    words = iter(read_words([w.lower() if w.isascii() and w.isalpha() else _letters(w) for w in written]))
    return [_assembled(text, phrase, pieces, list(islice(words, len(pieces)))) for text, phrase, pieces in cut]


_names: Memory[str, Name] = Memory(_parse, 1 << 16)


def _cut(text: str) -> tuple[str, str, list[Piece]]:
    """The name, the name as a phrase, and its pieces: phrases of the lexicon where their place allows, or words."""
    found = spans(text)
    words = [word.lower() if word.isascii() and word.isalpha() else plain(word) for word, _, _ in found]
    phrase = " ".join(words)
    if len(found) > LIMIT:
        del found[LIMIT:], words[LIMIT:]
    if first_words().keys().isdisjoint(words):
        return text, phrase, [_other(span, word, len(words)) for span, word in zip(found, words, strict=True)]
    return text, phrase, list(_pieces(text, found, words))


def _pieces(text: str, found: Sequence[Span], words: Sequence[str]) -> Iterator[Piece]:
    at = 0
    while at < len(words):
        entries, count = longest_entry(words, at)
        entry = _fitting(entries, at, count, len(words)) if entries else None
        if entry is None:
            yield _other(found[at], words[at], len(words))
            at += 1
        else:
            start, end = found[at][1], found[at + count - 1][2]
            yield text[start:end], start, end, entry.role, entry.concept
            at += count


def _fitting(entries: Sequence[Entry], at: int, count: int, words: int) -> Entry | None:
    """The role that fits the place: a title leads, a suffix ends, and neither is all there is."""
    whole, leads, ends = count == words, at == 0, at + count == words
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


def _other(span: Span, word: str, count: int) -> Piece:
    if word.isdigit():
        return *span, "number", word
    if len(word) == 1 and count > 1 and script(word) not in UNSPACED:
        return *span, "initial", ""
    return *span, "name", ""


@lru_cache(maxsize=1 << 16)
def _letters(written: str) -> str:
    """The written word without case and signs: what is read."""
    folded = normalize(written).casefold()
    return folded if folded.isalnum() else "".join(c for c in folded if category(c)[0] in "LNM" or c == TSHEG)


def _assembled(text: str, phrase: str, pieces: Sequence[Piece], words: Sequence[Word]) -> Name:
    roles = _person_roles(text, pieces, words)
    parts = [
        Part(written, start, end, role, word, concept)
        for (written, start, end, _, concept), role, word in zip(pieces, roles, words, strict=True)
    ]
    return Name(text, tuple(parts), phrase)


def _person_roles(text: str, pieces: Sequence[Piece], words: Sequence[Word]) -> list[Role]:
    """Given, family and patronymic for the pieces that have no other role."""
    roles = [role for _, _, _, role, _ in pieces]
    own = [i for i, role in enumerate(roles) if role == "name"]
    if len(own) < 2 or "legal" in roles or "term" in roles:
        return roles
    family = _family(text, pieces, words, own)
    for i in own:
        roles[i] = "family" if i in family else "given"
        if len(own) > 2 and i not in family and i != own[0] and _is_patronymic(pieces[i]):
            roles[i] = "patronymic"
    return roles


def _is_patronymic(piece: Piece) -> bool:
    return fold(piece[0]).endswith(patronymic_endings())


def _family(text: str, pieces: Sequence[Piece], words: Sequence[Word], own: Sequence[int]) -> Sequence[int]:
    """Which pieces are the family name: what stands before a comma, in capitals, first in Chinese order, or last."""
    comma = text.find(",")
    before = [i for i in own if pieces[i][2] <= comma] if comma > 0 else ()
    if before and len(before) < len(own):
        return before
    capitals = [i for i in own if pieces[i][0].isupper() and len(pieces[i][0]) > 1]
    if capitals and len(capitals) < len(own):
        return capitals
    if fold(pieces[own[0]][0]) in leading_surnames() or words[own[0]].script in SURNAME_FIRST:
        return own[:1]
    if len(own) > 2 and _is_patronymic(pieces[own[-1]]):
        return own[:1]
    return own[-1:]
