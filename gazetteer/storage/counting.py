"""Find the aliases that share most keys with each query. Arrays in, arrays out.

A query is a row of weighted keys; a key has a slice of one postings array (the ordinals of the aliases that
have it, ascending). `top` adds up, for every alias, the weights of the keys it shares with a query, and
returns the best k for each query. Weights are added as 16-bit shares of the query's total weight (see `tallying`).

Measured on one of two cores, busy with three other jobs: names of two or three words, misspelt queries,
k = 100, a budget of 50,000 postings (the default). Recall is how often the right name is a candidate.

    names      pairs of words, one letter missing      2- and 3-grams
    10,000     0.005 ms a query, recall .920           0.3 ms, recall 1.000
    100,000    0.012 ms          .910                  0.6 ms         1.000
    1,000,000  0.045 ms          .883                  1.3 ms          .989

At 1,000,000 names recall is .973 with a budget of 30,000 and .996 with 100,000, at nearly the same cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gazetteer.storage.tallying import (
    FULL,
    PostingsTable,
    Slices,
    Tally,
    changes,
    tally_by_sorting,
    tally_in_counters,
    worth_sorting,
)

BATCH = 1 << 16  # queries counted together: as many as 16 bits can number

# A candidate is packed into 64 bits as query, FULL - sum, ordinal; so sorting puts the best of each query first.
_QUERY_SHIFT, _SUM_SHIFT = np.uint64(48), np.uint64(32)


class Counts(NamedTuple):
    """Candidates by query, best first, then by ordinal; the score is the summed weight of the shared keys."""

    query: NDArray[np.int32]
    ordinals: NDArray[np.uint32]
    scores: NDArray[np.float32]


def idf(frequency: NDArray[Any], total: int) -> NDArray[np.float32]:
    """The inverse document frequency, in nats, of keys that `frequency` of `total` aliases have.

    It is log((1 + total) / (1 + frequency)).

    >>> [round(float(weight), 2) for weight in idf(np.array([0, 1, 9, 99]), 99)]
    [4.61, 3.91, 2.3, 0.0]
    """
    weights: NDArray[np.float32] = np.log((1 + total) / (1 + np.minimum(frequency, total))).astype(np.float32)
    return weights


def top(table: PostingsTable, keys: Slices, k: int, budget: int) -> Counts:
    """The k best aliases of each query. To find candidates, at most `budget` postings are read for a query.

    The weight of a key in a score is exact to 2/65535 of the total weight of its query.

    >>> from gazetteer.storage.membership import Members
    >>> table = PostingsTable(np.array([0, 1, 1], np.uint32), 2, None, Members.none())  # 0 and 1 have key A, 1 has B
    >>> offsets, starts, lengths, weights = map(np.array, ([0, 2], [0, 2], [2, 1], [1.0, 3.0]))
    >>> found = top(table, Slices(offsets, starts, lengths, weights), 10, 1000)
    >>> found.ordinals.tolist(), found.scores.round(2).tolist()
    ([1, 0], [4.0, 1.0])
    """
    batches = [Counts(np.empty(0, np.int32), np.empty(0, np.uint32), np.empty(0, np.float32))]
    queries = len(keys.offsets) - 1
    for first in range(0, queries, BATCH):
        counts = _top_of_batch(table, keys.rows(first, min(first + BATCH, queries)), k, budget)
        batches.append(counts._replace(query=counts.query + np.int32(first)))
    return _concatenated(batches)


def merge(parts: Sequence[Counts], k: int) -> Counts:
    """The best k of each query in several counts.

    >>> one = Counts(np.array([0, 1]), np.array([7, 8]), np.array([1.5, 1.0]))
    >>> other = Counts(np.array([0]), np.array([9]), np.array([2.5]))
    >>> merge([one, other], 1).ordinals.tolist()
    [9, 8]
    """
    query, ordinals, scores = _concatenated(parts)
    order = np.lexsort((ordinals, -scores, query))
    order = order[_ranks(query[order]) < k]
    return Counts(query[order], ordinals[order], scores[order])


def _concatenated(parts: Sequence[Counts]) -> Counts:
    return Counts(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _top_of_batch(table: PostingsTable, keys: Slices, k: int, budget: int) -> Counts:
    totals = _row_sums(keys.weights.astype(np.float64), keys.offsets)
    work = _row_sums(keys.lengths, keys.offsets)
    shares = _shares(keys, totals)
    sorting = worth_sorting(work, table.size, budget)
    tallies = list(tally_in_counters(table, keys, shares, np.flatnonzero(~sorting), k, budget))
    if tallies:
        tallies = [Tally(*(np.concatenate(column) for column in zip(*tallies, strict=True)))]
    packed = [_pack_best(table, tally, k) for tally in tallies]
    packed += [
        _pack_best(table, tally, k) for tally in tally_by_sorting(table, keys, shares, np.where(sorting, work, 0))
    ]
    return _unpack(np.sort(np.concatenate([np.empty(0, np.uint64), *packed])), totals)


def _shares(keys: Slices, totals: NDArray[np.float64]) -> NDArray[np.uint16]:
    """Each key's share of FULL: at least 1, so that every shared key counts, and together at most FULL.

    `totals` holds the total weight of each query.
    """
    counts = keys.counts
    share_per_weight = np.divide(FULL - counts, totals, out=np.zeros(len(totals)), where=totals > 0)
    shares: NDArray[np.uint16] = (1 + keys.weights * np.repeat(share_per_weight, counts)).astype(np.uint16)
    return shares


def _pack_best(table: PostingsTable, tally: Tally, k: int) -> NDArray[np.uint64]:
    """The best k of each query, packed and in order."""
    query, ordinals, sums = tally
    if table.removed is not None:
        kept = ~table.removed[ordinals.astype(np.intp)]
        query, ordinals, sums = query[kept], ordinals[kept], sums[kept]
    sums = np.minimum(sums, np.uint64(FULL))  # a file may list an alias twice under a key
    packed = query << _QUERY_SHIFT | (np.uint64(FULL) - sums) << _SUM_SHIFT | ordinals
    packed.sort()
    return packed[_ranks(packed >> _QUERY_SHIFT) < k]


def _unpack(packed: NDArray[np.uint64], totals: NDArray[np.float64]) -> Counts:
    """The counts that `_pack_best` packed; a sum of FULL is the total weight of its query."""
    query = (packed >> _QUERY_SHIFT).astype(np.int32)
    sums = FULL - (packed >> _SUM_SHIFT & np.uint64(FULL)).astype(np.float64)
    return Counts(query, packed.astype(np.uint32), (sums * totals[query] / FULL).astype(np.float32))


def _ranks(rows: NDArray[Any]) -> NDArray[np.intp]:
    """The rank of each item in its row, from 0; a row is a run of equal values."""
    place = np.arange(len(rows))
    ranks: NDArray[np.intp] = place - np.maximum.accumulate(np.where(changes(rows), place, 0))
    return ranks


def _row_sums(values: NDArray[Any], offsets: NDArray[np.int64]) -> NDArray[Any]:
    """The sum of each row; empty rows give 0."""
    sums = np.concatenate((np.zeros(1, values.dtype), np.cumsum(values)))
    return np.asarray(sums[offsets[1:]] - sums[offsets[:-1]])
