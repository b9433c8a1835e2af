"""Spellings of one name brought together, without a gazetteer: names become their own.

Average linkage: two groups are joined while the mean score of all their pairs is high enough. Chains of like
names (Ivanov, Ivanova, Ivanovna) therefore do not run into one group, as they would if one pair sufficed.

What two names share must be rarer than what any two names of the list share by chance: the longer the list and the
commoner the words, the more must agree. Names that contradict each other are never paired, and a word by itself joins
full names only where they are one name.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp

from rapidfuzz import fuzz

from gazetteer import Entity, Gazetteer
from names.comparison.similarity import Comparison, compare_many
from names.parsing.parts import Name, parse_many
from names.resolution.candidates import candidates
from names.resolution.phonetic_forms import phonetic_form
from names.resolution.posterior import agree, shape
from names.resolution.rarity import rarities
from names.resolution.resolver import build_gazetteer

__all__ = ["THRESHOLD", "cluster"]

THRESHOLD = 0.2  # least mean score of a group's pairs: B-cubed F1 .97 on variants of names, 1 % of strangers grouped
NEAR = 24  # names compared with each name
ALIKE = 60.0  # percent of sound that two names share at least to be compared: drops 70 % of pairs, and no F1
BATCH = 512  # names whose neighbours are sought at once

Pair = tuple[int, int]


def cluster(names: Iterable[str], threshold: float = THRESHOLD) -> list[list[str]]:
    """The distinct names in groups of spellings of one name; groups and members in order of first appearance.

    `threshold` is the least mean score, 0..1, of all pairs of a group.

    >>> cluster(["Gaddafi", "Smith", "Qadhafi"])
    [['Gaddafi', 'Qadhafi'], ['Smith']]
    >>> cluster(["Gaddafi", "Muammar Gaddafi", "Saif Gaddafi"])
    [['Gaddafi'], ['Muammar Gaddafi'], ['Saif Gaddafi']]
    """
    distinct = list(dict.fromkeys(names))
    read = parse_many(distinct)
    scores = _scores(read)
    lone = [shape(name).words < 2 for name in read]
    alike = {pair: score for pair, score in scores.items() if lone[pair[0]] == lone[pair[1]]}
    groups = _link(len(distinct), alike, threshold)
    groups = _with_lone_names(groups, lone, scores, threshold)
    return [[distinct[i] for i in sorted(group)] for group in sorted(groups, key=min)]


def _scores(names: Sequence[Name]) -> dict[Pair, float]:
    """How probable it is that two names are one, of the pairs that sound enough alike and do not contradict."""
    if len(names) < 2:
        return {}
    gazetteer = build_gazetteer(Entity(str(i), "name", [_whole(name.text)]) for i, name in enumerate(names))
    pairs = sorted(_neighbours(names, gazetteer))
    compared = compare_many([(names[a], names[b]) for a, b in pairs])
    words = [part.word for comparison in compared for e in comparison.evidence for part in (*e.left, *e.right)]
    rarity = rarities(words, gazetteer)
    return {
        pair: _beyond_chance(comparison, len(names) * exp(-agree(comparison, rarity).rarity))
        for pair, comparison in zip(pairs, compared, strict=True)
        if not any(e.how == "contradicted" for e in comparison.evidence)
    }


def _beyond_chance(comparison: Comparison, expected: float) -> float:
    """The score, 0..1, where `expected` other names of the list share as much by chance."""
    return comparison.score / (comparison.score + (1 - comparison.score) * (1 + expected))


def _neighbours(names: Sequence[Name], gazetteer: Gazetteer) -> Iterator[Pair]:
    """The pairs of names that sound enough alike to be compared."""
    forms = [phonetic_form(name) for name in names]
    found: set[Pair] = set()
    for start in range(0, len(names), BATCH):
        for i, near in enumerate(candidates(names[start : start + BATCH], gazetteer, NEAR, every=True).rows, start):
            found.update((min(i, j), max(i, j)) for j in near.tolist() if i != j)
    yield from (pair for pair in found if fuzz.token_set_ratio(forms[pair[0]], forms[pair[1]]) >= ALIKE)


def _with_lone_names(
    groups: Sequence[Sequence[int]], lone: Sequence[bool], scores: Mapping[Pair, float], threshold: float
) -> list[list[int]]:
    """The groups, those of names of one word joined to the one group of full names that they may be short for."""
    full = [list(group) for group in groups if not lone[group[0]]]
    home = {i: number for number, group in enumerate(full) for i in group}
    sums: dict[tuple[int, int], float] = {}
    short = [group for group in groups if lone[group[0]]]
    of_short = {i: number for number, group in enumerate(short) for i in group}
    for (a, b), score in scores.items():
        if lone[a] != lone[b]:
            word, name = (a, b) if lone[a] else (b, a)
            at = of_short[word], home[name]
            sums[at] = sums.get(at, 0.0) + score
    fitting: dict[int, list[int]] = {}
    for (number, other), total in sums.items():
        if total / (len(short[number]) * len(full[other])) >= threshold:
            fitting.setdefault(number, []).append(other)
    rest = []
    for number, group in enumerate(short):
        homes = fitting.get(number, [])
        if len(homes) == 1:
            full[homes[0]] += group
        else:
            rest.append(list(group))
    return full + rest


def _whole(text: str) -> str:
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
