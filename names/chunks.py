"""The chunks of one side of a table, found in many words at once, and a sparse matrix of what is known of two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.intp]
Floats = NDArray[np.float32]

BETWEEN = "\n"  # stands between words; no letter, so no chunk crosses it
ROOM = 8  # places for each cell of a sparse matrix: the more, the sooner its rows are laid out
GOLDEN = 2654435769  # 2 ** 32 / golden ratio: its multiples spread evenly (Knuth, TAOCP 3, 6.4)
SLICE = 1024  # chunks joined at once: the working arrays stay in the processor's cache


class Found(NamedTuple):
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

    def find(self, words: Sequence[str]) -> Found:
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
        return Found(table[:-1], lengths, words_of[at], ids.ravel()[found], starts, starts + size + 1)

    def _ids(self, letters: Numbers) -> Numbers:
        """[start, size - 1]: the id of the chunk of this size that starts there in the text, or 0."""
        ids = np.zeros((len(letters), self.longest), np.intp)
        ids[:, 0], row = self._first[0].take(letters), self._first[1].take(letters)
        columns = self._columns.take(letters)
        for size in range(1, min(self.longest, len(letters))):
            cell = row[:-1] + columns[size:]
            ids[:-size, size], row = self._next[0].take(cell), self._next[1].take(cell)
        return ids


class Sparse:
    """A sparse matrix in one array: its rows lie over each other, displaced so that no two cells meet.

    Cell (row, column) lies at `bases[row] + column` if that place is owned by the row. Row 0 owns none, and no row owns
    the column `nothing`. (Tarjan and Yao 1979, doi:10.1145/359168.359175)
    """

    def __init__(self, rows: Numbers, columns: Numbers, values: Floats, shape: tuple[int, int]) -> None:
        bits = (len(rows) * ROOM).bit_length()
        self.nothing = (1 << bits) + shape[1]
        self.bases = np.zeros(shape[0], np.intp)
        self.owners = np.zeros(2 * self.nothing, np.int16 if shape[0] < 1 << 15 else np.int32)
        self.values = np.zeros(self.nothing, np.float32)
        ranks = np.argsort(np.argsort(-np.bincount(rows, minlength=shape[0]), kind="stable"))
        best = np.full(self.nothing, shape[0])  # the fullest row that wants each place: it goes first
        tried = 0
        while len(rows):
            rank = ranks[rows]
            self.bases[rows] = (rank + tried * shape[0]) * GOLDEN % (1 << 32) >> (32 - bits)
            places = self.bases[rows] + columns
            np.minimum.at(best, places, np.where(self.owners[places], -1, rank))
            lost = np.zeros(shape[0], np.bool_)
            lost[rows[best[places] != rank]] = True
            best[places] = shape[0]
            again = lost[rows]
            self.owners[places[~again]], self.values[places[~again]] = rows[~again], values[~again]
            rows, columns, values, tried = rows[again], columns[again], values[again], tried + 1

    def join(self, left: Found, right: Found, some: Numbers, others: Numbers) -> tuple[Numbers, Numbers, Floats]:
        """Of some chunks of the left words and some of the right ones those that have a cell in common, and its value.

        The words are compared pair by pair: the first left one with the first right one.
        """
        words, rows = left.words[some], left.ids[some]
        owners, bases = rows.astype(self.owners.dtype)[:, None], self.bases[rows][:, None]
        counts = np.bincount(right.words[others], minlength=len(right.lengths))
        firsts = np.cumsum(counts) - counts
        columns = np.full((len(counts), int(counts.max(initial=1))), self.nothing)
        columns[right.words[others], np.arange(len(others)) - firsts[right.words[others]]] = right.ids[others]
        hits, partners, values = [some[:0]], [some[:0]], [self.values[:0]]
        for start in range(0, len(some), SLICE):
            part = slice(start, start + SLICE)
            low, high = words[start], words[part][-1] + 1
            wide = max(1, int(counts[low:high].max()))
            places = columns[low:high, :wide].take(words[part] - low, axis=0)
            places += bases[part]
            met = np.flatnonzero(self.owners.take(places) == owners[part])
            hit, partner = np.divmod(met, wide)
            hit += start
            hits.append(some[hit])
            partners.append(others[firsts[words[hit]] + partner])
            values.append(self.values[places.ravel()[met]])
        return np.concatenate(hits), np.concatenate(partners), np.concatenate(values)
