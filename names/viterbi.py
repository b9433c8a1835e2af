"""The least cost of turning one word into another under a table of operations, for thousands of pairs at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from names.spelling import fold_latin, spell
from names.transducer import LONGEST, Table, doubt, insertion, rest, unseen

Floats = NDArray[np.float32]

NEVER = np.float32(1e4)
REMEMBERED = 1 << 16  # words whose chunks are kept
FEW = 8  # pairs up to which paths are sought one by one
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
        self.insertions = _even(np.array([inserted.get(at, NEVER) for at in range(self.width)])).astype(np.float32)
        unknown = len(self.natives) + 1
        self.sides = Chunks(self.natives, self.longest[0], unknown), Chunks(self.latins, self.longest[1], 0)
        self.spelled = ["", "", *self.latins]
        self.row = lru_cache(maxsize=REMEMBERED)(self._row)
        self.native = lru_cache(maxsize=REMEMBERED)(self._native)
        self.latin = lru_cache(maxsize=REMEMBERED)(self._latin)
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
                costs[row, 1] = _even(unseen(self.table, native, ""))
                if native not in "^$":
                    costs[row, columns] = _even(halves + unseen(self.table, native, "?"))
        rows = [self.natives[native] for native, _ in self.table.costs]
        places = [self.latins[latin] if latin else 1 for _, latin in self.table.costs]
        values = _even(np.fromiter(self.table.costs.values(), np.float32, len(rows)))
        costs[rows, places] = np.minimum(costs[rows, places], values)
        return costs

    def _native(self, word: str) -> str:
        return f"^{spell(word, self.script)[:LONGEST]}$"

    def _latin(self, word: str) -> str:
        latin = fold_latin(word)[:LONGEST]
        return f"^{latin}$" if self.table.symmetric else latin

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
            self._known.update(zip(new, self._diagonal(new).tolist(), strict=True))
        return self._known

    def _diagonal(self, words: list[str]) -> Floats:
        """The cost of each word's path to itself, chunk by equal chunk: of 5,000 names three have a cheaper one."""
        written = [self.latin(word) for word in words]
        if len(written) <= FEW:
            return np.array([self._own_path(word) for word in written], np.float32)
        (native, lengths), (latin, _) = (side.find(written) for side in self.sides)
        steps = self.costs[native * self.width + latin].astype(np.float32)
        best = np.full((len(steps) + 1, len(words)), NEVER, np.float32)
        best[0] = 0
        for end in range(1, len(best)):
            for size in range(1, min(end, native.shape[1], latin.shape[1]) + 1):
                np.minimum(best[end], best[end - size] + steps[end - 1, size - 1], out=best[end])
        return np.asarray(best[lengths, np.arange(len(words))])

    def _own_path(self, word: str) -> float:
        best = [0.0] + [float(NEVER)] * len(word)
        for start in range(len(word)):
            before = best[start]
            for end in range(start + 1, min(start + self.longest[0], len(word)) + 1):
                cost = self.row(word[start:end]).get(word[start:end])
                if cost is not None and before + cost < best[end]:
                    best[end] = before + cost
        return best[-1]

    def _path(self, native: str, latin: str) -> float:
        """The cost of one pair's best path: quicker than arrays for a few pairs."""
        width, longest = len(latin), self.longest[1]
        inserted = [float(self.insertions[self.latins.get(letter, 0)]) for letter in latin]
        ends = [range(at + 1, min(at + longest, width) + 1) for at in range(width + 1)]
        chunks = [[(end, latin[at:end]) for end in some] for at, some in enumerate(ends)]
        best = [[float(NEVER)] * (width + 1) for _ in range(len(native) + 1)]
        best[0][0] = 0.0
        for start, here in enumerate(best):
            for at, more in enumerate(inserted):
                here[at + 1] = min(here[at + 1], here[at] + more)
            for end in range(start + 1, min(start + self.longest[0], len(native)) + 1):
                row = self.row(native[start:end])
                if row:
                    self._reach(row, here, best[end], chunks)
        return best[-1][-1]

    def _reach(
        self, row: dict[str, float], here: list[float], there: list[float], chunks: list[list[tuple[int, str]]]
    ) -> None:
        """Lower the costs of a later row by the operations of one native chunk."""
        silent, find = row.get("", float(NEVER)), row.get
        for at, before in enumerate(here):
            there[at] = min(there[at], before + silent)
            for to, chunk in chunks[at]:
                cost = find(chunk)
                if cost is not None and before + cost < there[to]:
                    there[to] = before + cost

    def _row(self, native: str) -> dict[str, float]:
        """The costs of a native chunk by Latin chunk."""
        at = self.natives.get(native, len(self.natives) + 1 if len(native) == 1 else 0)
        costs = self.costs[at * self.width : (at + 1) * self.width]
        some = np.flatnonzero(costs < NEVER / 2)
        return {self.spelled[column]: cost for column, cost in zip(some.tolist(), costs[some].tolist(), strict=True)}

    def paths(self, sources: Sequence[str], targets: Sequence[str]) -> Floats:
        """The cost of each pair's best path in nats."""
        lefts = [self.native(word) for word in sources]
        rights = [self.latin(word) for word in targets]
        if len(lefts) <= FEW:
            return np.array([self._path(left, right) for left, right in zip(lefts, rights, strict=True)], np.float32)
        order = sorted(range(len(lefts)), key=lambda n: (len(lefts[n]), len(rights[n])))
        out = np.zeros(len(order), np.float32)
        for start in range(0, len(order), BLOCK):
            some = order[start : start + BLOCK]
            out[some] = self._block([lefts[n] for n in some], [rights[n] for n in some])
        return out

    def _block(self, lefts: list[str], rights: list[str]) -> Floats:
        (native, lengths), (latin, columns) = (
            side.find(words) for side, words in zip(self.sides, (lefts, rights), strict=True)
        )
        native *= self.width
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


