"""How far two words of one script are apart as they are written there: readings would make different letters equal.

What varies within a script is data (`data/variants/*.tsv`): forms of letters that writers exchange, with the nats that
an exchange costs. Any other letter costs `UNSEEN + UNSEEN_LETTER` (names/kernel/correspondences.py), a letter more or
less `LOST`. The least cost of a pair is found by the mechanism of the learned tables (names/kernel/paths.py), and a
logistic curve a script (`data/letter-calibration.tsv`, fitted by `python -m names.training`) makes a probability of it.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import permutations, takewhile

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from names.data.tables import rows
from names.kernel.correspondences import LONGEST, UNSEEN, UNSEEN_LETTER, read_table
from names.kernel.paths import PathCosts
from names.orthography.folding import fold_variants

Nats = NDArray[np.float32]
LOST = 4.4  # nats of a letter more or less
DEAR = UNSEEN + UNSEEN_LETTER  # nats of another letter
SWAPPED = 4.0  # nats of two neighbouring letters that changed places: a slip of the hand
SPELLED = 0.02  # nats, as a cost, where only the way of writing differs
FAR = 0.6  # share of letters not in common beyond which every difference counts as dear
OWN_LETTERS = 4  # letters up to which a word of characters is taken for a native name, whatever it is written with
USUAL = 3  # characters of a Chinese or Japanese name
PLACEHOLDERS = [chr(0xE000 + n) for n in range(2 * LONGEST)]  # stand for the letters of a pair that no row knows
FEATURES = ("bias", "nats", "share")


def variety(script: str, left: str, right: str) -> str | None:
    """The table of variants by which two words of a script are compared; None where readings serve better.

    Names of Korea's own (`Hang-ko`) vary less than foreign names in Hangul; two transcriptions of a foreign name in
    Chinese characters share few characters.

    >>> variety("Cyrl", "петров", "петков"), variety("Hang", "김민수", "김민서"), variety("Hang", "푸틴", "뿌찐")
    ('Cyrl', 'Hang-ko', 'Hang')
    >>> variety("Hani", "张伟", "张玮"), variety("Hani", "卡扎菲", "格達費"), variety("Latn", "jon", "john")
    ('Hani', None, None)
    """
    if script in ("Latn", "Zyyy"):
        return None
    if script == "Hang":
        return "Hang-ko" if _native(script, left) and _native(script, right) else "Hang"
    if script == "Hani" and _transcribed(left) and _transcribed(right):
        return None
    return script


def letter_features(pairs: Sequence[tuple[str, str, str]]) -> NDArray[np.float64]:
    """What is measured of each (variety, word, word), one row each, columns as SIGNS; 0 but for the bias if the same.

    >>> nats = letter_features([("Cyrl", "семёнов", "семенов"), ("Cyrl", "петров", "петков")])[:, 1]
    >>> bool(nats[0] < 0.1 < 4 < nats[1])
    True
    """
    nats, letters = np.zeros(len(pairs), np.float32), np.ones(len(pairs), np.float32)
    places: dict[str, list[int]] = defaultdict(list)
    for at, (table, _, _) in enumerate(pairs):
        places[table].append(at)
    for table, some in places.items():
        lefts, rights = ([fold_variants(pairs[at][side], table) for at in some] for side in (1, 2))
        nats[some] = _nats(table, lefts, rights)
        letters[some] = [_size(table, *pair) for pair in zip(lefts, rights, strict=True)]
    return np.column_stack([np.ones(len(pairs)), nats, nats / letters])


def letter_costs(pairs: Sequence[tuple[str, str, str]]) -> Nats:
    """The cost of each (variety, word, word) as `names.comparison.distance.word_costs` tells it, -log of a probability.

    >>> same, other = letter_costs([("Arab", "أحمد", "احمد"), ("Arab", "كريم", "كريد")])
    >>> bool(same < 0.05 < 2 < other)
    True
    """
    if not pairs:
        return np.zeros(0, np.float32)
    weights, signs = np.array([_weights(table) for table, _, _ in pairs]), letter_features(pairs)
    costs: Nats = np.logaddexp(0, -(weights * signs).sum(axis=1)).astype(np.float32)
    costs[signs[:, 1] == 0] = SPELLED
    return costs


@cache
def _weights(table: str) -> tuple[float, ...]:
    fitted = {name: tuple(map(float, weights)) for name, *weights in rows("letter-calibration.tsv")}
    return fitted.get(table) or fitted["other"]


def _size(table: str, left: str, right: str) -> int:
    """How many letters the longer word has; of Korean names how many syllables, as each of their letters tells.

    So does each of up to four Chinese characters, of which three are the usual name.
    """
    if table == "Hang-ko":
        left, right = (unicodedata.normalize("NFC", word) for word in (left, right))
    letters = max(len(left), len(right), 1)
    return min(letters, USUAL) if table == "Hani" and letters <= OWN_LETTERS else letters


def _nats(table: str, lefts: Sequence[str], rights: Sequence[str]) -> Nats:
    """The least nats by which one word becomes the other."""
    nats = process.cpdist(lefts, rights, scorer=OSA.distance, dtype=np.float32) * np.float32(DEAR)
    apart = process.cpdist(lefts, rights, scorer=Indel.normalized_distance, dtype=np.float32)
    if len(near := np.flatnonzero((apart > 0) & (apart < FAR))):
        pairs = [_known(table, lefts[at], rights[at]) for at in near.tolist()]
        found = _matrix(table).between(*map(list, zip(*pairs, strict=True)))
        slips = [_is_swapped(lefts[at], rights[at]) for at in near.tolist()]
        nats[near] = np.where(slips, np.minimum(found, SWAPPED), found)
    return nats


def _is_swapped(left: str, right: str) -> bool:
    """Whether two neighbouring letters that changed places are all the difference."""
    if len(left) != len(right):
        return False
    differ = [at for at, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    first, last = differ[0], differ[-1] + 1
    return last - first == 2 and left[first:last] == right[first:last][::-1]


def _known(table: str, left: str, right: str) -> tuple[str, str]:
    """The words between their edges, letters that the table lacks replaced, equal ones by equal placeholders.

    Of words that are too long for a table what they begin with alike is left out.
    """
    if max(len(left), len(right)) > LONGEST:
        alike = sum(1 for _ in takewhile(lambda ab: ab[0] == ab[1], zip(left, right, strict=False)))
        left, right = left[alike:][:LONGEST], right[alike:][:LONGEST]
    strange = dict.fromkeys(left + right).keys() - _letters(table)
    stand_ins = str.maketrans(dict(zip(sorted(strange), PLACEHOLDERS, strict=False)))
    return f"^{left.translate(stand_ins)}$", f"^{right.translate(stand_ins)}$"


@cache
def _letters(table: str) -> frozenset[str]:
    return frozenset(letter for forms, _ in _variants(table) for form in forms for letter in form)


@cache
def _variants(table: str) -> tuple[tuple[tuple[str, ...], float], ...]:
    """Forms that stand for each other, "" for none at all, and the nats of that; nothing without a file."""
    name = f"variants/{table}.tsv"
    if not (files("names") / "data" / name).is_file():
        return ()
    return tuple((tuple(_form(table, form) for form in forms.split(" ")), float(nats)) for forms, nats, _ in rows(name))


def _form(table: str, form: str) -> str:
    """A form of a row as its script's words are spelled, with the marks of edges that it has; "-" is none."""
    start, end = "^" * form.startswith("^"), "$" * form.endswith("$")
    return start + fold_variants(form.strip("^$"), table) + end if form != "-" else ""


