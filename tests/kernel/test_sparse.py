"""A sparse matrix whose rows lie over each other, and its cells that two words have in common."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from names.kernel.chunks import Chunks
from names.kernel.sparse import SparseMatrix

CHUNKS = ("a", "b", "ab", "ba", "aba")
PAIRS = st.lists(st.tuples(st.text("ab", max_size=5), st.text("ab", max_size=5)), min_size=1, max_size=12)
CELLS = st.dictionaries(
    st.tuples(st.integers(1, len(CHUNKS)), st.integers(1, len(CHUNKS))), st.integers(1, 99), min_size=1
)


def test_the_rows_of_a_sparse_matrix_do_not_meet() -> None:
    rng = np.random.default_rng(3)
    cells = np.unique(rng.integers(0, 80 * 50, 1200))
    rows, columns = np.divmod(cells, 50)
    values = rng.random(len(cells), np.float32)
    sparse = SparseMatrix(rows + 1, columns + 1, values, (81, 51))
    known = dict(zip(zip((rows + 1).tolist(), (columns + 1).tolist(), strict=True), values.tolist(), strict=True))
    for row in range(81):
        for column in range(51):
            place = sparse.bases[row] + column
            assert (row > 0 and sparse.owners[place] == row) == ((row, column) in known)
            assert sparse.values[place] == known.get((row, column), sparse.values[place])


@given(PAIRS, CELLS)
@settings(max_examples=60, deadline=None)
def test_joining_finds_every_pair_of_chunks_that_has_a_cell(
    pairs: list[tuple[str, str]], cells: dict[tuple[int, int], int]
) -> None:
    rows, columns = (np.array(side) for side in zip(*cells, strict=True))
    values = np.array(list(cells.values()), np.float32)
    matrix = SparseMatrix(rows, columns, values, (len(CHUNKS) + 1, len(CHUNKS) + 1))
    left, right = (Chunks(CHUNKS).find(words) for words in zip(*pairs, strict=True))
    joined = matrix.join(left, right, np.arange(len(left.ids)), np.arange(len(right.ids)))
    expected = {
        (a, b): cells[int(left.ids[a]), int(right.ids[b])]
        for a in range(len(left.ids))
        for b in range(len(right.ids))
        if left.words[a] == right.words[b] and (int(left.ids[a]), int(right.ids[b])) in cells
    }
    assert {(a, b): value for a, b, value in zip(*(column.tolist() for column in joined), strict=True)} == expected
