"""The cost of taking two words for spellings of one name, in batches: the hot spot of comparison.

`word_costs` takes and returns arrays, so that a compiled kernel can replace its inside. A cost is −log of the
probability that the two words are one name, in nats: 0.02 for what is nearly certain, 0.7 for an even chance. A
logistic curve a script (`data/word-calibration.tsv`) weighs two views together: the learned transducers, which say how
a word is usually written in Latin letters and how Latin spellings vary, and the Indel distance of phonetic forms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from names.comparison.costs import COSTS
from names.comparison.letters import Costs, letter_costs, variety
from names.data.tables import rows
from names.orthography.codes import APART, code, disguised, is_code
from names.romanization.transducers import transducer
from names.romanization.words import Word

READINGS = 9  # readings of each word that are compared, at most
READINGS_OF_BOTH = 3  # readings of each word that are compared, at most, if both have more than two
LEARNED_READINGS = 2  # readings of a word that the learned tables derive from the other word
SCHEME_READINGS = 3  # readings that stand for a word of a script without a learned table
SHORTEST = 4  # letters that a shorter reading counts for in nats a letter
# `learned`: nats a letter; `phonetic`, `skeleton`: Indel distances (0..1); `short`: the greater, the shorter the words.
FEATURES = ("bias", "learned", "phonetic", "skeleton", "short")


def word_costs(pairs: Sequence[tuple[Word, Word]]) -> Costs:
    """The cost of each pair of words in nats, float32, symmetric.

    Codes are equal or not; two words of one other script than Latin are compared as they are written.

    >>> from names.romanization.words import read_word
    >>> kadyrov, qadirow, smith = map(read_word, ("kadyrov", "qadirow", "smith"))
    >>> same, other = word_costs([(kadyrov, qadirow), (kadyrov, smith)])
    >>> bool(same < 0.3 < 1 < other)
    True
    """
    costs = np.zeros(len(pairs), np.float32)
    written: dict[int, tuple[str, str, str]] = {}  # by place: the table of variants and the words as they are written
    read: dict[int, tuple[Word, Word]] = {}  # by place: the words that are compared by their readings
    for place, (left, right) in enumerate(pairs):
        a, b = (left, right) if left.text <= right.text else (right, left)  # so that costs are symmetric
        if is_code(a.text) or is_code(b.text):
            costs[place] = _code_cost(a, b)
            continue
        table = variety(a.script, a.text, b.text) if a.script == b.script else None
        if table:
            written[place] = (table, a.text, b.text)
        else:
            read[place] = (a, b)
    if written:
        costs[list(written)] = letter_costs(list(written.values()))
    if read:
        costs[list(read)] = _reading_costs(list(read.values()))
    return costs


def _code_cost(a: Word, b: Word) -> float:
    """The cost of two words, one of them a code: digits may disguise letters (S0r0s), letters be read alike (Г20)."""
    if disguised(a.text, b.text):
        return COSTS.disguised
    if code(a.text) == code(b.text):
        return 0.0 if a.text == b.text else COSTS.same_letters
    are_read_alike = a.script != b.script and not set(map(code, a.readings)).isdisjoint(map(code, b.readings))
    return COSTS.same_letters if are_read_alike else APART


def _reading_costs(pairs: Sequence[tuple[Word, Word]]) -> Costs:
    """The cost of each pair by the readings of the words."""
    curves = [curve(a, b) for a, b in pairs]
    row_of_curve = {name: row for row, name in enumerate(dict.fromkeys(curves))}
    weights_of_curves = np.array([_weights(name) for name in row_of_curve])
    weights = weights_of_curves[[row_of_curve[name] for name in curves]]
    log_odds = (weights * word_features(pairs)).sum(axis=1)
    costs: Costs = np.logaddexp(0, -log_odds).astype(np.float32)
    costs[[i for i, (a, b) in enumerate(pairs) if a.text == b.text]] = 0.0
    return costs


def curve(a: Word, b: Word) -> str:
    """The row of `word-calibration.tsv` for two words: "Latn" for two Latin ones, the script of the other, or "other".

    >>> from names.romanization.words import read_word
    >>> latin, cyrillic, arabic = map(read_word, ("kadyrov", "кадыров", "قديروف"))
    >>> curve(latin, latin), curve(latin, cyrillic), curve(cyrillic, arabic)
    ('Latn', 'Cyrl', 'other')
    """
    if a.alphabet == "Latn":
        return b.alphabet
    return a.alphabet if b.alphabet == "Latn" else "other"


@cache
def _weights(script: str) -> tuple[float, ...]:
    fitted = _calibration()
    return fitted.get(script) or fitted["other"]


@cache
def _calibration() -> dict[str, tuple[float, ...]]:
    return {script: tuple(map(float, weights)) for script, *weights in rows("word-calibration.tsv")}


def word_features(pairs: Sequence[tuple[Word, Word]]) -> NDArray[np.float64]:
    """The features of each pair of words, float64: one row each, with the columns FEATURES."""
    phonetic, skeleton = _phonetic_distances(pairs)
    learned = np.full(len(pairs), COSTS.learned_most, np.float32)
    are_latin = np.array([a.alphabet == b.alphabet == "Latn" for a, b in pairs])
    near = np.flatnonzero(phonetic < np.where(are_latin, COSTS.learned_latin, COSTS.learned_readings))
    if len(near):
        learned[near] = np.minimum(_learned_costs([pairs[i] for i in near.tolist()]), COSTS.learned_most)
        by_scheme = [i for i in np.flatnonzero(learned > COSTS.by_scheme).tolist() if _is_reading(*pairs[i])]
        learned[by_scheme] = COSTS.by_scheme
    letters = np.array([(len(a.readings[0]), len(b.readings[0])) for a, b in pairs]).min(axis=1)
    short = 1 / np.maximum(1, letters) * (1 + phonetic)
    return np.column_stack([np.ones(len(pairs)), learned, phonetic, skeleton, short])


def _is_reading(a: Word, b: Word) -> bool:
    """Whether a Latin word is, letter for letter, a likely reading of the other word, which is in another script."""
    native, latin = (b, a) if a.script == "Latn" else (a, b)
    if native.script == "Latn" or latin.script != "Latn" or latin.latin not in native.readings:
        return False
    return native.costs[native.readings.index(latin.latin)] <= COSTS.likely_reading


def _phonetic_distances(pairs: Sequence[tuple[Word, Word]]) -> tuple[Costs, Costs]:
    """The Indel distances (0..1) of the phonetic forms and of the skeletons of the nearest readings of each pair."""
    have_one_reading = np.array(
        [len(a.phonetic_forms) == len(b.phonetic_forms) == 1 and not a.costs[0] + b.costs[0] for a, b in pairs]
    )
    distances = np.empty((2, len(pairs)), np.float32)
    for chosen, measure in ((have_one_reading, _distances_of_one), (~have_one_reading, _distances_of_several)):
        places = np.flatnonzero(chosen)
        if len(places):
            distances[:, places] = measure([pairs[i] for i in places.tolist()])
    return distances[0], distances[1]


def _distances_of_one(pairs: Sequence[tuple[Word, Word]]) -> tuple[Costs, Costs]:
    """The distances of words with one certain reading each, as nearly all Latin words have."""
    phonetic = _indel([a.phonetic_forms[0] for a, _ in pairs], [b.phonetic_forms[0] for _, b in pairs])
    skeleton = _indel([a.skeletons[0] for a, _ in pairs], [b.skeletons[0] for _, b in pairs])
    return phonetic, skeleton


def _distances_of_several(pairs: Sequence[tuple[Word, Word]]) -> tuple[Costs, Costs]:
    """The distances of words with several readings each: every reading of one is compared with every other's."""
    starts: list[int] = []  # where the readings of each pair begin in `compared`
    compared: list[tuple[str, str, str, str, float]] = []  # two phonetic forms, their skeletons, the penalty
    for a, b in pairs:
        starts.append(len(compared))
        count = READINGS_OF_BOTH if len(a.readings) > 2 and len(b.readings) > 2 else READINGS
        for form, skeleton, cost in zip(a.phonetic_forms[:count], a.skeletons, a.costs, strict=False):
            for form_b, skeleton_b, cost_b in zip(b.phonetic_forms[:count], b.skeletons, b.costs, strict=False):
                penalty = COSTS.late_reading * (cost + cost_b) / (1 + max(len(form), len(form_b)))
                compared.append((form, form_b, skeleton, skeleton_b, penalty))
    forms, forms_b, skeletons, skeletons_b, penalties = zip(*compared, strict=True)
    phonetic, consonants = _indel(forms, forms_b) + np.array(penalties, np.float32), _indel(skeletons, skeletons_b)
    nearest = _first_least(phonetic + consonants, starts)
    return phonetic[nearest], consonants[nearest]


