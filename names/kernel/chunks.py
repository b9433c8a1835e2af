"""Finds the chunks of one side of a table in many words at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.intp]
Floats = NDArray[np.float32]

BETWEEN = "\n"  # stands between words; it is no letter, so no chunk crosses it


class Occurrences(NamedTuple):
    """The letters of some words, and the chunks that occur in them, in the order of the words and of their letters."""

    letters: Numbers  # [position, word]: number of the letter, 0 behind the end of a word
    lengths: Numbers  # [word]: number of its letters
    words: Numbers  # [occurrence]: the word it is in
    ids: Numbers  # [occurrence]: number of its chunk
    starts: Numbers  # [occurrence]: where it starts in the word, in letters
    ends: Numbers  # [occurrence]: where it ends, exclusive


class Chunks:
    """A set of chunks as a trie in arrays.

    Chunks are numbered from 1 in the order given (`ids`), their letters from 1 in alphabetical order (`numbers`). The
    number after the last one stands for all letters that no chunk has.

    >>> found = Chunks(["a", "ba"]).find(["aba", "b"])
    >>> found.words.tolist(), found.ids.tolist(), found.starts.tolist()
    ([0, 0, 0], [1, 2, 1], [0, 1, 2])
    """

    def __init__(self, chunks: Sequence[str]) -> None:
        self.letters = sorted(set("".join(chunks)))
        self.numbers = {letter: number for number, letter in enumerate(self.letters, 1)}
        self.ids = {chunk: number for number, chunk in enumerate(chunks, 1)}
        self.sizes = np.array([0, *map(len, chunks)])  # [chunk]: number of its letters
        self.longest = max(1, int(self.sizes.max()))
        unknown = len(self.letters) + 1
        self._numbers = np.full(max(map(ord, (BETWEEN, *self.letters))) + 2, unknown, np.intp)  # [code point]
        self._numbers[[ord(letter) for letter in self.letters]] = range(1, unknown)
        self._numbers[ord(BETWEEN)] = 0
        self._link()

    def _link(self) -> None:
        """Lay out the trie in two arrays, looked up with one letter after another.

        `_first[:, letter]` is for the first letter of a chunk, `_next[:, row + column]` for each further one: a row
        stands for the letters read so far, a column for the next letter. Layer 0 holds the id of the chunk that ends
        there, layer 1 the row of the letters read; 0 is none.
        """
        inner_letters = sorted(set("".join([chunk[1:] for chunk in self.ids])))
        beginnings = dict.fromkeys([chunk[:end] for chunk in self.ids for end in range(1, len(chunk))])
        width = len(inner_letters) + 1
        column_of = {letter: number for number, letter in enumerate(inner_letters, 1)}
        row_of = {beginning: number * width for number, beginning in enumerate(beginnings, 1)}
        self._columns = np.array([0, *(column_of.get(letter, 0) for letter in self.letters), 0])
        self._first = np.zeros((2, len(self.letters) + 2), np.intp)
        self._next = np.zeros((2, (len(beginnings) + 1) * width), np.int32)
        for layer, values in enumerate((self.ids, row_of)):
            longer = [chunk for chunk in values if len(chunk) > 1]
            cells = [row_of[chunk[:-1]] + column_of[chunk[-1]] for chunk in longer]
            self._next[layer, cells] = [values[chunk] for chunk in longer]
            self._first[layer, 1:-1] = [values.get(letter, 0) for letter in self.letters]

    def find(self, words: Sequence[str]) -> Occurrences:
        """The letters of words and the chunks that occur in them; no word may contain BETWEEN."""
        text = BETWEEN.join([*words, ""])
        code_points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        letters = self._numbers.take(code_points, mode="clip")
        lengths = np.fromiter(map(len, words), np.intp, len(words))
        word_of = np.repeat(np.arange(len(words)), lengths + 1)  # [letter of the text]: its word
        word_starts = np.cumsum(lengths + 1) - lengths - 1
        positions = np.arange(len(word_of)) - word_starts[word_of]
        by_position = np.zeros((int(lengths.max(initial=0)) + 1, len(words)), np.intp)
        by_position[positions, word_of] = letters
        ids = self._ids(letters)
        occurring = np.flatnonzero(ids)
        places, sizes = np.divmod(occurring, self.longest)
        starts = positions[places]
        return Occurrences(
            by_position[:-1], lengths, word_of[places], ids.ravel()[occurring], starts, starts + sizes + 1
        )

    def _ids(self, letters: Numbers) -> Numbers:
        """[start, size - 1]: the id of the chunk of that size that starts there in the text, or 0."""
        ids = np.zeros((len(letters), self.longest), np.intp)
        ids[:, 0], row = self._first[0].take(letters), self._first[1].take(letters)
        columns = self._columns.take(letters)
        for size in range(1, min(self.longest, len(letters))):
            cell = row[:-1] + columns[size:]
            ids[:-size, size], row = self._next[0].take(cell), self._next[1].take(cell)
        return ids