def _even(costs: Any) -> Any:
    """The costs in 1/128 nats, so that sums are exact in any precision and one pair costs the same as among many."""
    return np.round(costs * 128) / 128


class Chunks:
    """The chunks of one side of a table as numbers, found in many words at once."""

    def __init__(self, ids: dict[str, int], longest: int, unknown: int) -> None:
        self.letters = np.array(sorted({ord(letter) for chunk in ids for letter in chunk}), np.uint32)
        self.base = len(self.letters) + 2  # 0 stands for no letter, the last for any that no chunk has
        self.unknown = unknown
        self.sizes = [self._size({c: at for c, at in ids.items() if len(c) == size}) for size in range(1, longest + 1)]

    def _size(self, ids: dict[str, int]) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
        """The chunks of one size, as numbers whose digits are letters, ascending, and their ids."""
        size = max(map(len, ids), default=1)
        codes = np.asarray(self._code(list(self._digits("".join(ids)).reshape(-1, size).T)), np.int64)
        order = np.argsort(codes)
        return codes[order], np.fromiter(ids.values(), np.intp, len(ids))[order]

    def _digits(self, text: str) -> NDArray[np.int64]:
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        at = np.minimum(np.searchsorted(self.letters, points), len(self.letters) - 1)
        return np.where(self.letters[at] == points, at + 1, self.base - 1)

    def _code(self, digits: Sequence[Any]) -> Any:
        code = digits[0]
        for digit in digits[1:]:
            code = code * self.base + digit
        return code

    def find(self, words: Sequence[str]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """[end position, size, word]: the ids of the chunks that end there; and the lengths of the words.

        0 where no chunk does, and the unknown's id for a letter that is no chunk.
        """
        lengths = np.array([len(word) for word in words], np.intp)
        height = int(lengths.max())
        digits = np.zeros((len(words), height), np.int64)
        digits[np.arange(height) < lengths[:, None]] = self._digits("".join(words))
        digits = np.ascontiguousarray(digits.T)
        out = np.zeros((height, len(self.sizes), len(words)), np.intp)
        for size, (codes, ids) in enumerate(self.sizes, 1):
            if size <= height and len(codes):
                ends = digits[size - 1 :]
                code = self._code([digits[at : at + len(ends)] for at in range(size)])
                at = np.minimum(np.searchsorted(codes, code), len(codes) - 1)
                missing = np.where(ends > 0, self.unknown, 0) if size == 1 else 0
                out[size - 1 :, size - 1] = np.where((codes[at] == code) & (ends > 0), ids[at], missing)
        return out, lengths
