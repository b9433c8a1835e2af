"""Names and their parts, and how a name is read: cut into pieces with roles, its words read in Latin letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from unicodedata import category

from names.caching import BatchCache, cached
from names.orthography.normalization import normalize
from names.orthography.repertoire import in_known_letters
from names.parsing.assignment import assign
from names.parsing.pieces import WORDS, Piece, cut
from names.parsing.roles import Role
from names.repairs.readings import certain_repair
from names.repairs.repair import Repair
from names.romanization.words import Word, read_words

LETTERS = 96  # letters of a word that are read, at most; no word of a name has so many (chosen)
SCANNED = 4 * LETTERS  # characters of a word that are searched for these letters; signs may stand between (chosen)
TSHEG = "\u0f0b"  # ends a syllable of a Tibetan word, which cannot be read without it
GERESH = "'\u05f3"  # makes another letter of a Hebrew one, so that it is read, too: ג׳ון (John)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name as written, with its role and its word read in Latin letters."""

    text: str  # as it is written
    start: int  # characters of the name before it
    end: int  # characters of the name up to its end
    role: Role  # what it is: "given", "family", "patronymic", "title", "particle", "suffix", "initial", …
    word: Word = field(repr=False, compare=False)  # how it is read: its `readings` are Latin forms, likeliest first
    concept: str = ""  # what a title, suffix, legal form or number means in any language: "junior", "llc", "2"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written and its parts in order; the text decides the parts, so it alone is compared."""

    text: str  # as it is written
    parts: tuple[Part, ...] = field(compare=False)  # its parts in order
    phrase: str = field(compare=False, repr=False)  # its words as tables write them, with single spaces between
    undivided: Name | None = field(default=None, compare=False, repr=False)  # as `read_name` gives it, if other parts
    is_cut: bool = field(default=False, compare=False, repr=False)  # whether the name is longer than what was read
    script: str = field(default="Zyyy", compare=False, repr=False)  # ISO 15924, of most words
    repair: Repair | None = field(default=None, compare=False, repr=False)  # how it was written, if `text` is repaired

    @property
    def written(self) -> str:
        """The name as it was written, before any repair."""
        return self.repair.written if self.repair else self.text

    def __str__(self) -> str:
        return self.text


def read_name(text: str) -> Name:
    """The name with its words as they are written, each with its role and its Latin readings, as comparisons use it.

    `names.parsing.division.parse`, the public function, divides further: 홍길동 is one part here and two there.

    >>> [(part.text, part.role) for part in read_name("Dr. Maria van der Berg").parts]
    [('Dr', 'title'), ('Maria', 'given'), ('van der', 'particle'), ('Berg', 'family')]
    >>> [(part.text, part.role) for part in read_name("Тихановская, Светлана Георгиевна").parts]
    [('Тихановская', 'family'), ('Светлана', 'given'), ('Георгиевна', 'patronymic')]
    """
    return _names.one(text)


def read_names(texts: Sequence[str]) -> list[Name]:
    """`read_name` of each text; the words of new ones are read in one batch, which is twice as fast."""
    return _names.many(texts)


def read_repaired(texts: Sequence[str]) -> list[Name]:
    """`read_name` of each text as it is certain to have been, where its letters were spoilt (see `names.repairs`).

    >>> [name.text for name in read_repaired(["Anna Berg", "BERG<<ANNA<<<<<"])]
    ['Anna Berg', 'Berg, Anna']
    """
    repairs = [certain_repair(text) for text in texts]
    if not any(repairs):
        return read_names(texts)
    names = read_names([repair.text if repair else text for text, repair in zip(texts, repairs, strict=True)])
    return [replace(name, repair=repair) if repair else name for name, repair in zip(names, repairs, strict=True)]


def _read(texts: Sequence[str]) -> list[Name]:
    cuts = [cut(text) for text in texts]
    settled = [assign(in_known_letters(text), pieces) for text, (_, pieces) in zip(texts, cuts, strict=True)]
    written = [
        _written(text[piece.start : piece.end]) for text, pieces in zip(texts, settled, strict=True) for piece in pieces
    ]
    words = iter(read_words(written))
    return [_name(text, phrase, pieces, words) for text, (phrase, _), pieces in zip(texts, cuts, settled, strict=True)]


def _name(text: str, phrase: str, pieces: Sequence[Piece], words: Iterator[Word]) -> Name:
    """The name of these pieces; `words` yields the word of each in turn."""
    parts = tuple([_part(text, piece, next(words)) for piece in pieces])
    is_cut = phrase.count(" ") >= WORDS or any(len(piece.text) > LETTERS for piece in pieces)
    return Name(text, parts, phrase, None, is_cut, _script(parts))


def _part(text: str, piece: Piece, word: Word) -> Part:
    return Part(text[piece.start : piece.end], piece.start, piece.end, piece.role, word, piece.concept)


def _script(parts: Sequence[Part]) -> str:
    """The script of most words, the first one of several as frequent; "Zyyy" without words."""
    scripts = [part.word.script for part in parts]
    if len(set(scripts)) < 2:  # most names
        return scripts[0] if scripts else "Zyyy"
    return max(scripts, key=scripts.count)


_names: BatchCache[str, Name] = BatchCache(_read, 1 << 16)


def _written(text: str) -> str:
    """The `letters` of a piece, with a short cut for ASCII."""
    return text[:LETTERS].lower() if text.isascii() and text.isalpha() else letters(text)


def letters(text: str) -> str:
    """What is read of a written word: its first LETTERS letters, marks and digits, casefolded, without signs."""
    return _letters(text[:SCANNED])[:LETTERS]


@cached(1 << 16)
def _letters(text: str) -> str:
    folded = normalize(text).casefold()
    if folded.isalnum():
        return folded
    signs = GERESH if any("א" <= char <= "ת" for char in folded) else TSHEG
    return "".join(char for char in folded if category(char)[0] in "LNM" or char in signs).replace("\u05f3", "'")
