"""The operations of a learned table: native chunks written as Latin chunks, and what each costs.

Costs are nats, -log of the probability. What a table lacks is still open to single letters, at a price.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

UNSEEN = 4.0  # nats of an operation that the table lacks
UNSEEN_LETTER = 1.2  # and of each Latin letter that it writes
MUTE = 1.5  # by how much more than another spelling it tells against two words that a syllable is not written at all
NARROW = 5.0  # nats above a chunk's best operation where its operations stop being read
DOUBT, MOST = 0.3, 3.0  # nats a nat by which a table finds a word less likely than another one does, and at most
UNKNOWN = 8.0  # nats of a letter that the table lacks
CHOICES = 8  # operations of one chunk that are read at most
NEVER = 1e9
LONGEST = 24  # letters of a word that are compared; what stands behind is cut


@dataclass(frozen=True)
class CorrespondenceTable:
    """The operations of one file, sorted, by columns, and the few of each native chunk that readings use."""

    natives: list[str]
    latins: list[str]
    nats: list[float]
    choices: dict[str, tuple[tuple[float, str], ...]]  # tuples: the garbage collector need not look into them
    longest: int
    symmetric: bool
    unread: float = 0.0  # nats more of a letter written as the table does not know, MUTE times these of one not written

    @cached_property
    def costs(self) -> dict[tuple[str, str], float]:
        """The costs by native and Latin chunk."""
        return dict(zip(zip(self.natives, self.latins, strict=True), self.nats, strict=True))


def read_table(text: str, unread: float = 0.0) -> CorrespondenceTable:
    r"""The table of a file's text: `native chunk, Latin chunk, cost` a line, `#` before the head's lines.

    >>> read_table("# Cyrl\nж\tzh\t5.1\nж\tj\t6.0").choices
    {'ж': ((5.1, 'zh'), (6.0, 'j'))}
    """
    cells = "\t".join(sorted(line for line in text.splitlines() if line[:1] != "#")).split("\t")
    natives, latins, nats = cells[::3], cells[1::3], list(map(float, cells[2::3]))
    choices, start = {}, 0
    for native, number in Counter(natives).items():
        some = slice(start, start + number)
        found = sorted(zip(nats[some], latins[some], strict=True))
        most = found[0][0] + NARROW
        choices[native] = tuple([choice for choice in found[:CHOICES] if choice[0] <= most])
        start += number
    longest = max(map(len, choices), default=1)
    return CorrespondenceTable(natives, latins, nats, choices, longest, "^" in "".join(latins), unread)


def least_remaining(table: CorrespondenceTable, word: str) -> list[float]:
    """The least cost of reading what stands behind each position of a word."""
    costs = [0.0] * (len(word) + 1)
    choices = table.choices
    for at in range(len(word) - 1, -1, -1):
        best = NEVER
        for end in range(at + 1, min(at + table.longest, len(word)) + 1):
            found = choices.get(word[at:end])
            if found and found[0][0] + costs[end] < best:
                best = found[0][0] + costs[end]
        costs[at] = best if best < NEVER else unseen(table, word[at], "") + costs[at + 1]
    return costs


def doubt(own: float, least: float) -> float:
    """What readings cost more where another table of the script finds the word likelier (習近平: not Japanese)."""
    return min(DOUBT * (own - least), MOST)


def step_cost(table: CorrespondenceTable, native: str, latin: str) -> float:
    """The cost of an operation; one that the table lacks is open to single letters."""
    cost = table.costs.get((native, latin), NEVER)
    if len(native) == 1 and len(latin) <= 1 and (not latin or not {native, latin} & {"^", "$"}):
        return min(cost, unseen(table, native, latin))
    return cost


def insertion(table: CorrespondenceTable, letter: str) -> float:
    """The cost of a Latin letter written for nothing; in a symmetric table that of leaving it out."""
    return step_cost(table, letter, "") if table.symmetric else UNSEEN + UNSEEN_LETTER


def unseen(table: CorrespondenceTable, native: str, latin: str) -> float:
    """The cost of an operation between single letters, or from a letter to none, that the table lacks.

    It grows with the letters written, so that costs stay smooth; in a symmetric table it is the same both ways.
    """
    mine = table.choices[native][0][0] if native in table.choices else UNKNOWN
    if not table.symmetric:
        return mine + UNSEEN + UNSEEN_LETTER * len(latin) + table.unread * (1.0 if latin else MUTE)
    if not latin:
        return UNSEEN + 2 * UNSEEN_LETTER
    other = table.choices[latin][0][0] if latin in table.choices else UNKNOWN
    return (mine + other) / 2 + UNSEEN + UNSEEN_LETTER
