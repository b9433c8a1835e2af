"""A name cut into pieces: phrases of the lexicon where their place in the name allows, or single words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from names.orthography.repertoire import in_known_letters
from names.orthography.script import script
from names.orthography.script_facts import script_facts
from names.orthography.tokens import spans
from names.parsing.lexicon import Entry, first_words, fold_phrase, lexicon, longest_entry
from names.parsing.roles import Role
from names.parsing.vocabulary import concepts

WORDS = 24  # of a name that are read; real names have fewer, and comparing grows with the square
COMMAS = frozenset(",;，、،؛")
Span = tuple[str, int, int]  # a word, its start and end


@dataclass(slots=True)
class Piece:
    """A stretch of a name that becomes a part: as written, at [start, end), and as the tables write it.

    In its text later letters than all Pythons know are ones that they know (see `repertoire`): no case tells of them.
    `role` is the one its place allows until its neighbours decide; `clause` counts the commas before it.
    """

    text: str
    start: int
    end: int
    plain: str
    role: Role
    concept: str = ""
    entries: tuple[Entry, ...] = ()
    clause: int = 0


def cut(text: str) -> tuple[str, list[Piece]]:
    """The name as a phrase, and its pieces in order.

    >>> [(piece.text, piece.role) for piece in cut("Prime Minister Smith, Jr.")[1]]
    [('Prime Minister', 'title'), ('Smith', 'name'), ('Jr', 'suffix')]
    """
    found = spans(text)
    words = [word.lower() if word.isascii() and word.isalpha() else fold_phrase(word) for word, _, _ in found]
    phrase = " ".join(words)
    if not text.isascii():
        text = in_known_letters(text)
        found = [(text[start:end], start, end) for _, start, end in found]
    if len(found) > WORDS:
        del found[WORDS:], words[WORDS:]
    if first_words().keys().isdisjoint(words):
        pieces = [_single(span, word, len(words)) for span, word in zip(found, words, strict=True)]
    else:
        pieces = list(_phrases(text, found, words))
    if not COMMAS.isdisjoint(text):
        for piece in pieces:
            piece.clause = sum(text.count(comma, 0, piece.start) for comma in COMMAS)
    return phrase, pieces


def _phrases(text: str, found: Sequence[Span], words: Sequence[str]) -> Iterator[Piece]:
    at = 0
    while at < len(words):
        entries, count = longest_entry(words, at)
        piece = _phrase(text, found, words, at, entries, count)
        if piece is None and count > 1:
            entries, count = lexicon().get(words[at], ()), 1
            piece = _phrase(text, found, words, at, entries, count)
        yield piece or _single(found[at], words[at], len(words), entries)
        at += count if piece else 1


def _phrase(
    text: str, found: Sequence[Span], words: Sequence[str], at: int, entries: tuple[Entry, ...], count: int
) -> Piece | None:
    """The phrase of `count` words, if one of its entries fits the place."""
    entry = _fitting(entries, at, count, len(words)) if entries else None
    start, end = found[at][1], found[at + max(count, 1) - 1][2]
    if entry is None or not _one_phrase(text, start, end, entry):
        return None
    return Piece(text[start:end], start, end, " ".join(words[at : at + count]), entry.role, entry.concept, entries)


def _one_phrase(text: str, start: int, end: int, entry: Entry) -> bool:
    """Whether words may be a phrase: no bracket parts them; letters have a slash (a/l), a lone one is no initial."""
    written = text[start:end]
    if len(written) == 1:
        return not (written.isupper() and (text.startswith(".", end) or not text.isupper()))
    if "(" in written or ")" in written or (entry.role in ("title", "suffix") and "," in written):
        return False
    return entry.role != "particle" or "/" in written or not all(len(word) == 1 for word, _, _ in spans(written))


def _fitting(entries: Sequence[Entry], at: int, count: int, words: int) -> Entry | None:
    """What fits the place: few suffixes lead, a legal form leads or ends, and few things are all there is."""
    whole, leads, ends = count == words, at == 0, at + count == words
    for entry in entries:
        if entry.role == "title" and not whole and not (ends and len(entries) > 1):
            return entry
        if entry.role == "suffix" and not (leads and (whole or entry.concept not in concepts("generation"))):
            return entry
        if entry.role == "particle" and not whole:
            return entry
        if entry.role == "legal" and (leads or ends) and not (whole or entries[-1].role == "number"):
            return entry
        if entry.role in ("term", "number"):
            return entry
    return None


def _single(span: Span, word: str, count: int, entries: tuple[Entry, ...] = ()) -> Piece:
    written, start, end = span
    if word.isdigit():
        return Piece(written, start, end, word, "number", word)
    if len(word) == 1 and count > 1 and script_facts(script(word)).spaced:
        return Piece(written, start, end, word, "initial")
    return Piece(written, start, end, word, "name", "", entries)


def words_of(piece: Piece) -> list[Piece]:
    """The words of a piece that is no title, suffix, particle or term after all: names, initials and numbers."""
    found = spans(piece.text)
    singles = [
        _single((word, piece.start + start, piece.start + end), fold_phrase(word), 2) for word, start, end in found
    ]
    for single in singles:
        single.clause = piece.clause
    return singles
