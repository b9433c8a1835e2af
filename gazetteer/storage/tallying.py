"""Add up the weights of the keys that each alias shares with a query: the inner loop of every look-up.

Weights are given as shares of the query's total weight. There are two ways, which give the same sums:

* `tally_by_sorting`, for few postings (rare keys): many queries at once; (query, alias, share) is packed into 64 bits,
  sorted, and added up by runs;
* `tally_in_counters`, for many postings (short n-grams): a query at a time into one array of 16-bit counters, rarest
  keys first. After `budget` postings, the remaining keys, which are the most frequent and so the lightest, add no new
  candidates: they are only looked up for the best candidates so far.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gazetteer.storage.differences import summed
from gazetteer.storage.membership import Members

FULL = 65535  # the most that all shares of a query add up to, so that sums fit into 16 bits

_QUERY_SHIFT, _ORDINAL_SHIFT = np.uint64(48), np.uint64(16)  # bits of (query, alias, share) when packed


@dataclass(frozen=True)
class TallyRules:
    """When to sort and when to count. All numbers are chosen; `counting` has measurements with them."""

    sorted_postings: int = 3000  # a query of a small gazetteer is sorted up to this number of postings
    aliases_per_posting: int = 250  # this many more aliases raise that number by 1, as they make counting slower
    sorted_at_once: int = 1 << 16  # postings sorted together: 512 KiB, which fit into the processor's cache
    skimmed: int = 1 << 18  # with at least this many aliases, empty counters are skipped eight at a time
    kept: int = 4  # candidates for which frequent keys are looked up, for each candidate wanted


RULES = TallyRules()


class Slices(NamedTuple):
    """The keys of a batch of queries: query i has the keys from `offsets[i]` to before `offsets[i + 1]`.

    Key j has the weight `weights[j]`, at least 0, and the postings from `starts[j]` on, `lengths[j]` of them.
    """

    offsets: NDArray[np.int64]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    weights: NDArray[np.float32]

    def rows(self, first: int, last: int) -> Slices:
        """The queries from `first` to before `last`."""
        low, high = int(self.offsets[first]), int(self.offsets[last])
        offsets = self.offsets[first : last + 1] - low
        return Slices(offsets, self.starts[low:high], self.lengths[low:high], self.weights[low:high])

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many keys each query has."""
        return self.offsets[1:] - self.offsets[:-1]


class PostingsTable(NamedTuple):
    """The index that queries are looked up in: the postings of `size` aliases.

    Aliases marked in `removed` are never returned. `members` holds which aliases have the most frequent keys.
    """

    postings: NDArray[np.uint32]  # first ordinals and differences, see `differences`
    size: int
    removed: NDArray[np.bool_] | None
    members: Members

    def ordinals(self, postings: NDArray[np.uint32], lengths: NDArray[np.int64]) -> NDArray[np.uint32]:
        """The ordinals of several keys from their postings. Raises ValueError if there is no such alias."""
        ordinals = summed(postings, lengths)
        if len(ordinals) and int(ordinals.max()) >= self.size:
            raise ValueError(f"{ordinals.max()} is not below {self.size}, the number of aliases")
        return ordinals


class Tally(NamedTuple):
    """Pairs of a query and an alias that share keys, and for each pair the sum of the shares of these keys."""

    query: NDArray[np.uint64]
    ordinals: NDArray[np.uint64]
    sums: NDArray[np.uint64]