@cache
def _matrix(table: str) -> PathCosts:
    """The operations of a table: each letter as itself or lost, and the variants both ways."""
    costs = {(edge, edge): 0.0 for edge in "^$"}
    for letter in sorted(_letters(table) - {"^", "$"}) + PLACEHOLDERS:
        costs |= {(letter, letter): 0.0, (letter, ""): LOST}
    for forms, nats in _variants(table):
        for pair in permutations(forms, 2):
            if pair[0]:
                costs[pair] = min(nats, costs.get(pair, nats))
    return PathCosts(read_table("\n".join(f"{a}\t{b}\t{nats}" for (a, b), nats in costs.items())))


@cache
def _own(script: str) -> frozenset[str]:
    """The characters or syllables of which names of the script's own language are made, or foreign ones are written."""
    return frozenset("".join(letters for code, letters in rows("name-letters.tsv") if code == script))


def _native(script: str, word: str) -> bool:
    return len(word) <= OWN_LETTERS and not frozenset(word) - _own(script)


def _transcribed(word: str) -> bool:
    """Whether a word of Chinese characters is a foreign name by its sounds, as far as its characters tell."""
    return len(word) > 2 and not frozenset(word) - _own("Hani") and (len(word) > 3 or word[0] not in _surnames())


@cache
def _surnames() -> frozenset[str]:
    return frozenset(surname for surname, *_ in rows("surnames.tsv") if len(surname) == 1)
