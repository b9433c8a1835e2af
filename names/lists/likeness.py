"""Which pairs of names may be one: the quick look at their words that comes before a comparison.

Every word of the shorter name must be like a word of the longer one: in sound, by a table of names (Bill, William), or
as an initial. Or the names are alike when they are written without spaces.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from names.comparison.word_evidence import may_be_one
from names.lists.list_keys import READINGS, Numbers, OwnedKeys
from names.lists.name_columns import COMPARED
from names.lists.name_table import NameTable
from names.lists.rules import ClusterRules
from names.lists.similar_pairs import Pairs, packed_keys, sharing_pairs
from names.romanization.words import read_words

MOST_KIN = 400  # words that a table has as one name and that are all taken for each other; chosen
NARROW = 2  # words of most names

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Rows = NDArray[np.int32]  # the words of names by number; -1 where there are no more


class Likeness:
    """Tells which pairs of the names of a table are worth a comparison.

    >>> from names.lists.name_table import read_table
    >>> table = read_table(["Bill Haydn", "Bill Clinton", "William Hayden"])
    >>> table.texts
    ['Bill Haydn', 'Bill Clinton', 'William Hayden']
    >>> Likeness(table, ClusterRules()).may_be_one(Pairs(np.array([0, 0]), np.array([1, 2]))).tolist()
    [False, True]
    """

    def __init__(self, table: NameTable, rules: ClusterRules) -> None:
        words = table.words
        self._rules, self._rows = rules, table.rows
        self._divisible = table.divisible
        self._sizes = (table.rows >= 0).sum(axis=1)
        self._forms = np.array(table.forms, object)
        self._joined = np.array([form.replace(" ", "") for form in table.forms], object)
        self._readings = np.array([len(word.forms) for word in words], np.int8)
        self._word_forms = [
            np.array([word.forms[min(rank, len(word.forms) - 1)] for word in words], object) for rank in range(READINGS)
        ]
        self._letters = [Letters.of(forms.tolist()) for forms in self._word_forms]
        self._is_initial = np.array([word.is_initial for word in words], np.bool_)
        self._texts = [word.text for word in words]
        self._lettered = np.array([word.is_lettered for word in words], np.bool_)
        kin = np.array([number for word in words for number in word.kin], np.uint64)
        owners = np.repeat(np.arange(len(words)), [len(word.kin) for word in words])
        self._has_kin = np.zeros(len(words), np.bool_)
        related = [_packed(pairs) for pairs in sharing_pairs(packed_keys(OwnedKeys(kin, owners)), MOST_KIN, 1)]
        self._related: Numbers = np.concatenate([np.zeros(0, np.int64), *related])  # ascending
        self._has_kin[self._related >> 32] = self._has_kin[self._related & 0xFFFFFFFF] = True

    def may_be_one(self, pairs: Pairs) -> Bools:
        """Which of the pairs may be one name."""
        alike = np.zeros(len(pairs.left), np.bool_)
        wide = np.maximum(self._sizes[pairs.left], self._sizes[pairs.right]) > NARROW
        for places, width in ((np.flatnonzero(~wide), NARROW), (np.flatnonzero(wide), COMPARED)):
            alike[places] = self._have_like_words(Pairs(pairs.left[places], pairs.right[places]), width)
        alike |= _similar(self._joined, pairs, ~alike, fuzz.ratio, self._rules.whole)
        alike &= _similar(self._forms, pairs, alike, fuzz.token_set_ratio, self._rules.similarity)
        places = np.flatnonzero(alike)
        alike[places] = self._agree(Pairs(pairs.left[places], pairs.right[places]))
        return alike

    def _agree(self, pairs: Pairs) -> Bools:
        """Whether each word of the shorter name may be a word of the longer one, as comparisons take them.

        That is not asked of names that may be divided otherwise: of one word, with particles, with as many words as are
        looked at, or with two words that are like one word of the other name (Ada Lou Berg, Adalu Berg).
        """
        short, long = self._shorter_and_longer(pairs, COMPARED)
        equal = short[:, :, None] == long[:, None, :]
        left_over = (short >= 0) & ~equal.any(axis=2), (long >= 0) & ~equal.any(axis=1)
        found = ~left_over[0]
        places, ones, others = np.nonzero(left_over[0][:, :, None] & left_over[1][:, None, :])
        agree = self._are_believed(short[places, ones].astype(np.int64), long[places, others].astype(np.int64))
        np.logical_or.at(found, (places, ones), agree)
        agreeing: Bools = (
            found.all(axis=1) | (long[:, -1] >= 0) | self._divisible[pairs.left] | self._divisible[pairs.right]
        )
        for names, others_, (ours, theirs) in ((short, long, left_over), (long, short, left_over[::-1])):
            doubtful = np.flatnonzero(~agreeing)
            agreeing[doubtful] = self._have_joined(names[doubtful], others_[doubtful], ours[doubtful], theirs[doubtful])
        return agreeing

    def _have_joined(self, names: Rows, others: Rows, ours: Bools, theirs: Bools) -> Bools:
        """Whether two adjacent words of a name, one of them left over, are like a word left over in the other."""
        joined = (names[:, 1:] >= 0) & (ours[:, 1:] | ours[:, :-1])
        places, firsts, ones = np.nonzero(joined[:, :, None] & theirs[:, None, :])
        forms = self._word_forms[0]
        runs = forms[names[places, firsts]] + forms[names[places, firsts + 1]]
        words = forms[others[places, ones]]
        like = process.cpdist(runs.tolist(), words.tolist(), scorer=Indel.normalized_similarity, dtype=np.float32)
        return np.isin(np.arange(len(names)), places[like >= self._rules.words])

    def _are_believed(self, left: Numbers, right: Numbers) -> Bools:
        """Which of the pairs of words may be one; words that are not compared by their letters always may."""
        packed, places = np.unique(left << 32 | right, return_inverse=True)
        believed = ~(self._lettered[packed >> 32] & self._lettered[packed & 0xFFFFFFFF])
        asked = np.flatnonzero(~believed)
        texts = [
            [self._texts[number] for number in numbers.tolist()]
            for numbers in (packed[asked] >> 32, packed[asked] & 0xFFFFFFFF)
        ]
        words = read_words([*texts[0], *texts[1]])
        believed[asked] = may_be_one(list(zip(words[: len(asked)], words[len(asked) :], strict=True)))
        return np.asarray(believed[places.reshape(-1)])

    def _shorter_and_longer(self, pairs: Pairs, width: int) -> tuple[Rows, Rows]:
        """The words of the shorter and of the longer name of each pair."""
        turned = self._sizes[pairs.left] > self._sizes[pairs.right]
        short = self._rows[np.where(turned, pairs.right, pairs.left), :width]
        return short, self._rows[np.where(turned, pairs.left, pairs.right), :width]

    def _have_like_words(self, pairs: Pairs, width: int) -> Bools:
        """Whether the words of the shorter name are like words of the longer one."""
        short, long = self._shorter_and_longer(pairs, width)
        is_word = short >= 0
        best = (short[:, :, None] == long[:, None, :]).any(axis=2).astype(np.float32)
        best[~is_word] = 1
        places, ones, others = np.nonzero((best == 0)[:, :, None] & (long >= 0)[:, None, :])
        likeness = self._of_words(short[places, ones].astype(np.int64), long[places, others].astype(np.int64))
        np.maximum.at(best, (places, ones), likeness)
        mean = 1 - (1 - best).sum(axis=1) / np.maximum(1, is_word.sum(axis=1))
        enough = (best.min(axis=1, initial=1) >= self._rules.word) & (mean >= self._rules.words)
        return np.asarray(is_word.any(axis=1) & enough)

    def _of_words(self, left: Numbers, right: Numbers) -> Floats:
        """How alike the words of each pair sound, 0..1; 1 if a table has them as one name, or one is an initial.

        Of words with several readings more are compared until they are alike.
        """
        likeness = (self._is_initial[left] | self._is_initial[right] | self._are_related(left, right)).astype(
            np.float32
        )
        for one, other in product(range(READINGS), repeat=2):
            is_open = (likeness < self._rules.word) & (self._readings[left] > one) & (self._readings[right] > other)
            places = np.flatnonzero(is_open)
            near = self._letters[one].may_be_like(left[places], self._letters[other], right[places], self._rules.word)
            places = places[near]
            ours, others = self._word_forms[one][left[places]], self._word_forms[other][right[places]]
            found = process.cpdist(ours.tolist(), others.tolist(), scorer=Indel.normalized_similarity, dtype=np.float32)
            likeness[places] = np.maximum(likeness[places], found)
        return likeness

    def _are_related(self, left: Numbers, right: Numbers) -> Bools:
        related = self._has_kin[left] & self._has_kin[right]
        if related.any():
            asked = np.flatnonzero(related)
            packed = np.minimum(left[asked], right[asked]) << 32 | np.maximum(left[asked], right[asked])
            places = np.minimum(np.searchsorted(self._related, packed), len(self._related) - 1)
            related[asked] = self._related[places] == packed
        return related


class Letters(NamedTuple):
    """Which letters some words have: a bound of how alike two words can be that takes no look at their order."""

    bits: NDArray[np.uint64]  # one for each letter, and one for each that a word has twice
    lengths: NDArray[np.int64]
    more: NDArray[np.int64]  # letters of each word without a bit

    @classmethod
    def of(cls, words: Sequence[str]) -> Letters:
        """The letters of these words."""
        bits = np.fromiter(map(_letter_bits, words), np.uint64, len(words))
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        return cls(bits, lengths, lengths - _counted(bits))

    def may_be_like(self, places: Numbers, others: Letters, other_places: Numbers, least: float) -> Bools:
        """Whether so large a share of the letters of two words may be common to both, in the mean of the words."""
        common = _counted(self.bits[places] & others.bits[other_places])
        common += np.minimum(self.more[places], others.more[other_places])
        return np.asarray(2 * common >= (least - 1e-6) * (self.lengths[places] + others.lengths[other_places]))


def _letter_bits(word: str) -> int:
    bits = 0
    for char in word:
        bit = 1 << (ord(char) & 31)
        bits |= bit << 32 if bits & bit else bit
    return bits


def _counted(bits: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The number of bits that are set in each number (`numpy.bitwise_count` is of numpy 2)."""
    pairs = bits - (bits >> np.uint64(1) & np.uint64(0x5555555555555555))
    fours = (pairs & np.uint64(0x3333333333333333)) + (pairs >> np.uint64(2) & np.uint64(0x3333333333333333))
    bytes_ = fours + (fours >> np.uint64(4)) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.asarray(bytes_ * np.uint64(0x0101010101010101) >> np.uint64(56)).astype(np.int64)


def _similar(forms: NDArray[Any], pairs: Pairs, asked: Bools, scorer: Callable[..., float], least: float) -> Bools:
    """Which of the pairs that are asked about are so similar at least, 0..1, by a scorer in per cent."""
    places = np.flatnonzero(asked)
    left, right = (forms[side[places]].tolist() for side in pairs)
    similar = np.zeros(len(asked), np.bool_)
    cutoff = 100 * least
    similar[places] = process.cpdist(left, right, scorer=scorer, score_cutoff=cutoff, dtype=np.float32) >= cutoff
    return similar


def _packed(pairs: Pairs) -> Numbers:
    return pairs.left << 32 | pairs.right
