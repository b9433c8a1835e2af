"""A portion of a list of names as parallel columns: what a process that reads names gives back.

Words are numbered within the portion, so that portions may be read by any process.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from names.caching import gc_paused
from names.comparison.outline import is_compared_by_letters
from names.comparison.relations import kin
from names.lists.list_keys import READINGS, Numbers, OwnedKeys, list_keys, words_of_keys
from names.lists.similar_pairs import Packed, packed_keys
from names.orthography.script_facts import script_facts
from names.parsing.parts import Name, Part, read_name, read_names
from names.parsing.roles import ATTRIBUTES
from names.resolution.features import query_traits
from names.resolution.phonetic_forms import phonetic_form
from names.variation.reading import romanize

COMPARED = 5  # words of a name that are looked at; chosen
SLIGHT = ATTRIBUTES | {"particle"}  # roles of words that another spelling of a name may lack


class ListedWord(NamedTuple):
    """What is kept of a word."""

    text: str
    is_lettered: bool  # it is compared by its letters, and not as a number, initial or term
    forms: tuple[str, ...]  # its likeliest phonetic forms
    kin: tuple[int, ...]  # see `relations.kin`

    @property
    def is_initial(self) -> bool:
        """Whether it is one letter."""
        return len(self.text) == 1


class NameColumns(NamedTuple):
    """Names as parallel columns, and the words that they are made of."""

    phrases: list[str]  # names with equal ones have the same words
    forms: list[str]  # the phonetic form of each name, as it is heard
    short: NDArray[np.bool_]  # whether it has one word only
    divisible: NDArray[np.bool_]  # whether it has one word or particles: others may divide it otherwise
    rows: NDArray[np.int32]  # the numbers of the words that tell who is meant; -1 where there are no more
    words: list[ListedWord]
    keys: Packed  # of the first name of each phrase, with positions of names
    key_words: NDArray[np.uint64]  # the keys of single words, see `words_of_keys`, with the same positions


def read_columns(texts: Sequence[str]) -> NameColumns:
    """The columns of these names.

    >>> columns = read_columns(["Ada Berg", "Dr. Berg"])
    >>> columns.rows[:, :2].tolist(), [word.forms for word in columns.words]
    ([[0, 1], [1, -1]], [('ada',), ('berg',)])
    """
    with gc_paused():
        names = read_names(texts)
        heard = [_as_heard(name) for name in names]
        rows, words = _numbered(names, heard)
        phrases = [name.phrase or name.text for name in names]
        first: dict[str, int] = {}
        for place, phrase in enumerate(phrases):
            first.setdefault(phrase, place)
        keys = _keys(names, heard, np.fromiter(first.values(), np.int64, len(first)))
        short = np.array([query_traits(name).words < 2 for name in heard], np.bool_)
        divisible = short | np.array([any(part.role == "particle" for part in name.parts) for name in heard], np.bool_)
        forms = list(map(phonetic_form, heard))
        return NameColumns(phrases, forms, short, divisible, rows, words, packed_keys(keys), words_of_keys(keys))


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


def _numbered(names: Sequence[Name], heard: Sequence[Name]) -> tuple[NDArray[np.int32], list[ListedWord]]:
    """The words of each name by number, and the words."""
    numbers: dict[tuple[str, bool], int] = {}
    words: list[ListedWord] = []
    rows = np.full((len(names), COMPARED), -1, np.int32)
    for row, name, written in zip(rows, heard, names, strict=True):
        for column, part in enumerate(_telling_parts(name)):
            text, is_lettered = part.word.text, name is written and is_compared_by_letters(part)
            number = numbers.setdefault((text, is_lettered), len(words))
            if number == len(words):
                related = tuple(sorted(kin(part.word)))
                words.append(ListedWord(text, is_lettered, part.word.phonetic_forms[:READINGS], related))
            row[column] = number
    return rows, words


def _telling_parts(name: Name) -> Sequence[Part]:
    """The first parts of a name without titles and particles; if there are no others, with them."""
    return ([part for part in name.parts if part.role not in SLIGHT] or name.parts)[:COMPARED]
