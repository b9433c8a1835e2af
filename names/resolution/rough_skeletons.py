"""Rough skeletons: the classes of the letters of a word, consonants and where vowels are, made without reading it.

Reading a word of a text (its likeliest romanizations) takes a thousand times as long. So words of scripts with capitals
are read only if the gazetteer has two words of the same rough skeletons in one name, or the same one alone: misspelt
and differently transcribed names mostly have (Jeenbekov, Dscheenbekow, Жээнбеков; Μέρκελ, Merkel).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, islice, product

from names.caching import cached_texts
from names.data.tables import mapping
from names.resolution.rules import KEY_RULES

VOWEL = "a"  # class of vowels
NOTHING = "-"  # class of letters that are left out
MANY_CONSONANTS = 5  # consonants that tell a word without its vowels; chosen
VARIANTS = 8  # most rough skeletons of a word of a query; chosen


@cache
def _classes() -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    """The classes that each group of letters may have, the usual one first, and a pattern that finds the groups."""
    classes = {
        letters: tuple("" if its == NOTHING else its for its in cell.split())
        for letters, cell in mapping("rough-letters.tsv").items()
    }
    longest_first = sorted(classes, key=len, reverse=True)
    return classes, re.compile("|".join(map(re.escape, longest_first)))


def rough_skeleton(word: str) -> str:
    """The usual classes of the first letters of a folded word, without repetitions; vowels at its end are left out.

    >>> rough_skeleton("μερκελ"), rough_skeleton("merkel"), rough_skeleton("jeenbekov")
    ('markal', 'markal', 'anpakaf')
    """
    classes, groups = _classes()
    return _shortened([classes[letters][0] for letters in groups.findall(word)])


def consonants(skeleton: str) -> str:
    """The consonants of a rough skeleton if they are many, else the whole: Tikhnovskaya lacks a vowel.

    >>> consonants("taknafska"), consonants("markal")
    ('tknfsk', 'markal')
    """
    without_vowels = skeleton.replace(VOWEL, "")
    return without_vowels if len(without_vowels) >= MANY_CONSONANTS else skeleton


@cached_texts(1 << 16)
def rough_skeletons(word: str) -> tuple[str, ...]:
    """The rough skeletons that a folded word of a query may have, the usual one first; none without consonants.

    >>> rough_skeletons("жээнбеков")
    ('sanpak', 'anpakaf')
    """
    classes, groups = _classes()
    found = [classes[letters] for letters in groups.findall(word)]
    # The first letters are varied first.
    variants = islice(product(*reversed(found)), VARIANTS) if found else ()
    return tuple(dict.fromkeys(skeleton for each in variants if (skeleton := _shortened(each[::-1]))))


def _shortened(classes: Sequence[str]) -> str:
    """The first classes of some letters, without repetitions."""
    kept = ""
    for its in classes:
        if its and not kept.endswith(its):
            kept += its
    return kept[: KEY_RULES.rough_skeleton].rstrip(VOWEL)


def rough_pairs(words: Sequence[str], *, of_query: bool = False) -> Iterator[str]:
    """Every two of the first words of a name, folded, as rough skeletons, sorted; short words are left out.

    Of a query, all rough skeletons count, of a stored name only the usual ones.

    >>> list(rough_pairs(["angela", "merkel"])), list(rough_pairs(["ανγκελα", "μερκελ"]))
    (['ankal markal'], ['ankal markal'])
    """
    long_enough = [word for word in words if len(word) >= KEY_RULES.rough_word]
    variants = [rough_skeletons(word) if of_query else (rough_skeleton(word),) for word in long_enough]
    known = [each for each in variants if any(each)]
    for left, right in combinations(known[: KEY_RULES.paired_words], 2):
        for pair in product(left, right):
            yield " ".join(sorted(pair))
