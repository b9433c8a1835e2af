"""The chunks of one side of a table, found in many words at once, and a sparse matrix of what is known of two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.intp]
Floats = NDArray[np.float32]

BETWEEN = "\n"  # stands between words; no letter, so no chunk crosses it


class Occurrences(NamedTuple):
    """What stands in some words: their letters by [position, word], and every chunk, in the words' order."""

    letters: Numbers  # 0 behind the end of a word
    lengths: Numbers
    words: Numbers  # of each chunk the word, the chunk's id, and where it starts and ends
    ids: Numbers
    starts: Numbers
    ends: Numbers


class Chunks:
    """A trie as arrays. Chunks are numbered from 1 in the order given, letters from 1 in the alphabet's.

    The letter behind the last one stands for all that occur in no chunk.

    >>> found = Chunks(["a", "ba"]).find(["aba", "b"])
    >>> found.words.tolist(), found.ids.tolist(), found.starts.tolist()
    ([0, 0, 0], [1, 2, 1], [0, 1, 2])
    """

    def __init__(self, chunks: Sequence[str]) -> None:
        self.letters = sorted(set("".join(chunks)))
        self.numbers = {letter: at for at, letter in enumerate(self.letters, 1)}
        self.ids = {chunk: at for at, chunk in enumerate(chunks, 1)}
        self.sizes = np.array([0, *map(len, chunks)])
        self.longest = max(1, int(self.sizes.max()))
        unknown = len(self.letters) + 1
        self._numbers = np.full(max(map(ord, (BETWEEN, *self.letters))) + 2, unknown, np.intp)
        self._numbers[[ord(letter) for letter in self.letters]] = range(1, unknown)
        self._numbers[ord(BETWEEN)] = 0
        self._link()

    def _link(self) -> None:
        """What the first letter of a chunk and each next one lead to: a chunk's id, and the row of the next letter."""
        inner = sorted(set("".join([chunk[1:] for chunk in self.ids])))
        stems = dict.fromkeys([chunk[:end] for chunk in self.ids for end in range(1, len(chunk))])
        width = len(inner) + 1
        column = {letter: at for at, letter in enumerate(inner, 1)}
        row = {stem: at * width for at, stem in enumerate(stems, 1)}
        self._columns = np.array([0, *(column.get(letter, 0) for letter in self.letters), 0])
        self._first = np.zeros((2, len(self.letters) + 2), np.intp)
        self._next = np.zeros((2, (len(stems) + 1) * width), np.int32)
        for side, values in enumerate((self.ids, row)):
            later = [chunk for chunk in values if len(chunk) > 1]
            cells = [row[chunk[:-1]] + column[chunk[-1]] for chunk in later]
            self._next[side, cells] = [values[chunk] for chunk in later]
            self._first[side, 1:-1] = [values.get(letter, 0) for letter in self.letters]

    def find(self, words: Sequence[str]) -> Occurrences:
        """The letters and chunks of words in which no BETWEEN occurs."""
        text = BETWEEN.join([*words, ""])
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        letters = self._numbers.take(points, mode="clip")
        lengths = np.fromiter(map(len, words), np.intp, len(words))
        words_of = np.repeat(np.arange(len(words)), lengths + 1)
        positions = np.arange(len(words_of)) - (np.cumsum(lengths + 1) - lengths - 1)[words_of]
        table = np.zeros((int(lengths.max(initial=0)) + 1, len(words)), np.intp)
        table[positions, words_of] = letters
        ids = self._ids(letters)
        found = np.flatnonzero(ids)
        at, size = np.divmod(found, self.longest)
        starts = positions[at]
        return Occurrences(table[:-1], lengths, words_of[at], ids.ravel()[found], starts, starts + size + 1)

    def _ids(self, letters: Numbers) -> Numbers:
        """[start, size - 1]: the id of the chunk of this size that starts there in the text, or 0."""
        ids = np.zeros((len(letters), self.longest), np.intp)
        ids[:, 0], row = self._first[0].take(letters), self._first[1].take(letters)
        columns = self._columns.take(letters)
        for size in range(1, min(self.longest, len(letters))):
            cell = row[:-1] + columns[size:]
            ids[:-size, size], row = self._next[0].take(cell), self._next[1].take(cell)
        return ids
