"""Fit, for each script, the logistic curve that turns features of two words of it into a probability.

Positive pairs are forms of one name in Wikidata, negative ones the most similar forms of other names. About a third of
the positives are translations or other names; so the curves are fitted by expectation maximisation.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from names.comparison.letters import FEATURES, letter_features, variety
from names.orthography.folding import fold_word
from names.training.logistic import Array, calibration_error, fit, logistic
from names.training.sources import groups, script_of

# All numbers are chosen.
LEAST = 1000  # pairs that a script needs for a curve of its own
PLAUSIBLE = 0.5  # least Indel similarity, 0..1, of two forms of a group; others are translations or short forms
NEAREST = 4  # most similar words of other groups, from which the negatives are drawn
UNRELATED = 0.33  # assumed share of positives that are other names: translations, short forms, other readings
READ_TWICE = ("Hang", "Kana")  # scripts in which a name in Chinese characters may be written by several readings
ROUNDS = 12  # rounds of expectation maximisation
NEGATIVES = 3  # negatives for each positive, as near words of a list are mostly other names
SAMPLE = 20_000  # words of a script among which the most similar are sought


class Sample(NamedTuple):
    """Two words of one script and whether they are one name."""

    variety: str  # the curve that they are fitted for
    left: str
    right: str
    same: bool


def letter_pairs(wheels: Path, most: int, rng: random.Random) -> Iterator[Sample]:
    """At most `most` positive pairs of each script, each with NEGATIVES pairs of its first word and similar words."""
    for script, names in sorted(_holders(wheels).items()):
        few = rng.sample(sorted(names), min(len(names), SAMPLE))
        same = _together(script, names)
        for left, right in rng.sample(same, min(most, len(same))):
            others = process.extract(left, few, scorer=Indel.normalized_similarity, limit=NEAREST + 8)
            other_names = [word for word, _, _ in others if names[word].isdisjoint(names[left])][:NEAREST]
            for other in (right, *rng.sample(other_names, NEGATIVES)) if len(other_names) >= NEGATIVES else ():
                if table := variety(script, left, other):
                    yield Sample(table, left, other, other == right)


def _holders(wheels: Path) -> dict[str, dict[str, set[int]]]:
    """{script: {word: numbers of the groups that have the word}}."""
    holders: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for number, forms in enumerate(groups(wheels)):
        scripts = list(map(script_of, forms))
        skipped = {None, "Latn", *(READ_TWICE if "Hani" in scripts else ())}
        for form, script in zip(forms, scripts, strict=True):
            if script and script not in skipped and len(form) > 1:
                holders[script][form.casefold()].add(number)
    return holders


def _together(script: str, names: dict[str, set[int]]) -> list[tuple[str, str]]:
    """The pairs of words in one group that may be spellings of one name."""
    words: dict[int, list[str]] = defaultdict(list)
    for word in sorted(names):
        for number in names[word]:
            words[number].append(word)
    return [pair for forms in words.values() for pair in combinations(forms, 2) if _plausible(script, *pair)]


def _plausible(script: str, left: str, right: str) -> bool:
    return Indel.normalized_similarity(fold_word(left, script), fold_word(right, script)) >= PLAUSIBLE


def _fit_doubted(features: Array, same: Array) -> tuple[Array, Array]:
    """The weights, and the probability that each pair is one name, given that UNRELATED of the positives are not.

    By expectation maximisation: in each round, a positive counts by the probability that the last weights give it.
    """
    believed = same
    for _ in range(ROUNDS):
        weights = fit(features, believed, at_most=0.0)
        chance = logistic(features @ weights)
        odds = (1 - UNRELATED) / UNRELATED * (len(same) - same.sum()) / believed.sum()
        believed = same * odds * chance / (odds * chance + 1 - chance)
    return weights, believed


def fit_letters(wheels: Path, most: int = 1500) -> str:
    """The table of curves, one for each script and "other", which is fitted on all pairs; as text with its head."""
    rng = random.Random(1)
    pairs = list(letter_pairs(wheels, most, rng))
    features = letter_features([pair[:3] for pair in pairs])
    same = np.array([pair.same for pair in pairs], float)
    tables = np.array([pair.variety for pair in pairs])
    head, lines = [], ["\t".join(("script", *FEATURES))]
    for table in [*sorted(set(tables)), "other"]:
        rows = (tables == table) | (table == "other")
        if rows.sum() >= LEAST:
            weights, believed = _fit_doubted(features[rows], same[rows])
            error = calibration_error(logistic(features[rows] @ weights), believed)
            lines.append("\t".join([table, *(f"{weight:.3f}" for weight in weights)]))
            head.append(f"# {table}: {rows.sum()} pairs, expected calibration error {error:.3f}")
    return "\n".join([*head, *lines]) + "\n"
