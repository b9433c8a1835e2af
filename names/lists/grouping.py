"""Group the names of a list that are spellings of one name: keys, pairs that share them, scores, average linkage.

Names of one word are grouped first among themselves; such a group then joins a group of full names if it fits only
that one. Inside, names are numbered in the order of their sound, so that similar names are near each other, and the
groups do not depend on the order in which the list has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from names.lists.likeness import Likeness
from names.lists.linkage import linked, with_short
from names.lists.list_keys import Numbers, OwnedKeys
from names.lists.name_table import read_table
from names.lists.pair_scores import PairScorer, ScoredPairs, joined_pairs
from names.lists.rules import CLUSTER_RULES, ClusterRules
from names.lists.similar_pairs import Pairs, packed_keys, sharing_pairs
from names.processes import in_order, itself

ALONE = 2_000  # names that are not worth other processes; chosen
SCORED = 32_768  # pairs that are scored in one task; chosen

Progress = Callable[[str, int, int], None]  # what is done, how much of it, of how much


@dataclass(frozen=True, eq=False)
class Grouping:
    """Distinct names, in the order of their sound, their groups, and the scores of the pairs that were compared."""

    texts: list[str]
    group: Numbers  # the number of each name's group, which is that of one of its names
    pairs: ScoredPairs  # of `first` ones, without those that contradict each other
    first: Numbers  # the number of the name with the same words as each: others are spelled otherwise only in signs
    threshold: float


def group_names(
    texts: Iterable[str],
    threshold: float = CLUSTER_RULES.threshold,
    workers: int = 1,
    progress: Progress | None = None,
    rules: ClusterRules = CLUSTER_RULES,
) -> Grouping:
    """The distinct names in groups of spellings of one name; `workers` is the number of processes.

    >>> grouping = group_names(["Gaddafi", "Smith", "Qadhafi"])
    >>> grouping.texts, grouping.group.tolist()
    (['Gaddafi', 'Qadhafi', 'Smith'], [0, 0, 2])
    """
    distinct = sorted(set(texts))
    tell = progress or _silent
    if len(distinct) <= ALONE:
        workers = 1
    table = read_table(distinct, lambda done: tell("names read", done, len(distinct)), workers)
    scorer = PairScorer(table.texts, Likeness(table, rules), table.counts)
    with in_order(partial(itself, scorer), workers) as done:
        compared = partial(_scored, done, lambda place: tell("names compared", place, len(distinct)))
        pairs = compared(sharing_pairs(table.keys, rules.block_of(len(distinct)), rules.window))
        pairs = joined_pairs([pairs, compared(_friends(len(distinct), pairs, threshold, rules))])
    group = _groups(table.short, pairs, threshold)[table.first]
    return Grouping(table.texts, group, pairs, table.first, threshold)


def _silent(_what: str, _done: int, _total: int) -> None:
    pass


def _scored(
    done: Callable[[Iterable[Pairs]], Iterator[ScoredPairs]], tell: Callable[[int], None], portions: Iterable[Pairs]
) -> ScoredPairs:
    """The scores of all these pairs, which are in ascending order; `tell` is told how many names have been compared."""
    lowest: list[int] = []

    def tasks() -> Iterator[Pairs]:
        for pairs in portions:
            for low in range(0, len(pairs.left), SCORED):
                lowest.append(int(pairs.left[low]))
                yield Pairs(pairs.left[low : low + SCORED], pairs.right[low : low + SCORED])

    found = []
    for place, some in enumerate(done(tasks())):
        found.append(some)
        tell(lowest[place])
    return joined_pairs(found)


def _friends(count: int, pairs: ScoredPairs, threshold: float, rules: ClusterRules) -> Iterator[Pairs]:
    """The pairs of names that are both like a third one, and have no score yet."""
    like = pairs.scores >= threshold
    left, right = pairs.left[like], pairs.right[like]
    hubs = np.concatenate((left, right)).astype(np.uint64)
    known = np.sort(pairs.left << 32 | pairs.right)
    for some in sharing_pairs(
        packed_keys(OwnedKeys(hubs, np.concatenate((right, left)))),
        max(rules.befriended, rules.block_of(count)),
        rules.window,
    ):
        new = ~np.isin(some.left << 32 | some.right, known)
        yield Pairs(some.left[new], some.right[new])


def _groups(short: NDArray[np.bool_], pairs: ScoredPairs, threshold: float) -> Numbers:
    """The groups of short names and of full names, with those of short names joined to full ones where they fit."""
    alike = short[pairs.left] == short[pairs.right]
    return with_short(linked(len(short), pairs.only(alike), threshold), short, pairs, threshold)
