"""Tables of weighted correspondences: which chunks of native letters are written as which Latin ones, at what cost.

An operation writes one native chunk as one Latin chunk; its cost is in nats, -log of its probability. A table lists
the operations that were learned; others are possible between single letters only, and cost more.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from sys import intern

LONGEST = 24  # letters of a word that are compared; the rest is cut off
NEVER = 1e9  # nats: the cost of what is impossible
# Costs, in nats, of operations that a table lacks; all chosen.
UNSEEN = 4.0  # any such operation
UNSEEN_LETTER = 1.2  # added for each Latin letter that it writes
UNKNOWN = 8.0  # a letter that occurs in no chunk of the table
UNREAD_OMITTED = 1.5  # factor of `unread` where a letter is omitted: an omission is less likely than another spelling
# Which operations of a chunk readings are made of; both chosen.
CHOICES = 8  # number of operations, at most
CHOICE_RANGE = 5.0  # nats that an operation may cost above the cheapest one
# For a word read by another table than the one that explains it best (習近平 is not Japanese); both chosen.
TABLE_PENALTY = 0.3  # share of the gap to the best table that is added to the cost
TABLE_PENALTY_MAX = 3.0  # nats that are added at most


@dataclass(frozen=True)
class CorrespondenceTable:
    """The operations of one table in parallel columns, sorted by native and Latin chunk.

    Words are read between the edges `^` and `$`. In a symmetric table both sides are Latin: writing one word as the
    other costs the same in both directions.
    """

    natives: list[str]
    latins: list[str]
    costs: list[float]
    choices: dict[str, tuple[tuple[float, str], ...]]  # native chunk: costs and Latin chunks, cheapest first
    longest: int  # letters of the longest native chunk
    symmetric: bool
    unread: float = 0.0  # nats added to an unseen operation, where a character stands for a whole syllable

    @cached_property
    def cost_of(self) -> dict[tuple[str, str], float]:
        """The costs by native and Latin chunk."""
        return dict(zip(zip(self.natives, self.latins, strict=True), self.costs, strict=True))

    @cached_property
    def reach(self) -> dict[str, int]:
        """The letters of the longest Latin chunk as which each native chunk is written; one at least for a letter."""
        reach = {native: int(len(native) == 1) for native in self.natives}
        for native, latin in zip(self.natives, self.latins, strict=True):
            reach[native] = max(reach[native], len(latin))
        return reach


def read_table(text: str, unread: float = 0.0) -> CorrespondenceTable:
    r"""The table in a file's text: native chunk, Latin chunk and cost on each line, with tabs between. `#` begins
    a comment line.

    A table with edges on the Latin side is symmetric.

    >>> read_table("# Cyrl\nж\tzh\t5.1\nж\tj\t6.0").choices
    {'ж': ((5.1, 'zh'), (6.0, 'j'))}
    """
    cells = "\t".join(sorted(line for line in text.splitlines() if line[:1] != "#")).split("\t")
    # The same few chunks stand on many lines: they are kept once.
    natives, latins = list(map(intern, cells[::3])), list(map(intern, cells[1::3]))
    costs = list(map(float, cells[2::3]))
    choices = {}  # of tuples: the garbage collector need not look into them
    start = 0
    for native, count in Counter(natives).items():  # equal ones are neighbours
        end = start + count
        operations = sorted(zip(costs[start:end], latins[start:end], strict=True))
        cheapest, _ = operations[0]
        highest = cheapest + CHOICE_RANGE
        choices[native] = tuple([operation for operation in operations[:CHOICES] if operation[0] <= highest])
        start = end
    longest = max(map(len, choices), default=1)
    return CorrespondenceTable(natives, latins, costs, choices, longest, "^" in "".join(latins), unread)


def least_remaining(table: CorrespondenceTable, word: str) -> list[float]:
    r"""The least cost of reading a word from each position to its end, whatever is written; at the end itself it is 0.

    >>> least_remaining(read_table("ж\tzh\t0.5\nа\ta\t0.25"), "жа")
    [0.75, 0.25, 0.0]
    """
    costs = [0.0] * (len(word) + 1)
    choices = table.choices
    for start in range(len(word) - 1, -1, -1):
        best = NEVER
        for end in range(start + 1, min(start + table.longest, len(word)) + 1):
            operations = choices.get(word[start:end])
            if operations and operations[0][0] + costs[end] < best:  # the cheapest operation comes first
                best = operations[0][0] + costs[end]
        costs[start] = best if best < NEVER else unseen_cost(table, word[start], "") + costs[start + 1]
    return costs


def table_penalty(cost: float, best: float) -> float:
    """The cost added to all readings of a word by one table; `cost` is the least by that table, `best` by any table.

    >>> table_penalty(5.0, 5.0), table_penalty(50.0, 5.0)
    (0.0, 3.0)
    """
    return min(TABLE_PENALTY * (cost - best), TABLE_PENALTY_MAX)


def step_cost(table: CorrespondenceTable, native: str, latin: str) -> float:
    r"""The cost of an operation; NEVER if it is neither in the table nor between single letters.

    >>> table = read_table("ж\tzh\t0.5")
    >>> step_cost(table, "ж", "zh"), step_cost(table, "ж", "z"), step_cost(table, "жа", "z") == NEVER
    (0.5, 5.7, True)
    """
    cost = table.cost_of.get((native, latin), NEVER)
    between_letters = len(native) == 1 and len(latin) <= 1
    if between_letters and (not latin or not {native, latin} & {"^", "$"}):
        return min(cost, unseen_cost(table, native, latin))
    return cost


def insertion_cost(table: CorrespondenceTable, letter: str) -> float:
    """The cost of a Latin letter that no native letter stands for; in a symmetric table that of omitting the letter."""
    return step_cost(table, letter, "") if table.symmetric else UNSEEN + UNSEEN_LETTER


def unseen_cost(table: CorrespondenceTable, native: str, latin: str) -> float:
    """The cost of an operation that the table lacks, from a single letter to a single letter or to none.

    It grows with the number of letters written; in a symmetric table it is the same both ways.
    """
    own = _least_cost(table, native)
    if not table.symmetric:
        return own + UNSEEN + UNSEEN_LETTER * len(latin) + table.unread * (1.0 if latin else UNREAD_OMITTED)
    if not latin:
        return UNSEEN + 2 * UNSEEN_LETTER
    return (own + _least_cost(table, latin)) / 2 + UNSEEN + UNSEEN_LETTER


def _least_cost(table: CorrespondenceTable, letter: str) -> float:
    """The cost of a letter's cheapest operation."""
    return table.choices[letter][0][0] if letter in table.choices else UNKNOWN
