"""Words that are one name in several scripts and spellings: Alexander and Іскандар by a shared group.

The groups are Wikidata's best-known items of given and family names (`names/data/groups.tsv`, made by
`python -m names.training`). A word is also one name with the name that it usually transcribes
(`names.romanization.transcriptions`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Indel

from names.caching import cached
from names.comparison.costs import COSTS
from names.data.tables import rows
from names.orthography.folding import fold_word
from names.romanization.phonetics import skeleton
from names.romanization.transcriptions import transcribed
from names.romanization.transducers import transducer
from names.romanization.words import Word

GENDERED = 3  # readings of a word whose endings are looked up


class _Groups(NamedTuple):
    """The groups by number, and which of them hold a word: quicker to make and look up than a list for each word."""

    spellings: list[str]  # the words of each group, separated by spaces
    last: dict[str, int]  # word: the last group that holds it
    others: dict[str, list[int]]  # word: its other groups, for the few words that have some


def of_one_group(pairs: Sequence[tuple[Word, Word]]) -> list[bool]:
    """Whether the words of each pair share a group, or one is nearly a spelling of a group of the other.

    >>> from names.romanization.words import read_word
    >>> pairs = [("alexander", "олександр"), ("smith", "jones")]
    >>> of_one_group([(read_word(left), read_word(right)) for left, right in pairs])
    [True, False]
    """
    answers: list[bool] = []
    near_spellings: dict[int, tuple[Word, frozenset[int]]] = {}  # pair: its word without groups, groups of the other
    for left, right in pairs:
        ours, others = groups(left), groups(right)
        if left.script != right.script and not _transcribed_names(left).isdisjoint(_transcribed_names(right)):
            answers.append(True)
            continue
        are_read = left.script != right.script or left.script == "Latn"  # others are compared as they are written
        if are_read and bool(ours) != bool(others):
            near_spellings[len(answers)] = (right, ours) if ours else (left, others)
        answers.append(_share_groups(ours, others, latin=left.script == right.script == "Latn"))
    for index, is_near in zip(near_spellings, _are_near(list(near_spellings.values())), strict=True):
        answers[index] = is_near
    return answers


def known_apart(left: Word, right: Word) -> bool:
    """Whether two words are well-known names of different groups, and their groups share no spelling.

    >>> from names.romanization.words import read_word
    >>> known_apart(read_word("mahmud"), read_word("muhammad")), known_apart(read_word("sergei"), read_word("sergey"))
    (True, False)
    """
    ours, others = groups(left), groups(right)
    if not ours or not others or ours & others:
        return False
    return spellings(ours).isdisjoint(spellings(others))


def of_two_genders(left: Word, right: Word) -> bool:
    """Whether one word is a woman's form and the other a man's form of one family name or patronymic.

    >>> from names.romanization.words import read_word
    >>> of_two_genders(read_word("tikhanovskaya"), read_word("тихановский"))
    True
    >>> of_two_genders(read_word("ivanova"), read_word("ivanova"))
    False
    """
    if len(left.readings) == len(right.readings) == 1:
        end = left.latin[-1:]
        if end == right.latin[-1:] and end not in _shared_ends():  # most pairs
            return False
    right_stems = _gendered_stems(right)
    for row, left_stems in _gendered_stems(left).items():
        for left_stem, right_stem in product(left_stems, right_stems.get(row, ())):
            differ = left_stem.of_woman is not right_stem.of_woman
            if differ and _skeleton(left_stem.text) == _skeleton(right_stem.text):
                return True
    return False


class _Stem(NamedTuple):
    """A reading of a word without its ending, and whether that is a woman's."""

    of_woman: bool
    text: str


@cached(1 << 16)
def _gendered_stems(word: Word) -> dict[int, set[_Stem]]:
    """By row of the table of endings, the stems that the likely readings of a word have without an ending of that row.

    The likeliest reading with an ending of a row decides the gender there: others may be wrong (орлов as orlova).
    """
    stems: dict[int, set[_Stem]] = {}
    for reading in word.readings[:GENDERED]:
        for row, stems_of_reading in _stems_of_reading(reading).items():
            sexes = {stem.of_woman for stem in stems.get(row, stems_of_reading)}
            stems.setdefault(row, set()).update(stem for stem in stems_of_reading if stem.of_woman in sexes)
    return stems


def _stems_of_reading(reading: str) -> dict[int, set[_Stem]]:
    stems: dict[int, set[_Stem]] = {}
    for length in range(max(2, len(reading) - _longest_ending()), len(reading) + 1):
        for row, of_woman in _endings().get(reading[length:], ()):
            stems.setdefault(row, set()).add(_Stem(of_woman, reading[:length]))
    return stems


