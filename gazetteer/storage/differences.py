"""Ascending ordinals of several keys as differences, which are small numbers, and back."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def summed(postings: NDArray[np.uint32], lengths: NDArray[np.int64]) -> NDArray[np.uint32]:
    """The ordinals of several keys, one after the other, from their postings; key i has `lengths[i]` of them.

    >>> summed(np.array([7, 2, 1, 5], np.uint32), np.array([3, 0, 1])).tolist()
    [7, 9, 10, 5]
    """
    totals = np.cumsum(postings, dtype=np.uint32)  # where it overflows, the difference below is right all the same
    before = np.concatenate((np.zeros(1, np.uint32), totals))[np.cumsum(lengths) - lengths]
    return np.asarray(totals - np.repeat(before, lengths))


def differences(ordinals: NDArray[np.uint32], counts: NDArray[np.int64]) -> NDArray[np.uint32]:
    """The postings of keys that have `counts` ordinals each: the opposite of `summed`."""
    postings = np.diff(ordinals, prepend=np.uint32(0))
    first = np.cumsum(counts) - counts
    postings[first] = ordinals[first]
    return postings
