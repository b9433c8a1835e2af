"""Adding up what each alias shares with a query, arrays in and arrays out: the hot loop of every look-up.

There are two ways, which give the same sums:

* `tally_by_sorting`, for few postings (rare keys): many queries at once; (query, alias, share) is packed into 64 bits,
  sorted, and added up by runs;
* `tally_in_counters`, for many postings (short n-grams): a query at a time into one array of 16-bit counters, rarest
  keys first. Once `budget` postings are counted, the remaining keys, the most frequent and so the lightest, bring no
  new candidates: they are only looked up for the best found so far.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gazetteer.storage.membership import Members

FULL = 65535  # what the shares of all keys of a query add up to at most: sums fit into 16 bits

_QUERY, _ORDINAL = np.uint64(48), np.uint64(16)  # bits where each begins when packed; the share is the rest


@dataclass(frozen=True)
class TallyRules:
    """When to sort and when to count. All numbers are chosen; what they give is measured in `counting`."""

    sorted_postings: int = 3000  # postings of a query up to which sorting beats counters …
    aliases_per_posting: int = 250  # … and one more for each so many aliases, as counters are cleared and searched
    sorted_at_once: int = 1 << 16  # postings sorted together: 512 KiB, to stay in the cache
    skimmed: int = 1 << 18  # aliases from which on counters are passed over eight at a time
    kept: int = 4  # candidates completed with the frequent keys, for each one wanted


RULES = TallyRules()


class Slices(NamedTuple):
    """The keys of a batch of queries: query i has the keys offsets[i]:offsets[i + 1].

    Each key is a slice of the postings, `lengths` long from `starts` on, and has a weight, at least 0.
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
    """What queries are held against: the postings of `size` aliases.

    Aliases marked in `removed` are never found. `members` knows which have the most frequent keys.
    """

    postings: NDArray[np.uint32]
    size: int
    removed: NDArray[np.bool_] | None
    members: Members


class Tally(NamedTuple):
    """Pairs of a query and an alias that share a key, and the sum of the shares of these keys."""

    query: NDArray[np.uint64]
    ordinals: NDArray[np.uint64]
    sums: NDArray[np.uint64]


def worth_sorting(work: NDArray[np.int64], size: int, budget: int) -> NDArray[np.bool_]:
    """Which queries are to be sorted, by their number of postings, among `size` aliases; the others are counted."""
    return np.asarray(work <= min(max(0, budget), RULES.sorted_postings + size // RULES.aliases_per_posting))


def tally_by_sorting(
    table: PostingsTable, keys: Slices, shares: NDArray[np.uint16], work: NDArray[np.int64]
) -> Iterator[Tally]:
    """All aliases that share a key with a query that has any `work` (postings to read), several queries at a time."""
    counts = keys.counts
    lengths = np.where(np.repeat(work > 0, counts), keys.lengths, 0)
    query = np.repeat(np.arange(len(counts), dtype=np.uint64), counts)
    for low, high in _portions(np.cumsum(work) // RULES.sorted_at_once, keys.offsets):
        length = lengths[low:high]
        places = np.repeat(keys.starts[low:high] - np.cumsum(length) + length, length)
        places += np.arange(len(places))
        packed = np.repeat(query[low:high] << _QUERY | shares[low:high], length)
        packed |= table.postings[places].astype(np.uint64) << _ORDINAL
        packed.sort()
        pairs = packed >> _ORDINAL
        begins = np.flatnonzero(changes(pairs))
        sums = np.add.reduceat(packed & np.uint64(FULL), begins) if len(begins) else packed
        yield Tally(pairs[begins] >> _QUERY - _ORDINAL, pairs[begins] & np.uint64(0xFFFFFFFF), sums)


def _portions(portion: NDArray[np.int64], offsets: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """The keys of each run of queries that are of the same portion, as half-open ranges."""
    low = 0
    for end in offsets[np.flatnonzero(np.diff(portion, append=portion[-1:] + 1)) + 1].tolist():
        yield low, end
        low = end


def tally_in_counters(
    table: PostingsTable, keys: Slices, shares: NDArray[np.uint16], queries: NDArray[np.intp], k: int, budget: int
) -> Iterator[Tally]:
    """The best candidates of these queries, a query at a time: at least k if there are so many."""
    counters = np.zeros(-(-table.size // 64) * 64 if len(queries) else 0, np.uint16)
    for query in queries.tolist():
        first, end = keys.offsets[query : query + 2]
        rarest_first = first + np.argsort(keys.lengths[first:end], kind="stable")
        starts, lengths, share = keys.starts[rarest_first], keys.lengths[rarest_first], shares[rarest_first]
        slices = [
            table.postings[at : at + length] for at, length in zip(starts.tolist(), lengths.tolist(), strict=True)
        ]
        affordable = max(1, int(np.searchsorted(np.cumsum(lengths), max(0, budget), "right")))
        counted = np.concatenate(slices[:affordable])
        np.add.at(counters, counted.astype(np.intp), np.repeat(share[:affordable], lengths[:affordable]))
        final = affordable == len(slices) and table.removed is None  # nothing is added, and nobody falls out later
        best = _best(counters, counted, k if final else RULES.kept * k)
        sums = counters[best].astype(np.uint64)
        if affordable < len(slices):
            sums += table.members.shared(best, starts[affordable:], slices[affordable:], share[affordable:])
        counters.fill(0)
        yield Tally(np.full(len(best), query, np.uint64), best.astype(np.uint64), sums)


def _best(counters: NDArray[np.uint16], counted: NDArray[np.uint32], wanted: int) -> NDArray[np.intp]:
    """The ordinals of the `wanted` highest counters and of those equal to the last of them, ascending.

    `counted` are the ordinals that were counted, first those with the rarest keys, which give a lower bound of the bar.
    """
    likely = np.sort(counted[: 8 * wanted])
    lower_bound = _bar(counters[likely[changes(likely)]], wanted)
    best = _places_of_true(counters >= max(1, lower_bound))
    values = counters[best]
    return best[values >= _bar(values, wanted)]


def _bar(values: NDArray[np.uint16], wanted: int) -> int:
    """The value that just `wanted` of the values reach (more if some are equal); 0 if there are not so many."""
    place = len(values) - wanted
    return int(np.partition(values, place)[place]) if place > 0 else 0


def _places_of_true(mask: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Where the mask is true, which is nearly nowhere: in a large one, eight items at a time are passed over."""
    if len(mask) < RULES.skimmed:
        return mask.nonzero()[0]
    eights = (mask.view(np.uint64) != 0).nonzero()[0]
    inside = mask.reshape(-1, 8)[eights].ravel().nonzero()[0]
    places: NDArray[np.intp] = eights[inside >> 3] * 8 + (inside & 7)
    return places


def changes(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """Marks each value that differs from the one before; the first does.

    >>> changes(np.array([4, 4, 7])).tolist()
    [True, False, True]
    """
    marks = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=marks[1:])
    return marks
