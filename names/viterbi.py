"""The least cost of turning one word into another under a table of operations, for thousands of pairs at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from names.spelling import fold_latin, spell
from names.transducer import LONGEST, Table, doubt, insertion, rest, unseen

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

NEVER = np.float32(1e4)
REMEMBERED = 1 << 16  # words whose chunks are kept
BLOCK = 512  # pairs computed at once: the working arrays stay in the processor's cache


class Matrix:
    """A table as a dense matrix of native chunks by Latin chunks; the last row is any letter that the table lacks.

    Row 0 and column 0 stand for "no such chunk" and are never taken; column 1 is the empty Latin chunk.

    Best paths are exact. A pair costs 3 to 15 microseconds in batches of a thousand.
    """

    def __init__(self, script: str, table: Table) -> None:
        self.script = script
        self.table = table
        natives = sorted({native for native, _ in table.costs})
        latins = sorted({latin for _, latin in table.costs if latin} | set("abcdefghijklmnopqrstuvwxyz"))
        self.natives = {chunk: at for at, chunk in enumerate(natives, 1)}
        self.latins = {chunk: at for at, chunk in enumerate(latins, 2)}
        self.longest = max(map(len, natives), default=1), max(map(len, latins), default=1)
        self.width = len(latins) + 2
        self.costs = self._dense().ravel()
        inserted = {at: insertion(table, chunk) for chunk, at in self.latins.items() if len(chunk) == 1}
        self.insertions = np.array([inserted.get(at, NEVER) for at in range(self.width)], np.float32)
        self.native_ids = lru_cache(maxsize=REMEMBERED)(self._native_ids)
        self.latin_ids = lru_cache(maxsize=REMEMBERED)(self._latin_ids)
        self.own = lru_cache(maxsize=REMEMBERED)(self._own)
        self._known: dict[str, float] = {}

    def _dense(self) -> NDArray[np.float16]:
        """The costs by chunk ids; half precision keeps a hundredth of a nat in half the memory."""
        costs = np.full((len(self.natives) + 2, self.width), NEVER, np.float16)
        letters = {chunk: at for chunk, at in self.latins.items() if len(chunk) == 1 and chunk not in "^$"}
        columns = list(letters.values())
        halves = np.array([unseen(self.table, "?", letter) - unseen(self.table, "?", "?") for letter in letters])
        for native, row in [*self.natives.items(), ("?", len(self.natives) + 1)]:
            if len(native) == 1:
                costs[row, 1] = unseen(self.table, native, "")
                if native not in "^$":
                    costs[row, columns] = halves + unseen(self.table, native, "?")
        rows = [self.natives[native] for native, _ in self.table.costs]
        places = [self.latins[latin] if latin else 1 for _, latin in self.table.costs]
        values = np.fromiter(self.table.costs.values(), np.float32, len(rows))
        costs[rows, places] = np.minimum(costs[rows, places], values)
        return costs

    def _native_ids(self, word: str) -> tuple[int, Ints]:
        native = f"^{spell(word, self.script)[:LONGEST]}$"
        return len(native), _ids(native, self.natives, self.longest[0], len(self.natives) + 1)

    def _latin_ids(self, word: str) -> tuple[int, Ints]:
        latin = fold_latin(word)[:LONGEST]
        latin = f"^{latin}$" if self.table.symmetric else latin
        return len(latin), _ids(latin, self.latins, self.longest[1], 0)

    def _own(self, word: str) -> float:
        """The cost of a word's best path to anything."""
        return rest(self.table, f"^{spell(word, self.script)[:LONGEST]}$")[0]

    def relative(self, sources: Sequence[str], targets: Sequence[str]) -> Floats:
        """The cost of each pair in nats above the best path of its source; of both words where symmetric."""
        total = self.paths(sources, targets)
        if self.table.symmetric:
            own = self._selves({*sources, *targets})
            best = [(own[a] + own[b]) / 2 for a, b in zip(sources, targets, strict=True)]
        else:
            best = [self.own(word) for word in sources]
        return np.asarray(np.maximum(total - np.array(best, np.float32), 0), np.float32)

    def _selves(self, words: set[str]) -> dict[str, float]:
        """The cost of each word's path to itself, remembered from call to call."""
        new = [word for word in words if word not in self._known]
        if len(self._known) + len(new) > REMEMBERED:
            self._known, new = {}, list(words)
        if new:
            self._known.update(zip(new, self.paths(new, new).tolist(), strict=True))
        return self._known

    def paths(self, sources: Sequence[str], targets: Sequence[str]) -> Floats:
        """The cost of each pair's best path in nats."""
        lefts = [self.native_ids(word) for word in sources]
        rights = [self.latin_ids(word) for word in targets]
        order = sorted(range(len(lefts)), key=lambda n: (lefts[n][0], rights[n][0]))
        out = np.zeros(len(order), np.float32)
        for start in range(0, len(order), BLOCK):
            some = order[start : start + BLOCK]
            out[some] = self._block([lefts[n] for n in some], [rights[n] for n in some])
        return out

    def _block(self, lefts: list[tuple[int, Ints]], rights: list[tuple[int, Ints]]) -> Floats:
        native, lengths = _pad(lefts)
        native *= self.width
        latin, columns = _pad(rights)
        rows, width, number = native.shape[0], latin.shape[0], len(lefts)
        climb = np.zeros((width + 1, number), np.float32)
        np.cumsum(self.insertions[latin[:, 0]], axis=0, out=climb[1:])
        best: list[Floats] = [climb]
        out = np.zeros(number, np.float32)
        for i in range(1, rows + 1):
            here = np.full((width + 1, number), NEVER * 2, np.float32)
            for di in range(1, min(i, self.longest[0]) + 1):
                row = native[i - 1, di - 1]
                if row.any():
                    self._extend(here, best[i - di], row, latin)
            here -= climb  # Latin letters written for nothing, any number of them
            np.minimum.accumulate(here, axis=0, out=here)
            here += climb
            best.append(here)
            ends = np.flatnonzero(lengths == i)
            out[ends] = here[columns[ends], ends]
        return out

    def _extend(self, here: Floats, before: Floats, row: NDArray[np.intp], latin: NDArray[np.intp]) -> None:
        np.minimum(here, before + self.costs[row + 1], out=here)
        for dj in range(1, min(latin.shape[1], latin.shape[0]) + 1):
            index = latin[dj - 1 :, dj - 1] + row
            cost = self.costs.take(index).astype(np.float32)
            cost += before[: before.shape[0] - dj]
            np.minimum(here[dj:], cost, out=here[dj:])

    @staticmethod
    def least(matrices: Sequence[Matrix], sources: Sequence[str], targets: Sequence[str]) -> Floats:
        """The relative cost of each pair under the table that reads it best."""
        if not sources:
            return np.zeros(0, np.float32)
        each = [matrix.relative(sources, targets) for matrix in matrices]
        if len(matrices) > 1:
            doubts = {word: Matrix.doubts(matrices, word) for word in set(sources)}
            each = list(np.array(each) + np.array([doubts[word] for word in sources], np.float32).T)
        return np.asarray(np.min(each, axis=0), np.float32)

    @staticmethod
    def doubts(matrices: Sequence[Matrix], word: str) -> list[float]:
        """What each table's costs of a word are raised by."""
        own = [matrix.own(word) for matrix in matrices]
        return [doubt(each, min(own)) for each in own]


def _ids(word: str, ids: dict[str, int], longest: int, unknown: int) -> Ints:
    """[end position, size]: the ids of the chunks that end there; 0 where none does, `unknown` for such a letter."""
    known = ids.get
    sizes = range(2, longest + 1)
    rows = [
        [known(word[end - 1], unknown), *(known(word[end - size : end], 0) if size <= end else 0 for size in sizes)]
        for end in range(1, len(word) + 1)
    ]
    return np.array(rows, np.int32).reshape(len(word), longest)


def _pad(words: list[tuple[int, Ints]]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The ids of words side by side, [position, size, word], and the words' lengths."""
    lengths = np.array([length for length, _ in words], np.intp)
    out = np.zeros((int(lengths.max()), words[0][1].shape[1], len(words)), np.intp)
    for at, (length, ids) in enumerate(words):
        out[:length, :, at] = ids
    return out, lengths
