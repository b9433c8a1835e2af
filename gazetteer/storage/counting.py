"""Which aliases share most with a query: the hot spot of every look-up, arrays in and arrays out.

A query is a row of weighted keys; a key has a slice of one postings array (the ordinals of the aliases that
have it, ascending). `top` adds up, for every alias, the weights of the keys it shares with a query, and
returns the best k a query. Weights are added as 16-bit shares of the query's total weight, in two ways that
give the same answer:

* few postings (rare keys): many queries at once; (query, alias, share) is packed into 64 bits, sorted, and
  added up by runs;
* many postings (short n-grams): a query at a time into one array of 16-bit counters, rarest keys first. Once
  `budget` postings are counted, the remaining keys, the most frequent and so the lightest, bring no new
  candidates: they are only looked up for the best found so far (`KEPT` for each one wanted).

Measured on one of two cores, busy with three other jobs: names of two or three words, misspelt queries,
k = 100, a budget of 50,000 postings (the default); recall: how often the right name is a candidate.

    names      pairs of words, one letter missing      2- and 3-grams
    10,000     0.005 ms a query, recall .920           0.3 ms, recall 1.000
    100,000    0.012 ms          .910                  0.6 ms         1.000
    1,000,000  0.045 ms          .883                  1.3 ms          .989

At 1,000,000 names recall is .973 with a budget of 30,000 and .996 with 100,000, at nearly the same cost.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from gazetteer.storage.membership import Members

FULL = 65535  # the share of all keys of a query together
SPARSE = 3000  # postings of a query up to which sorting beats counters, and one more for each DENSE aliases
DENSE = 250
CHUNK = 1 << 16  # postings sorted at once: 512 KiB, to stay in the cache
BATCH = 1 << 16  # queries numbered in 16 bits
WIDE = 1 << 18  # aliases from which counters are passed over eight at a time
KEPT = 4  # candidates completed with the frequent keys, for each one wanted

_Found: TypeAlias = tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.uint64]]  # query, ordinal, sum


class Counts(NamedTuple):
    """Candidates by query, best first, then by ordinal."""

    query: NDArray[np.int32]
    ordinals: NDArray[np.uint32]
    scores: NDArray[np.float32]


class Slices(NamedTuple):
    """The keys of a batch: query i has the keys offsets[i]..offsets[i + 1], each a weighted slice of the
    postings.
    """

    offsets: NDArray[np.int64]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    weights: NDArray[np.float32]

    def rows(self, first: int, last: int) -> Slices:
        """The queries first..last - 1."""
        low, high = int(self.offsets[first]), int(self.offsets[last])
        offsets = self.offsets[first : last + 1] - low
        return Slices(offsets, self.starts[low:high], self.lengths[low:high], self.weights[low:high])


class PostingsTable(NamedTuple):
    """What is counted: the postings of `size` aliases.

    Aliases marked in `dead` are never found. `members` knows who has the most frequent keys.
    """

    postings: NDArray[np.uint32]
    size: int
    dead: NDArray[np.bool_] | None
    members: Members


def idf(frequency: NDArray[Any], total: int) -> NDArray[np.float32]:
    """The weight of keys that `frequency` of `total` aliases have: log((1 + total) / (1 + frequency)), in
    nats.

    >>> [round(float(weight), 2) for weight in idf(np.array([0, 1, 9, 99]), 99)]
    [4.61, 3.91, 2.3, 0.0]
    """
    weights: NDArray[np.float32] = np.log((1 + total) / (1 + np.minimum(frequency, total))).astype(np.float32)
    return weights


def top(table: PostingsTable, keys: Slices, k: int, budget: int) -> Counts:
    """The k best aliases of each query.

    The score is the summed weight of the shared keys. Weights are at least 0. What a shared key adds may err by
    2/65535 of the total weight of its query.

    >>> table = PostingsTable(np.array([0, 1, 1], np.uint32), 2, None, Members.none())  # 0 and 1 have key A, 1 has B
    >>> offsets, starts, lengths, weights = map(np.array, ([0, 2], [0, 2], [2, 1], [1.0, 3.0]))
    >>> found = top(table, Slices(offsets, starts, lengths, weights), 10, 1000)
    >>> found.ordinals.tolist(), found.scores.round(2).tolist()
    ([1, 0], [4.0, 1.0])
    """
    held = [Counts(np.empty(0, np.int32), np.empty(0, np.uint32), np.empty(0, np.float32))]
    for first in range(0, len(keys.offsets) - 1, BATCH):
        rows = keys.rows(first, min(first + BATCH, len(keys.offsets) - 1))
        counts = _batch(table, rows, k, budget)
        held.append(counts._replace(query=counts.query + np.int32(first)))
    return Counts(*(np.concatenate(column) for column in zip(*held, strict=True)))


def merge(parts: list[Counts], k: int) -> Counts:
    """The best k of each query out of several counts."""
    query, ordinals, scores = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((ordinals, -scores, query))
    order = order[_places(query[order]) < k]
    return Counts(query[order], ordinals[order], scores[order])


def _batch(table: PostingsTable, keys: Slices, k: int, budget: int) -> Counts:
    totals = _row_sums(keys.weights.astype(np.float64), keys.offsets)
    work = _row_sums(keys.lengths, keys.offsets)
    shares = _shares(keys, totals)
    sparse = work <= min(max(0, budget), SPARSE + table.size // DENSE)
    dense = np.flatnonzero(~sparse)
    few = _sparse(table, keys, shares, np.where(sparse, work, 0))
    many = list(_dense(table, keys, shares, dense, k, budget))
    found = chain(few, [_together(many)] if many else ())
    packed = [np.empty(0, np.uint64), *(_rank(table, some, k) for some in found)]
    return _unpack(np.sort(np.concatenate(packed)), totals)


def _unpack(packed: NDArray[np.uint64], units: NDArray[np.float64]) -> Counts:
    """Counts from what `_rank` gives; a score of FULL is worth the unit of its query."""
    query = (packed >> np.uint64(48)).astype(np.int32)
    score = FULL - (packed >> np.uint64(32) & np.uint64(FULL)).astype(np.float64)
    return Counts(query, packed.astype(np.uint32), (score * units[query] / FULL).astype(np.float32))


def _shares(keys: Slices, totals: NDArray[np.float64]) -> NDArray[np.uint16]:
    """Each key's share of FULL, at least 1, so that every shared key counts and no sum is above FULL."""
    number = keys.offsets[1:] - keys.offsets[:-1]
    unit = np.divide(FULL - number, totals, out=np.zeros(len(totals)), where=totals > 0)
    shares: NDArray[np.uint16] = (1 + keys.weights * np.repeat(unit, number)).astype(np.uint16)
    return shares