def worth_sorting(work: NDArray[np.int64], size: int, budget: int) -> NDArray[np.bool_]:
    """Which queries are faster to sort than to count, given their numbers of postings and `size` aliases."""
    return np.asarray(work <= min(max(0, budget), RULES.sorted_postings + size // RULES.aliases_per_posting))


def tally_by_sorting(
    table: PostingsTable, keys: Slices, shares: NDArray[np.uint16], work: NDArray[np.int64]
) -> Iterator[Tally]:
    """All aliases that share a key with a query, several queries at a time.

    `work` is the number of postings of each query; a query with 0 is left out.
    """
    counts = keys.counts
    lengths = np.where(np.repeat(work > 0, counts), keys.lengths, 0)
    query = np.repeat(np.arange(len(counts), dtype=np.uint64), counts)
    for low, high in _portions(np.cumsum(work) // RULES.sorted_at_once, keys.offsets):
        length = lengths[low:high]
        places = np.repeat(keys.starts[low:high] - np.cumsum(length) + length, length)
        places += np.arange(len(places))
        packed = np.repeat(query[low:high] << _QUERY_SHIFT | shares[low:high], length)
        packed |= table.ordinals(table.postings[places], length).astype(np.uint64) << _ORDINAL_SHIFT
        packed.sort()
        pairs = packed >> _ORDINAL_SHIFT
        begins = np.flatnonzero(changes(pairs))
        sums = np.add.reduceat(packed & np.uint64(FULL), begins) if len(begins) else packed
        yield Tally(pairs[begins] >> _QUERY_SHIFT - _ORDINAL_SHIFT, pairs[begins] & np.uint64(0xFFFFFFFF), sums)


def _portions(portion: NDArray[np.int64], offsets: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """For each run of queries with the same portion number, the half-open range of their keys."""
    low = 0
    for end in offsets[np.flatnonzero(np.diff(portion, append=portion[-1:] + 1)) + 1].tolist():
        yield low, end
        low = end


def tally_in_counters(
    table: PostingsTable, keys: Slices, shares: NDArray[np.uint16], queries: NDArray[np.intp], k: int, budget: int
) -> Iterator[Tally]:
    """The best candidates of these queries, a query at a time: at least k, if that many aliases share a key."""
    counters = np.zeros(-(-table.size // 64) * 64 if len(queries) else 0, np.uint16)
    for query in queries.tolist():
        first, end = keys.offsets[query : query + 2]
        rarest_first = first + np.argsort(keys.lengths[first:end], kind="stable")
        starts, lengths, share = keys.starts[rarest_first], keys.lengths[rarest_first], shares[rarest_first]
        slices = [
            table.postings[start : start + length]
            for start, length in zip(starts.tolist(), lengths.tolist(), strict=True)
        ]
        keys_read = max(1, int(np.searchsorted(np.cumsum(lengths), max(0, budget), "right")))  # keys within the budget
        counted = table.ordinals(np.concatenate(slices[:keys_read]), lengths[:keys_read])
        np.add.at(counters, counted.astype(np.intp), np.repeat(share[:keys_read], lengths[:keys_read]))
        is_final = keys_read == len(slices) and table.removed is None  # no sum grows and no candidate is dropped later
        best = _best(counters, counted, k if is_final else RULES.kept * k)
        sums = counters[best].astype(np.uint64)
        if keys_read < len(slices):
            sums += table.members.shared(best, starts[keys_read:], slices[keys_read:], share[keys_read:])
        counters.fill(0)
        yield Tally(np.full(len(best), query, np.uint64), best.astype(np.uint64), sums)


def _best(counters: NDArray[np.uint16], counted: NDArray[np.uint32], wanted: int) -> NDArray[np.intp]:
    """The ordinals of the `wanted` highest counters and of those equal to the last of them, ascending.

    `counted` holds the ordinals that were counted, those with the rarest keys first. The first of them give a lower
    bound of what a counter must reach.
    """
    likely = np.sort(counted[: 8 * wanted])
    lower_bound = _threshold(counters[likely[changes(likely)]], wanted)
    best = _places_of_true(counters >= max(1, lower_bound))
    values = counters[best]
    return best[values >= _threshold(values, wanted)]


def _threshold(values: NDArray[np.uint16], wanted: int) -> int:
    """The `wanted`-th highest value; 0 if there are no more values than `wanted`."""
    place = len(values) - wanted
    return int(np.partition(values, place)[place]) if place > 0 else 0


def _places_of_true(mask: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The positions at which a sparse mask is true; in a large one, false items are skipped eight at a time."""
    if len(mask) < RULES.skimmed:
        return mask.nonzero()[0]
    eights = (mask.view(np.uint64) != 0).nonzero()[0]
    inside = mask.reshape(-1, 8)[eights].ravel().nonzero()[0]
    places: NDArray[np.intp] = eights[inside >> 3] * 8 + (inside & 7)
    return places


def changes(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """Mark the first value and every value that differs from the one before it.

    >>> changes(np.array([4, 4, 7])).tolist()
    [True, False, True]
    """
    marks = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=marks[1:])
    return marks
