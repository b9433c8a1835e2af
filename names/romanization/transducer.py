"""Learned correspondences between a script and Latin letters: the likeliest readings of a word, and what a reading
costs.

A table (`names/data/transducers/*.tsv`, made by `python -m names.training`) holds operations (native chunk, Latin
chunk) with costs in nats. A spelling is written by a path of operations; its cost is their sum. Costs are told
relative to the best path of the word, so one scale serves all scripts.
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

__all__ = ["Reading", "Step", "Transducer", "transducer"]

RANGE = 6.0  # nats above a word's best reading where its readings stop
# Nats more of a character that is written as its table does not know: it is a whole syllable, hardly read by half or
# not at all. Japanese ones are, now and then.
UNREAD = {"Hani": 7.0, "Hani-yue": 7.0, "Hani-nan": 7.0, "Hani-ko": 7.0, "Hani-ja": 3.0}
BEGINNINGS = 8  # of a reading, for each reading asked for, that are followed up: the search stays linear in the word


class Step(NamedTuple):
    """One operation on a path: what was read, as what, at what cost in nats."""

    native: str
    latin: str
    cost: float


class Reading(NamedTuple):
    """A Latin spelling of a word, its cost in nats above the best one, and the chunks it was read by."""

    text: str
    cost: float
    steps: tuple[tuple[str, str], ...]


class Transducer:
    """The readings of one script's words and the costs of their Latin spellings.

    >>> transducer("Grek").readings("Τσίπρας", 1)[0].text
    'tsipras'
    """

    def __init__(self, script: str, tables: Sequence[CorrespondenceTable]) -> None:
        self.script = script
        self.tables = tuple(tables)
        self._path_costs: list[PathCosts] = []

    def readings(self, word: str, n: int = 5) -> tuple[Reading, ...]:
        """The `n` likeliest Latin spellings of a word, best first; empty where no letter is known.

        The likeliest of every table that knows all letters is among them: a Cantonese name is read as that, however
        likely a Japanese one it is. The paths are searched best first, with the exact cost of the rest of the word as
        the bound (A*).
        """
        native = "^" + fold_word(word, self.script) + "$"
        found: dict[str, Reading] = {}
        firsts: set[str] = set()
        bounds = [least_remaining(table, native) for table in self.tables]
        least = min((each[0] for each in bounds), default=0.0)
        for table, each in zip(self.tables, bounds, strict=True):
            for rank, reading in enumerate(_search(table, native, each, n)):
                if not rank and all(letter in table.choices for letter in native):
                    firsts.add(reading.text)
                cost = reading.cost + table_penalty(each[0], least)
                if reading.text not in found or cost < found[reading.text].cost:
                    found[reading.text] = reading._replace(cost=cost)
        chosen = sorted(found.values(), key=lambda r: (r.text not in firsts, r.cost, r.text))[:n]
        return tuple(sorted(chosen, key=lambda r: (r.cost, r.text)))

    def costs(self, sources: Sequence[str], targets: Sequence[str]) -> NDArray[np.float32]:
        """For each pair of a native and a Latin word the nats of the best path, less those of the word's best path.

        0 is a perfect spelling; divide by the letters to compare words of different lengths. For "Latn" both words
        are Latin, the cost is symmetric and 0 for identical words.
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


def _search(table: CorrespondenceTable, word: str, bounds: Sequence[float], n: int) -> list[Reading]:
    onward = [_operations(table, word, at, bounds) for at in range(len(word))]
    count = itertools.count()
    heap: list[tuple[float, int, int, str, tuple[object, ...]]] = [(0.0, next(count), 0, "", ())]
    seen: set[tuple[int, str]] = set()
    passed = [0] * (len(word) + 1)  # beginnings that came so far; what follows costs each of them the same
    found: list[Reading] = []
    while heap and len(found) < n:
        above, _, at, text, path = heapq.heappop(heap)
        if (at, text) in seen or passed[at] > BEGINNINGS * n:
            continue
        seen.add((at, text))
        passed[at] += 1
        if at < len(word):
            for more, to, chunk, latin in onward[at]:
                if above + more > RANGE:
                    break
                if (to, longer := text + latin) not in seen:
                    heapq.heappush(heap, (above + more, next(count), to, longer, (path, chunk, latin)))
        elif plain := text.strip("^$"):
            found.append(Reading(plain, above, _unwind(path)))
    return found


