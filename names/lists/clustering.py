"""Groups of spellings of one name, from a list of names and without a gazetteer: the list becomes its own.

Average linkage: two groups are joined while the mean score of all their pairs is high enough. Chains of similar names
(Ivanov, Ivanova, Ivanovna) therefore do not run into one group, as they would if one pair sufficed.

What two names have in common must be rarer than what any two names of the list have in common by chance: the longer
the list and the commoner the words, the more must agree. Names that contradict each other are never paired. Names of
one word are grouped among themselves, and a group of them joins full names only where it fits one group and no other.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp

from rapidfuzz import fuzz

from gazetteer import Entity, Gazetteer
from names.comparison.similarity import Comparison, compare_many
from names.lists.rules import CLUSTER_RULES
from names.parsing.parts import Name, read_names
from names.resolution.candidates import shortlist
from names.resolution.features import evidence_sums, query_traits
from names.resolution.phonetic_forms import phonetic_form
from names.resolution.rarity import rarities
from names.resolution.resolver import build_gazetteer
from names.resolution.rules import RULES

__all__ = ["cluster"]

BATCH = 512  # names whose neighbours are sought at once; chosen

Pair = tuple[int, int]  # places of two names or groups, the smaller first


def cluster(names: Iterable[str], threshold: float = CLUSTER_RULES.threshold) -> list[list[str]]:
    """The distinct names in groups of spellings of one name; groups and members in order of first appearance.

    `threshold` is the least mean score, 0..1, of all pairs of a group. By default it is 0.2, with which groups of
    variants have a B-cubed F1 of .97, and one name in a hundred is grouped with another person's.

    >>> cluster(["Gaddafi", "Smith", "Qadhafi"])
    [['Gaddafi', 'Qadhafi'], ['Smith']]
    >>> cluster(["Gaddafi", "Muammar Gaddafi", "Saif Gaddafi"])
    [['Gaddafi'], ['Muammar Gaddafi'], ['Saif Gaddafi']]
    """
    distinct = list(dict.fromkeys(names))
    parsed = read_names(distinct)
    scores = _scores(parsed)
    one_word = [query_traits(name).words < 2 for name in parsed]
    same_length = {(a, b): score for (a, b), score in scores.items() if one_word[a] == one_word[b]}
    groups = _link(len(distinct), same_length, threshold)
    groups = _join_short(groups, one_word, scores, threshold)
    return [[distinct[i] for i in sorted(group)] for group in sorted(groups, key=min)]


def _scores(names: Sequence[Name]) -> dict[Pair, float]:
    """The probability that two names are one, of the pairs that are similar and do not contradict each other."""
    if len(names) < 2:
        return {}
    gazetteer = build_gazetteer(Entity(str(i), "name", [_encodable(name.text)]) for i, name in enumerate(names))
    pairs = sorted(_similar_pairs(names, gazetteer))
    comparisons = compare_many([(names[a], names[b]) for a, b in pairs])
    words = [part.word for comparison in comparisons for e in comparison.evidence for part in (*e.left, *e.right)]
    rarity = rarities(words, gazetteer)
    return {
        pair: _beyond_chance(comparison, len(names) * exp(-evidence_sums(comparison, rarity).rarity))
        for pair, comparison in zip(pairs, comparisons, strict=True)
        if not any(e.kind.contradicts for e in comparison.evidence)
    }


def _beyond_chance(comparison: Comparison, expected: float) -> float:
    """The score, 0..1, where `expected` other names of the list have as much in common by chance."""
    return comparison.score / (comparison.score + (1 - comparison.score) * (1 + expected))


def _similar_pairs(names: Sequence[Name], gazetteer: Gazetteer) -> Iterator[Pair]:
    forms = [phonetic_form(name) for name in names]
    pairs: set[Pair] = set()
    for start in range(0, len(names), BATCH):
        batch = names[start : start + BATCH]
        found = shortlist(batch, gazetteer, RULES.candidates, CLUSTER_RULES.compared, depth="everything")
        for i, similar in enumerate(found.aliases, start):
            pairs.update((min(i, j), max(i, j)) for j in similar.tolist() if i != j)
    for a, b in pairs:
        if fuzz.token_set_ratio(forms[a], forms[b]) >= CLUSTER_RULES.similarity:
            yield a, b


def _encodable(text: str) -> str:
    """The text without the half characters (lone surrogates) that no gazetteer stores."""
    return text.encode("utf-8", "replace").decode()


def _link(count: int, scores: Mapping[Pair, float], threshold: float) -> list[list[int]]:
    """Groups of 0 … count-1 by average linkage, the closest first; pairs without a score count as 0."""
    members = [[i] for i in range(count)]
    sums: list[dict[int, float]] = [{} for _ in range(count)]  # summed scores between groups
    for (a, b), score in scores.items():
        sums[a][b] = sums[b][a] = score
    heap = [(-score, a, b, 1, 1) for (a, b), score in scores.items() if score >= threshold]
    heapq.heapify(heap)
    while heap:
        _, a, b, *sizes = heapq.heappop(heap)
        if sizes != [len(members[a]), len(members[b])]:
            continue  # one of them has grown, or is gone, since
        _merge(a, b, members, sums)
        for c, total in sums[a].items():
            mean = total / (len(members[a]) * len(members[c]))
            if mean >= threshold:
                heapq.heappush(heap, (-mean, a, c, len(members[a]), len(members[c])))
    return [group for group in members if group]


def _merge(a: int, b: int, members: list[list[int]], sums: list[dict[int, float]]) -> None:
    """Group b becomes a part of group a."""
    members[a] += members[b]
    members[b] = []
    for c, total in sums[b].items():
        del sums[c][b]
        if c != a:
            sums[a][c] = sums[c][a] = sums[a].get(c, 0.0) + total
    sums[b] = {}


def _join_short(
    groups: Sequence[Sequence[int]], one_word: Sequence[bool], scores: Mapping[Pair, float], threshold: float
) -> list[list[int]]:
    """The groups, those of names of one word joined to the one group of full names that they may be short for."""
    full = [list(group) for group in groups if not one_word[group[0]]]
    short = [list(group) for group in groups if one_word[group[0]]]
    separate = []
    for group, fitting in zip(short, _fitting(short, full, scores, threshold), strict=True):
        if len(fitting) == 1:
            full[fitting[0]] += group
        else:
            separate.append(group)
    return full + separate


def _fitting(
    short: Sequence[Sequence[int]], full: Sequence[Sequence[int]], scores: Mapping[Pair, float], threshold: float
) -> list[list[int]]:
    """For each group of short names the places of the groups of full names whose mean score with it suffices."""
    short_of = {name: place for place, group in enumerate(short) for name in group}
    full_of = {name: place for place, group in enumerate(full) for name in group}
    sums: defaultdict[tuple[int, int], float] = defaultdict(float)
    for (a, b), score in scores.items():
        if a in short_of and b in full_of:
            sums[short_of[a], full_of[b]] += score
        elif b in short_of and a in full_of:
            sums[short_of[b], full_of[a]] += score
    fitting: list[list[int]] = [[] for _ in short]
    for (place, other), total in sums.items():
        if total / (len(short[place]) * len(full[other])) >= threshold:
            fitting[place].append(other)
    return fitting
