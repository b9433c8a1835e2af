"""Fit the logistic curve that turns the features of two names' evidence into a probability, on labelled pairs.

A positive pair is two spellings of one name; it has a negative pair, with the most similar name of another entity. The
names are from the curated tables, from Wikidata's Arabic rows, and composed of two or three words of rigour's groups,
with what real lists have: omitted and reversed parts, initials, typing errors. Only the groups also train the
transducers; of them, the words that `recipes.held_out` chooses are used here and kept from training.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from names.comparison.features import Features, features
from names.comparison.relations import relations
from names.comparison.similarity import compare_many
from names.orthography.normalization import fold
from names.parsing.parts import letters
from names.romanization.words import read_words
from names.training.logistic import calibration_error, fit, logistic

# Weights that are not fitted, but chosen on a development set of names from third parties. What omitted and reversed
# words cost depends more on the lists than on the names; and some positives are different names of one person, whose
# words contradict each other.
CHOSEN = {
    "worst": -1.9, "contradicted": -1.9, "plainly": -2.5, "contradiction": -1.2, "unmatched": -3.0, "single": -1.2,
    "reordered": -3.7, "frequent": -0.7, "generic": -2.9, "numbered": -2.6, "initials": -2.0,
}  # fmt: skip
FAVOURABLE = {"exact"}  # features whose weights may be positive; all others speak against one name

# These numbers are chosen.
RESPELLED = 0.1  # share of the namesakes whose given names are spelled differently too
SHORTEST = 3  # letters; only longer words are used in namesakes
NEAREST = 0.7  # share of the negatives that are the most similar name of another entity
SIMILAR = 0.15  # share of the negatives with one word replaced by a similar one; in the rest it is replaced by any word


class LabelledPair(NamedTuple):
    """Two names and whether they are spellings of one."""

    left: str
    right: str
    same: bool
    kind: str


def curated_pairs() -> Iterator[tuple[str, str, str]]:
    """(kind, alias, label) of the curated persons; aliases of organisations are mostly translations."""
    from gazetteer.default import curated

    for entity in curated.read():
        if entity.kind != "person":
            continue
        for alias in entity.aliases[1:]:
            if alias.kind in ("alias", "full") and alias.text != entity.label:
                yield entity.kind, alias.text, entity.label


def arabic_pairs(wheels: Path) -> Iterator[tuple[str, str, str]]:
    """(kind, Arabic, Latin) names of persons on Wikidata."""
    import sqlite3
    import tempfile

    from names.training.recipes import held_out
    from names.training.sources import ARABIC, wheel_file

    with wheel_file(wheels, ARABIC) as wheel, tempfile.TemporaryDirectory() as folder:
        path = wheel.extract("arabic_name_romanizer/resources/names.sqlite3", folder)
        with sqlite3.connect(path) as base:
            query = "select arabic_key, latin from full_names where source = 'wikidata' and latin_lang <> 'alias'"
            rows = base.execute(query).fetchall()
        base.close()
    for native, latin in rows:
        if held_out(native):
            yield "person", native, latin


def composed_pairs(wheels: Path, count: int, rng: random.Random) -> Iterator[tuple[str, str, str]]:
    """Names composed of two or three held-out words, each written twice."""
    from names.orthography.folding import fold_word
    from names.training.recipes import held_out
    from names.training.sources import groups, script_of

    pools: dict[str, list[tuple[list[str], list[str]]]] = {}
    for forms in groups(wheels):
        latin = [form for form in forms if script_of(form) == "Latn" and len(form) > 1 and " " not in form]
        scripts = {script for script in map(script_of, forms) if script}
        for script in sorted(scripts) if latin else ():
            written = [form for form in forms if script_of(form) == script and held_out(fold_word(form, script))]
            if not written:
                continue
            if script != "Latn" or len(latin) > 1:
                pools.setdefault(script, []).append((written, latin))
    # Latin is drawn four times as often as each other script.
    drawn = sorted(script for script in pools if len(pools[script]) > 40 for _ in range(4 if script == "Latn" else 1))
    for _ in range(count):
        script = rng.choice(drawn)
        yield "person", *_compose(rng.choices(pools[script], k=3 if rng.random() < 0.3 else 2), script, rng)


def namesakes(wheels: Path, count: int, rng: random.Random) -> Iterator[LabelledPair]:
    """Pairs of Latin names of a given and a family name, whose family names are two spellings or similar names."""
    from names.parsing.vocabulary import family_names, is_given
    from names.training.recipes import held_out
    from names.training.sources import groups, script_of

    latin = [[form for form in forms if script_of(form) == "Latn" and form.isalpha()] for forms in groups(wheels)]
    held = [[form for form in forms if held_out(form) and len(form) > SHORTEST] for forms in latin]
    given = sorted({form for forms in held for form in forms if is_given(form)})
    twice = [forms for forms in held if len(forms) > 1 and is_given(forms[0])]
    known = {word for word in family_names() if word.isalpha() and len(word) > SHORTEST}
    family = sorted(known.union(*held))
    several = [forms for forms in held if len(forms) > 1]
    for _ in range(count):
        left, right = rng.sample(rng.choice(several), 2)
        respelled = rng.random() < RESPELLED
        first, second = rng.sample(rng.choice(twice), 2) if respelled else [rng.choice(given)] * 2
        yield LabelledPair(f"{first} {left}".title(), f"{second} {right}".title(), True, "namesake")
        other = _similar(left, rng.sample(family, 5000)) or rng.choice(family)
        third = _similar(first, given) or second if respelled else first
        yield LabelledPair(f"{first} {left}".title(), f"{third} {other}".title(), False, "namesake")


def _similar(word: str, choices: Sequence[str]) -> str | None:
    """The most similar of `choices` that is another name; None if there is none."""
    from rapidfuzz import fuzz, process

    near = process.extract(word, choices, scorer=fuzz.ratio, limit=30)
    return next((other for other, *_ in near if _is_another(other, word)), None)


def _compose(parts: Sequence[tuple[list[str], list[str]]], script: str, rng: random.Random) -> tuple[str, str]:
    """A name in this script and the name in Latin letters, of parts given with their spellings in both."""
    left = [rng.choice(written).title() for written, _ in parts]
    right = [rng.choice(latin).title() for _, latin in parts]
    if len(parts) == 3 and rng.random() < 0.6:
        del (left if rng.random() < 0.5 else right)[1]
    if rng.random() < 0.06 and len(right) > 1:
        right[0] = right[0][0] + "."
    if rng.random() < 0.08:
        position = rng.randrange(len(right))
        right[position] = _mistyped(right[position], rng)
    if rng.random() < 0.15:
        right = [right[-1] + rng.choice((",", "")), *right[:-1]]
    if script in ("Hani", "Hang"):
        return "".join(reversed(left)), " ".join(right)
    return ("・" if script == "Kana" else " ").join(left), " ".join(right)


def _mistyped(word: str, rng: random.Random) -> str:
    """The word with one letter dropped or replaced."""
    position = rng.randrange(len(word))
    return word[:position] + rng.choice(("", rng.choice("abcdeiklmnorstu"))) + word[position + 1 :]


def with_negatives(positives: Iterable[tuple[str, str, str]], rng: random.Random) -> list[LabelledPair]:
    """The positives, each followed by a negative pair of its left name and a name of another entity.

    That is the most similar name of the same kind, or the right name with one word replaced by a similar word, or by
    any word (as of a relative or a namesake).
    """
    by_kind: dict[str, list[tuple[str, str]]] = {}
    for kind, left, right in sorted(set(positives)):
        by_kind.setdefault(kind, []).append((left, right))
    pairs = []
    for kind, rows in sorted(by_kind.items()):
        nearest = _nearest(sorted({right for _, right in rows}))
        known = {(fold(left), fold(right)) for left, right in rows}
        words = sorted({word for _, right in rows for word in right.split() if len(word) > 2 and word.isalpha()})
        for left, right in rows:
            pairs.append(LabelledPair(left, right, True, kind))
            draw = rng.random()
            other = nearest[right] if draw < NEAREST else _swapped(right, words, rng, similar=draw < NEAREST + SIMILAR)
            if (fold(left), fold(other)) not in known and fold(left) != fold(other):
                pairs.append(LabelledPair(left, other, False, kind))
    return pairs


def _nearest(names: Sequence[str]) -> dict[str, str]:
    """The most similar other name of each name, by the edit ratio of their sorted words."""
    from rapidfuzz import fuzz, process
    from rapidfuzz.utils import default_process

    folded = [" ".join(sorted(default_process(name).split())) for name in names]
    found = {}
    for start in range(0, len(names), 500):
        similarity = process.cdist(folded[start : start + 500], folded, scorer=fuzz.ratio, dtype=np.uint8)
        for row, similarities in enumerate(similarity, start):
            same = [column for column in np.flatnonzero(similarities > 95) if folded[column] == folded[row]]
            similarities[same] = 0
            found[names[row]] = names[int(similarities.argmax())]
    return found


def _swapped(name: str, words: Sequence[str], rng: random.Random, *, similar: bool) -> str:
    """The name with one word replaced by another of `words`, a similar one or any."""
    own = name.split()
    position = rng.randrange(len(own))
    if similar:
        other = _similar(own[position], rng.sample(words, min(len(words), 4000)))
    else:
        some = rng.sample(words, min(len(words), 50))
        other = next((word for word in some if _is_another(word, own[position])), None)
    return " ".join([*own[:position], other or rng.choice(words), *own[position + 1 :]])


def _is_another(word: str, own: str) -> bool:
    """Whether a word is certainly another name: it has another skeleton, and is not a known form of the own one."""
    left, right = read_words([letters(word), letters(own)])
    return left.skeletons[0] != right.skeletons[0] and relations([(left, right)]) == [None]


def fit_names(pairs: Sequence[LabelledPair]) -> str:
    """The table of the logistic curve that is fitted on the pairs, as text with a comment on the fit."""
    comparisons = compare_many([(pair.left, pair.right) for pair in pairs])
    measured = np.array([features(comparison.evidence) for comparison in comparisons], np.float64)
    chosen = np.array([CHOSEN.get(name, 0.0) for name in Features._fields])
    free = [i for i, name in enumerate(Features._fields) if name not in CHOSEN]
    design = np.column_stack([np.ones(len(pairs)), measured[:, free]])
    same = np.array([pair.same for pair in pairs], np.float64)
    signs = np.array([1.0, *(-1.0 if Features._fields[i] in FAVOURABLE else 1.0 for i in free)])
    fitted = signs * fit(design * signs, same, at_most=0.0, known=measured @ chosen)
    chosen[free] = fitted[1:]
    error = calibration_error(logistic(fitted[0] + measured @ chosen), same)
    rows = zip(("bias", *Features._fields), (fitted[0], *chosen), strict=True)
    head = f"# {len(pairs)} pairs, expected calibration error {error:.3f}; chosen, not fitted: {', '.join(CHOSEN)}\n"
    return head + "feature\tweight\n" + "".join(f"{name}\t{weight:.3f}\n" for name, weight in rows)


def name_pairs(wheels: Path) -> list[LabelledPair]:
    """The labelled pairs of all sources, the same in every run."""
    rng = random.Random(7)
    curated, arabic = list(curated_pairs()), list(arabic_pairs(wheels))
    rng.shuffle(curated)
    rng.shuffle(arabic)
    several = with_negatives([*curated[:2200], *arabic[:500], *composed_pairs(wheels, 2300, rng)], rng)
    return [*several, *namesakes(wheels, 1500, rng)]
