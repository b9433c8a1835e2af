"""Expected counts of operations over the lattice of a pair of spellings: all ways to divide both into chunks."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]

NONE = 0  # the id of chunks that are not in the vocabulary
EMPTY = 1  # the id of the empty Latin chunk
BLOCK = 1500  # pairs computed at once; larger blocks do not fit into the processor's cache


class Pair(NamedTuple):
    """A native and a Latin spelling of one word."""

    native: str
    latin: str
    weight: float = 1.0  # how much the pair counts
    doubted: bool = True  # whether the pair may not be a transliteration


def vocabulary(words: Iterable[tuple[str, float]], length: int, limit: int) -> list[str]:
    """The chunks of up to `length` letters: every letter, and the `limit` most frequent longer ones."""
    counts: Counter[str] = Counter()
    for word, weight in words:
        for size in range(1, length + 1):
            for start in range(len(word) - size + 1):
                counts[word[start : start + size]] += weight  # type: ignore[assignment]
    long = [(count, chunk) for chunk, count in counts.items() if len(chunk) > 1 and count >= 3]
    long.sort(key=lambda item: (-item[0], item[1]))
    return sorted(c for c in counts if len(c) == 1) + [chunk for _, chunk in long[:limit]]


def chunk_ids(word: str, ids: dict[str, int], length: int) -> list[list[int]]:
    """For every end position, the ids of the chunks of 1 to `length` letters that end there, or NONE."""
    return [
        [ids.get(word[end - size : end], NONE) if size <= end else NONE for size in range(1, length + 1)]
        for end in range(1, len(word) + 1)
    ]


class Block(NamedTuple):
    """Pairs whose words have the same numbers of letters, computed together."""

    native: Ints  # [end position, size - 1, pair]: ids of native chunks
    latin: Ints  # [end position, size - 1, pair]: ids of Latin chunks
    weights: Floats  # [pair]
    background: Floats  # [pair]: probability of both words if they were unrelated; 0 if the pair is not doubted


def letter_costs(words: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The cost of each letter by its frequency alone, in nats; edges cost nothing."""
    counts: Counter[str] = Counter()
    for word, weight in words:
        for letter in word:
            counts[letter] += weight  # type: ignore[assignment]
    total = sum(counts.values())
    return {letter: 0.0 if letter in "^$" else -math.log(count / total) for letter, count in counts.items()}


def expect(
    block: Block, power: Floats, width: int, counts: Floats, unrelated: float, longest: int
) -> tuple[float, float]:
    """Add the expected number of uses of every operation to `counts`, by the forward-backward algorithm over chunks.

    `power` has the probability of each operation at native chunk × `width` + Latin chunk; `unrelated` is the prior odds
    that a pair is not a transliteration; native chunks have up to `longest` letters. Returns the log likelihood of the
    block, and the weight of its pairs that is taken for transliterations.
    """
    length, _, number = block.native.shape
    columns = block.latin.shape[0]
    alpha: list[Floats] = [np.zeros((columns + 1, number)) for _ in range(length + 1)]
    alpha[0][0] = 1
    terms: list[tuple[int, int, int, Ints, Floats]] = []
    for i in range(1, length + 1):
        for di in range(1, min(longest, i) + 1):
            row = block.native[i - 1, di - 1] * width
            if not row.any():
                continue
            for dj in range(min(block.latin.shape[1], columns) + 1):
                index = row + block.latin[dj - 1 :, dj - 1] if dj else np.broadcast_to(row + EMPTY, (1, number))
                p = power[index]
                alpha[i][dj:] += alpha[i - di][: columns + 1 - dj] * p
                terms.append((i, di, dj, index, p))
    z = alpha[length][columns]
    odds = z / np.maximum(z + unrelated * block.background, 1e-300)
    share = np.where(z > 0, odds, 0) * block.weights
    scale = share / np.maximum(z, 1e-300)
    beta: list[Floats] = [np.zeros((columns + 1, number)) for _ in range(length + 1)]
    beta[length][columns] = scale
    for i, di, dj, index, p in reversed(terms):
        flow = beta[i][dj:] * p
        expected = flow * alpha[i - di][: columns + 1 - dj]
        beta[i - di][: columns + 1 - dj] += flow
        expected = expected if dj else expected.sum(axis=0, keepdims=True)
        used = expected > 1e-5
        np.add.at(counts, index[used], expected[used])
    seen = z > 0
    return float((np.log(z[seen]) * block.weights[seen]).sum()), float(share.sum())
