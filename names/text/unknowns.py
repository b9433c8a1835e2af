"""Persons that a text names and the gazetteer does not know: where they stand, and which spellings are one person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from names.comparison.similarity import compare_many
from names.parsing.lexicon import fold_phrase
from names.parsing.parts import read_name
from names.parsing.vocabulary import given_names
from names.resolution.results import Ranking, Resolution
from names.text.links import Link
from names.text.mentions import Read, Sign, common_words, role_entries
from names.text.neighbours import Neighbours, keep
from names.variation.reading import romanize

GROUPED = 0.75  # least probability for two unknown spellings to be one person
BATCH = 256  # new spellings that are compared at once


def strangers(words: Read, chosen: Sequence[Link]) -> Iterator[Link]:
    """Persons the gazetteer does not know: a given name, or a title, and capitalised words not otherwise explained."""
    _, signs, runs = words
    solid = {i for one in chosen for i in range(one.first, one.last) if not _yields(one)}
    for first, last in runs:
        start = first
        for at in range(first, last + 1):
            if at == last or at in solid or _breaks(signs[at]):
                if 2 <= at - start <= 4 and _looks_like_person(signs, start, at):
                    mention = words.between(start, at)
                    yield Link(Resolution(mention.text, "none", Ranking(), mention), start, at)
                start = at + 1


def _breaks(sign: Sign) -> bool:
    return sign.stem in common_words() and sign.stem not in given_names()


def _yields(one: Link) -> bool:
    """One word that is only a family name or a place may be part of a stranger's name."""
    best = one.resolution.candidates[0]
    return one.last - one.first == 1 and (one.by_family or best.entity.kind == "place") and best.alias.kind != "demonym"


def _looks_like_person(signs: Sequence[Sign], first: int, last: int) -> bool:
    if not signs[last - 1].capital:
        return False
    name = read_name(" ".join(sign.token.text for sign in signs[first:last]))
    if any(part.role in ("term", "legal", "number") for part in name.parts):
        return False
    return _is_given(signs[first]) or (_titled(signs, first) and not signs[first].shouted)


def _is_given(sign: Sign) -> bool:
    return sign.stem in given_names() or fold_phrase(romanize(sign.stem)) in given_names()


def _titled(signs: Sequence[Sign], first: int) -> bool:
    """Whether a title stands right before."""
    return any(
        any(entry.role == "title" for entry in entries) and at + count == first
        for at in range(max(0, first - 3), first)
        for entries, count in [role_entries(signs, at)]
    )


class Persons:
    """The unknown persons of a text so far: of each spelling its group, of each group the first and longest spelling.

    A spelling belongs to the first group whose first spelling it agrees with; it is compared with those that are near
    (see `names.text.neighbours`). After very many persons the older ones are forgotten: they get the same group again
    if they are spelled as at first.
    """

    def __init__(self) -> None:
        self._first = Neighbours()
        self._groups: dict[str, str] = {}
        self._labels: dict[str, str] = {}

    def grouped(self, found: Sequence[Link]) -> list[Link]:
        """The strangers with one group for all spellings of one person, and its longest spelling so far."""
        queries = list(dict.fromkeys(one.resolution.query for one in found))
        groups = {query: self._groups[query] for query in queries if query in self._groups}
        new = [query for query in queries if query not in groups]
        for start in range(0, len(new), BATCH):
            groups |= self._join(new[start : start + BATCH])
        labels: dict[str, str] = {}
        for query in queries:
            group = groups[query]
            labels[group] = max(labels.get(group, self._labels.get(group, "")), query, key=len)
            keep(self._groups, query, group)
            keep(self._labels, group, labels[group])
        return [replace(one, resolution=_named(one.resolution, groups, labels)) for one in found]

    def _join(self, new: Sequence[str]) -> dict[str, str]:
        """The groups of new spellings; they are compared with one another, too."""
        pairs = []
        for query in new:
            pairs += [(other, query) for other in self._first.near(query)]
            self._first.add(query)
        alike: dict[str, list[str]] = {}
        for (other, query), comparison in zip(pairs, compare_many(pairs), strict=True):
            if comparison.score >= GROUPED:
                alike.setdefault(query, []).append(other)
        groups: dict[str, str] = {}
        for query in new:
            head = next((other for other in alike.get(query, ()) if other in self._first), None)
            if head is not None:
                self._first.remove(query)
            groups[query] = _id(query if head is None else head)
        return groups


def _id(query: str) -> str:
    return "unknown/" + re.sub(r"[^a-z0-9]+", "-", fold_phrase(romanize(query))).strip("-")


def _named(resolution: Resolution, groups: dict[str, str], labels: dict[str, str]) -> Resolution:
    group = groups[resolution.query]
    return replace(resolution, group=group, group_label=labels[group])
