"""The names of a list as arrays: their keys, their sound, and their words by number. One pass reads all of them.

So a name takes a tenth of the memory that it takes with its parts and readings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from names.lists.list_keys import OWNER_BITS, Numbers, WordCounts, owners_of_words
from names.lists.name_columns import COMPARED, ListedWord, NameColumns, read_columns
from names.lists.similar_pairs import Packed, owners_of, renumber
from names.processes import in_order, itself

PORTION = 4096  # names that are read at once; chosen


class NameTable(NamedTuple):
    """Names as parallel columns, and the words that they are made of."""

    texts: list[str]
    forms: list[str]  # the phonetic form of each name, as it is heard
    short: NDArray[np.bool_]  # whether it has one word only
    divisible: NDArray[np.bool_]  # whether it has one word or particles: others may divide it otherwise
    first: Numbers  # the number of the name with the same words as each; only that one has keys
    rows: NDArray[np.int32]  # the numbers of the words that tell who is meant; -1 where there are no more
    words: list[ListedWord]
    keys: Packed  # with positions of names
    counts: WordCounts


def read_table(texts: Sequence[str], tell: Callable[[int], None] = lambda _: None, workers: int = 1) -> NameTable:
    """The names as a table, in the order of their sound; `tell` is told how many have been read.

    >>> table = read_table(["Dr. Berg", "Ada Berg"])
    >>> table.texts, table.rows[:, :2].tolist(), [word.forms for word in table.words]
    (['Ada Berg', 'Dr. Berg'], [[1, 0], [0, -1]], [('berg',), ('ada',)])
    """
    words: dict[ListedWord, int] = {}
    phrases: dict[str, int] = {}  # and the first name of each
    read: list[_ReadNames] = []
    begin = 0
    with in_order(partial(itself, read_columns), workers) as done:
        for columns in done(texts[low : low + PORTION] for low in range(0, len(texts), PORTION)):
            read.append(_numbered(columns, begin, words, phrases))
            begin += len(columns.forms)
            tell(begin)
    return _in_order_of_sound(texts, read, list(words))


class _ReadNames(NamedTuple):
    """A portion of the names with what they have by its number in the list."""

    forms: list[str]
    short: NDArray[np.bool_]
    divisible: NDArray[np.bool_]
    first: Numbers
    rows: NDArray[np.int32]
    keys: Packed
    words: NDArray[np.uint32]  # the keys of single words


def _numbered(columns: NameColumns, begin: int, words: dict[ListedWord, int], phrases: dict[str, int]) -> _ReadNames:
    """A portion, whose names are numbered from `begin` on; new words and phrases are added to those before."""
    count = len(columns.forms)
    first = np.fromiter(map(phrases.setdefault, columns.phrases, range(begin, begin + count)), np.int64, count)
    is_first = first == np.arange(begin, begin + count)
    keys = columns.keys[is_first[owners_of(columns.keys)]] + np.uint64(begin)
    key_words = columns.key_words[is_first[owners_of_words(columns.key_words)]]
    numbers = np.array([*(words.setdefault(word, len(words)) for word in columns.words), -1], np.int32)
    words_of_keys = (key_words >> np.uint64(OWNER_BITS)).astype(np.uint32)
    rows = numbers[columns.rows]
    return _ReadNames(columns.forms, columns.short, columns.divisible, first, rows, keys, words_of_keys)


def _in_order_of_sound(texts: Sequence[str], read: list[_ReadNames], words: list[ListedWord]) -> NameTable:
    """All names, sorted by their forms, so that similar names are near each other and the order of the list is gone."""
    forms = [form for part in read for form in part.forms]
    order = sorted(range(len(texts)), key=lambda place: (forms[place], texts[place]))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    short = np.concatenate([np.zeros(0, np.bool_), *(part.short for part in read)])[order]
    divisible = np.concatenate([np.zeros(0, np.bool_), *(part.divisible for part in read)])[order]
    first = np.concatenate([np.zeros(0, np.int64), *(part.first for part in read)])
    rows = np.concatenate([np.zeros((0, COMPARED), np.int32), *(part.rows for part in read)])[order]
    counts = WordCounts.among([part.words for part in read], len(texts))
    keys = np.concatenate([np.zeros(0, np.uint64), *(part.keys for part in read)])
    read.clear()  # so that the keys are held once
    renumber(keys, rank)
    texts, forms = ([column[place] for place in order] for column in (texts, forms))
    return NameTable(texts, forms, short, divisible, rank[first[order]], rows, words, keys, counts)
