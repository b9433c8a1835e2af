"""Fit, for each script, the logistic curve that turns features of a word and a Latin word into a probability."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from names.comparison.distance import FEATURES, word_features
from names.orthography.folding import fold_word
from names.romanization.words import Word, read_word
from names.training.logistic import calibration_error, fit, logistic
from names.training.recipes import held_out
from names.training.sources import groups, script_of

# All numbers are chosen.
LEAST = 150  # pairs that a script needs for a curve of its own
PLAUSIBLE = 45  # least Indel similarity, 0..100, of two forms of a group; others are translations
NEAREST = 8  # most similar words of other groups, of which the negative is one


def word_pairs(wheels: Path, most: int, rng: random.Random) -> Iterator[tuple[str, Word, Word, bool]]:
    """(script, word, Latin word, same) of held-out words, at most `most` positives for each script."""
    latin_of: dict[str, set[int]] = {}
    rows: dict[str, list[tuple[str, str, int]]] = {}
    for index, forms in enumerate(groups(wheels)):
        single = [(form.casefold(), script_of(form)) for form in forms if " " not in form and len(form) > 1]
        latins = [form for form, script in single if script == "Latn"]
        for form in latins:
            latin_of.setdefault(form, set()).add(index)
        for form, script in single:
            if script and held_out(fold_word(form, script)):
                rows.setdefault(script, []).extend((form, latin, index) for latin in latins if latin != form)
    others = sorted(latin_of)
    sample = rng.sample(others, min(len(others), 30000))
    for script, found in sorted(rows.items()):
        for form, latin, index in rng.sample(found, min(most, len(found))):
            word = read_word(form)
            if max(fuzz.ratio(reading, read_word(latin).latin) for reading in word.readings) < PLAUSIBLE:
                continue
            yield script, word, read_word(latin), True
            near = process.extract(word.latin, sample, scorer=fuzz.ratio, limit=NEAREST + 4)
            other_names = [other for other, _, _ in near if index not in latin_of[other] and other != form][:NEAREST]
            yield script, word, read_word(rng.choice(other_names)), False


def fit_words(wheels: Path, most: int = 700) -> str:
    """The table of curves, one for each script and "other", which is fitted on all but Latin; as text with its head."""
    rng = random.Random(1)
    pairs = list(word_pairs(wheels, most, rng))
    features = word_features([(a, b) for _, a, b, _ in pairs])
    same = np.array([same for *_, same in pairs], float)
    scripts = np.array([script for script, *_ in pairs])
    comments, lines = [], ["\t".join(("script", *FEATURES))]
    for script in [*sorted(set(scripts)), "other"]:
        rows = scripts == script if script != "other" else scripts != "Latn"
        if rows.sum() >= LEAST:
            weights = fit(features[rows], same[rows], at_most=0.0)
            error = calibration_error(logistic(features[rows] @ weights), same[rows])
            lines.append("\t".join([script, *(f"{weight:.3f}" for weight in weights)]))
            comments.append(f"# {script}: {rows.sum()} pairs, expected calibration error {error:.3f}")
    return "\n".join([*reversed(comments), *lines]) + "\n"
