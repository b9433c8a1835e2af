"""A name cut into pieces: phrases of the lexicon where their place in the name allows them, else single words."""

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

WORDS = 24  # words of a name that are read, at most; real names have fewer, and time grows with the square (chosen)
COMMAS = frozenset(",;，、،؛")
AROUND = frozenset({"title", "suffix"})  # roles of what stands before or behind a person's own names
Span = tuple[str, int, int]  # a word, its start and its end


@dataclass(slots=True)
class Piece:
    """A stretch of a name that becomes a part: as written, at [start, end), and as the tables write it.

    In `text` letters that are newer than Unicode 14 are replaced (see `orthography.repertoire`). `role` is one that the
    place of the piece allows, until its neighbours decide; `clause` is the number of commas before it.
    """

    text: str
    start: int
    end: int
    plain: str
    role: Role
    concept: str = ""
    entries: tuple[Entry, ...] = ()
    clause: int = 0


def is_small(piece: Piece) -> bool:
    """Whether a piece begins with a small letter."""
    return piece.text[:1].islower()


def is_dotted(text: str, piece: Piece) -> bool:
    """Whether a full stop directly follows a piece of the text."""
    return text.startswith(".", piece.end)


def cut(text: str) -> tuple[str, list[Piece]]:
    """The name as a folded phrase, and its pieces in order.

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
    if first_words().keys().isdisjoint(words):  # most names have no phrase of the lexicon
        pieces = [_single(span, word, len(words)) for span, word in zip(found, words, strict=True)]
    else:
        pieces = list(_phrases(text, found, words))
    if not COMMAS.isdisjoint(text):
        for piece in pieces:
            piece.clause = sum(text.count(comma, 0, piece.start) for comma in COMMAS)
    return phrase, pieces


def _phrases(text: str, found: Sequence[Span], words: Sequence[str]) -> Iterator[Piece]:
    """The pieces from the left: the longest phrase that fits its place, else a phrase of one word, else the word."""
    i = 0
    while i < len(words):
        entries, count = longest_entry(words, i)
        piece = _phrase(text, found, words, i, entries, count)
        if piece is None and count > 1:
            entries, count = lexicon().get(words[i], ()), 1
            piece = _phrase(text, found, words, i, entries, count)
        yield piece or _single(found[i], words[i], len(words), entries)
        i += count if piece else 1


def _phrase(
    text: str, found: Sequence[Span], words: Sequence[str], i: int, entries: tuple[Entry, ...], count: int
) -> Piece | None:
    """The phrase of `count` words from word `i`, if one of its entries fits the place."""
    entry = _fitting(entries, i, count, len(words)) if entries else None
    (_, start, _), (_, _, end) = found[i], found[i + max(count, 1) - 1]
    if entry is None or not _is_written_as_phrase(text, start, end, entry):
        return None
    return Piece(text[start:end], start, end, " ".join(words[i : i + count]), entry.role, entry.concept, entries)


def _is_written_as_phrase(text: str, start: int, end: int, entry: Entry) -> bool:
    """Whether a phrase is written as one: without brackets, letters with a slash (a/l), a lone letter as no initial."""
    written = text[start:end]
    if len(written) == 1:
        return not (written.isupper() and (text.startswith(".", end) or not text.isupper()))
    if "(" in written or ")" in written or (entry.role in AROUND and "," in written):
        return False
    return entry.role != "particle" or "/" in written or not all(len(word) == 1 for word, _, _ in spans(written))


def _fitting(entries: Sequence[Entry], i: int, count: int, word_count: int) -> Entry | None:
    """The first entry that fits a phrase of `count` words at word `i` of a name of `word_count` words, or None.

    A title is not the whole name, nor its end if it may be something else. Of suffixes only generations lead (ifj.). A
    particle is not the whole name. A legal form leads or ends, is not the whole name, and gives way to a number.
    """
    whole, leads, ends = count == word_count, i == 0, i + count == word_count
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
    """A word of a name of `count` words as a number, an initial or a name."""
    written, start, end = span
    if word.isdigit():
        return Piece(written, start, end, word, "number", word)
    if len(word) == 1 and count > 1 and script_facts(script(word)).spaced:
        return Piece(written, start, end, word, "initial")
    return Piece(written, start, end, word, "name", "", entries)


def words_of(piece: Piece) -> list[Piece]:
    """The words of a piece that is no title, suffix, particle or term after all: names, initials and numbers."""
    words: list[Piece] = []
    for written, start, end in spans(piece.text):
        word = _single((written, piece.start + start, piece.start + end), fold_phrase(written), 2)
        word.clause = piece.clause
        words.append(word)
    return words