_skeleton = cached(1 << 16)(skeleton)


@cache
def _shared_ends() -> frozenset[str]:
    """The letters in which the man's and the woman's form of one row may both end."""
    shared: set[str] = set()
    for man_endings, woman_endings, _ in rows("gendered.tsv"):
        man, woman = _last_letters(man_endings), _last_letters(woman_endings)
        if "-" in man:  # no ending: any letter may stand there
            shared |= woman
        elif "-" in woman:
            shared |= man
        else:
            shared |= man & woman
    return frozenset(shared)


def _last_letters(endings: str) -> set[str]:
    return {ending[-1] for ending in endings.split(" ")}


@cache
def _endings() -> dict[str, list[tuple[int, bool]]]:
    """For each ending, the rows of the table that hold it, and whether it is a woman's there."""
    endings: dict[str, list[tuple[int, bool]]] = {}
    for row, (man_endings, woman_endings, _) in enumerate(rows("gendered.tsv")):
        for of_woman, cell in ((False, man_endings), (True, woman_endings)):
            for ending in cell.split(" "):
                endings.setdefault(ending.strip("-"), []).append((row, of_woman))
    return endings


@cache
def _longest_ending() -> int:
    """Letters of the longest ending in the table."""
    return max(map(len, _endings()))


@cached(1 << 16)
def groups(word: Word) -> frozenset[int]:
    """The numbers of the groups that hold the word."""
    table, key = _table(), fold_word(word.text, word.script)
    return frozenset((table.last[key], *table.others.get(key, ()))) if key in table.last else frozenset()


@cached(1 << 16)
def _transcribed_names(word: Word) -> frozenset[str]:
    """The Latin names that the word transcribes; for a Latin word, the word itself."""
    return frozenset((word.latin,) if word.script == "Latn" else transcribed(word.text, word.script))


def _share_groups(ours: frozenset[int], others: frozenset[int], *, latin: bool) -> bool:
    """Whether words share a group; two Latin ones must share half of the groups of one: 郎 may be Lang and Long."""
    shared = ours & others
    return bool(shared) and (not latin or 2 * len(shared) >= min(len(ours), len(others)))


def _are_near(words: Sequence[tuple[Word, frozenset[int]]]) -> list[bool]:
    """Whether each word, itself in no group, is nearly a Latin spelling of one of the groups given with it."""
    learned = transducer("Latn")
    similar = [
        _similar_spellings(word.latin, numbers) if len(word) >= COSTS.group_shortest else () for word, numbers in words
    ]
    if learned is None or not any(similar):
        return [False] * len(words)
    repeated = [word.latin for (word, _), forms in zip(words, similar, strict=True) for _ in forms]
    costs = iter(learned.costs(repeated, [form for forms in similar for form in forms]).tolist())
    least = [min((next(costs) for _ in forms), default=math.inf) for forms in similar]
    return [cost < COSTS.group_near * len(word) for (word, _), cost in zip(words, least, strict=True)]


@cached(1 << 16)
def _similar_spellings(latin: str, numbers: frozenset[int]) -> tuple[str, ...]:
    """The Latin spellings of the groups that share most letters with a word, five at most."""
    of_like_length = [form for form in _latin_spellings(numbers) if abs(len(form) - len(latin)) < 3]
    similar = process.extract(
        latin, of_like_length, scorer=Indel.normalized_similarity, score_cutoff=COSTS.group_similar
    )
    return tuple(form for form, *_ in similar)


@cached(1 << 14)
def _latin_spellings(numbers: frozenset[int]) -> tuple[str, ...]:
    return tuple(sorted(form for form in spellings(numbers) if form.isascii()))


@cached(1 << 14)
def spellings(numbers: frozenset[int]) -> frozenset[str]:
    """All words that these groups hold."""
    return frozenset(form for number in numbers for form in _table().spellings[number].split(" "))


@cache
def _table() -> _Groups:
    spelled = [words for _, words in rows("groups.tsv")]
    split = [words.split(" ") for words in spelled]
    words = [word for of_group in split for word in of_group]
    numbers = [number for number, of_group in enumerate(split) for _ in of_group]
    last = dict(zip(words, numbers, strict=True))
    others: dict[str, list[int]] = {}
    for word, number in zip(words, numbers, strict=True):
        if last[word] != number:
            others.setdefault(word, []).append(number)
    return _Groups(spelled, last, others)
