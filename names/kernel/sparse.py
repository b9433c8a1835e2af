"""A sparse matrix of what is known of pairs of chunks, and which of its cells two words share."""

from __future__ import annotations

import numpy as np

from names.kernel.chunks import Floats, Numbers, Occurrences

ROOM = 8  # places for each cell of a sparse matrix: the more, the sooner its rows are laid out
GOLDEN = 2654435769  # 2 ** 32 / golden ratio: its multiples spread evenly (Knuth, TAOCP 3, 6.4)
SLICE = 1024  # chunks joined at once: the working arrays stay in the processor's cache


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

    def join(
        self, left: Occurrences, right: Occurrences, some: Numbers, others: Numbers
    ) -> tuple[Numbers, Numbers, Floats]:
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
