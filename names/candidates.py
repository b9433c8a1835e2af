"""Which aliases of a gazetteer are worth comparing with a name: few selective keys first, forgiving ones where needed.

Two stages. `pair` keys (two words' consonants, one perhaps missing) find a few aliases of most names; they are ranked
by how alike they sound. Only names for which nothing found so sounds nearly the same are looked up by `gram` keys,
which find more and cost more. Of what is found, only aliases that sound nearly like the name as the best are compared.

Measured. Misspelt Latin names: 1.1 aliases compared a name among 10,000, 2.2 among a million. Names in many scripts
and languages among 6,400 persons: 6 in the mean, 1 in the median. Of 116 names that comparing all aliases gets right
(`benchmarks/recall.py`), all were among the candidates and came first. A name of two words takes 345 bytes of the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from gazetteer import Gazetteer
from names.blocking import phrase, phrase_key, query_grams, query_pairs, spoken
from names.parts import Name

SURE = 0.86  # share of sound in common with the best by pair keys from which the forgiving keys are not asked
PAIRED = 64  # candidates by pair keys that are ranked by sound
COUNTED = 128  # candidates by grams that are ranked by sound
BUDGET = 60_000  # postings of a query that are counted at most, rarest keys first
NEAR = 0.1  # share of sound by which a candidate that is compared may fall behind a best that is SURE
FAR = 0.3  # the same, with the shared keys counted in, behind a best by the forgiving keys
PART = 0.2  # how much it counts that the shorter of two names is heard in the longer one (with a patronymic, perhaps)
SHARED = 0.5  # how much the keys in common count beside the sound, for candidates by grams

Ordinals = NDArray[np.uint32]
Floats = NDArray[np.float32]


class Ranked(NamedTuple):
    """Candidates of many queries: which query, which alias, and how alike the two are by sound and keys."""

    query: NDArray[np.int32]
    ordinals: Ordinals
    worth: Floats


def candidates(names: Sequence[Name], gazetteer: Gazetteer, compared: int, *, all: bool = False) -> list[Ordinals]:
    """For each name the ordinals of the aliases most like it by sound, at most `compared`, best first.

    Aliases written the same way come first whatever their sound. `all`: not only those that are near the best.
    """
    exact = _same_phrase(names, gazetteer)
    asked = [spoken(name) for name in names]
    pairs = _ranked(asked, gazetteer, *gazetteer.count("pair", query_pairs(names), k=PAIRED), share=0.0)
    best = _best(pairs, len(names))
    open = np.arange(len(names)) if all else np.flatnonzero(best < SURE)
    found = pairs if not len(open) else _also(pairs, _by_grams(names, asked, gazetteer, open))
    behind = np.where(best < SURE, np.float32(FAR), np.float32(NEAR)) + np.float32(np.inf if all else 0)
    query, ordinals, _ = _sorted(found, _best(found, len(names)) - behind)
    starts = np.searchsorted(query, np.arange(len(names) + 1)).tolist()
    rows = []
    for i, same in enumerate(exact):
        ranked = ordinals[starts[i] : starts[i + 1]]
        rows.append((np.concatenate([same, ranked[~np.isin(ranked, same)]]) if len(same) else ranked)[:compared])
    return rows


def _same_phrase(names: Sequence[Name], gazetteer: Gazetteer) -> list[Ordinals]:
    keys = np.array([phrase_key(phrase(name.text)) for name in names], np.uint64)
    which, ordinals = gazetteer.postings("phrase", keys)
    starts = np.searchsorted(which, np.arange(len(names) + 1)).tolist()
    return [ordinals[starts[i] : starts[i + 1]] for i in range(len(names))]


def _by_grams(
    names: Sequence[Name], asked: Sequence[Sequence[str]], gazetteer: Gazetteer, open: NDArray[np.intp]
) -> Ranked:
    queries, weights = query_grams([names[i] for i in open])
    rarity = np.log((1 + gazetteer.alias_count) / (1 + gazetteer.frequencies("gram", queries.values)))
    weighed = (rarity * np.array(weights)).astype(np.float32)
    query, ordinals, sums = gazetteer.count("gram", queries, weighed, k=COUNTED, budget=BUDGET)
    return _ranked(asked, gazetteer, open[query].astype(np.int32), ordinals, sums, share=SHARED)


def _ranked(
    asked: Sequence[Sequence[str]],
    gazetteer: Gazetteer,
    query: NDArray[np.int32],
    ordinals: Ordinals,
    sums: NDArray[np.float32],
    share: float,
) -> Ranked:
    """How alike name and alias sound, 0..1, in the best of the ways to say the name, and `share` of their keys."""
    forms = np.array(gazetteer.forms(ordinals), object)
    likeness = np.zeros(len(query), np.float32)
    for said in zip_longest(*asked):
        some = np.flatnonzero(np.array([form is not None for form in said])[query]) if None in said else slice(None)
        left = np.array(said, object)[query[some]].tolist()
        alike = process.cpdist(left, forms[some].tolist(), scorer=Indel.normalized_similarity, dtype=np.float32)
        likeness[some] = np.maximum(likeness[some], alike)
    likeness += PART * _heard(likeness, np.array([len(ways[0]) for ways in asked])[query], forms)
    top = np.zeros(len(asked), np.float32)
    np.maximum.at(top, query, sums)
    shared = np.asarray(share * sums / np.maximum(top[query], 1e-9), np.float32)
    return Ranked(query, ordinals, likeness + shared)


def _heard(likeness: NDArray[np.float32], left: NDArray[np.int64], forms: NDArray[Any]) -> NDArray[np.float32]:
    """By how much the share of the shorter name that is heard in the other exceeds the likeness of the two."""
    right = np.fromiter(map(len, forms), np.int64, len(forms))
    heard = likeness * (left + right) / (2 * np.maximum(1, np.minimum(left, right)))
    return np.asarray(np.minimum(1, heard) - likeness, np.float32)


def _best(found: Ranked, number: int) -> Floats:
    best = np.zeros(number, np.float32)
    np.maximum.at(best, found.query, found.worth)
    return best


def _also(pairs: Ranked, grams: Ranked) -> Ranked:
    """Both together; what only the pair keys found takes part with its sound alone."""
    new = ~np.isin(_packed(pairs), _packed(grams))
    both = [np.concatenate([a[new], b]) for a, b in zip(pairs, grams, strict=True)]
    return Ranked._make(both)


def _packed(found: Ranked) -> NDArray[np.uint64]:
    return found.query.astype(np.uint64) << np.uint64(32) | found.ordinals


def _sorted(found: Ranked, floor: Floats) -> Ranked:
    """By query, best first, without those below the floor of their query."""
    kept = Ranked._make(column[found.worth >= floor[found.query]] for column in found)
    order = np.lexsort((kept.ordinals, -kept.worth, kept.query))
    return Ranked._make(column[order] for column in kept)
