"""Spellings of one name brought together, without a gazetteer: names become their own.

Average linkage: two groups are joined while the mean score of all their pairs is high enough. Chains of like
names (Ivanov, Ivanova, Ivanovna) therefore do not run into one group, as they would if one pair sufficed.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from gazetteer import Entity
from names.candidates import candidates
from names.parts import Name, parse_many
from names.resolution import build_gazetteer
from names.saying import sound_form
from names.similarity import compare_many

__all__ = ["THRESHOLD", "cluster"]

THRESHOLD = 0.45  # least mean score of a group's pairs; best B-cubed F1 on variants of OFAC and Wikidata
NEAR = 24  # names compared with each name
ALIKE = 60.0  # percent of sound that two names share at least to be compared: drops 70 % of pairs, and no F1
BATCH = 512  # names whose neighbours are sought at once

Pair = tuple[int, int]


def cluster(names: Iterable[str], threshold: float = THRESHOLD) -> list[list[str]]:
    """The distinct names in groups of spellings of one name; groups and members in order of first appearance.

    `threshold` is the least mean score, 0..1, of all pairs of a group.

    >>> cluster(["Gaddafi", "Smith", "Qadhafi"])
    [['Gaddafi', 'Qadhafi'], ['Smith']]
    """
    distinct = list(dict.fromkeys(names))
    read = parse_many(distinct)
    pairs = sorted(_neighbours(read))
    scores = [comparison.score for comparison in compare_many([(read[a], read[b]) for a, b in pairs])]
    groups = _link(len(distinct), dict(zip(pairs, scores, strict=True)), threshold)
    return [[distinct[i] for i in sorted(group)] for group in sorted(groups, key=min)]


def _neighbours(names: Sequence[Name]) -> Iterator[Pair]:
    """The pairs of names that sound enough alike to be compared."""
    if len(names) < 2:
        return
    gazetteer = build_gazetteer(Entity(str(i), "name", [_whole(name.text)]) for i, name in enumerate(names))
    forms = [sound_form(name) for name in names]
    found: set[Pair] = set()
    for start in range(0, len(names), BATCH):
        for i, near in enumerate(candidates(names[start : start + BATCH], gazetteer, NEAR, all=True).rows, start):
            found.update((min(i, j), max(i, j)) for j in near.tolist() if i != j)
    yield from (pair for pair in found if fuzz.token_set_ratio(forms[pair[0]], forms[pair[1]]) >= ALIKE)


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
