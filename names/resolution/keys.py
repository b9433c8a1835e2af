"""The keys under which a gazetteer finds candidates for a name, which stores them without knowing their meaning.

Four fields: `phrase`, hashes of the whole name as written, of its acronyms and of what it means, for exact look-up;
`pair`, hashes of the consonant skeletons of every two words with single deletions, few and selective; `word`, the
skeleton of each word, alone and with the first consonant of each other word; `gram`, letter pairs and triples of the
words as they sound, many and forgiving. A word's keys are made once from its readings; a name's keys are those of its
words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain, combinations, islice, pairwise, product
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from gazetteer import Alias, Keys, Ragged
from names.caching import cached, cached_texts
from names.comparison.outline import outline
from names.orthography.tokens import spans
from names.parsing.lexicon import fold_phrase
from names.parsing.parts import Name, read_names
from names.parsing.vocabulary import concepts
from names.resolution.phonetic_forms import UNIDENTIFYING, divided, identifying_words, phonetic_form
from names.romanization.phonetics import phonetic_forms
from names.romanization.words import Word

Places = NDArray[np.int64]
Skeletons = tuple[str, ...]  # of the readings of a word

KEY_VERSION = "7"
STORED_READINGS = 3  # readings of a word that a gazetteer's alias is indexed under
STORED_PAIRED = 2  # readings of a stored word that its pair keys are made of
PAIRED_READINGS = 3  # readings of a word of a query that its pair keys are made of
DAMPED = 0.85  # weight of each further reading of a query (matching.md §7)
ACRONYM = 7  # letters of a word that may be an acronym
PAIRED_WORDS = 5  # words of a name that are paired
SLIGHT_ROLES = UNIDENTIFYING | {"particle"}  # roles of words that a translation may leave out
_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that it has an inverse modulo 2**64
_UNBASE = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))
_VOWELS = str.maketrans("aeiouy", "aaiuui")
# Kinds of alias found only as they are written: NATO and Belarussians have no spelling variants worth guessing, and a
# city's names in other scripts stand beside the Latin label that varies for all of them.
WRITTEN = frozenset({"code", "demonym", "exonym"})


def phrase(text: str) -> str:
    """The name as one comparable phrase: folded words with single spaces.

    >>> phrase("Nagorno-Karabakh"), phrase("«Газпром»")
    ('nagorno karabakh', 'газпром')
    """
    return " ".join([fold_phrase(word) for word, _, _ in spans(text)])


@cached_texts(1 << 16)
def phrase_key(phrase: str) -> int:
    """A 64-bit hash of a phrase, the same on every machine."""
    return int.from_bytes(blake2b(phrase.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def written_keys(name: Name) -> list[int]:
    """The keys of the name as a phrase, of its meaning, and of the acronyms that it is or that its words make."""
    keys = [phrase_key(name.phrase)]
    if len(name.parts) == 1:
        short = name.parts[0].word.text
        return [*keys, phrase_key(f"={short}")] if 2 < len(short) <= ACRONYM else keys
    if any(part.role == "term" or "." in part.text for part in name.parts):
        keys += [phrase_key(f"={initials}") for initials in sorted(outline(name).initials) if len(initials) > 2]
    meant = _meaning(name)
    return [*keys, phrase_key(f"#{meant}")] if meant else keys


def _meaning(name: Name) -> str:
    """What an organisation's name says in any language, in no order; empty where it has no two words that tell.

    Words that are not translated stand with their consonants.
    """
    if all(part.role != "term" for part in name.parts):
        return ""
    slight = concepts("function") | concepts("generic")
    identifying_words = [part for part in name.parts if part.role not in SLIGHT_ROLES and part.concept not in slight]
    said = {part.concept or part.word.skeletons[0] for part in identifying_words}
    return " ".join(sorted(said)) if len(said) > 1 else ""


@cached_texts(1 << 17)
def _grams(sound: str) -> tuple[int, ...]:
    """Letter pairs and triples of a sound spelling with its edges, packed eight bits a letter."""
    codes = [1, *sound.translate(_VOWELS).encode("ascii", "replace"), 2]
    pairs = [a << 8 | b for a, b in pairwise(codes)]
    triples = [a << 16 | b << 8 | c for a, b, c in zip(codes, codes[1:], codes[2:], strict=False)]
    return tuple({*pairs, *triples})


def _bones(skeletons: Sequence[str]) -> Ragged:
    """Hashes of each skeleton and of itself with one consonant left out, the whole one first.

    A skeleton is a number to the base `_BASE`, its first letter the lowest digit, modulo 2**64: what follows a
    letter left out moves down by one place.
    """
    lengths = np.fromiter(map(len, skeletons), np.int64, len(skeletons))
    ends = np.cumsum(lengths)
    letters = np.frombuffer("".join(skeletons).encode("ascii", "replace"), np.uint8).astype(np.uint64)
    at, first, end = np.arange(len(letters)), np.repeat(ends - lengths, lengths), np.repeat(ends, lengths)
    powers = np.cumprod(np.full(lengths.max(initial=0), _BASE)) * _UNBASE
    before = np.concatenate([np.zeros(1, np.uint64), np.cumsum(letters * powers[at - first])])
    shorter = before[at] - before[first] + (before[end] - before[at + 1]) * _UNBASE
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(1 + np.where(lengths > 2, lengths, 0))])
    hashes = np.empty(offsets[-1], np.uint64)
    whole = np.zeros(len(hashes), np.bool_)
    whole[offsets[:-1]] = True
    hashes[whole] = before[ends] - before[ends - lengths]
    hashes[~whole] = shorter[end - first > 2]
    return Ragged((hashes ^ hashes >> np.uint64(29)) * _BASE >> np.uint64(32), offsets)


def _pair_keys(names: Sequence[Sequence[Sequence[Skeletons]]]) -> Ragged:
    """Keys of every two words, one of them perhaps with a consonant left out; of a lone word, of itself twice.

    A name comes as the ways to divide it into words.
    """
    flat: list[str] = []
    ends: list[int] = []
    for ways in names:
        for words in ways:
            if len(words) == 1:
                flat += [bones for bones in words[0] for _ in "ab"]
            for a, b in combinations(words[:PAIRED_WORDS], 2):
                flat += chain.from_iterable(product(a, b))
        ends.append(len(flat) // 2)
    numbers = {skeleton: number for number, skeleton in enumerate(dict.fromkeys(flat))}
    bones = _bones(list(numbers))
    left, right = np.fromiter(map(numbers.__getitem__, flat), np.int64, len(flat)).reshape(-1, 2).T
    owner = np.searchsorted(np.array(ends), np.arange(len(left)), "right")
    both, other = np.concatenate([left, right]), np.concatenate([right, left])
    keys, owner = _with_each(bones, both, other, np.concatenate([owner, owner]))
    order = np.lexsort((keys, owner))
    keys, owner = keys[order], owner[order]
    new = np.ones(len(keys), np.bool_)
    new[1:] = (keys[1:] != keys[:-1]) | (owner[1:] != owner[:-1])
    return Ragged(keys[new], np.searchsorted(owner[new], np.arange(len(names) + 1)))


def _with_each(bones: Ragged, whole: Places, other: Places, owner: Places) -> tuple[NDArray[np.uint64], Places]:
    """The whole skeleton of one word with every form of the other's; and whose keys these are."""
    sizes = bones.offsets[other + 1] - bones.offsets[other]
    at = np.repeat(bones.offsets[other] - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
    a, b = np.repeat(bones.values[bones.offsets[whole]], sizes), bones.values[at]
    return np.minimum(a, b) << np.uint64(32) | np.maximum(a, b), np.repeat(owner, sizes)


def _word_keys(names: Sequence[Sequence[Skeletons]]) -> Ragged:
    """Keys of each word, alone and with the first consonant of each other word."""
    rows = []
    for words in names:
        chosen = words[:PAIRED_WORDS]
        alone = {bones: None for word in chosen for bones in word}
        firsts = [{bones[:1] for bones in word} for word in chosen]
        both = {
            f"{bones} {first}": None
            for i, word in enumerate(chosen) for bones in word
            for j, others in enumerate(firsts) if i != j for first in sorted(others)
        }  # fmt: skip
        rows.append([word_key(key) for key in alone | both])
    return ragged(rows)


def word_key(skeleton: str) -> int:
    """The key of a word by its skeleton, under which the field `word` counts the names that have it."""
    return crc32(skeleton.encode("ascii", "replace"))


@cached(1 << 17)
def _word_grams(word: Word, readings: int) -> tuple[tuple[int, float], ...]:
    """The grams of a word with the damped weight of the likeliest reading that has each."""
    weighed: dict[int, float] = {}
    for rank, sound in enumerate(dict.fromkeys(word.phonetic_forms[:readings])):
        for gram in _grams(sound):
            weighed.setdefault(gram, DAMPED**rank)
    return tuple(weighed.items())


@cached(1 << 17)
def _stored_grams(word: Word) -> NDArray[np.uint64]:
    return np.array([gram for gram, _ in _word_grams(word, STORED_READINGS)], np.uint64)


def gazetteer_keys(aliases: Sequence[Alias]) -> Keys:
    """The keys and sound forms of a batch of aliases, for `gazetteer.build`."""
    names = iter(read_names([alias.text for alias in aliases if alias.kind not in WRITTEN]))
    read = [None if alias.kind in WRITTEN else next(names) for alias in aliases]
    phrases = [
        written_keys(name) if name else [phrase_key(phrase(alias.text))]
        for alias, name in zip(aliases, read, strict=True)
    ]
    words = [identifying_words(name) if name else [] for name in read]
    each = [_stored_grams(word) for row in words for word in row]
    sizes = [sum(len(_stored_grams(word)) for word in row) for row in words]
    grams = Ragged(np.concatenate([np.zeros(0, np.uint64), *each]), np.cumsum([0, *sizes], dtype=np.int64))
    bones = [[_skeletons(word, STORED_PAIRED) for word in row] for row in words]
    pairs = _pair_keys([[row] for row in bones])
    fields = {"phrase": ragged(phrases), "pair": pairs, "word": _word_keys(bones), "gram": grams}
    return Keys(fields, [phonetic_form(name) if name else "" for name in read])


def _skeletons(word: Word, readings: int) -> Skeletons:
    found = word.skeletons
    return found if len(found) == 1 else tuple(dict.fromkeys(found[:readings]))


def query_pairs(names: Sequence[Sequence[Word]]) -> Ragged:
    """The pair keys of the words of each query, also with two adjacent ones written as one (Sung-min, Sungmin)."""
    joined = _joined([pair for words in names if 3 <= len(words) <= PAIRED_WORDS for pair in pairwise(words)])
    divisions = [[_bones_of(way) for way in divided(words)] for words in names]
    return _pair_keys([_divisions(words, joined) + more for words, more in zip(names, divisions, strict=True)])


def _bones_of(words: Sequence[Word]) -> list[Skeletons]:
    return [_skeletons(word, PAIRED_READINGS) for word in words]


def _divisions(words: Sequence[Word], joined: Mapping[tuple[Word, Word], Skeletons]) -> list[list[Skeletons]]:
    bones = _bones_of(words)
    if not 3 <= len(words) <= PAIRED_WORDS:
        return [bones]
    return [bones, *([*bones[:i], joined[pair], *bones[i + 2 :]] for i, pair in enumerate(pairwise(words)))]


def _joined(pairs: Sequence[tuple[Word, Word]]) -> dict[tuple[Word, Word], Skeletons]:
    """The skeletons of two words written as one, of the likeliest readings."""
    written = {pair: _together(*pair) for pair in pairs}
    bones = iter(phonetic_forms([text for texts in written.values() for text in texts])[1])
    return {pair: tuple(dict.fromkeys(islice(bones, len(texts)))) for pair, texts in written.items()}


def _together(left: Word, right: Word) -> list[str]:
    weighed: dict[str, float] = {}
    for first, a in zip(left.readings[:PAIRED_READINGS], left.costs, strict=False):
        for second, b in zip(right.readings[:PAIRED_READINGS], right.costs, strict=False):
            weighed.setdefault(first + second, a + b)
    return sorted(weighed, key=weighed.__getitem__)[:PAIRED_READINGS]


def query_words(names: Sequence[Sequence[Word]]) -> Ragged:
    """The keys of the single words of each query."""
    return _word_keys([_bones_of(words) for words in names])


def query_halves(names: Sequence[Word]) -> Ragged:
    """The pair keys of queries of one word, taken for two words written as one, wherever they meet."""
    return _pair_keys([list(_halves(word.skeletons[0])) for word in names])


def _halves(bones: str) -> Iterator[tuple[Skeletons, Skeletons]]:
    return (((bones[:i],), (bones[i:],)) for i in range(1, len(bones)))


def query_grams(names: Sequence[Sequence[Word]]) -> tuple[Ragged, list[float]]:
    """The grams of each query and their weights, flat, in the same order."""
    rows: list[list[int]] = []
    weights: list[float] = []
    for words in names:
        weighed: dict[int, float] = {}
        for word in words:
            for gram, weight in _word_grams(word, 9):
                weighed[gram] = max(weight, weighed.get(gram, 0.0))
        rows.append(list(weighed))
        weights += weighed.values()
    return ragged(rows), weights


def ragged(rows: Sequence[Sequence[int]]) -> Ragged:
    """Rows of keys as two flat arrays."""
    offsets = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(row) for row in rows], out=offsets[1:])
    return Ragged(np.fromiter(chain.from_iterable(rows), np.uint64, int(offsets[-1])), offsets)
