"""Folds of words by script: examples, what must hold for any word, and that the tables say what is folded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from names.data import tables
from names.orthography.folding import LONGEST, fold_latin, fold_variants, fold_word
from names.orthography.normalization import fold

SCRIPTS = ("Latn", "Cyrl", "Grek", "Arab", "Hebr", "Hang", "Kana", "Hani", "Deva", "Ethi")


@pytest.mark.parametrize(
    ("word", "script", "folded"),
    [
        ("Müller", "Latn", "muller"),
        ("O'Brien", "Latn", "obrien"),
        ("Straße", "Latn", "strasse"),
        ("Ǝ", "Latn", "e"),
        ("Ива\u0301н", "Cyrl", "иван"),
        ("Йосип", "Cyrl", "йосип"),
        ("Ἀθηνᾶς", "Grek", "αθηνασ"),
        ("Ταΐζ", "Grek", "ταϊζ"),
        ("مُحَمَّـد", "Arab", "محمد"),
        ("فاطمة", "Arab", "فاطمه"),
        ("ﻣﺤﻤﺪ", "Arab", "محمد"),
        ("רון", "Hebr", "רונ"),
        ("ג’ון", "Hebr", "ג'ונ"),
        ("한", "Hang", "\u1112\u1161\u11ab"),
        ("ひろし", "Kana", "ヒロシ"),
        ("ｻｸﾗ", "Hira", "サクラ"),
        ("佐々木", "Hani", "佐佐木"),
        ("々", "Hani", "々"),
        ("野々々", "Jpan", "野野野"),
        ("नरेन्द्र!", "Deva", "नरेन्द्र"),
        ("abc", "Cyrl", "abc"),
        ("", "Thai", ""),
    ],
)
def test_fold_word(word: str, script: str, folded: str) -> None:
    assert fold_word(word, script) == folded


@given(st.text(), st.sampled_from(SCRIPTS))
def test_folding_a_word_twice_changes_nothing(word: str, script: str) -> None:
    assert fold_word(fold_word(word, script), script) == fold_word(word, script)


@given(st.text())
def test_latin_folds_are_plain_letters(word: str) -> None:
    folded = fold_latin(word)
    assert not folded or (folded.isascii() and folded.isalpha() and folded.islower())


@pytest.mark.parametrize("row", list(tables.records("latin-letters.tsv")), ids=lambda row: row["letter"])
def test_latin_letters_are_folded_as_their_table_says(row: dict[str, str]) -> None:
    letter = row["letter"]
    assert fold(letter) == (letter if row["fold"] == "-" else row["fold"])
    assert fold_latin(letter) == ("" if row["fold_latin"] == "-" else row["fold_latin"])


@pytest.mark.parametrize(
    ("word", "table", "folded"),
    [
        ("ሰላም", "Ethi", "ስäልaም"),
        ("Семён", "Cyrl", "семён"),
        ("민", "Hang-ko", "\u1106\u1175\u11ab"),
        ("ж" * 300, "Cyrl", "ж" * LONGEST),
    ],
)
def test_fold_variants(word: str, table: str, folded: str) -> None:
    assert fold_variants(word, table) == folded
