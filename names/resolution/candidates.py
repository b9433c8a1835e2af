"""Which aliases of a gazetteer are worth comparing with a name: few selective keys first, forgiving ones where needed.

Three looks. `pair` keys (two words' consonants, one perhaps missing) find a few aliases of most names; they are ranked
by how alike they sound. Only names for which nothing found so sounds nearly the same are looked up by their single
words, and only where that too finds nothing by `gram` keys, which find more and cost more. Names with generic words
(company, bank) take all three, and what they share with an alias counts beside the sound, as one rare word may be all
there is in common. Of what is found, only aliases that sound nearly like the name as the best are compared.

Measured. Misspelt Latin names: 1.1 aliases compared a name among 10,000, 2.5 among a million, where .99 of the right
ones are found; one in ten is looked up by words, one in sixteen by grams. Names in many scripts and languages among
6,400 persons: 6 in the mean, 1 in the median. Of the names that comparing all aliases gets right
(`benchmarks/recall.py`) these come first as well: 162 of 163 persons, 161 of 163 places, 92 of 95 organisations. What
is missed was never a candidate: one rare word shared by two long names. A name of two words takes 400 bytes of the
file.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, zip_longest
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from gazetteer import Gazetteer
from gazetteer.storage.counting import Counts
from names.orthography.script_facts import script_facts
from names.parsing.parts import Name
from names.resolution.keys import query_grams, query_halves, query_pairs, query_words, ragged, written_keys
from names.resolution.phonetic_forms import identifying_words, query_forms
from names.romanization.words import Word

SURE = 0.86  # share of sound in common with the best by pair keys from which no other keys are asked
SURER = 0.9  # the same with the best by single words, from which grams are not asked
PAIRED = 64  # candidates by pair keys, and by single words, that are ranked by sound
BUDGET = 20_000  # postings of a query that are counted at most, rarest keys first …
SPREAD = 25  # … and one more for each so many aliases
# The share of sound by which a candidate that is compared may fall behind the best: one by pair keys that is SURE,
NEAR = 0.1
MIDWAY = 0.2  # one by single words that is SURER,
FAR = 0.3  # one by grams, with the shared keys counted in
PART = 0.2  # how much it counts that the shorter of two names is heard in the longer one (with a patronymic, perhaps)
SHARED = 0.5  # how much the keys in common count beside the sound, for candidates by grams

_GENERIC = frozenset({"legal", "term"})

Ordinals = NDArray[np.uint32]
Floats = NDArray[np.float32]
Places = NDArray[np.intp]


class _Asked(NamedTuple):
    """Queries: their telling words, and the ways to say them."""

    words: list[list[Word]]
    said: list[tuple[NDArray[Any], NDArray[np.bool_] | None]]  # one way of each query, and which have none (None: all)
    lengths: NDArray[np.int64]  # letters of the first way
    generic: NDArray[np.bool_]  # whether words such as company or bank are among the words, so that one may tell all

    @classmethod
    def of(cls, names: Sequence[Name]) -> _Asked:
        words = [identifying_words(name) for name in names]
        ways = [query_forms(each) for each in words]
        generic = [not _GENERIC.isdisjoint([part.role for part in name.parts]) for name in names]
        said = [
            (np.array(said, object), np.array([way is None for way in said]) if None in said else None)
            for said in zip_longest(*ways)
        ]
        return cls(words, said, np.array([len(first) for first, *_ in ways], np.int64), np.array(generic, np.bool_))


class Ranked(NamedTuple):
    """Candidates of many queries: which query, which alias, how alike the two are by sound and keys, and by sound."""

    query: NDArray[np.int32]
    ordinals: Ordinals
    worth: Floats
    heard: Floats


class Found(NamedTuple):
    """For each name the ordinals of aliases, best first, and whether all keys were asked for it."""

    rows: list[Ordinals]
    whole: NDArray[np.bool_]


def candidates(
    names: Sequence[Name],
    gazetteer: Gazetteer,
    compared: int,
    *,
    least: float = 0.0,
    far: bool = False,
    every: bool = False,
) -> Found:
    """For each name the aliases most like it by sound, at most `compared`, best first.

    Aliases written the same way come first whatever their sound. `least`: none if nothing has that share of sound in
    common with the name, unless one of its words is generic. `far`: all keys are asked, though the first may have found
    what sounds alike. `every`: not only aliases that are near the best.
    """
    exact = _same_phrase(names, gazetteer)
    asked = _Asked.of(names)
    found, behind = _found(asked, gazetteer, far, every)
    floor = _best(found, len(names)) - behind
    if least:
        floor[~asked.generic & (_best(found._replace(worth=found.heard), len(names)) < least)] = np.inf
    query, ordinals, _, _ = _sorted(found, floor)
    starts = np.searchsorted(query, np.arange(len(names) + 1)).tolist()
    rows = []
    for i, same in enumerate(exact):
        ranked = ordinals[starts[i] : starts[i + 1]]
        rows.append((np.concatenate([same, ranked[~np.isin(ranked, same)]]) if len(same) else ranked)[:compared])
    return Found(rows, behind >= FAR)


def _found(asked: _Asked, gazetteer: Gazetteer, far: bool, every: bool) -> tuple[Ranked, Floats]:
    """Candidates, and how far behind the best of its query one may be."""
    found = _by_pairs(asked, gazetteer)
    behind = np.full(len(asked.words), np.inf if every else NEAR, np.float32)
    thorough = asked.generic | far | every
    open = np.flatnonzero(thorough | (_best(found, len(behind)) < SURE))
    if len(open) and not every:
        behind[open] = MIDWAY
        found = _also(found, _by_words(asked, gazetteer, open))
        open = open[thorough[open] | (_best(found, len(behind))[open] < SURER)]
        behind[open] = FAR
    return (_also(found, _by_grams(asked, gazetteer, open)) if len(open) else found), behind


def _same_phrase(names: Sequence[Name], gazetteer: Gazetteer) -> list[Ordinals]:
    """The aliases written like each name; of a name that may be an acronym also those of which it is made."""
    keys = ragged([written_keys(name) for name in names])
    which, ordinals = gazetteer.postings("phrase", keys.values)
    ends = np.searchsorted(which, keys.offsets).tolist()
    return [ordinals[start:end] for start, end in pairwise(ends)]


def _by_pairs(asked: _Asked, gazetteer: Gazetteer) -> Ranked:
    return _ranked(asked, gazetteer, gazetteer.count("pair", query_pairs(asked.words), k=PAIRED), 0.0)


def _by_words(asked: _Asked, gazetteer: Gazetteer, open: Places) -> Ranked:
    """Whoever shares a word; for a query of one word, whose two words written as one are like it."""
    found = gazetteer.count("word", query_words([asked.words[i] for i in open]), k=PAIRED)
    found = found._replace(query=open[found.query].astype(np.int32))
    lone = open[[len(asked.words[i]) == 1 for i in open]]
    if len(lone):
        halves = gazetteer.count("pair", query_halves([asked.words[i][0] for i in lone]), k=PAIRED)
        halves = halves._replace(query=lone[halves.query].astype(np.int32))
        found = Counts(*(np.concatenate(column) for column in zip(found, halves, strict=True)))
    return _ranked(asked, gazetteer, found, np.where(asked.generic[found.query], SHARED, 0.0))


def _by_grams(asked: _Asked, gazetteer: Gazetteer, open: Places) -> Ranked:
    limits = np.array([_gram_candidates(asked.words[i]) for i in open])
    least = int(limits.min())
    if least < limits.max():
        at_least = limits == least
        return _also(_by_grams(asked, gazetteer, open[at_least]), _by_grams(asked, gazetteer, open[~at_least]))
    queries, weights = query_grams([asked.words[i] for i in open])
    rarity = np.log((1 + gazetteer.alias_count) / (1 + gazetteer.frequencies("gram", queries.values)))
    weighed = (rarity * np.array(weights)).astype(np.float32)
    budget = BUDGET + gazetteer.alias_count // SPREAD
    found = gazetteer.count("gram", queries, weighed, k=least, budget=budget)
    return _ranked(asked, gazetteer, found._replace(query=open[found.query].astype(np.int32)), SHARED)


def _gram_candidates(words: Sequence[Word]) -> int:
    """How many candidates by grams are ranked by sound: that of the script with the most."""
    return max(
        [script_facts(word.script).gram_candidates for word in words], default=script_facts("Zyyy").gram_candidates
    )


def _ranked(asked: _Asked, gazetteer: Gazetteer, counts: Counts, share: float | NDArray[np.float64]) -> Ranked:
    """How alike name and alias sound, 0..1, in the best of the ways to say the name, and `share` of their keys."""
    query, ordinals, sums = counts
    forms = gazetteer.forms(ordinals)
    likeness = np.zeros(len(query), np.float32)
    for said, missing in asked.said:
        some = np.flatnonzero(~missing[query]) if missing is not None else np.arange(len(query))
        right = forms if missing is None else [forms[at] for at in some.tolist()]
        left = said[query[some]].tolist()
        alike = process.cpdist(left, right, scorer=Indel.normalized_similarity, dtype=np.float32)
        likeness[some] = np.maximum(likeness[some], alike)
    likeness += PART * _heard(likeness, asked.lengths[query], np.fromiter(map(len, forms), np.int64, len(forms)))
    top = np.zeros(len(asked.words), np.float32)
    np.maximum.at(top, query, sums)
    shared = np.asarray(share * sums / np.maximum(top[query], 1e-9), np.float32)
    return Ranked(query, ordinals, likeness + shared, likeness)


def _heard(likeness: Floats, left: NDArray[np.int64], right: NDArray[np.int64]) -> Floats:
    """By how much the share of the shorter name that is heard in the other exceeds the likeness of the two."""
    heard = likeness * (left + right) / (2 * np.maximum(1, np.minimum(left, right)))
    return np.asarray(np.minimum(1, heard) - likeness, np.float32)


def _best(found: Ranked, number: int) -> Floats:
    best = np.zeros(number, np.float32)
    np.maximum.at(best, found.query, found.worth)
    return best


def _also(some: Ranked, others: Ranked) -> Ranked:
    """Both together; what was found twice counts with its greater worth."""
    both = Ranked._make(np.concatenate(columns) for columns in zip(some, others, strict=True))
    pairs = both.query.astype(np.uint64) << np.uint64(32) | both.ordinals
    order = np.lexsort((-both.worth, pairs))
    pairs = pairs[order]
    kept = order[np.flatnonzero(np.concatenate([np.ones(min(1, len(pairs)), np.bool_), pairs[1:] != pairs[:-1]]))]
    return Ranked._make(column[kept] for column in both)


def _sorted(found: Ranked, floor: Floats) -> Ranked:
    """By query, best first, without those below the floor of their query."""
    kept = Ranked._make(column[found.worth >= floor[found.query]] for column in found)
    order = np.lexsort((kept.ordinals, -kept.worth, kept.query))
    return Ranked._make(column[order] for column in kept)
