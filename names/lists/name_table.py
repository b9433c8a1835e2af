"""The names of a list as arrays: their keys, their sound, and their words by number. One pass reads all of them.

A name takes some 300 bytes here, and a tenth of the time and memory that it takes with its parts and readings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from names.caching import gc_paused
from names.comparison.relations import kin
from names.lists.list_keys import READINGS, Keys, Numbers, list_keys
from names.lists.sharing import in_order
from names.parsing.parts import Name, read_names
from names.parsing.roles import ATTRIBUTES
from names.resolution.features import query_traits
from names.resolution.phonetic_forms import phonetic_form
from names.romanization.words import Word

PORTION = 2048  # names that are read at once; chosen
COMPARED = 5  # words of a name that are looked at; chosen
SLIGHT = ATTRIBUTES | {"particle"}  # roles of words that another spelling of a name may lack


class ListedWord(NamedTuple):
    """What is kept of a word."""

    text: str
    forms: tuple[str, ...]  # its likeliest phonetic forms
    kin: tuple[int, ...]  # see `relations.kin`


class NameTable(NamedTuple):
    """Names as parallel columns, and the words that they are made of."""

    texts: list[str]
    forms: list[str]  # the phonetic form of each name
    short: NDArray[np.bool_]  # whether it has one word only
    rows: NDArray[np.int32]  # the numbers of the words that tell who is meant; -1 where there are no more
    words: list[ListedWord]
    keys: Keys  # with positions of names


def read_table(texts: Sequence[str], workers: int = 1, tell: Callable[[int], None] = lambda _: None) -> NameTable:
    """The names as a table, in the order of their sound; `tell` is told how many have been read.

    >>> table = read_table(["Dr. Berg", "Ada Berg"])
    >>> table.texts, table.rows[:, :2].tolist(), [word.text for word in table.words]
    (['Ada Berg', 'Dr. Berg'], [[1, 0], [0, -1]], ['berg', 'ada'])
    """
    portions = [texts[low : low + PORTION] for low in range(0, len(texts), PORTION)]
    numbers: dict[ListedWord, int] = {}
    read: list[NameTable] = []
    done = 0
    for part in in_order(_prepared, portions, workers):
        place = np.array([*(numbers.setdefault(word, len(numbers)) for word in part.words), -1], np.int32)
        keys = Keys(part.keys.values, part.keys.owners + done)
        done += len(part.texts)
        tell(done)
        read.append(part._replace(rows=place[part.rows], words=[], keys=keys))
    return _in_order_of_sound(read, list(numbers))


def _prepared() -> Callable[[Sequence[str]], NameTable]:
    return _read


def _read(texts: Sequence[str]) -> NameTable:
    with gc_paused():
        names = read_names(texts)
        number: dict[Word, int] = {}
        rows = np.full((len(names), COMPARED), -1, np.int32)
        for place, name in enumerate(names):
            row = [number.setdefault(word, len(number)) for word in _telling_words(name)]
            rows[place, : len(row)] = row
        words = [ListedWord(word.text, word.phonetic_forms[:READINGS], tuple(sorted(kin(word)))) for word in number]
        short = np.array([query_traits(name).words < 2 for name in names], np.bool_)
        return NameTable(list(texts), list(map(phonetic_form, names)), short, rows, words, list_keys(names))


def _telling_words(name: Name) -> list[Word]:
    """The first words of a name without titles and particles; if there are no others, with them."""
    telling = [part.word for part in name.parts if part.role not in SLIGHT]
    return (telling or [part.word for part in name.parts])[:COMPARED]


def _in_order_of_sound(read: Sequence[NameTable], words: list[ListedWord]) -> NameTable:
    """All names, sorted by their forms, so that similar names are near each other and the order of the list is gone."""
    texts = [text for part in read for text in part.texts]
    forms = [form for part in read for form in part.forms]
    order = sorted(range(len(texts)), key=lambda place: (forms[place], texts[place]))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    short = np.concatenate([np.zeros(0, np.bool_), *(part.short for part in read)])
    rows = np.concatenate([np.zeros((0, COMPARED), np.int32), *(part.rows for part in read)])
    values = np.concatenate([np.zeros(0, np.uint64), *(part.keys.values for part in read)])
    owners: Numbers = np.concatenate([np.zeros(0, np.int64), *(part.keys.owners for part in read)])
    of_texts = partial(_reordered, order=order)
    return NameTable(of_texts(texts), of_texts(forms), short[order], rows[order], words, Keys(values, rank[owners]))


def _reordered(texts: Sequence[str], order: Sequence[int]) -> list[str]:
    return [texts[place] for place in order]
