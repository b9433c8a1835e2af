"""The names of a list as arrays: their keys, their sound, and their words by number. One pass reads all of them.

So a name takes a tenth of the memory that it takes with its parts and readings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from names.caching import gc_paused
from names.comparison.outline import is_compared_by_letters
from names.comparison.relations import kin
from names.lists.list_keys import READINGS, Numbers, OwnedKeys, WordCounts, keys_of_words, list_keys
from names.lists.similar_pairs import Packed, packed_keys, renumber
from names.orthography.script_facts import script_facts
from names.parsing.parts import Name, Part, read_name, read_names
from names.parsing.roles import ATTRIBUTES
from names.resolution.features import query_traits
from names.resolution.phonetic_forms import phonetic_form
from names.variation.reading import romanize

PORTION = 2048  # names that are read at once; chosen
COMPARED = 5  # words of a name that are looked at; chosen
SLIGHT = ATTRIBUTES | {"particle"}  # roles of words that another spelling of a name may lack


class ListedWord(NamedTuple):
    """What is kept of a word."""

    number: int  # its place among all words
    text: str
    is_lettered: bool  # it is compared by its letters, and not as a number, initial or term
    forms: tuple[str, ...]  # its likeliest phonetic forms
    kin: tuple[int, ...]  # see `relations.kin`
    is_initial: bool


class NameTable(NamedTuple):
    """Names as parallel columns, and the words that they are made of."""

    texts: list[str]
    forms: list[str]  # the phonetic form of each name, as it is heard
    short: NDArray[np.bool_]  # whether it has one word only
    first: Numbers  # the number of the name with the same words as each; only that one has keys
    rows: NDArray[np.int32]  # the numbers of the words that tell who is meant; -1 where there are no more
    words: list[ListedWord]
    keys: Packed  # with positions of names
    counts: WordCounts


def read_table(texts: Sequence[str], tell: Callable[[int], None] = lambda _: None) -> NameTable:
    """The names as a table, in the order of their sound; `tell` is told how many have been read.

    >>> table = read_table(["Dr. Berg", "Ada Berg"])
    >>> table.texts, table.rows[:, :2].tolist(), [word.forms for word in table.words]
    (['Ada Berg', 'Dr. Berg'], [[1, 0], [0, -1]], [('berg',), ('ada',)])
    """
    words: dict[tuple[str, bool], ListedWord] = {}
    phrases: dict[str, int] = {}  # and the first name of each
    read: list[_ReadNames] = []
    for low in range(0, len(texts), PORTION):
        with gc_paused():
            read.append(_read(texts[low : low + PORTION], low, words, phrases))
        tell(min(low + PORTION, len(texts)))
    return _in_order_of_sound(texts, read, list(words.values()))


class _ReadNames(NamedTuple):
    forms: list[str]
    short: NDArray[np.bool_]
    first: Numbers
    rows: NDArray[np.int32]
    keys: Packed
    words: NDArray[np.uint32]  # the keys of single words


def _read(texts: Sequence[str], begin: int, words: dict[tuple[str, bool], ListedWord], phrases: dict[str, int]) -> _ReadNames:
    """A portion of the names, which are numbered from `begin` on; new words and phrases are added to those before."""
    names = read_names(texts)
    heard = [_as_heard(name) for name in names]
    rows = np.full((len(names), COMPARED), -1, np.int32)
    for place, (name, written) in enumerate(zip(heard, names, strict=True)):
        row = [_number(part, name is written, words) for part in _telling_parts(name)]
        rows[place, : len(row)] = row
    short = np.array([query_traits(name).words < 2 for name in heard], np.bool_)
    numbers = np.arange(begin, begin + len(names))
    first = np.array([phrases.setdefault(name.phrase or name.text, i) for i, name in enumerate(names, begin)], np.int64)
    keys = _keys(names, heard, np.flatnonzero(first == numbers))
    packed = packed_keys(keys._replace(owners=numbers[keys.owners]))
    return _ReadNames(list(map(phonetic_form, heard)), short, first, rows, packed, keys_of_words(keys))


def _as_heard(name: Name) -> Name:
    """The name in Latin letters if it is a full name without spaces (习近平: Xi Jinping), else as it is."""
    if len(name.parts) != 1 or script_facts(name.script).spaced_text:
        return name
    latin = romanize(name.text)
    return read_name(latin) if " " in latin else name


def _keys(names: Sequence[Name], heard: Sequence[Name], owners: Numbers) -> OwnedKeys:
    """The keys of the names at these positions, as they are written and as they are heard."""
    places = owners.tolist()
    others = [place for place in places if heard[place] is not names[place]]
    written, spoken = (list_keys([some[place] for place in at]) for some, at in ((names, places), (heard, others)))
    positions = (owners[written.owners], np.array(others, np.int64)[spoken.owners])
    return OwnedKeys(np.concatenate((written.values, spoken.values)), np.concatenate(positions))


def _number(part: Part, is_written: bool, words: dict[tuple[str, bool], ListedWord]) -> int:
    """The number of the word, which is added to the others if it is new."""
    word, is_lettered = part.word, is_written and is_compared_by_letters(part)
    listed = words.get((word.text, is_lettered))
    if listed is None:
        forms, relatives = word.phonetic_forms[:READINGS], tuple(sorted(kin(word)))
        listed = ListedWord(len(words), word.text, is_lettered, forms, relatives, len(word.text) == 1)
        words[word.text, is_lettered] = listed
    return listed.number


def _telling_parts(name: Name) -> Sequence[Part]:
    """The first parts of a name without titles and particles; if there are no others, with them."""
    return ([part for part in name.parts if part.role not in SLIGHT] or name.parts)[:COMPARED]


def _in_order_of_sound(texts: Sequence[str], read: list[_ReadNames], words: list[ListedWord]) -> NameTable:
    """All names, sorted by their forms, so that similar names are near each other and the order of the list is gone."""
    forms = [form for part in read for form in part.forms]
    order = sorted(range(len(texts)), key=lambda place: (forms[place], texts[place]))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    short = np.concatenate([np.zeros(0, np.bool_), *(part.short for part in read)])[order]
    first = np.concatenate([np.zeros(0, np.int64), *(part.first for part in read)])
    rows = np.concatenate([np.zeros((0, COMPARED), np.int32), *(part.rows for part in read)])[order]
    counts = WordCounts.among([part.words for part in read], len(texts))
    keys = np.concatenate([np.zeros(0, np.uint64), *(part.keys for part in read)])
    read.clear()  # so that the keys are held once
    renumber(keys, rank)
    texts, forms = ([column[place] for place in order] for column in (texts, forms))
    return NameTable(texts, forms, short, rank[first[order]], rows, words, keys, counts)
