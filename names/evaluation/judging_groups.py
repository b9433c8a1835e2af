"""Hold a grouping against the one that it should be: what it parts that belongs together, and what it joins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from names.comparison.similarity import compare_many
from names.evaluation.error_classes import is_contradicted
from names.evaluation.groupings import PlacedName
from names.evaluation.judging import Judged, judged_pair
from names.evaluation.labels import GroupedName, JudgedPair
from names.lists.grouping import Grouping, group_names

__all__ = ["Regrouped", "judged_groups", "placed_names", "regrouped"]


class Regrouped(NamedTuple):
    """Names in the groups of `names.cluster`, and how it came to them; no grouping if another program made them."""

    names: Sequence[GroupedName]
    grouping: Grouping | None = None


def regrouped(names: Sequence[GroupedName], threshold: float) -> Regrouped:
    """The names in the groups that `names.cluster` puts them in; the order of the names changes nothing."""
    grouping = group_names([one.name for one in names], threshold)
    number = {text: str(group) for text, group in zip(grouping.texts, grouping.group.tolist(), strict=True)}
    return Regrouped([one._replace(found=number[one.name]) for one in names], grouping)


def placed_names(names: Sequence[GroupedName]) -> list[PlacedName]:
    """Both groups of each name. A name without a found group is in one of its own."""
    return [PlacedName(one.gold, one.found or f"\0{place}") for place, one in enumerate(names)]


def judged_groups(found: Regrouped) -> list[Judged]:
    """A pair of names for each group that was parted, and for each two that were joined, as if it were labelled.

    Of groups of `names.cluster` it is told which pairs were never compared.
    """
    names = found.names
    placed = placed_names(names)
    parted = list(_across(names, [one.gold for one in placed], [one.found for one in placed], same=True))
    joined = list(_across(names, [one.found for one in placed], [one.gold for one in placed], same=False))
    comparisons = compare_many([(one.left, one.right) for one in (*parted, *joined)])
    unseen = _never_compared(parted, found.grouping) if found.grouping else set()
    judged = []
    for pair, comparison in zip((*parted, *joined), comparisons, strict=True):
        one = judged_pair(pair, comparison)
        if (pair.left, pair.right) in unseen and not is_contradicted(comparison):
            one = replace(one, miss="never a candidate")
        judged.append(replace(one, right=False, answer="") if pair.same else one)
    return judged


def _across(
    names: Sequence[GroupedName], within: Sequence[str], across: Sequence[str], *, same: bool
) -> Iterator[JudgedPair]:
    """For each group of the one grouping that the other parts: the first names of its largest part and each other."""
    parts: defaultdict[str, defaultdict[str, list[GroupedName]]] = defaultdict(lambda: defaultdict(list))
    for name, group, part in zip(names, within, across, strict=True):
        parts[group][part].append(name)
    for divided in parts.values():
        largest, *others = sorted(divided.values(), key=lambda part: (-len(part), min(one.name for one in part)))
        for other in others:
            left, right = (min(part, key=lambda one: (one.name, one.line)) for part in (largest, other))
            yield JudgedPair(right.line, left.name, right.name, same)


def _never_compared(pairs: Sequence[JudgedPair], grouping: Grouping) -> set[tuple[str, str]]:
    """The pairs that have no score: they share no key, or are too unlike, or contradict each other."""
    place = {text: number for number, text in enumerate(grouping.texts)}
    scored = grouping.pairs.left << 32 | grouping.pairs.right
    asked = [sorted((place[pair.left], place[pair.right])) for pair in pairs]
    known = np.isin(np.array([left << 32 | right for left, right in asked], np.int64), scored).tolist()
    return {(pair.left, pair.right) for pair, is_known in zip(pairs, known, strict=True) if not is_known}
