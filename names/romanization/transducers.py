"""Learned correspondences of letters: the likeliest Latin readings of a word, and what a Latin spelling of it costs.

A table (`names/data/transducers/*.tsv`, made by `python -m names.training`) holds operations (native chunk, Latin
chunk) with costs in nats. A spelling is written by a path of operations; its cost is their sum. Costs are given
relative to the best path of the word, so that one scale serves all scripts.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Sequence
from functools import cache, partial
from importlib.resources import files
from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from names.kernel.correspondences import (
    LONGEST,
    NEVER,
    CorrespondenceTable,
    insertion_cost,
    least_remaining,
    read_table,
    step_cost,
    table_penalty,
)
from names.orthography.folding import fold_latin, fold_word
from names.orthography.script_facts import script_facts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from names.kernel.paths import PathCosts

__all__ = ["LearnedReading", "Step", "Transducer", "transducer"]

RANGE = 6.0  # nats that a reading may cost above the best one; chosen
# By table: nats added where a character is written as the table does not know. A character is a whole syllable, which
# is hardly ever half written or omitted; in Japanese it is now and then. Chosen.
UNREAD = {"Hani": 7.0, "Hani-yue": 7.0, "Hani-nan": 7.0, "Hani-ko": 7.0, "Hani-ja": 3.0}
# Unfinished readings that the search extends at each letter, for each reading asked for; thus it stays linear in the
# length of the word. Chosen.
BEGINNINGS = 8

_Path = tuple[object, ...]  # () or (the path before, native chunk, Latin chunk), so that paths share their beginnings
_Cell = tuple[float, int, int]  # the cost of the best path to a cell, and the row and column of the cell before it


class Step(NamedTuple):
    """One operation on a path: what was read, as what, at what cost in nats."""

    native: str
    latin: str
    cost: float


class LearnedReading(NamedTuple):
    """A Latin spelling of a word, its cost in nats above the best one, and the (native, Latin) chunks it is made of."""

    text: str
    cost: float
    chunks: tuple[tuple[str, str], ...]


class Transducer:
    """The readings of one script's words and the costs of their Latin spellings.

    >>> transducer("Grek").readings("Τσίπρας", 1)[0].text
    'tsipras'
    """

    def __init__(self, script: str, tables: Sequence[CorrespondenceTable]) -> None:
        self.script = script
        self.tables = tuple(tables)
        self._path_costs: list[PathCosts] = []

    def readings(self, word: str, n: int = 5) -> tuple[LearnedReading, ...]:
        """The `n` likeliest Latin spellings of a word, best first; empty where no letter is known.

        The likeliest by each table that knows all letters is always among them: a Cantonese name keeps its Cantonese
        reading even if several Japanese ones are likelier.
        """
        native = "^" + fold_word(word, self.script) + "$"
        remaining = [least_remaining(table, native) for table in self.tables]
        least = min((costs[0] for costs in remaining), default=0.0)
        cheapest: dict[str, LearnedReading] = {}
        kept_anyway: set[str] = set()
        for table, costs in zip(self.tables, remaining, strict=True):
            for rank, reading in enumerate(_best_readings(table, native, costs, n)):
                if rank == 0 and all(letter in table.choices for letter in native):
                    kept_anyway.add(reading.text)
                cost = reading.cost + table_penalty(costs[0], least)
                if reading.text not in cheapest or cost < cheapest[reading.text].cost:
                    cheapest[reading.text] = reading._replace(cost=cost)
        preferred = sorted(
            cheapest.values(), key=lambda reading: (reading.text not in kept_anyway, reading.cost, reading.text)
        )
        return tuple(sorted(preferred[:n], key=lambda reading: (reading.cost, reading.text)))

    def costs(self, sources: Sequence[str], targets: Sequence[str]) -> NDArray[np.float32]:
        """The cost of each pair of a native and a Latin word, in nats above the native word's best spelling.

        0 is a perfect spelling; divide by the number of letters to compare words of different lengths. For "Latn" both
        words are Latin, and the cost is symmetric and 0 for identical words.
        """
        from names.kernel.paths import PathCosts, least_costs

        if not self._path_costs:
            fold_native = partial(fold_word, script=self.script)
            self._path_costs = [PathCosts(table, fold_native, fold_latin) for table in self.tables]
        return least_costs(self._path_costs, sources, targets)

    def steps(self, source: str, target: str) -> tuple[Step, ...]:
        """The operations on the best path from a native word to a Latin one, with their costs in nats."""
        paths = [_align(table, self.script, source, target) for table in self.tables]
        return min(paths, key=lambda path: fsum(step.cost for step in path), default=())


def _best_readings(table: CorrespondenceTable, word: str, remaining: Sequence[float], n: int) -> list[LearnedReading]:
    """The `n` cheapest spellings of a word by one table, best first.

    The search is A*: its estimate `remaining`, the least cost from each position to the end, is exact. Costs are those
    above the best path.
    """
    operations = [_operations(table, word, start, remaining) for start in range(len(word))]
    order = itertools.count()  # breaks ties: of equal costs the first found comes first
    heap: list[tuple[float, int, int, str, _Path]] = [(0.0, next(order), 0, "", ())]
    expanded: set[tuple[int, str]] = set()
    visits = [0] * (len(word) + 1)  # [position]: how many unfinished readings were extended there
    readings: list[LearnedReading] = []
    while heap and len(readings) < n:
        cost, _, position, spelling, path = heapq.heappop(heap)
        if (position, spelling) in expanded or visits[position] > BEGINNINGS * n:
            continue
        expanded.add((position, spelling))
        visits[position] += 1
        if position < len(word):
            for extra, end, native, latin in operations[position]:
                if cost + extra > RANGE:
                    break
                if (end, longer := spelling + latin) not in expanded:
                    heapq.heappush(heap, (cost + extra, next(order), end, longer, (path, native, latin)))
        elif text := spelling.strip("^$"):
            readings.append(LearnedReading(text, cost, _chunks(path)))
    return readings


def _operations(
    table: CorrespondenceTable, word: str, start: int, remaining: Sequence[float]
) -> list[tuple[float, int, str, str]]:
    """The operations at a position, cheapest first: (nats above the best path, end, native chunk, Latin chunk)."""
    operations = [
        (max(cost + remaining[end] - remaining[start], 0.0), end, word[start:end], latin)
        for end in range(start + 1, min(start + table.longest, len(word)) + 1)
        for cost, latin in table.choices.get(word[start:end], ())
    ]
    return sorted(operations) or [(0.0, start + 1, word[start], "")]  # a letter that the table lacks is omitted


def _chunks(path: _Path) -> tuple[tuple[str, str], ...]:
    """The chunks of a path from its beginning, without those edges of the word for which nothing is written."""
    chunks: list[tuple[str, str]] = []
    while path:
        path, native, latin = path  # type: ignore[assignment]
        chunks.append((native, latin))  # type: ignore[arg-type]
    return tuple((native, latin) for native, latin in reversed(chunks) if latin or native not in "^$")


def _align(table: CorrespondenceTable, script: str, source: str, target: str) -> tuple[Step, ...]:
    """The best path of one pair with its steps; `PathCosts` computes the same costs for many pairs at once."""
    native = "^" + fold_word(source, script)[:LONGEST] + "$"
    latin = fold_latin(target)[:LONGEST]
    latin = f"^{latin}$" if table.symmetric else latin
    # [i][j]: the best path that reads i native letters and writes j Latin ones.
    best: list[list[_Cell]] = [[(NEVER, 0, 0)] * (len(latin) + 1) for _ in range(len(native) + 1)]
    best[0][0] = (0.0, 0, 0)
    for i in range(len(native) + 1):
        for j in range(len(latin) + 1):
            cell = best[i][j]
            if j:
                cell = min(cell, (best[i][j - 1][0] + insertion_cost(table, latin[j - 1]), i, j - 1))
            for di in range(1, min(i, table.longest) + 1):
                chunk = native[i - di : i]
                # A chunk that the table lacks has no cost, unless it is a single letter, written as one at most.
                for dj in range(min(j, table.reach.get(chunk, 1 if di == 1 else -1)) + 1):
                    before = best[i - di][j - dj][0]
                    if before > cell[0]:
                        continue  # no step from there makes it better
                    pair = chunk, latin[j - dj : j]
                    cost = table.cost_of.get(pair) if di > 1 or dj > 1 else step_cost(table, *pair)
                    if cost is not None:
                        cell = min(cell, (before + cost, i - di, j - dj))
            best[i][j] = cell
    return _trace(best, native, latin)


def _trace(best: list[list[_Cell]], native: str, latin: str) -> tuple[Step, ...]:
    """The steps of the best path in order, without those that only join two edges."""
    steps = []
    i, j = len(native), len(latin)
    while i or j:
        cost, before_i, before_j = best[i][j]
        cost_before, _, _ = best[before_i][before_j]
        steps.append(Step(native[before_i:i], latin[before_j:j], round(cost - cost_before, 2)))
        i, j = before_i, before_j
    return tuple(step for step in reversed(steps) if step.latin.strip("^$") or step.native.strip("^$"))


@cache
def transducer(script: str) -> Transducer | None:
    """The transducer of a script (ISO 15924), or None if none was trained; its tables are read once.

    A script may have several tables (`Hani.tsv`, `Hani-ja.tsv`), of which the cheapest counts; "Hani-ja" gives a
    transducer with the table of that language alone.

    >>> transducer("Zyyy") is None, len(transducer("Hani-ja").tables)
    (True, 1)
    """
    script = script_facts(script).script
    folder = files("names") / "data" / "transducers"
    tables = []
    for name in sorted(path.name for path in folder.iterdir()):  # Hani-ja.tsv … Hani.tsv: a script's own table last
        stem = name.removesuffix(".tsv")
        if script in (stem, stem.split("-")[0]):
            tables.append(read_table((folder / name).read_text(encoding="utf-8"), UNREAD.get(stem, 0.0)))
    return Transducer(script.partition("-")[0], tables) if tables else None
