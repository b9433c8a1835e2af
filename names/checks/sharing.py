"""Check entities against each other: an alias of two of them, a family name that is a whole name, one person twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from gazetteer import Entity
from gazetteer.sources.rows import Row
from gazetteer.sources.scripts import fold_punctuation
from names.checks.findings import Fault, Finding, Level, found
from names.comparison.similarity import compare_many

__all__ = ["Claims", "claims", "family_names_of_others", "persons_twice", "shared_aliases"]

# Kinds of aliases that many may share: a family name alone identifies nobody, and a demonym is a word.
SHAREABLE = frozenset({"family", "demonym"})
SAME_PERSON = 0.9  # least score of two labels that are told as one person; chosen
LETTERS = 60  # least percentage of letters that such labels have in common; chosen

Claims = Mapping[str, Mapping[str, str]]  # alias, folded → id of each entity that has it → as it is written there


def claims(entities: Iterable[Entity]) -> Claims:
    """The entities that have each alias, whatever its case and punctuation; family names and demonyms are left out.

    >>> claims([Entity("a", "org", ["Ann-Lee"]), Entity("b", "person", ["ann lee"])])
    {'ann lee': {'a': 'Ann-Lee', 'b': 'ann lee'}}
    """
    by_alias: dict[str, dict[str, str]] = {}
    for entity in entities:
        for alias in entity.aliases:
            if alias.kind not in SHAREABLE:
                by_alias.setdefault(fold_punctuation(alias.text), {}).setdefault(entity.id, alias.text)
    return by_alias


def shared_aliases(
    rows: Iterable[Row], claimed: Claims, allowed: Mapping[str, Collection[str]], level: Level
) -> Iterator[Finding]:
    """A finding for each alias of a row that another entity has too, unless `allowed` has the ids of all of them."""
    for row in rows:
        own = claims([row.entity])
        for folded, texts in own.items():
            others = sorted(set(claimed.get(folded, ())) - {row.entity.id})
            if others and not set(allowed.get(folded, ())) >= {row.entity.id, *others}:
                what = f"{texts[row.entity.id]!r} is an alias of {', '.join(others)} too"
                yield found(row, Fault(level, what, "keep it where it is usual, or say more in one of them"))


def family_names_of_others(rows: Iterable[Row], claimed: Claims, persons: Collection[str]) -> Iterator[Finding]:
    """A warning for each family name that is the whole name of a place or an organisation: Tesla, Hague.

    `persons` are the ids of persons: members of one family share its name.
    """
    for row in rows:
        for alias in row.entity.aliases:
            others = sorted(set(claimed.get(fold_punctuation(alias.text), ())) - {row.entity.id, *persons})
            if alias.kind == "family" and others:
                what = f"the family name {alias.text!r} is a name of {', '.join(others)}"
                yield found(row, Fault("warning", what, "make sure that both are meant"))


def persons_twice(rows: Iterable[Row], known: Iterable[Entity]) -> Iterator[Finding]:
    """A warning for each person of a row whose label is a spelling of the label of another person of `known`."""
    asked = [row for row in rows if row.entity.kind == "person"]
    persons = [entity for entity in known if entity.kind == "person"]
    pairs = _near([row.entity for row in asked], persons)
    comparisons = compare_many([(asked[i].entity.label, persons[j].label) for i, j in pairs])
    for (i, j), comparison in zip(pairs, comparisons, strict=True):
        if comparison.score >= SAME_PERSON and not any(one.kind.contradicts for one in comparison.evidence):
            what = f"may be the same person as {persons[j].id} ({persons[j].label})"
            yield found(asked[i], Fault("warning", what, "join the two, if they are one"))


def _near(asked: Sequence[Entity], persons: Sequence[Entity]) -> list[tuple[int, int]]:
    """The pairs, as positions, of different persons whose labels have most letters in common."""
    if not asked:
        return []
    left, right = ([entity.label.casefold() for entity in some] for some in (asked, persons))
    ratios = process.cdist(left, right, scorer=fuzz.token_sort_ratio, score_cutoff=LETTERS, dtype=np.uint8)
    pairs = zip(*map(np.ndarray.tolist, np.nonzero(ratios)), strict=True)
    return [(i, j) for i, j in pairs if asked[i].id != persons[j].id]
