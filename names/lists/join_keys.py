"""Keys by which a join finds the spellings of a name, in other scripts too, where no gazetteer is at hand.

A key is made of the consonants of the family name in Latin letters, as classes of similar sounds, without those that
are often written as vowels. If these are few, the class of the given name's first consonant is added. Names of one key
are candidates, to be compared. Of 19,079 names of persons, 153 have the commonest key, and a name has its key in common
with 26 on average. Names of one person in two scripts have the same key in .77 of cases, two Latin spellings in .86.
With several keys a name (3.5 on average), these are .88 and .93; the commonest is that of 162 names, and a name has one
in common with 54.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import Literal, overload

from names.caching import BatchCache, gc_paused
from names.parsing.parts import Name, Part, read_names
from names.romanization.words import Word
from names.variation.reading import romanize

__all__ = ["KEYS_VERSION", "keys"]

KEYS_VERSION = 1  # raised whenever the keys of any name change, be it by code or by data; each key begins with it

BATCH = 512  # names whose keys are made together; chosen
FAMILY = 4  # most consonants of a family name in a key; with 5, recall is .003 to .01 less
FEW = 3  # consonants of a family name from which on nothing is added; with 4, recall is .02 less and blocks are smaller
PAIRED = 3  # most consonants of each of two words in a further key; chosen
READINGS = 3  # readings of each word of which further keys are made; chosen
WORDS = 6  # words of a name of which further keys are made; chosen
_UNTOLD = frozenset({"title", "legal", "qualifier", "suffix", "number"})  # roles of words that variants leave out
# The classes of the symbols of skeletons (`names.romanization.phonetics`). Others count for nothing: h, which is k and
# g elsewhere; v and w, which are u; j, which is y in German and zh in Russian.
_CLASSES = str.maketrans({
    **dict.fromkeys("bpf", "p"), **dict.fromkeys("dt", "t"), **dict.fromkeys("szcCS", "s"),
    **dict.fromkeys("gkqx", "k"), "m": "m", "n": "n", "l": "l", "r": "r", **dict.fromkeys("hvwj", None),
})  # fmt: skip


@overload
def keys(names: Iterable[str], *, several: Literal[False] = False) -> list[str]: ...
@overload
def keys(names: Iterable[str], *, several: Literal[True]) -> list[list[str]]: ...
def keys(names: Iterable[str], *, several: bool = False) -> list[str] | list[list[str]]:
    """For each name the key by which a join finds its spellings in any script; names of one key are yet to be compared.

    The key of a name is the same on all machines, as long as `KEYS_VERSION`, with which it begins, is. That of a name
    without words is empty. With `several`, each name has a list of keys, the one first, and a join by any of them finds
    more.

    >>> keys(["Жээнбеков", "Jinbekov", "Dscheenbekow", "Jeenbekov, Sooronbay"])
    ['1:npk', '1:npk', '1:npk', '1:npk']
    >>> keys(["Angela Merkel", "Меркель, Ангела"], several=True)
    [['1:mrkl', '1:mrk+nkl'], ['1:mrkl', '1:mrk+nkl', '1:mrk+nl']]
    """
    if isinstance(names, str):
        raise TypeError("keys takes a list of names, not one string; write names.keys([name])")
    texts = list(names)
    distinct = list(dict.fromkeys(texts))
    found = (_several if several else _single).many
    known: dict[str, list[str]] = {}
    for start in range(0, len(distinct), BATCH):
        with gc_paused():
            some = distinct[start : start + BATCH]
            known.update(zip(some, map(list, found(some)), strict=True))
    if several:
        return [list(known[text]) for text in texts]
    return [known[text][0] if known[text] else "" for text in texts]


def _of_each(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for name in _in_latin(texts):
        key = _main_key(name)
        yield (f"{KEYS_VERSION}:{key}",) if key else ()


def _several_of_each(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for name, latin in zip(read_names(texts), _in_latin(texts), strict=True):
        found = [_main_key(latin), _main_key(name), *_pairs(latin, 1), *_pairs(name, READINGS)]
        yield tuple(f"{KEYS_VERSION}:{key}" for key in dict.fromkeys(found) if key)


_single: BatchCache[str, tuple[str, ...]] = BatchCache(_of_each, 1 << 16)
_several: BatchCache[str, tuple[str, ...]] = BatchCache(_several_of_each, 1 << 16)


def _in_latin(texts: Sequence[str]) -> list[Name]:
    """The names as they are usually written in Latin letters, which divides those of unspaced scripts."""
    return read_names([text if text.isascii() else romanize(text) for text in texts])


def _main_key(name: Name) -> str:
    """The key of the family name, if it has enough consonants, else with the first one of another word."""
    parts = _telling(name)
    if not parts:
        return ""
    family = _family(parts)
    consonants = _consonants(family.word.skeletons[0], FAMILY)
    if len(consonants) >= FEW:
        return consonants
    others = [part for part in parts if part is not family]
    with_it = _with_role(others, "given") + _with_role(others, "name", "term") + _with_role(others, "initial")
    initial = _consonants(with_it[0].word.skeletons[0], 1) if with_it else ""
    return f"{consonants or _vowels(family.word)}-{initial}"


def _telling(name: Name) -> list[Part]:
    return [part for part in name.parts if part.role not in _UNTOLD] or list(name.parts)


def _family(parts: Sequence[Part]) -> Part:
    """The family name, else the last word that may be one."""
    for roles in (("family",), ("name", "term"), ("given",)):
        if found := _with_role(parts, *roles):
            return found[-1]
    return parts[-1]


def _with_role(parts: Sequence[Part], *roles: str) -> list[Part]:
    return [part for part in parts if part.role in roles]


def _pairs(name: Name, readings: int) -> Iterator[str]:
    """A key of every two words, sorted, or of the only one, for each of their readings."""
    parts = [part for part in _telling(name) if part.role != "particle"][:WORDS]
    words = [[_consonants(skeleton, PAIRED) for skeleton in part.word.skeletons[:readings]] for part in parts]
    words = [known for word in words if (known := [consonants for consonants in word if consonants])]
    if len(words) == 1:
        yield from (f"{consonants}+" for consonants in words[0])
    for left, right in combinations(words, 2):
        for pair in product(left, right):
            yield "+".join(sorted(pair))


def _consonants(skeleton: str, most: int) -> str:
    """The classes of the first consonants of a skeleton, without repetitions."""
    kept = ""
    for its in skeleton.translate(_CLASSES):
        if its in "ptskmnlr" and not kept.endswith(its):
            kept += its
    return kept[:most]


def _vowels(word: Word) -> str:
    """What stands for a word without telling consonants: its sounds."""
    return word.phonetic_forms[0][:FAMILY]
