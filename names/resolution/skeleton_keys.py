"""The keys of the fields `pair` and `word`, which are made of the consonant skeletons of a name's words.

Here a word is given as the skeletons of its readings, and a name as its words. Keys are numbers, the same on every
machine. They are no longer than it takes to tell the keys of a large gazetteer apart, because they are random numbers,
which no compression makes smaller: pair keys have 48 bits, and half of one, which is of one word, has 24.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, combinations, product
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from gazetteer import Ragged
from names.resolution.rules import KEY_RULES

Indices = NDArray[np.int64]
Skeletons = tuple[str, ...]  # the skeletons of a word's readings, likeliest first

_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that it has an inverse modulo 2**64
HALF = np.uint64(24)  # bits of the hash of one skeleton, half of a pair key; chosen
_INVERSE_BASE = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))


def ragged(rows: Sequence[Sequence[int]]) -> Ragged:
    """Rows of keys as two flat arrays."""
    offsets = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(row) for row in rows], out=offsets[1:])
    return Ragged(np.fromiter(chain.from_iterable(rows), np.uint64, int(offsets[-1])), offsets)


def word_key(skeleton: str) -> int:
    """The key of a word with this skeleton; `Gazetteer.frequencies` of the field `word` counts the names under it.

    >>> word_key("brg") == word_key("bRg")
    False
    """
    return crc32(skeleton.encode("ascii", "replace"))


def word_keys(names: Sequence[Sequence[Skeletons]]) -> Ragged:
    """The keys of each word, alone and with the first consonant of each other word."""
    rows = []
    for words in names:
        chosen = words[: KEY_RULES.paired_words]
        initials = [sorted({skeleton[:1] for skeleton in word}) for word in chosen]
        keys = [skeleton for word in chosen for skeleton in word]
        for i, word in enumerate(chosen):
            others = [initial for j, other in enumerate(initials) if j != i for initial in other]
            keys += [f"{skeleton} {initial}" for skeleton in word for initial in others]
        rows.append([word_key(key) for key in dict.fromkeys(keys)])
    return ragged(rows)


def pair_keys(names: Sequence[Sequence[Sequence[Skeletons]]]) -> Ragged:
    """The keys of every two words, perhaps with a consonant of one left out; a single word is paired with itself.

    Each name is given as the ways to divide it into words. Its row of keys is sorted and has no repeated key.
    """
    sides: list[str] = []  # skeletons of the pairs, left and right in turn
    ends: list[int] = []  # the number of pairs up to the end of each name
    for divisions in names:
        for words in divisions:
            if len(words) == 1:
                [single] = words
                sides += [skeleton for skeleton in single for _ in ("left", "right")]
            for word, other in combinations(words[: KEY_RULES.paired_words], 2):
                sides += chain.from_iterable(product(word, other))
        ends.append(len(sides) // 2)
    numbers = {skeleton: number for number, skeleton in enumerate(dict.fromkeys(sides))}
    hashes = shortened_hashes(list(numbers))
    left, right = np.fromiter(map(numbers.__getitem__, sides), np.int64, len(sides)).reshape(-1, 2).T
    owners = np.searchsorted(np.array(ends), np.arange(len(left)), "right")
    whole, other_side = np.concatenate([left, right]), np.concatenate([right, left])
    keys, owners = _pair_hashes(hashes, whole, other_side, np.concatenate([owners, owners]))
    return _distinct(keys, owners, len(names))


def shortened_hashes(skeletons: Sequence[str]) -> Ragged:
    """The hashes of each skeleton, of HALF bits: first of the whole, then with each of its consonants left out.

    A skeleton is treated as a number to the base `_BASE`, modulo 2**64, with its first letter as the lowest digit.
    Leaving out a letter keeps the digits before it and shifts those after it down by one place, so all numbers are
    differences of prefix sums of the digits. At the end, their bits are mixed.
    """
    lengths = np.fromiter(map(len, skeletons), np.int64, len(skeletons))
    ends = np.cumsum(lengths)
    letters = np.frombuffer("".join(skeletons).encode("ascii", "replace"), np.uint8).astype(np.uint64)
    place, start, end = np.arange(len(letters)), np.repeat(ends - lengths, lengths), np.repeat(ends, lengths)
    powers = np.cumprod(np.full(lengths.max(initial=0), _BASE)) * _INVERSE_BASE
    prefix = np.concatenate([np.zeros(1, np.uint64), np.cumsum(letters * powers[place - start])])
    without_letter = prefix[place] - prefix[start] + (prefix[end] - prefix[place + 1]) * _INVERSE_BASE
    offsets = np.concatenate(
        [np.zeros(1, np.int64), np.cumsum(1 + np.where(lengths >= KEY_RULES.shortened_from, lengths, 0))]
    )
    hashes = np.empty(offsets[-1], np.uint64)
    is_whole = np.zeros(len(hashes), np.bool_)
    is_whole[offsets[:-1]] = True
    hashes[is_whole] = prefix[ends] - prefix[ends - lengths]
    hashes[~is_whole] = without_letter[end - start >= KEY_RULES.shortened_from]
    return Ragged((hashes ^ hashes >> np.uint64(29)) * _BASE >> np.uint64(64) - HALF, offsets)


def _pair_hashes(hashes: Ragged, whole: Indices, other: Indices, owners: Indices) -> tuple[NDArray[np.uint64], Indices]:
    """Keys of the whole skeleton of one side of each pair with every hash of the other side, and their owners."""
    sizes = hashes.offsets[other + 1] - hashes.offsets[other]
    places = np.repeat(hashes.offsets[other] - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
    a, b = np.repeat(hashes.values[hashes.offsets[whole]], sizes), hashes.values[places]
    return np.minimum(a, b) << HALF | np.maximum(a, b), np.repeat(owners, sizes)


def _distinct(keys: NDArray[np.uint64], owners: Indices, count: int) -> Ragged:
    """The keys of each of `count` owners, sorted, without repetitions."""
    order = np.lexsort((keys, owners))
    keys, owners = keys[order], owners[order]
    is_new = np.ones(len(keys), np.bool_)
    is_new[1:] = (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1])
    return Ragged(keys[is_new], np.searchsorted(owners[is_new], np.arange(count + 1)))
