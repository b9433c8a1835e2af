"""Which pairs of names may be one: the quick look at their words that comes before a comparison.

Every word of the shorter name must be like a word of the longer one: in sound, by a table of names (Bill, William), or
as an initial. Or the names are alike when they are written without spaces.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from names.comparison.relations import kin
from names.lists.rules import CLUSTER_RULES, ClusterRules
from names.lists.similar_pairs import Numbers, Pairs, sharing_pairs
from names.parsing.parts import Name
from names.parsing.roles import ATTRIBUTES
from names.resolution.phonetic_forms import phonetic_form
from names.romanization.words import Word

Floats = NDArray[np.float32]

COMPARED = 6  # words of a name that are looked at; chosen
READINGS = 3  # readings of a word that are looked at; chosen
SLIGHT = ATTRIBUTES | {"particle"}  # roles of words that another spelling of a name may lack


def may_be_one(names: Sequence[Name], pairs: Pairs, rules: ClusterRules = CLUSTER_RULES) -> NDArray[np.bool_]:
    """Which of the pairs, given by positions of names, are worth a comparison.

    >>> from names.parsing.parts import read_names
    >>> names = read_names(["Bill Hayden", "William Haydn", "Bill Clinton"])
    >>> may_be_one(names, Pairs(np.array([0, 0]), np.array([1, 2]))).tolist()
    [True, False]
    """
    least, mean = _likeness(names, pairs, rules.word)
    alike = (least >= rules.word) & (mean >= rules.words)
    forms = np.array([phonetic_form(name) for name in names], object)
    joined = np.array([form.replace(" ", "") for form in forms.tolist()], object)
    alike |= _similar(joined, pairs, ~alike, fuzz.ratio, rules.whole)
    return alike & _similar(forms, pairs, alike, fuzz.token_set_ratio, rules.similarity)


def _similar(
    forms: NDArray[Any], pairs: Pairs, asked: NDArray[np.bool_], scorer: Callable[..., float], least: float
) -> NDArray[np.bool_]:
    """Which of the pairs that are asked about are so similar at least, 0..1, by a scorer in per cent."""
    places = np.flatnonzero(asked)
    left, right = (forms[side[places]].tolist() for side in pairs)
    similar = np.zeros(len(asked), np.bool_)
    cutoff = 100 * least
    similar[places] = process.cpdist(left, right, scorer=scorer, score_cutoff=cutoff, dtype=np.float32) > 0
    return similar


def _likeness(names: Sequence[Name], pairs: Pairs, enough: float) -> tuple[Floats, Floats]:
    """For each pair the likeness, 0..1, of the words of the shorter name to those of the longer: the least, and the mean."""
    table, words = _telling_words(names)
    sizes = (table >= 0).sum(axis=1)
    turned = sizes[pairs.left] > sizes[pairs.right]
    short = table[np.where(turned, pairs.right, pairs.left)]
    long = table[np.where(turned, pairs.left, pairs.right)]
    is_word, is_same = short >= 0, short[:, :, None] == long[:, None, :]
    best = is_same.any(axis=2).astype(np.float32)
    places, ones, others = np.nonzero((is_word & (best == 0))[:, :, None] & (long >= 0)[:, None, :])
    one, other = short[places, ones], long[places, others]
    codes, index = np.unique(np.minimum(one, other) << 32 | np.maximum(one, other), return_inverse=True)
    likeness = _of_words(Pairs(codes >> 32, codes & 0xFFFFFFFF), words, enough)
    np.maximum.at(best, (places, ones), likeness[index])
    best[~is_word] = 1
    counts = np.maximum(1, is_word.sum(axis=1))
    is_read = is_word.any(axis=1)
    mean = 1 - (1 - best).sum(axis=1) / counts
    return np.where(is_read, best.min(axis=1), 0), np.where(is_read, mean, 0)


def _telling_words(names: Sequence[Name]) -> tuple[Numbers, list[Word]]:
    """For each name a row of the numbers of its words, -1 where there are no more, and the words by number.

    Titles and particles are left out, unless there is nothing else.
    """
    number: dict[Word, int] = {}
    table = np.full((len(names), COMPARED), -1, np.int64)
    for place, name in enumerate(names):
        telling = [part.word for part in name.parts if part.role not in SLIGHT] or [part.word for part in name.parts]
        row = [number.setdefault(word, len(number)) for word in telling[:COMPARED]]
        table[place, : len(row)] = row
    return table, list(number)


def _of_words(pairs: Pairs, words: Sequence[Word], enough: float) -> Floats:
    """How alike the words of each pair sound, 0..1; 1 if a table has them as one name, or one is an initial.

    Of words with several readings more are compared until the likeness is `enough`.
    """
    likeness = np.zeros(len(pairs.left), np.float32)
    is_initial = np.array([len(word.text) == 1 for word in words], np.bool_)
    likeness[is_initial[pairs.left] | is_initial[pairs.right]] = 1
    likeness[np.isin(_packed(pairs), _packed(_kindred(words)))] = 1
    forms = [np.array([word.phonetic_forms[min(n, len(word.phonetic_forms) - 1)] for word in words], object) for n in range(READINGS)]
    readings = np.array([min(READINGS, len(word.phonetic_forms)) for word in words], np.int64)
    for one, other in product(range(READINGS), repeat=2):
        open_ = (likeness < enough) & (readings[pairs.left] > one) & (readings[pairs.right] > other)
        places = np.flatnonzero(open_)
        left, right = forms[one][pairs.left[places]].tolist(), forms[other][pairs.right[places]].tolist()
        found = process.cpdist(left, right, scorer=Indel.normalized_similarity, dtype=np.float32)
        likeness[places] = np.maximum(likeness[places], found)
    return likeness


def _kindred(words: Sequence[Word]) -> Pairs:
    """The pairs of words that a table may have as one name."""
    rows = [kin(word) for word in words]
    keys = np.array([key for row in rows for key in row], np.uint64)
    owners = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    found = list(sharing_pairs(keys, owners, len(rows), 0))
    return Pairs(*(np.concatenate([np.zeros(0, np.int64), *side]) for side in zip(*found, strict=True))) if found else Pairs(*np.zeros((2, 0), np.int64))


def _packed(pairs: Pairs) -> Numbers:
    return pairs.left << 32 | pairs.right
