"""A sparse matrix of values of pairs of chunks, and the look-up of all pairs that two words have."""

from __future__ import annotations

import numpy as np

from names.kernel.chunks import Floats, Numbers, Occurrences

ROOM = 8  # places for each cell; with more, the rows are laid out in fewer attempts; chosen
GOLDEN = 2654435769  # 2 ** 32 / golden ratio: its multiples spread evenly (Knuth, TAOCP 3, 6.4)
OWNED = -1  # before all ranks: a place that a row owns already is kept
SLICE = 1024  # chunks joined at once: the working arrays stay in the processor's cache; chosen


class SparseMatrix:
    """A sparse matrix in one array: its rows overlap, displaced so that no two cells take one place.

    Cell (row, column) is at the place `bases[row] + column` if the row owns that place, else it is empty. (Tarjan and
    Yao 1979, doi:10.1145/359168.359175) Two rows of four columns, with two cells each:

        place     0   1   2   3   4
        row 1     a   .   .   b          base 0
        row 2         .   c   .   d      base 1
        values    a       c   b   d
        owners    1   0   2   1   2

    Row 0 owns no place, and the column `nothing` is empty.
    """

    def __init__(self, rows: Numbers, columns: Numbers, values: Floats, shape: tuple[int, int]) -> None:
        row_count, column_count = shape
        self._bits = (len(rows) * ROOM).bit_length()  # of a base
        self.nothing = (1 << self._bits) + column_count  # behind the last place of a cell, whatever the base
        self.bases = np.zeros(row_count, np.intp)
        self.owners = np.zeros(2 * self.nothing, np.int16 if row_count < 1 << 15 else np.int32)
        self.values = np.zeros(self.nothing, np.float32)
        self._lay_out(rows, columns, values)

    def _lay_out(self, rows: Numbers, columns: Numbers, values: Floats) -> None:
        """Find a base for each row: all try one at once; of rows that want one place the fullest keeps its base.

        The others, and those that want a place that is owned, try again; `rows`, `columns`, `values` are their cells.
        """
        row_count = len(self.bases)
        cell_counts = np.bincount(rows, minlength=row_count)
        ranks = np.argsort(np.argsort(-cell_counts, kind="stable"))  # [row]: 0 for the fullest
        nobody = row_count  # behind all ranks
        claims = np.full(self.nothing, nobody)  # [place]: the rank of the fullest row that wants it
        attempt = 0
        while len(rows):
            rank = ranks[rows]  # [cell]
            self.bases[rows] = self._scattered(rank + attempt * row_count)
            places = self.bases[rows] + columns
            np.minimum.at(claims, places, np.where(self.owners[places], OWNED, rank))
            is_displaced = np.zeros(row_count, np.bool_)  # [row]: one of its cells lost its place
            is_displaced[rows[claims[places] != rank]] = True
            claims[places] = nobody
            again = is_displaced[rows]  # [cell]
            settled = ~again
            self.owners[places[settled]] = rows[settled]
            self.values[places[settled]] = values[settled]
            rows, columns, values = rows[again], columns[again], values[again]
            attempt += 1

    def _scattered(self, numbers: Numbers) -> Numbers:
        """A base for each number, spread evenly: the leading bits of its product with the golden ratio."""
        return numbers * GOLDEN % (1 << 32) >> (32 - self._bits)

    def join(
        self, left: Occurrences, right: Occurrences, left_chunks: Numbers, right_chunks: Numbers
    ) -> tuple[Numbers, Numbers, Floats]:
        """The pairs of a left and a right chunk that have a cell, as indices of occurrences, and their values.

        The first left word is paired with the first right word, and so on. Only the occurrences `left_chunks` and
        `right_chunks` are looked up.
        """
        words, rows = left.words[left_chunks], left.ids[left_chunks]
        owners, bases = rows.astype(self.owners.dtype)[:, None], self.bases[rows][:, None]
        counts, firsts, columns = self._columns_by_word(right, right_chunks)
        lefts, rights, values = [left_chunks[:0]], [right_chunks[:0]], [self.values[:0]]
        for start in range(0, len(left_chunks), SLICE):
            part = slice(start, start + SLICE)
            first_word, end_word = words[start], words[part][-1] + 1
            width = max(1, int(counts[first_word:end_word].max()))
            places = columns[first_word:end_word, :width].take(words[part] - first_word, axis=0)
            places += bases[part]
            owned = np.flatnonzero(self.owners.take(places) == owners[part])
            hit, partner = np.divmod(owned, width)
            hit += start
            lefts.append(left_chunks[hit])
            rights.append(right_chunks[firsts[words[hit]] + partner])
            values.append(self.values[places.ravel()[owned]])
        return np.concatenate(lefts), np.concatenate(rights), np.concatenate(values)

    def _columns_by_word(self, right: Occurrences, chunks: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """For each word the number of its chunks, the index of its first one, and [word, n]: the column of its n-th."""
        words = right.words[chunks]
        counts = np.bincount(words, minlength=len(right.lengths))
        firsts = np.cumsum(counts) - counts
        columns = np.full((len(counts), int(counts.max(initial=1))), self.nothing)
        columns[words, np.arange(len(chunks)) - firsts[words]] = right.ids[chunks]
        return counts, firsts, columns
