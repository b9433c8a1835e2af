"""The cost of two words of one script, compared as they are written: readings would make different letters equal.

What varies within a script is data (`data/variants/*.tsv`): forms of letters that writers exchange, and the nats of an
exchange. Any other exchange costs `OTHER_LETTER` nats, a letter more or less `COSTS.letter_lost`. The cheapest way from
one word to the other is found as for the learned tables (names/kernel/paths.py), and a logistic curve for each script
(`data/letter-calibration.tsv`, fitted by `python -m names.training`) turns its nats into a probability.
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

from names.comparison.costs import COSTS
from names.data.tables import rows
from names.kernel.correspondences import LONGEST, UNSEEN, UNSEEN_LETTER, read_table
from names.kernel.paths import PathCosts
from names.orthography.folding import fold_variants

Costs = NDArray[np.float32]
OTHER_LETTER = UNSEEN + UNSEEN_LETTER  # nats, as in the learned tables
LONGEST_NATIVE = 4  # characters or syllables of a Chinese or Korean name, at most
USUAL_CHARACTERS = 3  # characters of a usual Chinese name, the surname first
PLACEHOLDERS = [chr(0xE000 + n) for n in range(2 * LONGEST)]  # stand for letters of a pair that the table lacks
FEATURES = ("bias", "nats", "share")  # share: nats a letter


def variety(script: str, left: str, right: str) -> str | None:
    """The table of variants by which two words of a script are compared, or None if readings serve better.

    Korean names (`Hang-ko`) vary less than foreign names in Hangul. Readings serve better for Latin words, and for
    foreign names in Chinese characters, of which two transcriptions share few characters.

    >>> variety("Cyrl", "петров", "петков"), variety("Hang", "김민수", "김민서"), variety("Hang", "푸틴", "뿌찐")
    ('Cyrl', 'Hang-ko', 'Hang')
    >>> variety("Hani", "张伟", "张玮"), variety("Hani", "卡扎菲", "格達費"), variety("Latn", "jon", "john")
    ('Hani', None, None)
    """
    if script in ("Latn", "Zyyy"):
        return None
    if script == "Hang":
        return "Hang-ko" if _is_native(script, left) and _is_native(script, right) else "Hang"
    if script == "Hani" and _is_transcription(left) and _is_transcription(right):
        return None
    return script


def letter_features(pairs: Sequence[tuple[str, str, str]]) -> NDArray[np.float64]:
    """The features of each (variety, word, word), float64: one row each, with the columns FEATURES.

    All but the bias are 0 for words that differ in nothing.

    >>> nats = letter_features([("Cyrl", "семёнов", "семенов"), ("Cyrl", "петров", "петков")])[:, 1]
    >>> bool(nats[0] < 0.1 < 4 < nats[1])
    True
    """
    nats, letters = np.zeros(len(pairs), np.float32), np.ones(len(pairs), np.float32)
    rows_of_table: dict[str, list[int]] = defaultdict(list)
    for row, (table, _, _) in enumerate(pairs):
        rows_of_table[table].append(row)
    for table, table_rows in rows_of_table.items():
        table_pairs = [pairs[row] for row in table_rows]
        lefts = [fold_variants(left, table) for _, left, _ in table_pairs]
        rights = [fold_variants(right, table) for _, _, right in table_pairs]
        nats[table_rows] = _least_nats(table, lefts, rights)
        letters[table_rows] = [_letter_count(table, left, right) for left, right in zip(lefts, rights, strict=True)]
    return np.column_stack([np.ones(len(pairs)), nats, nats / letters])


def letter_costs(pairs: Sequence[tuple[str, str, str]]) -> Costs:
    """The cost of each (variety, word, word) in nats, float32: −log of the probability that the words are one name.

    >>> same, other = letter_costs([("Arab", "أحمد", "احمد"), ("Arab", "كريم", "كريد")])
    >>> bool(same < 0.05 < 2 < other)
    True
    """
    if not pairs:
        return np.zeros(0, np.float32)
    weights, features = np.array([_weights(table) for table, _, _ in pairs]), letter_features(pairs)
    log_odds = (weights * features).sum(axis=1)
    costs: Costs = np.logaddexp(0, -log_odds).astype(np.float32)
    _, nats, _ = features.T
    costs[nats == 0] = COSTS.same_letters
    return costs


@cache
def _weights(table: str) -> tuple[float, ...]:
    fitted = {name: tuple(map(float, weights)) for name, *weights in rows("letter-calibration.tsv")}
    return fitted.get(table) or fitted["other"]


def _letter_count(table: str, left: str, right: str) -> int:
    """The number of letters of the longer word, at least 1; for Korean names the number of syllables.

    Four Chinese characters count as three, the length of a usual name, since each of them distinguishes names.
    """
    if table == "Hang-ko":
        left, right = (unicodedata.normalize("NFC", word) for word in (left, right))
    letters = max(len(left), len(right), 1)
    return min(letters, USUAL_CHARACTERS) if table == "Hani" and letters <= LONGEST_NATIVE else letters


def _least_nats(table: str, lefts: Sequence[str], rights: Sequence[str]) -> Costs:
    """The least nats by which each left word becomes the right one; near pairs are looked up in the table."""
    nats = process.cpdist(lefts, rights, scorer=OSA.distance, dtype=np.float32) * np.float32(OTHER_LETTER)
    distances = process.cpdist(lefts, rights, scorer=Indel.normalized_distance, dtype=np.float32)
    near = np.flatnonzero((distances > 0) & (distances < COSTS.letters_far))
    if len(near):
        near_pairs = [(lefts[row], rights[row]) for row in near.tolist()]
        in_table = [_in_letters_of_table(table, left, right) for left, right in near_pairs]
        by_table = _paths(table).between([left for left, _ in in_table], [right for _, right in in_table])
        are_slips = [_is_swapped(left, right) for left, right in near_pairs]
        nats[near] = np.where(are_slips, np.minimum(by_table, COSTS.letters_swapped), by_table)
    return nats


def _is_swapped(left: str, right: str) -> bool:
    """Whether two different words only differ in two neighbouring letters that changed places."""
    if len(left) != len(right):
        return False
    differing = [place for place, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    start, end = differing[0], differing[-1] + 1
    return end - start == 2 and left[start:end] == right[start:end][::-1]


def _in_letters_of_table(table: str, left: str, right: str) -> tuple[str, str]:
    """The words between edge marks, with letters that the table lacks replaced by placeholders, the same in both.

    If a word is too long for the table, the common beginning of both is left out.
    """
    if max(len(left), len(right)) > LONGEST:
        common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))
        left, right = left[common:][:LONGEST], right[common:][:LONGEST]
    unknown_letters = sorted(set(left + right) - _letters_of(table))
    placeholders = str.maketrans(dict(zip(unknown_letters, PLACEHOLDERS, strict=False)))
    return f"^{left.translate(placeholders)}$", f"^{right.translate(placeholders)}$"


@cache
def _letters_of(table: str) -> frozenset[str]:
    return frozenset(letter for forms, _ in _variants(table) for form in forms for letter in form)


@cache
def _variants(table: str) -> tuple[tuple[tuple[str, ...], float], ...]:
    """The rows of a table, none without a file: forms that writers exchange ("" for none), and the nats of that."""
    name = f"variants/{table}.tsv"
    if not (files("names") / "data" / name).is_file():
        return ()
    variants = []
    for forms, nats, _ in rows(name):
        folded = tuple(_folded_form(table, form) for form in forms.split(" "))
        variants.append((folded, float(nats)))
    return tuple(variants)


def _folded_form(table: str, form: str) -> str:
    """A form of a row, folded as the words of its script are, with its edge marks; "" for "-", which is no letter."""
    if form == "-":
        return ""
    start = "^" if form.startswith("^") else ""
    end = "$" if form.endswith("$") else ""
    return start + fold_variants(form.strip("^$"), table) + end


@cache
def _paths(table: str) -> PathCosts:
    """The path costs by a table: each letter as itself or lost, and the variants in both directions."""
    costs = {(edge, edge): 0.0 for edge in "^$"}
    for letter in sorted(_letters_of(table) - {"^", "$"}) + PLACEHOLDERS:
        costs |= {(letter, letter): 0.0, (letter, ""): COSTS.letter_lost}
    for forms, nats in _variants(table):
        for form, other in permutations(forms, 2):
            if form:
                costs[form, other] = min(nats, costs.get((form, other), nats))
    return PathCosts(read_table("\n".join(f"{a}\t{b}\t{nats}" for (a, b), nats in costs.items())))


@cache
def _name_characters(script: str) -> frozenset[str]:
    """The characters that transcribe foreign names (Hani), or the syllables that native names consist of (Hang)."""
    return frozenset("".join(letters for code, letters in rows("name-letters.tsv") if code == script))


def _is_native(script: str, word: str) -> bool:
    """Whether a word is as short as a name of the script's own language, and made of syllables of such names."""
    return len(word) <= LONGEST_NATIVE and _name_characters(script).issuperset(word)


def _is_transcription(word: str) -> bool:
    """Whether a word in Chinese characters seems to transcribe a foreign name, judged by its characters."""
    if len(word) < USUAL_CHARACTERS or not _name_characters("Hani").issuperset(word):
        return False
    return len(word) > USUAL_CHARACTERS or word[0] not in _surnames()


@cache
def _surnames() -> frozenset[str]:
    return frozenset(surname for surname, *_ in rows("surnames.tsv") if len(surname) == 1)
