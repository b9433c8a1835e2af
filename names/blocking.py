"""The keys under which a gazetteer finds candidates for a name. The gazetteer stores them without knowing their meaning.

Three fields: `phrase`, a hash of the whole name as written, for exact look-up; `pair`, hashes of the consonant skeletons
of every two words with single deletions, few and selective; `gram`, letter pairs and triples of the words as they sound,
many and forgiving. A word's keys are made once from its readings, so a name's keys are those of its words put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations
from zlib import crc32

import numpy as np

from gazetteer import Alias, Keys, Ragged
from names.normalization import fold
from names.parts import Name, Part, parse
from names.tokens import tokenize
from names.words import Word

KEY_VERSION = "1"
STORED_READINGS = 3  # readings of a word that a gazetteer's alias is indexed under
PAIRED_READINGS = 3  # readings of a word that its pair keys are made of
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
    return " ".join(fold(token.text).replace("'", "").replace(".", "") for token in tokenize(text))


@lru_cache(maxsize=1 << 16)
def phrase_key(phrase: str) -> int:
    """A 64-bit hash of a phrase, the same on every machine."""
    return int.from_bytes(blake2b(phrase.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@lru_cache(maxsize=1 << 17)
def _grams(sound: str) -> tuple[int, ...]:
    """Letter pairs and triples of a sound spelling with its edges, packed eight bits a letter."""
    codes = [1, *sound.translate(_VOWELS).encode("ascii", "replace"), 2]
    pairs = [a << 8 | b for a, b in zip(codes, codes[1:], strict=False)]
    triples = [a << 16 | b << 8 | c for a, b, c in zip(codes, codes[1:], codes[2:], strict=False)]
    return tuple({*pairs, *triples})


@lru_cache(maxsize=1 << 17)
def _bones(skeleton: str) -> tuple[int, ...]:
    """Hashes of a skeleton and of itself with one consonant left out, the whole one first."""
    forms = dict.fromkeys([skeleton, *(skeleton[:i] + skeleton[i + 1 :] for i in range(len(skeleton)) if len(skeleton) > 2)])
    return tuple(crc32(form.encode("ascii", "replace")) for form in forms)


def _pair_keys(words: Sequence[Word], readings: int) -> set[int]:
    """Keys of every two words, one of them perhaps with a consonant left out; of a lone word, of itself twice."""
    found: set[int] = set()
    chosen = words[:PAIRED_WORDS]
    for a, b in combinations(chosen, 2) if len(chosen) > 1 else ((w, w) for w in chosen):
        for first in dict.fromkeys(a.skeletons[:readings]):
            for second in dict.fromkeys(b.skeletons[:readings]) if a is not b else (first,):
                left, right = _bones(first), _bones(second)
                found.update(_pair(left[0], other) for other in right)
                found.update(_pair(other, right[0]) for other in left)
    return found


def _pair(a: int, b: int) -> int:
    return a << 32 | b if a < b else b << 32 | a


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


def gazetteer_keys(aliases: Sequence[Alias]) -> Keys:
    """The keys and sound forms of a batch of aliases, for `gazetteer.build`."""
    phrases, pairs, grams, forms = [], [], [], []
    for alias in aliases:
        phrases.append([phrase_key(phrase(alias.text))])
        if alias.kind in WRITTEN:
            pairs.append(set())
            grams.append(set())
            forms.append("")
            continue
        name = parse(alias.text)
        words = [part.word for part in _telling(name)]
        pairs.append(_pair_keys(words, 2))
        grams.append({gram for word in words for gram, _ in _word_grams(word, STORED_READINGS)})
        forms.append(sound_form(name))
    return Keys({"phrase": ragged(phrases), "pair": ragged(pairs), "gram": ragged(grams)}, forms)


def query_pairs(names: Sequence[Name]) -> Ragged:
    """The pair keys of each query."""
    return ragged([_pair_keys([part.word for part in _telling(name)], PAIRED_READINGS) for name in names])


def query_grams(names: Sequence[Name]) -> tuple[Ragged, list[float]]:
    """The grams of each query and their weights, flat, in the same order."""
    rows, weights = [], []
    for name in names:
        weighed: dict[int, float] = {}
        for part in _telling(name):
            for gram, weight in _word_grams(part.word, 9):
                weighed[gram] = max(weight, weighed.get(gram, 0.0))
        rows.append(list(weighed))
        weights += weighed.values()
    return ragged(rows), weights


def ragged(rows: Sequence[Iterable[int]]) -> Ragged:
    """Rows of keys as two flat arrays."""
    lists = [list(row) for row in rows]
    offsets = np.zeros(len(lists) + 1, np.int64)
    np.cumsum([len(row) for row in lists], out=offsets[1:])
    return Ragged(np.array([key for row in lists for key in row], np.uint64), offsets)