def _operations(
    table: CorrespondenceTable, word: str, at: int, bounds: Sequence[float]
) -> list[tuple[float, int, str, str]]:
    """What may be read at a position: (nats above the best path, end, chunk, Latin chunk)."""
    found = [
        (max(cost + bounds[to] - bounds[at], 0.0), to, word[at:to], latin)
        for to in range(at + 1, min(at + table.longest, len(word)) + 1)
        for cost, latin in table.choices.get(word[at:to], ())
    ]
    return sorted(found) or [(0.0, at + 1, word[at], "")]  # a letter that the table lacks is passed over


def _unwind(path: tuple[object, ...]) -> tuple[tuple[str, str], ...]:
    steps: list[tuple[str, str]] = []
    while path:
        path, native, latin = path  # type: ignore[assignment]
        steps.append((native, latin))  # type: ignore[arg-type]
    return tuple(step for step in reversed(steps) if step[1] or step[0] not in "^$")


def _align(table: CorrespondenceTable, script: str, source: str, target: str) -> tuple[Step, ...]:
    """The best path of a pair, cell by cell; `PathCosts` computes the same costs for many pairs at once."""
    native = "^" + fold_word(source, script)[:LONGEST] + "$"
    latin = fold_latin(target)[:LONGEST]
    latin = f"^{latin}$" if table.symmetric else latin
    best: list[list[tuple[float, int, int]]] = [[(NEVER, 0, 0)] * (len(latin) + 1) for _ in range(len(native) + 1)]
    best[0][0] = (0.0, 0, 0)
    for i in range(len(native) + 1):
        for j in range(len(latin) + 1):
            here = best[i][j]
            if j:
                here = min(here, (best[i][j - 1][0] + insertion_cost(table, latin[j - 1]), i, j - 1))
            for di in range(1, min(i, table.longest) + 1):
                for dj in range(min(j, 6) + 1):
                    cost = step_cost(table, native[i - di : i], latin[j - dj : j])
                    here = min(here, (best[i - di][j - dj][0] + cost, i - di, j - dj))
            best[i][j] = here
    return _trace(best, native, latin)


def _trace(best: list[list[tuple[float, int, int]]], native: str, latin: str) -> tuple[Step, ...]:
    steps = []
    i, j = len(native), len(latin)
    while i or j:
        _, a, b = best[i][j]
        steps.append(Step(native[a:i], latin[b:j], round(best[i][j][0] - best[a][b][0], 2)))
        i, j = a, b
    return tuple(s for s in reversed(steps) if s.latin.strip("^$") or s.native.strip("^$"))


@cache
def transducer(script: str) -> Transducer | None:
    """The transducer of a script (ISO 15924), or None where none was trained; its tables are read once.

    A script may have several tables (`Hani.tsv`, `Hani-ja.tsv`); the cheapest of them counts. The name of a
    language's table gives that table alone.

    >>> transducer("Zyyy") is None, len(transducer("Hani-ja").tables)
    (True, 1)
    """
    script = script_facts(script).script
    folder = files("names") / "data" / "transducers"
    found = sorted(f.name for f in folder.iterdir() if script in (stem := f.name.split(".")[0], stem.split("-")[0]))
    tables = [
        read_table((folder / name).read_text(encoding="utf-8"), UNREAD.get(name.removesuffix(".tsv"), 0.0))
        for name in found
    ]
    return Transducer(script.partition("-")[0], tables) if tables else None