def _first_least(values: Costs, starts: Sequence[int]) -> NDArray[np.int64]:
    """The index of the first least value of each section; sections begin at `starts`."""
    least = np.minimum.reduceat(values, starts)
    section = np.repeat(np.arange(len(starts)), np.diff([*starts, len(values)]))
    hits = np.flatnonzero(values == least[section])
    _, first_hits = np.unique(section[hits], return_index=True)
    return hits[first_hits]


def _indel(left: Sequence[str], right: Sequence[str]) -> NDArray[Any]:
    return process.cpdist(left, right, scorer=Indel.normalized_distance, dtype=np.float32)


def _directions(a: Word, b: Word) -> tuple[tuple[Word, Word], ...]:
    """The directions, as (source, target), in which a transducer can read: both if neither word is Latin."""
    if a.script != "Latn" and b.script != "Latn":
        return (a, b), (b, a)
    return ((a, b),) if b.script == "Latn" else ((b, a),)


def _spellings(word: Word) -> list[tuple[str, str, float]]:
    """The spellings of a word that a learned table can read: the script of the table, the spelling, its nats.

    For a word of a script without a table, these are its readings, and the table is that of Latin spellings.
    """
    if word.alphabet == word.script and transducer(word.script):
        return [(word.script, word.text, 0.0)]
    return [("Latn", reading, cost) for reading, cost in zip(word.readings[:SCHEME_READINGS], word.costs, strict=False)]


def _learned_costs(pairs: Sequence[tuple[Word, Word]]) -> Costs:
    """The least nats a letter by which a transducer writes one word of each pair as the other; ∞ if none can."""
    least = np.full(len(pairs), np.inf, np.float32)
    by_script: dict[str, list[tuple[int, str, str, float]]] = defaultdict(list)
    for place, (a, b) in enumerate(pairs):
        for source, target in _directions(a, b):
            for script, text, spelling_cost in _spellings(source):
                for reading, cost in zip(target.readings[:LEARNED_READINGS], target.costs, strict=False):
                    by_script[script].append((place, text, reading, cost + spelling_cost))
    for script, questions in by_script.items():
        learned = transducer(script)
        if learned is not None:
            places, sources, targets, costs = zip(*questions, strict=True)
            nats = learned.costs(sources, targets) + np.array(costs, np.float32)
            letters = np.array([max(SHORTEST, len(target)) for target in targets], np.float32)
            np.minimum.at(least, np.array(places), nats / letters)
    return least
