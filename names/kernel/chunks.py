"""Finds the chunks of one side of a table in many words at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

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
        self._trie = _Trie(self.ids, self.letters)

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
        ids = self._trie.look_up(letters, self.longest)
        occurring = np.flatnonzero(ids)
        places, sizes = np.divmod(occurring, self.longest)
        starts = positions[places]
        return Occurrences(
            by_position[:-1], lengths, word_of[places], ids.ravel()[occurring], starts, starts + sizes + 1
        )


class _Trie:
    """Tells which chunks begin at each letter of a text, by tables that are read with one letter after another.

    A row stands for the letters read so far, a column for the next letter; column 0 is for letters that never come
    next. A cell has two entries, each in a table of its own: the id of the chunk that ends with that letter, and the
    row to read on in; 0 is none. The chunks a, ba and bab, with the ids 1, 2 and 3:

        read so far │   a             b
        ────────────┼──────────────────────────
        nothing     │   id 1          row of b     in `_first_ids` and `_first_rows`
        b           │   id 2,         -            in `_next_ids` and `_next_rows`
                    │   row of ba
        ba          │   -             id 3         in the same

    The tables are flat, and a row goes by the number of its first cell: here 3 for b and 6 for ba. So row + column is
    a cell. First letters have tables by themselves, because most characters of a script like Chinese never come next.

    >>> trie = _Trie({"a": 1, "ba": 2, "bab": 3}, "ab")
    >>> trie.look_up(np.array([2, 1, 2]), 3).tolist()  # the text bab: ba and bab start at its b, a at its a
    [[0, 2, 3], [1, 0, 0], [0, 0, 0]]
    """

    def __init__(self, chunk_ids: Mapping[str, int], letters: Sequence[str]) -> None:
        inner_letters = sorted(set("".join([chunk[1:] for chunk in chunk_ids])))
        beginnings = dict.fromkeys([chunk[:end] for chunk in chunk_ids for end in range(1, len(chunk))])
        width = len(inner_letters) + 1
        column_of = {letter: column for column, letter in enumerate(inner_letters, 1)}
        row_of = {beginning: number * width for number, beginning in enumerate(beginnings, 1)}

        def by_first(values: Mapping[str, int]) -> Numbers:
            return np.array([0, *(values.get(letter, 0) for letter in letters), 0])

        def by_cell(values: Mapping[str, int]) -> NDArray[Any]:
            table = np.zeros((len(beginnings) + 1) * width, np.int32)
            longer = [read for read in values if len(read) > 1]
            table[[row_of[read[:-1]] + column_of[read[-1]] for read in longer]] = [values[read] for read in longer]
            return table

        self._columns = by_first(column_of)
        self._first_ids, self._first_rows = by_first(chunk_ids), by_first(row_of)
        self._next_ids, self._next_rows = by_cell(chunk_ids), by_cell(row_of)

    def look_up(self, text: Numbers, longest: int) -> Numbers:
        """[start, size - 1]: the id of the chunk of that size that starts there in a text of numbered letters, or 0."""
        ids = np.zeros((len(text), longest), np.intp)
        ids[:, 0], rows = self._first_ids.take(text), self._first_rows.take(text)
        columns = self._columns.take(text)
        for read in range(1, min(longest, len(text))):
            cells = rows[:-1] + columns[read:]  # [start]: of the next letter; the last start has none
            ids[:-read, read], rows = self._next_ids.take(cells), self._next_rows.take(cells)
        return ids
