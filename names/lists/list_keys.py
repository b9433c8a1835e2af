"""The keys by which the names of a list that may be one are brought together. Every name has all keys of its own.

They are those of a gazetteer (see `names.resolution.keys`) without letter pairs and triples, which in a long list bring
together more than can be compared: of every two words, of each word, of the phrase; and those of all words written as
one (Ada Berg, Adaberg), each with one consonant left out, so that names share one if one consonant differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from names.parsing.parts import Name
from names.resolution.keys import phrase_keys
from names.resolution.phonetic_forms import divided, identifying_words
from names.resolution.skeleton_keys import pair_keys, ragged, word_key, word_keys
from names.romanization.phonetics import phonetic_forms
from names.romanization.words import Word

READINGS = 3  # readings of a word that keys are made of; chosen
BEGINNING = 2  # consonants; chosen
LONGEST = 5  # words that are written as one; chosen

# Marks that tell keys apart; those of pairs have none.
_WORD, _PHRASE, _WHOLE, _BEGINNING = map(np.uint64, (1 << 60, 2 << 60, 3 << 60, 4 << 60))
_MARK = np.uint64(60)  # bits below a mark
OWNER_BITS = 32  # of the owner of a word's key

Numbers = NDArray[np.int64]


class OwnedKeys(NamedTuple):
    """The keys of some names, as two parallel columns."""

    values: NDArray[np.uint64]
    owners: Numbers  # position of the name of each key


class WordCounts(NamedTuple):
    """How many names of a list have a word with each key (see `word_key`)."""

    keys: NDArray[np.uint64]  # ascending
    counts: NDArray[np.int64]
    names: int  # in the list

    @classmethod
    def among(cls, keys: Sequence[NDArray[np.uint32]], names: int) -> WordCounts:
        """The counts of these keys, of which a name has each once at most."""
        words = np.sort(np.concatenate([np.zeros(0, np.uint32), *keys])).astype(np.uint64)
        starts = np.flatnonzero(words[1:] != words[:-1]) + 1
        places = np.concatenate((np.zeros(min(1, len(words)), np.int64), starts))
        return cls(words[places], np.diff(places, append=len(words)), names)

    def of(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The number of names under each key."""
        if not len(self.keys):
            return np.zeros(len(keys), np.int64)
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[places] == keys, self.counts[places], 0)


def list_keys(names: Sequence[Name]) -> OwnedKeys:
    """The keys of these names.

    >>> from names.parsing.parts import read_names
    >>> keys = list_keys(read_names(["Ada Berg", "Adaberk"]))
    >>> ada, adaberk = (set(keys.values[keys.owners == owner].tolist()) for owner in (0, 1))
    >>> ada.isdisjoint(adaberk)
    False
    """
    words = [identifying_words(name) for name in names]
    skeletons = [[word.skeletons[:READINGS] for word in row] for row in words]
    fields = [
        (pair_keys([[row, *_divisions(each)] for row, each in zip(skeletons, words, strict=True)]), np.uint64(0)),
        (word_keys(skeletons), _WORD),
        (ragged([_phrase_keys(name) for name in names]), _PHRASE),
        (ragged(_whole_keys(words)), _WHOLE),
        (ragged(list(map(_beginning_keys, words))), _BEGINNING),
    ]
    owners = [np.repeat(np.arange(len(names)), np.diff(rows.offsets)) for rows, _ in fields]
    return OwnedKeys(np.concatenate([rows.values | mark for rows, mark in fields]), np.concatenate(owners))


def words_of_keys(keys: OwnedKeys) -> NDArray[np.uint64]:
    """The keys of single words among these, as `word_key` makes them, each above the OWNER_BITS of its owner."""
    is_word = keys.values >> _MARK == _WORD >> _MARK
    words = np.asarray(keys.values[is_word] ^ _WORD)
    return np.asarray(words << np.uint64(OWNER_BITS) | keys.owners[is_word].astype(np.uint64))


def owners_of_words(keys: NDArray[np.uint64]) -> Numbers:
    """The owner of each key of a single word."""
    return (keys & np.uint64((1 << OWNER_BITS) - 1)).astype(np.int64)


def _phrase_keys(name: Name) -> list[int]:
    return phrase_keys(name) if name.phrase else []


def _divisions(words: Sequence[Word]) -> list[list[tuple[str, ...]]]:
    """The skeletons of a single word in an unspaced script, divided into family and given name."""
    return [[word.skeletons[:READINGS] for word in division] for division in divided(words)]


def _beginning_keys(words: Sequence[Word]) -> list[int]:
    """The keys of every two words, of each the first consonants: endings may differ (Donald Tusk, Donalds Tusks)."""
    beginnings = [word.skeletons[0][:BEGINNING] for word in words[:LONGEST]]
    return [word_key("+".join(sorted(pair))) for pair in set(combinations(beginnings, 2))]


def _whole_keys(words: Sequence[Sequence[Word]]) -> list[list[int]]:
    """The keys of each name with all its words as one: of its skeleton, and of that with one consonant left out."""
    latin = ["".join([word.latin for word in row[:LONGEST]]) for row in words]
    rows = []
    for skeleton in phonetic_forms(latin).skeletons:
        left_out = [skeleton[:i] + skeleton[i + 1 :] for i in range(len(skeleton))]
        rows.append([word_key(key) for key in dict.fromkeys([skeleton, *left_out]) if key])
    return rows
