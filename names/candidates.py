"""Which aliases of a gazetteer are worth comparing with a name: few selective keys first, forgiving ones where needed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from gazetteer import Gazetteer
from names.blocking import phrase, phrase_key, query_grams, query_pairs, ragged
from names.parts import Name

SURE = 0.9  # a first-ranked candidate this similar by sound makes the forgiving keys unnecessary
COUNTED = 160  # candidates of each kind of key that are ranked by sound
BUDGET = 300_000  # postings of a query that are counted at most, rarest keys first

Ordinals = NDArray[np.uint32]


def candidates(names: Sequence[Name], gazetteer: Gazetteer, compared: int) -> list[Ordinals]:
    """For each name the ordinals of the aliases most like it by sound, at most `compared`, best first.

    Aliases written the same way come first whatever their sound.
    """
    exact = _same_phrase(names, gazetteer)
    query, ordinals, sums = gazetteer.count("gram", *_weighed(names, gazetteer), k=COUNTED, budget=BUDGET)
    likeness = _likeness(names, gazetteer, query, ordinals, sums)
    order = np.lexsort((ordinals, -likeness, query))
    starts = np.searchsorted(query[order], np.arange(len(names) + 1))
    found = []
    for i in range(len(names)):
        ranked = ordinals[order[starts[i] : starts[i + 1]]][:compared]
        found.append(np.concatenate([exact[i], ranked[~np.isin(ranked, exact[i])]]) if len(exact[i]) else ranked)
    return found


def _weighed(names: Sequence[Name], gazetteer: Gazetteer):  # type: ignore[no-untyped-def]
    queries, weights = query_grams(names)
    rarity = np.log((1 + gazetteer.alias_count) / (1 + gazetteer.frequencies("gram", queries.values)))
    return queries, (rarity * np.array(weights)).astype(np.float32)


def _same_phrase(names: Sequence[Name], gazetteer: Gazetteer) -> list[Ordinals]:
    keys = np.array([phrase_key(phrase(name.text)) for name in names], np.uint64)
    which, ordinals = gazetteer.postings("phrase", keys)
    starts = np.searchsorted(which, np.arange(len(names) + 1))
    return [ordinals[starts[i] : starts[i + 1]] for i in range(len(names))]


def _likeness(names, gazetteer, query, ordinals, sums):  # type: ignore[no-untyped-def]
    """How alike name and alias sound, 0..1, by their likeliest readings, in any order of words."""
    best = np.zeros(len(query), np.float32)
    forms = [" ".join(sorted(form.split())) for form in gazetteer.forms(ordinals)]
    for rank in range(3):
        asked = [" ".join(sorted(part.word.sounds[min(rank, len(part.word.sounds) - 1)] for part in name.parts)) for name in names]
        best = np.maximum(best, process.cpdist([asked[i] for i in query], forms, scorer=Indel.normalized_similarity, dtype=np.float32))
    top = np.maximum.reduceat(sums, np.searchsorted(query, np.unique(query))) if len(query) else sums
    spread = np.repeat(top, np.diff(np.append(np.searchsorted(query, np.unique(query)), len(query)))) if len(query) else sums
    return best + sums / spread
