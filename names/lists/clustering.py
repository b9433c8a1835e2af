"""Group the names of a list that are spellings of one name. No gazetteer is needed; one is made of the list.

Groups are made by average linkage: two groups are joined if the mean score of all pairs between them is high enough. So
chains of similar names (Ivanov, Ivanova, Ivanovna) do not become one group, as they would if one pair were enough.

The score of a pair is lowered by how many names of the list would agree as well by chance: the longer the list and the
commoner the words, the more must agree. Names that contradict each other are never paired. Names of one word are
grouped first among themselves; such a group then joins a group of full names if it fits only that one.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import exp

from rapidfuzz import fuzz

from gazetteer import Entity, Gazetteer
from names.comparison.similarity import compare_many
from names.lists.rules import CLUSTER_RULES
from names.parsing.parts import Name, read_names
from names.resolution.candidates import shortlist
from names.resolution.features import evidence_sums, query_traits
from names.resolution.phonetic_forms import phonetic_form
from names.resolution.rarity import rarities
from names.resolution.resolver import build_gazetteer
from names.resolution.rules import RULES

__all__ = ["cluster"]

BATCH = 512  # names for which similar names are looked up at once; chosen

Pair = tuple[int, int]  # positions of two names, the smaller first


def cluster(names: Iterable[str], threshold: float = CLUSTER_RULES.threshold) -> list[list[str]]:
    """The distinct names in groups of spellings of one name; groups and names are in order of first appearance.

    `threshold` is the least mean score, 0..1, of all pairs of a group. With the default, 0.2, groups of variants have a
    B-cubed F1 of .97, and one name in a hundred is grouped with another person's.

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
    """The probability that two names are one, for each pair of similar names that do not contradict each other."""
    if len(names) < 2:
        return {}
    gazetteer = build_gazetteer(Entity(str(i), "name", [_encodable(name.text)]) for i, name in enumerate(names))
    pairs = sorted(_similar_pairs(names, gazetteer))
    comparisons = compare_many([(names[a], names[b]) for a, b in pairs])
    evidence = chain.from_iterable(comparison.evidence for comparison in comparisons)
    words = [part.word for one in evidence for part in (*one.left, *one.right)]
    rarity = rarities(words, gazetteer)
    scores = {}
    for pair, comparison in zip(pairs, comparisons, strict=True):
        if not any(one.kind.contradicts for one in comparison.evidence):
            expected = len(names) * exp(-evidence_sums(comparison, rarity).rarity)
            scores[pair] = _beyond_chance(comparison.score, expected)
    return scores


def _beyond_chance(score: float, expected: float) -> float:
    """The score, 0..1, of a pair if `expected` names of the list have as much in common by chance."""
    return score / (score + (1 - score) * (1 + expected))


def _similar_pairs(names: Sequence[Name], gazetteer: Gazetteer) -> Iterator[Pair]:
    """The pairs of names that are similar enough to be compared."""
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
    """The text with lone surrogates replaced by question marks."""
    return text.encode("utf-8", "replace").decode()


def _link(count: int, scores: Mapping[Pair, float], threshold: float) -> list[list[int]]:
    """Groups of the numbers 0 … count-1 by average linkage, closest pairs first; pairs without a score count as 0."""
    members = [[i] for i in range(count)]
    sums: list[dict[int, float]] = [{} for _ in range(count)]  # sums[a][b]: the summed scores of the pairs of a and b
    for (a, b), score in scores.items():
        sums[a][b] = sums[b][a] = score
    # Pairs of groups to join: -mean score, the groups, and their sizes when the mean was computed.
    heap = [(-score, a, b, 1, 1) for (a, b), score in scores.items() if score >= threshold]
    heapq.heapify(heap)
    while heap:
        _, a, b, *sizes = heapq.heappop(heap)
        if sizes != [len(members[a]), len(members[b])]:
            continue  # one of them has grown or was merged since
        _merge(a, b, members, sums)
        for c, total in sums[a].items():
            mean = total / (len(members[a]) * len(members[c]))
            if mean >= threshold:
                heapq.heappush(heap, (-mean, a, c, len(members[a]), len(members[c])))
    return [group for group in members if group]


def _merge(a: int, b: int, members: list[list[int]], sums: list[dict[int, float]]) -> None:
    """Merge group b into group a."""
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
    """The groups, with each group of one-word names joined to the group of full names that it fits, if only one."""
    full = [list(group) for group in groups if not one_word[group[0]]]
    short = [list(group) for group in groups if one_word[group[0]]]
    separate = []
    for group, fitting in zip(short, _fitting(short, full, scores, threshold), strict=True):
        if len(fitting) == 1:
            [place] = fitting
            full[place] += group
        else:
            separate.append(group)
    return full + separate


def _fitting(
    short: Sequence[Sequence[int]], full: Sequence[Sequence[int]], scores: Mapping[Pair, float], threshold: float
) -> list[list[int]]:
    """For each group of short names, the positions of the groups of full names with a mean score of `threshold`."""
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