def _sparse(
    table: PostingsTable, keys: Slices, shares: NDArray[np.uint16], work: NDArray[np.int64]
) -> Iterator[_Found]:
    """All candidates of the queries with any `work` (postings to count), several queries at a time."""
    number = keys.offsets[1:] - keys.offsets[:-1]
    lengths = np.where(np.repeat(work > 0, number), keys.lengths, 0)
    rows = np.repeat(np.arange(len(number), dtype=np.uint64), number)
    for low, high in _bounds(np.cumsum(work) // CHUNK, keys.offsets):
        count = lengths[low:high]
        places = np.repeat(keys.starts[low:high] - np.cumsum(count) + count, count)
        places += np.arange(len(places))
        packed = np.repeat(rows[low:high] << np.uint64(48) | shares[low:high], count)
        packed |= table.postings[places].astype(np.uint64) << np.uint64(16)
        packed.sort()
        group = packed >> np.uint64(16)
        new = np.flatnonzero(_changes(group))
        sums = np.add.reduceat(packed & np.uint64(FULL), new) if len(new) else packed
        yield group[new] >> np.uint64(32), group[new] & np.uint64(0xFFFFFFFF), sums


def _bounds(parts: NDArray[np.int64], offsets: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Slices of the keys, one for each run of equal values in `parts` (one value a query)."""
    low = 0
    for end in offsets[np.flatnonzero(np.diff(parts, append=parts[-1:] + 1)) + 1].tolist():
        yield low, end
        low = end


def _dense(
    table: PostingsTable, keys: Slices, shares: NDArray[np.uint16], chosen: NDArray[np.intp], k: int, budget: int
) -> Iterator[_Found]:
    """The best candidates of the chosen queries, a query at a time."""
    counters = np.zeros(-(-table.size // 64) * 64 if len(chosen) else 0, np.uint16)
    whole = table.dead is None  # whoever is counted may be found
    for row in chosen.tolist():
        low, high = keys.offsets[row : row + 2]
        order = low + np.argsort(keys.lengths[low:high], kind="stable")
        starts, lengths, share = keys.starts[order], keys.lengths[order], shares[order]
        slices = [table.postings[at : at + n] for at, n in zip(starts.tolist(), lengths.tolist(), strict=True)]
        light = max(1, int(np.searchsorted(np.cumsum(lengths), max(0, budget), "right")))
        places = np.concatenate(slices[:light])
        np.add.at(counters, places.astype(np.intp), np.repeat(share[:light], lengths[:light]))
        found = _best(counters, places, k if whole and light == len(slices) else KEPT * k)
        sums = counters[found].astype(np.uint64)
        if light < len(slices):
            sums += table.members.shared(found, starts[light:], slices[light:], share[light:])
        counters.fill(0)
        yield np.full(len(found), row, np.uint64), found.astype(np.uint64), sums


def _together(found: list[_Found]) -> _Found:
    query, ordinals, sums = (np.concatenate(column) for column in zip(*found, strict=True))
    return query, ordinals, sums


def _best(counters: NDArray[np.uint16], places: NDArray[np.uint32], wanted: int) -> NDArray[np.intp]:
    """The ordinals of the `wanted` highest counters and of those equal to the last of them, ascending.

    `places`: who was counted, first those with the rarest keys, who tell how high the bar is at least.
    """
    seen = np.sort(places[: 8 * wanted])
    found = _true(counters >= max(1, _bar(counters[seen[_changes(seen)]], wanted)))
    values = counters[found]
    return found[values >= _bar(values, wanted)]


def _bar(values: NDArray[np.uint16], wanted: int) -> int:
    """The value that just `wanted` of the values reach (more if some are equal); 0 if there are not so
    many.
    """
    at = len(values) - wanted
    return int(np.partition(values, at)[at]) if at > 0 else 0


def _true(mask: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Where the mask is true, which is nearly nowhere: of many, eight at a time are passed over."""
    if len(mask) < WIDE:
        return mask.nonzero()[0]
    some = (mask.view(np.uint64) != 0).nonzero()[0]
    at = mask.reshape(-1, 8)[some].ravel().nonzero()[0]
    places: NDArray[np.intp] = some[at >> 3] * 8 + (at & 7)
    return places


def _rank(table: PostingsTable, found: _Found, k: int) -> NDArray[np.uint64]:
    """The best k of each query as query << 48 | (FULL - score) << 32 | ordinal, in order."""
    query, ordinals, sums = found
    if table.dead is not None:
        alive = ~table.dead[ordinals.astype(np.intp)]
        query, ordinals, sums = query[alive], ordinals[alive], sums[alive]
    sums = np.minimum(sums, np.uint64(FULL))  # a file may list an alias twice under a key
    packed = query << np.uint64(48) | (np.uint64(FULL) - sums) << np.uint64(32) | ordinals
    packed.sort()
    return packed[_places(packed >> np.uint64(48)) < k]


def _places(rows: NDArray[Any]) -> NDArray[np.intp]:
    """The place of each item in its row, from 0; equal values are a row and stand together."""
    at = np.arange(len(rows))
    places: NDArray[np.intp] = at - np.maximum.accumulate(np.where(_changes(rows), at, 0))
    return places


def _changes(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """Marks each value that differs from the one before."""
    new = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return new


def _row_sums(values: NDArray[Any], offsets: NDArray[np.int64]) -> NDArray[Any]:
    """The sum of each row; empty rows give 0."""
    sums = np.concatenate((np.zeros(1, values.dtype), np.cumsum(values)))
    return np.asarray(sums[offsets[1:]] - sums[offsets[:-1]])
