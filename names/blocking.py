"""The keys under which a gazetteer finds candidates for a name, which stores them without knowing their meaning.

Three fields: `phrase`, a hash of the whole name as written, for exact look-up; `pair`, hashes of the consonant
skeletons of every two words with single deletions, few and selective; `gram`, letter pairs and triples of the words as
they sound, many and forgiving. A word's keys are made once from its readings; a name's keys are those of its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, combinations, pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from gazetteer import Alias, Keys, Ragged
from names.normalization import fold
from names.parts import Name, Part, parse, tokens
from names.words import Word, join

Places = NDArray[np.int64]

KEY_VERSION = "1"
STORED_READINGS = 3  # readings of a word that a gazetteer's alias is indexed under
STORED_PAIRED = 2  # readings of a stored word that its pair keys are made of
PAIRED_READINGS = 3  # readings of a word of a query that its pair keys are made of
DAMPED = 0.85  # weight of each further reading of a query (matching.md §7)
SPOKEN = 3  # readings of a query that are compared with sound forms
PAIRED_WORDS = 5  # words of a name that are paired
_VOWELS = str.maketrans("aeiouy", "aaiuui")
# Kinds of alias found only as they are written: NATO and Belarussians have no spelling variants worth guessing, and a
# city's names in other scripts stand beside the Latin label that varies for all of them.
WRITTEN = frozenset({"code", "demonym", "exonym"})
_SILENT = frozenset({"title", "legal"})  # roles whose words say nothing about who is meant


def phrase(text: str) -> str:
    """The name as one comparable phrase: folded words with single spaces.

    >>> phrase("Nagorno-Karabakh"), phrase("«Газпром»")
    ('nagorno karabakh', 'газпром')
    """
    return " ".join([_plain(token.text) for token in tokens(text)])


@lru_cache(maxsize=1 << 17)
def _plain(word: str) -> str:
    return word.lower() if word.isascii() and word.isalpha() else fold(word).replace("'", "").replace(".", "")


@lru_cache(maxsize=1 << 16)
def phrase_key(phrase: str) -> int:
    """A 64-bit hash of a phrase, the same on every machine."""
    return int.from_bytes(blake2b(phrase.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@lru_cache(maxsize=1 << 17)
def _grams(sound: str) -> tuple[int, ...]:
    """Letter pairs and triples of a sound spelling with its edges, packed eight bits a letter."""
    codes = [1, *sound.translate(_VOWELS).encode("ascii", "replace"), 2]
    pairs = [a << 8 | b for a, b in pairwise(codes)]
    triples = [a << 16 | b << 8 | c for a, b, c in zip(codes, codes[1:], codes[2:], strict=False)]
    return tuple({*pairs, *triples})


@lru_cache(maxsize=1 << 17)
def _bones(skeleton: str) -> tuple[int, ...]:
    """Hashes of a skeleton and of itself with one consonant left out, the whole one first."""
    shorter = [skeleton[:i] + skeleton[i + 1 :] for i in range(len(skeleton))] if len(skeleton) > 2 else []
    forms = dict.fromkeys([skeleton, *shorter])
    return tuple(crc32(form.encode("ascii", "replace")) for form in forms)


def _pair_keys(names: Sequence[Sequence[Sequence[Word]]], readings: int) -> Ragged:
    """Keys of every two words, one of them perhaps with a consonant left out; of a lone word, of itself twice.

    A name comes as the ways to divide it into words.
    """
    numbers: dict[str, int] = {}
    rows: list[int] = []
    pairs: list[tuple[int, int]] = []
    for row, words in ((row, words) for row, ways in enumerate(names) for words in ways):
        chosen = words[:PAIRED_WORDS]
        for a, b in combinations(chosen, 2) if len(chosen) > 1 else ((word, word) for word in chosen):
            for first in dict.fromkeys(a.skeletons[:readings]):
                for second in dict.fromkeys(b.skeletons[:readings]) if a is not b else (first,):
                    rows.append(row)
                    pairs.append((numbers.setdefault(first, len(numbers)), numbers.setdefault(second, len(numbers))))
    if not pairs:
        return Ragged(np.zeros(0, np.uint64), np.zeros(len(names) + 1, np.int64))
    bones = ragged([_bones(skeleton) for skeleton in numbers])
    left, right = np.array(pairs, np.int64).T
    owner = np.array(rows, np.int64)
    both = [_with_each(bones, one, other, owner) for one, other in ((left, right), (right, left))]
    keys, owner = (np.concatenate(column) for column in zip(*both, strict=True))
    order = np.lexsort((keys, owner))
    keys, owner = keys[order], owner[order]
    new = np.ones(len(keys), np.bool_)
    new[1:] = (keys[1:] != keys[:-1]) | (owner[1:] != owner[:-1])
    return Ragged(keys[new], np.searchsorted(owner[new], np.arange(len(names) + 1)))


def _with_each(bones: Ragged, whole: Places, other: Places, owner: Places) -> tuple[NDArray[np.uint64], Places]:
    """The whole skeleton of one word with every form of the other's; and whose keys these are."""
    sizes = np.diff(bones.offsets)[other]
    at = np.repeat(bones.offsets[other] - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
    a, b = np.repeat(bones.values[bones.offsets[whole]], sizes), bones.values[at]
    return np.minimum(a, b) << np.uint64(32) | np.maximum(a, b), np.repeat(owner, sizes)


def _telling(name: Name) -> list[Part]:
    return [part for part in name.parts if part.role not in _SILENT] or list(name.parts)


def sound_form(name: Name) -> str:
    """The name as it sounds, words in order: what candidates are first ranked by."""
    return " ".join(part.word.sounds[0] for part in _telling(name))


def spoken(name: Name) -> list[str]:
    """The ways to say a name, to be held against sound forms: by its likeliest readings, from any word on.

    Words are turned, not sorted: one letter would sort Japarov and Zhaparov apart.
    """
    words = [part.word.sounds for part in _telling(name)]
    turns = (0, 1, len(words) - 1) if len(words) > 1 else (0,)
    said = [[sounds[min(rank, len(sounds) - 1)] for sounds in words] for rank in range(SPOKEN)]
    return list(dict.fromkeys(" ".join(form[turn:] + form[:turn]) for form in said for turn in turns))


@lru_cache(maxsize=1 << 17)
def _word_grams(word: Word, readings: int) -> tuple[tuple[int, float], ...]:
    """The grams of a word with the damped weight of the likeliest reading that has each."""
    weighed: dict[int, float] = {}
    for rank, sound in enumerate(dict.fromkeys(word.sounds[:readings])):
        for gram in _grams(sound):
            weighed.setdefault(gram, DAMPED**rank)
    return tuple(weighed.items())


@lru_cache(maxsize=1 << 17)
def _stored_grams(word: Word) -> NDArray[np.uint64]:
    return np.array([gram for gram, _ in _word_grams(word, STORED_READINGS)], np.uint64)


def gazetteer_keys(aliases: Sequence[Alias]) -> Keys:
    """The keys and sound forms of a batch of aliases, for `gazetteer.build`."""
    phrases, read = [], []
    for alias in aliases:  # together, as both need the tokens
        phrases.append((phrase_key(phrase(alias.text)),))
        read.append(None if alias.kind in WRITTEN else parse(alias.text))
    words = [[part.word for part in _telling(name)] if name else [] for name in read]
    each = [_stored_grams(word) for row in words for word in row]
    sizes = [sum(len(_stored_grams(word)) for word in row) for row in words]
    grams = Ragged(np.concatenate([np.zeros(0, np.uint64), *each]), np.cumsum([0, *sizes], dtype=np.int64))
    fields = {"phrase": ragged(phrases), "pair": _pair_keys([[row] for row in words], STORED_PAIRED), "gram": grams}
    return Keys(fields, [sound_form(name) if name else "" for name in read])


def query_pairs(names: Sequence[Name]) -> Ragged:
    """The pair keys of each query, also with two adjacent words written as one (Sung-min, Sungmin)."""
    return _pair_keys([_divisions([part.word for part in _telling(name)]) for name in names], PAIRED_READINGS)


def _divisions(words: list[Word]) -> list[list[Word]]:
    if not 3 <= len(words) <= PAIRED_WORDS:
        return [words]
    return [words, *([*words[:i], join(words[i], words[i + 1]), *words[i + 2 :]] for i in range(len(words) - 1))]


def query_grams(names: Sequence[Name]) -> tuple[Ragged, list[float]]:
    """The grams of each query and their weights, flat, in the same order."""
    rows: list[list[int]] = []
    weights: list[float] = []
    for name in names:
        weighed: dict[int, float] = {}
        for part in _telling(name):
            for gram, weight in _word_grams(part.word, 9):
                weighed[gram] = max(weight, weighed.get(gram, 0.0))
        rows.append(list(weighed))
        weights += weighed.values()
    return ragged(rows), weights


def ragged(rows: Sequence[Sequence[int]]) -> Ragged:
    """Rows of keys as two flat arrays."""
    offsets = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(row) for row in rows], out=offsets[1:])
    return Ragged(np.fromiter(chain.from_iterable(rows), np.uint64, int(offsets[-1])), offsets)
