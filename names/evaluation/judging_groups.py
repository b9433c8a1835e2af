"""Hold a grouping against the one that it should be: what it parts that belongs together, and what it joins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gazetteer import Entity
from names.comparison.similarity import compare_many
from names.evaluation.groupings import PlacedName
from names.evaluation.judging import Judged, judged_pair
from names.evaluation.labels import GroupedName, JudgedPair
from names.lists.clustering import cluster
from names.parsing.parts import read_names
from names.resolution.candidates import shortlist
from names.resolution.resolver import build_gazetteer
from names.resolution.rules import RULES

__all__ = ["judged_groups", "placed_names", "regrouped"]

COMPARED = 24  # names most similar to a name, among which a partner is sought; chosen


def regrouped(names: Sequence[GroupedName], threshold: float) -> list[GroupedName]:
    """The names in the groups that `names.cluster` puts them in; the order of the names changes nothing."""
    groups = cluster(sorted({one.name for one in names}), threshold)
    number = {name: str(place) for place, group in enumerate(groups, start=1) for name in group}
    return [one._replace(found=number[one.name]) for one in names]


def placed_names(names: Sequence[GroupedName]) -> list[PlacedName]:
    """Both groups of each name. A name without a found group is in one of its own."""
    return [PlacedName(one.gold, one.found or f"\0{place}") for place, one in enumerate(names)]


def judged_groups(names: Sequence[GroupedName], *, own: bool) -> list[Judged]:
    """A pair of names for each group that was parted, and for each two that were joined, as if it were labelled.

    With `own` groups, those of `names.cluster`, it is told which pairs were never compared.
    """
    placed = placed_names(names)
    parted = list(_across(names, [one.gold for one in placed], [one.found for one in placed], same=True))
    joined = list(_across(names, [one.found for one in placed], [one.gold for one in placed], same=False))
    comparisons = compare_many([(one.left, one.right) for one in (*parted, *joined)])
    unseen = _never_compared(parted, names) if own else set()
    judged = []
    for pair, comparison in zip((*parted, *joined), comparisons, strict=True):
        one = judged_pair(pair, comparison)
        if (pair.left, pair.right) in unseen:
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


def _never_compared(pairs: Sequence[JudgedPair], names: Sequence[GroupedName]) -> set[tuple[str, str]]:
    """The pairs of which neither name is among the names of the list that are most similar to the other."""
    if not pairs:
        return set()
    distinct = sorted({one.name for one in names})
    place = {name: number for number, name in enumerate(distinct)}
    texts = [name.encode("utf-8", "replace").decode() for name in distinct]
    index = build_gazetteer(Entity(str(number), "name", [text]) for number, text in enumerate(texts))
    asked = sorted({name for pair in pairs for name in (pair.left, pair.right)})
    found = shortlist(read_names(asked), index, RULES.candidates, COMPARED, depth="everything")
    similar = {name: set(row.tolist()) for name, row in zip(asked, found.aliases, strict=True)}
    return {
        (pair.left, pair.right)
        for pair in pairs
        if place[pair.right] not in similar[pair.left] and place[pair.left] not in similar[pair.right]
    }
