"""How far two words are apart as spellings of one name: the batched hot spot of comparison.

`word_costs` takes and returns arrays, so that a compiled kernel can replace its inside. A cost is -log of the
probability that the two words are one name, in nats: 0.02 for what is nearly certain, 0.7 for an even chance. Two views
are weighed together by a logistic curve a script (`data/word-calibration.tsv`): the learned transducers say how a word
is usually written in Latin letters and how Latin spellings vary, and folded readings are compared letter by letter.
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

from names.comparison.letters import SPELLED, letter_costs, variety
from names.data.tables import rows
from names.orthography.codes import APART, code, disguised, is_code
from names.romanization.transducer import transducer
from names.romanization.words import Word

Costs = NDArray[np.float32]
WORST = 2.5  # nats a letter at which the learned view says no more
HOPELESS = 0.55  # where folded Latin words differ by more, the learned view is not asked …
HOPELESS_READINGS = 0.75  # … nor where the readings of another script do: these may be the wrong ones
LIKELY = 1.0  # nats of a reading beyond which it may be that of a word not all of whose letters are known
SCHEMED = 0.15  # nats a letter at most for what a scheme makes of a word: the learned view may know no such habit
DISGUISED = 0.3  # nats for digits that look like the letters (S0r0s)
READING = 0.03  # what a less likely reading costs a nat, a letter, in the comparison of folded readings
FEATURES = ("bias", "learned", "phonetic", "skeleton", "short")


def word_costs(pairs: Sequence[tuple[Word, Word]]) -> Costs:
    """The cost of each pair of words, float32, symmetric.

    Codes are the same or not; words of one script that is not Latin are compared as they are written in it.

    >>> from names.romanization.words import read_word
    >>> kadyrov, qadirow, smith = map(read_word, ("kadyrov", "qadirow", "smith"))
    >>> same, other = word_costs([(kadyrov, qadirow), (kadyrov, smith)])
    >>> bool(same < 0.3 < 1 < other)
    True
    """
    costs = np.zeros(len(pairs), np.float32)
    written: list[tuple[int, tuple[str, str, str]]] = []
    read: list[tuple[int, tuple[Word, Word]]] = []
    for at, pair in enumerate(pairs):
        a, b = pair if pair[0].text <= pair[1].text else pair[::-1]
        if is_code(a.text) or is_code(b.text):
            costs[at] = _code_cost(a, b)
        elif a.script == b.script and (table := variety(a.script, a.text, b.text)):
            written.append((at, (table, a.text, b.text)))
        else:
            read.append((at, (a, b)))
    for some, measure in ((written, letter_costs), (read, _measure)):
        if some:
            places, asked = zip(*some, strict=True)
            costs[list(places)] = measure(asked)
    return costs


def _code_cost(a: Word, b: Word) -> float:
    """Of two words one of which is a code: the same letters, or letters that are read alike (G20, Г20), or another.

    Digits that only disguise letters cost as much as a spelling that is hard to see.
    """
    if disguised(a.text, b.text):
        return DISGUISED
    if code(a.text) == code(b.text):
        return 0.0 if a.text == b.text else SPELLED
    crossed = a.script != b.script and not set(map(code, a.readings)).isdisjoint(map(code, b.readings))
    return SPELLED if crossed else APART


def _measure(pairs: Sequence[tuple[Word, Word]]) -> Costs:
    families = [family(a, b) for a, b in pairs]
    numbers = {name: at for at, name in enumerate(dict.fromkeys(families))}
    weights = np.array([_weights(name) for name in numbers])[[numbers[name] for name in families]]
    logits = (weights * word_features(pairs)).sum(axis=1)
    costs: Costs = np.logaddexp(0, -logits).astype(np.float32)
    costs[[i for i, (a, b) in enumerate(pairs) if a.text == b.text]] = 0.0
    return costs


def family(a: Word, b: Word) -> str:
    """Which curve a pair of words is weighed by: the script that is not Latin, "Latn", or "other" for two such."""
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
    """What is measured of each pair, one row each, columns as SIGNS: all but the bias are 0 for identical words."""
    sound, bones = _sound_signs(pairs)
    learned = np.full(len(pairs), WORST, np.float32)
    latin = np.array([a.alphabet == b.alphabet == "Latn" for a, b in pairs])
    near = np.flatnonzero(sound < np.where(latin, HOPELESS, HOPELESS_READINGS))
    if len(near):
        learned[near] = np.minimum(_learned_costs([pairs[i] for i in near.tolist()]), WORST)
        schemed = [i for i in np.flatnonzero(learned > SCHEMED).tolist() if _is_reading(*pairs[i])]
        learned[schemed] = SCHEMED
    letters = np.array([(len(a.readings[0]), len(b.readings[0])) for a, b in pairs]).min(axis=1)
    return np.column_stack([np.ones(len(pairs)), learned, sound, bones, 1 / np.maximum(1, letters) * (1 + sound)])


def _is_reading(a: Word, b: Word) -> bool:
    """Whether one word is letter for letter a reading of the other, of another script, if only by a scheme."""
    native, latin = (b, a) if a.script == "Latn" else (a, b)
    if native.script == "Latn" or latin.script != "Latn" or latin.latin not in native.readings:
        return False
    return native.costs[native.readings.index(latin.latin)] <= LIKELY


def _sound_signs(pairs: Sequence[tuple[Word, Word]]) -> tuple[Costs, Costs]:
    """For the best pair of readings the Indel distances of their sounds and of their consonants."""
    plain = [len(a.phonetic_forms) == len(b.phonetic_forms) == 1 and not a.costs[0] + b.costs[0] for a, b in pairs]
    signs = np.empty((2, len(pairs)), np.float32)
    for is_plain, measure in ((True, _plain_signs), (False, _best_signs)):
        some = np.flatnonzero(np.array(plain) == is_plain)
        if len(some):
            signs[:, some] = measure([pairs[i] for i in some.tolist()])
    return signs[0], signs[1]


def _plain_signs(pairs: Sequence[tuple[Word, Word]]) -> tuple[Costs, Costs]:
    """The same for words of one sure reading each, as nearly all Latin ones are."""
    sounds = [a.phonetic_forms[0] for a, _ in pairs], [b.phonetic_forms[0] for _, b in pairs]
    skeletons = [a.skeletons[0] for a, _ in pairs], [b.skeletons[0] for _, b in pairs]
    return _indel(*sounds), _indel(*skeletons)


def _best_signs(pairs: Sequence[tuple[Word, Word]]) -> tuple[Costs, Costs]:
    """The same for words of several readings each."""
    starts: list[int] = []
    cells: list[tuple[str, str, str, str, float]] = []
    for a, b in pairs:
        starts.append(len(cells))
        few = 3 if len(a.readings) > 2 and len(b.readings) > 2 else 9
        for sound, bone, cost in zip(a.phonetic_forms[:few], a.skeletons, a.costs, strict=False):
            for other, bare, more in zip(b.phonetic_forms[:few], b.skeletons, b.costs, strict=False):
                late = READING * (cost + more) / (1 + max(len(sound), len(other)))
                cells.append((sound, other, bone, bare, late))
    sounds, others, skeletons, bares, later = zip(*cells, strict=True)
    whole, bones = _indel(sounds, others) + np.array(later, np.float32), _indel(skeletons, bares)
    best = _first_least(whole + bones, starts)
    return whole[best], bones[best]


def _first_least(values: Costs, starts: Sequence[int]) -> NDArray[np.int64]:
    """The index of the least value of each run, the first of several."""
    least = np.minimum.reduceat(values, starts)
    run = np.repeat(np.arange(len(starts)), np.diff([*starts, len(values)]))
    hits = np.flatnonzero(values == least[run])
    return hits[np.unique(run[hits], return_index=True)[1]]


def _indel(left: Sequence[str], right: Sequence[str]) -> NDArray[Any]:
    return process.cpdist(left, right, scorer=Indel.normalized_distance, dtype=np.float32)


def _directions(a: Word, b: Word) -> tuple[tuple[Word, Word], ...]:
    """From which word to which a transducer can read: both ways only where neither is Latin."""
    if a.script != "Latn" != b.script:
        return (a, b), (b, a)
    return ((a, b),) if b.script == "Latn" else ((b, a),)


def _spellings(word: Word) -> list[tuple[str, str, float]]:
    """The learned table that knows the word, how it is spelled there, and the nats of that.

    A word of a script without a table is looked for among Latin spellings, as the schemes read it.
    """
    if word.alphabet == word.script and transducer(word.script):
        return [(word.script, word.text, 0.0)]
    return [("Latn", reading, cost) for reading, cost in zip(word.readings[:3], word.costs, strict=False)]


def _learned_costs(pairs: Sequence[tuple[Word, Word]]) -> Costs:
    """By the transducers, from each side that has one to the Latin readings of the other; the smaller side counts."""
    best = np.full(len(pairs), np.inf, np.float32)
    asked: dict[str, list[tuple[int, str, str, float]]] = defaultdict(list)
    for index, (a, b) in enumerate(pairs):
        for source, target in _directions(a, b):
            for script, text, late in _spellings(source):
                for reading, cost in zip(target.readings[:2], target.costs, strict=False):
                    asked[script].append((index, text, reading, cost + late))
    for script, cells in asked.items():
        learned = transducer(script)
        if learned is not None:
            indices, sources, targets, costs = zip(*cells, strict=True)
            nats = learned.costs(sources, targets) + np.array(costs, np.float32)
            letters = np.array([max(4, len(target)) for target in targets], np.float32)
            np.minimum.at(best, np.array(indices), nats / letters)
    return best
