"""Group the names of a list that are spellings of one name: keys, pairs that share them, scores, average linkage.

Names of one word are grouped first among themselves; such a group then joins a group of full names if it fits only
that one. Inside, names are numbered in the order of their sound, so that similar names are near each other, and the
groups do not depend on the order in which the list has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

import numpy as np

from names.lists.linkage import linked, with_short
from names.lists.list_keys import ListKeys, WordCounts, list_keys, word_counts
from names.lists.pair_scores import ScoredPairs, scored
from names.lists.rules import CLUSTER_RULES, ClusterRules
from names.lists.sharing import InOrder, in_order
from names.lists.similar_pairs import Numbers, Pairs, sharing_pairs
from names.parsing.parts import read_names
from names.resolution.features import query_traits

READ = 2048  # names that are read in one task; chosen
SCORED = 16_384  # pairs that are scored in one task; chosen

Progress = Callable[[str, int, int], None]  # what is done, how much of it, of how much


@dataclass(frozen=True, eq=False)
class Grouping:
    """Distinct names, in the order of their sound, their groups, and the scores of the pairs that were compared."""

    texts: list[str]
    group: Numbers  # the number of each name's group, which is that of one of its names
    pairs: ScoredPairs  # without those that contradict each other
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
    with in_order(workers if len(distinct) > READ else 1) as done:
        names, keys = _in_order_of_sound(distinct, _read(distinct, done, tell))
        counts = word_counts(keys.keys, len(names))
        pairs = _scores(names, sharing_pairs(keys.keys, keys.owners, rules.block, rules.window), counts, done, tell, rules)
        friends = _friends(pairs, threshold, rules)
        pairs = _joined([pairs, _scores(names, friends, counts, done, tell, rules)])
    is_short = [query_traits(name).words < 2 for name in read_names(names)]
    return Grouping(names, _groups(is_short, pairs, threshold), pairs, threshold)


def _silent(_what: str, _done: int, _total: int) -> None:
    pass


def _read(texts: Sequence[str], done: InOrder, tell: Progress) -> ListKeys:
    """The keys and forms of all names."""
    portions = (partial(list_keys, texts[low : low + READ]) for low in range(0, len(texts), READ))
    forms: list[str] = []
    keys, owners = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
    for some in done(portions):
        keys.append(some.keys)
        owners.append(some.owners + len(forms))
        forms += some.forms
        tell("names read", len(forms), len(texts))
    return ListKeys(forms, np.concatenate(keys), np.concatenate(owners))


def _in_order_of_sound(texts: Sequence[str], keys: ListKeys) -> tuple[list[str], ListKeys]:
    """The names sorted by their forms, and their keys renumbered."""
    order = sorted(range(len(texts)), key=lambda place: (keys.forms[place], texts[place]))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    forms = [keys.forms[place] for place in order]
    return [texts[place] for place in order], ListKeys(forms, keys.keys, rank[keys.owners])


def _scores(
    texts: Sequence[str],
    portions: Iterable[Pairs],
    counts: WordCounts,
    done: InOrder,
    tell: Progress,
    rules: ClusterRules,
) -> ScoredPairs:
    """The scores of all these pairs."""
    numbers: list[Numbers] = []
    found = []

    def tasks() -> Iterator[Callable[[], ScoredPairs]]:
        for pairs in portions:
            for low in range(0, len(pairs.left), SCORED):
                both = np.concatenate((pairs.left[low : low + SCORED], pairs.right[low : low + SCORED]))
                used, places = np.unique(both, return_inverse=True)
                numbers.append(used)
                some = Pairs(*np.split(places.reshape(-1), 2))
                yield partial(scored, [texts[i] for i in used.tolist()], some, counts, rules)

    for place, some in enumerate(done(tasks())):
        used = numbers[place]
        found.append(ScoredPairs(used[some.left], used[some.right], some.scores))
        tell("names compared", int(used[0]), len(texts))
    return _joined(found)


def _joined(found: Sequence[ScoredPairs]) -> ScoredPairs:
    if not found:
        return ScoredPairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    return ScoredPairs(*map(np.concatenate, zip(*found, strict=True)))


def _friends(pairs: ScoredPairs, threshold: float, rules: ClusterRules) -> Iterator[Pairs]:
    """The pairs of names that are both like a third one, and were not compared or contradict each other."""
    like = pairs.scores >= threshold
    left, right = pairs.left[like], pairs.right[like]
    both = np.unique(np.concatenate((left, right)))
    hubs = np.concatenate((left, right, both)).astype(np.uint64)
    members = np.concatenate((right, left, both))
    known = np.sort(pairs.left << 32 | pairs.right)
    for some in sharing_pairs(hubs, members, rules.befriended, rules.window):
        packed = some.left << 32 | some.right
        new = ~np.isin(packed, known)
        yield Pairs(some.left[new], some.right[new])


def _groups(is_short: Sequence[bool], pairs: ScoredPairs, threshold: float) -> Numbers:
    """The groups of short names and of full names, with those of short names joined to full ones where they fit."""
    short = np.asarray(is_short, np.bool_)
    alike = short[pairs.left] == short[pairs.right]
    among = ScoredPairs(*(column[alike] for column in pairs))
    return with_short(linked(len(short), among, threshold), is_short, pairs, threshold)
