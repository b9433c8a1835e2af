"""Words that are one name in several scripts and spellings: Alexander and Іскандар by a shared group.

The groups are Wikidata's items of given and family names, the best-known ones (`names/data/groups.tsv`, made by
`python -m names.training`). A word is also one name with what it is a usual transcription of
(`names.romanization.transcriptions`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Indel

from names.caching import cached
from names.data.tables import rows
from names.orthography.folding import fold_word
from names.romanization.phonetics import skeleton
from names.romanization.transcriptions import transcribed
from names.romanization.transducer import transducer
from names.romanization.words import Word

ALIKE = 0.75  # share of letters in common from which the cost of a word and a spelling of a group is asked for
NEAR = 0.35  # nats a letter, by the learned costs of Latin spellings, up to which the word is counted in
GENDERED = 3  # readings of a word whose endings are looked at
LONGEST_ENDING = 8  # letters
SHORTEST = 5  # letters of a word that is looked up by near spellings: of shorter ones too many are near


class _Groups(NamedTuple):
    spellings: list[str]  # of each group, apart by spaces
    last: dict[str, int]
    others: dict[str, list[int]]


def of_one_group(pairs: Sequence[tuple[Word, Word]]) -> list[bool]:
    """Whether the words of each pair share a group, or one is nearly a spelling of a group of the other.

    >>> from names.romanization.words import read_word
    >>> pairs = [("alexander", "олександр"), ("smith", "jones")]
    >>> of_one_group([(read_word(left), read_word(right)) for left, right in pairs])
    [True, False]
    """
    found: list[bool] = []
    asked: dict[int, tuple[Word, frozenset[int]]] = {}
    for left, right in pairs:
        ours, others = groups(left), groups(right)
        if left.script != right.script and not _transcribed(left).isdisjoint(_transcribed(right)):
            found.append(True)
            continue
        read = left.script != right.script or left.script == "Latn"  # else the letters themselves tell
        if read and bool(ours) != bool(others):
            asked[len(found)] = (right, ours) if ours else (left, others)
        found.append(_same(ours & others, ours, others, left.script == right.script == "Latn"))
    for index, near in zip(asked, _near(list(asked.values())), strict=True):
        found[index] = near
    return found


def distinct(left: Word, right: Word) -> bool:
    """Whether two words that are not related are well-known names, of different groups that share no spelling.

    >>> from names.romanization.words import read_word
    >>> distinct(read_word("mahmud"), read_word("muhammad")), distinct(read_word("sergei"), read_word("sergey"))
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
    if len(left.readings) == len(right.readings) == 1 and left.latin[-1:] == right.latin[-1:] not in _shared_ends():
        return False  # most pairs
    others = _gendered(right)
    return any(
        woman is not other and _consonants(stem) == _consonants(rest)
        for row, ends in _gendered(left).items()
        for woman, stem in ends
        for other, rest in others.get(row, ())
    )


@cached(1 << 16)
def _gendered(word: Word) -> dict[int, set[tuple[bool, str]]]:
    """By row of the table, (whether a woman's ending, the stem) of each ending that a likely reading has.

    The likeliest reading that has an ending of a row says whose it is: others may end otherwise (орлов as orlova).
    """
    found: dict[int, set[tuple[bool, str]]] = {}
    endings = _endings()
    for reading in word.readings[:GENDERED]:
        here: dict[int, set[tuple[bool, str]]] = {}
        for stem in range(max(2, len(reading) - LONGEST_ENDING), len(reading) + 1):
            if (ending := reading[stem:]) in endings:
                for row, woman in endings[ending]:
                    here.setdefault(row, set()).add((woman, reading[:stem]))
        for row, ends in here.items():
            whose = {woman for woman, _ in found.get(row, ends)}
            found.setdefault(row, set()).update(end for end in ends if end[0] in whose)
    return found


_consonants = cached(1 << 16)(skeleton)


