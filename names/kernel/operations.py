"""The operations of a table as arrays by letters and by chunks, from which the costs of best paths are computed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from string import ascii_lowercase
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from names.kernel.chunks import Chunks, Floats, Numbers
from names.kernel.correspondences import CorrespondenceTable, insertion_cost, unseen_cost
from names.kernel.sparse import SparseMatrix

IMPOSSIBLE = 1e4  # nats; the half floats of `rounded` hold it
EDGES = "^$"
STRANGE = "?"  # a letter that occurs in no table

Members = NDArray[np.bool_]


class _Known(NamedTuple):
    """Operations of a table in parallel columns."""

    natives: Numbers  # [operation]: number of the left chunk
    latins: Numbers  # [operation]: number of the right chunk, 0 for nothing
    costs: Floats  # [operation]: its cost in nats, less the insertions

    def where(self, chosen: Members) -> _Known:
        """Some of the operations."""
        return _Known(self.natives[chosen], self.latins[chosen], self.costs[chosen])


class Operations:
    """The costs of a table's operations, in nats, each less the cost of inserting the Latin letters that it writes.

    A path can therefore insert Latin letters at no cost; the cost of inserting the whole Latin word is added at its
    end. `left` are the chunks of the native side, `right` those of the Latin one; they also number the letters and
    chunks. Number 0 is no letter: nothing is written.
    """

    def __init__(self, table: CorrespondenceTable) -> None:
        self.table = table
        latins = sorted({*table.latins, *ascii_lowercase} - {""})
        self.left, self.right = Chunks(list(dict.fromkeys(table.natives))), Chunks(latins)
        self.insertions = self._insertions()  # [right letter]
        self.substitutions = self._unseen()  # [left letter, right letter]; column 0: written as nothing
        self._enter_known()
        self.omissions = np.ascontiguousarray(self.substitutions[:, 0])  # [left letter]

    def _insertions(self) -> Floats:
        letters = self.right.letters
        costs = [insertion_cost(self.table, letter) if letter in self.right.ids else IMPOSSIBLE for letter in letters]
        return rounded([0.0, *costs, IMPOSSIBLE])

    def _unseen(self) -> Floats:
        """[left letter, right letter]: the costs of operations between letters as if the table had none."""
        table, left, right = self.table, self.left, self.right
        natives = [letter if letter in left.ids else STRANGE for letter in left.letters] + [STRANGE]
        strange = unseen_cost(table, STRANGE, STRANGE)
        by_native = np.array([unseen_cost(table, letter, STRANGE) for letter in natives])
        by_latin = np.array([unseen_cost(table, STRANGE, letter) - strange for letter in right.letters])
        costs = np.full((len(left.letters) + 2, len(right.letters) + 2), IMPOSSIBLE, np.float32)
        costs[1:, 1:-1] = rounded(by_latin + by_native[:, None])
        left_edges = [number for letter, number in left.numbers.items() if letter in EDGES]
        never_written = [
            number for letter, number in right.numbers.items() if letter in EDGES or letter not in right.ids
        ]
        costs[left_edges] = IMPOSSIBLE
        costs[:, never_written] = IMPOSSIBLE
        costs[1:, 0] = rounded([unseen_cost(table, letter, "") for letter in natives])
        return costs - self.insertions

    def _enter_known(self) -> None:
        """Enter the table's operations, each where those of its shape are looked up:

            written as         nothing          a letter         several letters
            a native letter    substitutions    substitutions    chunks
            a longer chunk     silences         chunks           chunks

        `costs` has them all, in the order of the table.
        """
        known = self._known()
        self.costs: list[float] = known.costs.tolist()
        read, written = self.left.sizes[known.natives], self.right.sizes[known.latins]  # numbers of letters
        between_letters, silent = (read == 1) & (written <= 1), (read > 1) & (written == 0)
        self._enter_substitutions(known.where(between_letters))
        self._enter_silences(known.where(silent))
        self._enter_chunks(known.where(~between_letters & ~silent))

    def _known(self) -> _Known:
        """The table's operations, in its order."""
        table, left, right = self.table, self.left, self.right
        latin_ids = {"": 0, **right.ids}
        natives = np.array([left.ids[chunk] for chunk in table.natives], np.intp)
        latins = np.array([latin_ids[chunk] for chunk in table.latins], np.intp)
        inserted = self.insertions.take(right.find(list(latin_ids)).letters).sum(axis=0)  # [right chunk]
        return _Known(natives, latins, rounded(np.array(table.costs, np.float32)) - inserted[latins])

    def _enter_substitutions(self, known: _Known) -> None:
        """Operations from a letter to a letter or to nothing; an unseen one may be cheaper still."""
        natives, latins = _letter_numbers(self.left)[known.natives], _letter_numbers(self.right)[known.latins]
        np.minimum.at(self.substitutions, (natives, latins), known.costs)

    def _enter_silences(self, known: _Known) -> None:
        """Longer native chunks that are written as nothing."""
        self.silences = np.full(len(self.left.ids) + 1, IMPOSSIBLE, np.float32)  # [left chunk]
        self.silences[known.natives] = known.costs

    def _enter_chunks(self, known: _Known) -> None:
        """Operations that read or write several letters.

        `shapes` are the chunks on either side of the operations of each shape: fewer pairs need be looked up.
        """
        shape = len(self.left.ids) + 1, len(self.right.ids) + 1
        self.chunks = SparseMatrix(known.natives, known.latins, known.costs, shape)
        reads_several, writes_several = self.left.sizes[known.natives] > 1, self.right.sizes[known.latins] > 1
        self.shapes = [
            (_members(of_shape.natives, shape[0]), _members(of_shape.latins, shape[1]))
            for of_shape in (
                known.where(~reads_several),
                known.where(~writes_several),
                known.where(reads_several & writes_several),
            )
        ]

    def of_chunk(self, native: str) -> dict[str, float]:
        """The costs of a native chunk by the Latin chunk it is written as, without operations between letters."""
        natives, latins = self.table.natives, self.table.latins
        start, end = bisect_left(natives, native), bisect_right(natives, native)
        operations = zip(latins[start:end], self.costs[start:end], strict=True)
        return {latin: cost for latin, cost in operations if len(native) > 1 or len(latin) > 1}

    def of_letter(self, letter: str) -> list[float]:
        """The costs of a native letter by the number of the Latin letter it is written as."""
        costs: list[float] = self.substitutions[self.left.numbers.get(letter, -1)].tolist()
        return costs

    def identities(self) -> dict[str, float]:
        """The cost of writing each chunk and letter of a symmetric table as itself, insertions included."""
        numbers = self.right.numbers
        rows = [self.left.numbers.get(letter, -1) for letter in numbers]
        columns = range(1, len(numbers) + 1)
        by_letter = (self.substitutions[rows, columns] + self.insertions[1:-1]).tolist()
        table = self.table
        operations = zip(table.natives, table.latins, rounded(np.array(table.costs, np.float32)).tolist(), strict=True)
        by_chunk = {native: cost for native, latin, cost in operations if native == latin}
        return by_chunk | dict(zip(numbers, by_letter, strict=True))


def rounded(costs: Any) -> Floats:
    """The costs rounded to 1/128 nats, above 16 nats to 1/64.

    Their sums are exact in single precision, so a pair of words costs the same alone and among many.
    """
    return (np.round(np.asarray(costs) * 128) / 128).astype(np.float16).astype(np.float32)


def _letter_numbers(side: Chunks) -> Numbers:
    """[chunk]: the number of the letter that it is; 0 for a longer chunk and for nothing."""
    return np.array([0, *(side.numbers.get(chunk, 0) for chunk in side.ids)])


def _members(ids: Numbers, size: int) -> Members:
    """[id]: whether it is one of these."""
    members = np.zeros(size, np.bool_)
    members[ids] = True
    return members