@cache
def _shared_ends() -> frozenset[str]:
    """The letters in which the man's and the woman's form of one row may both end."""
    shared: set[str] = set()
    for row in rows("gendered.tsv"):
        man, woman = ({ending[-1] for ending in several.split(" ")} for several in row[:2])
        # - is no ending: any letter may stand there.
        shared |= woman if "-" in man else man if "-" in woman else man & woman
    return frozenset(shared)


@cache
def _endings() -> dict[str, list[tuple[int, bool]]]:
    """The rows of the table that hold each ending, and whether a woman's name ends so."""
    endings: dict[str, list[tuple[int, bool]]] = {}
    for row, (man, woman, _) in enumerate(rows("gendered.tsv")):
        for of_woman, several in ((False, man), (True, woman)):
            for ending in several.split(" "):
                endings.setdefault(ending.strip("-"), []).append((row, of_woman))
    return endings


@cached(1 << 16)
def groups(word: Word) -> frozenset[int]:
    """The groups that hold the word, by number."""
    table, key = _table(), fold_word(word.text, word.script)
    return frozenset((table.last[key], *table.others.get(key, ()))) if key in table.last else frozenset()


@cached(1 << 16)
def _transcribed(word: Word) -> frozenset[str]:
    """The Latin names that the word is a transcription of; a Latin one is itself."""
    return frozenset((word.latin,) if word.script == "Latn" else transcribed(word.text, word.script))


def _same(shared: frozenset[int], ours: frozenset[int], others: frozenset[int], latin: bool) -> bool:
    """Two Latin words must share half of the groups of one: an ambiguous reading (Lang, Long: 郎) is not enough."""
    return bool(shared) and (not latin or 2 * len(shared) >= min(len(ours), len(others)))


def _near(asked: Sequence[tuple[Word, frozenset[int]]]) -> list[bool]:
    """Whether a word that is in no group is nearly a Latin spelling of one of these."""
    spelling = transducer("Latn")
    forms = [_alike(word.latin, known) if len(word) >= SHORTEST else () for word, known in asked]
    if spelling is None or not any(forms):
        return [False] * len(asked)
    words = [word.latin for (word, _), found in zip(asked, forms, strict=True) for _ in found]
    costs = iter(spelling.costs(words, [form for found in forms for form in found]).tolist())
    least = [min((next(costs) for _ in found), default=math.inf) for found in forms]
    return [cost < NEAR * len(word) for (word, _), cost in zip(asked, least, strict=True)]


@cached(1 << 16)
def _alike(latin: str, known: frozenset[int]) -> tuple[str, ...]:
    """The Latin spellings of the groups that share most letters with a word: up to five."""
    near = [form for form in _latin(known) if abs(len(form) - len(latin)) < 3]
    found = process.extract(latin, near, scorer=Indel.normalized_similarity, score_cutoff=ALIKE)
    return tuple(form for form, *_ in found)


@cached(1 << 14)
def _latin(known: frozenset[int]) -> tuple[str, ...]:
    return tuple(sorted(form for form in spellings(known) if form.isascii()))


@cached(1 << 14)
def spellings(known: frozenset[int]) -> frozenset[str]:
    """All words that these groups hold."""
    return frozenset(form for number in known for form in _table().spellings[number].split(" "))


@cache
def _table() -> _Groups:
    spelled = [words for _, words in rows("groups.tsv")]
    return _Groups(spelled, *_holders(spelled))


def _holders(spellings: Sequence[str]) -> tuple[dict[str, int], dict[str, list[int]]]:
    """The last group that holds each word, and the others of the few words that several hold: quicker than lists."""
    parted = [words.split(" ") for words in spellings]
    each = [word for words in parted for word in words]
    numbers = [number for number, words in enumerate(parted) for _ in words]
    last = dict(zip(each, numbers, strict=True))
    others: dict[str, list[int]] = {}
    for word, number in zip(each, numbers, strict=True):
        if last[word] != number:
            others.setdefault(word, []).append(number)
    return last, others
