"""Normalizing and folding texts: examples, and what must hold for any text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from names.orthography.normalization import fold, normalize


@given(st.text())
def test_normalizing_twice_changes_nothing(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)
    assert fold(fold(text)) == fold(text)


def test_every_character_is_stable() -> None:
    strange = [
        hex(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")
        for text in ["a" + chr(code) + "б"]
        if normalize(normalize(text)) != normalize(text) or fold(fold(text)) != fold(text)
    ]
    assert strange == []


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("O\u2019Neill", "O'Neill"),
        ("Знам\u02bcянка", "Знам'янка"),
        ("Jean\u2011Claude", "Jean-Claude"),
        ("\u200fיצחק\u200e", "יצחק"),
        ("a\u00a0 b\r\n c", "a b c"),
        ("и\u0306", "й"),
        ("Lu\u00adka\u200bshenko", "Lukashenko"),
        ("«Їжак»", '"Їжак"'),
    ],
)
def test_normalize(text: str, normal: str) -> None:
    assert normalize(text) == normal


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Erdoğan", "erdogan"),
        ("Straße", "strasse"),
        ("İstanbul Işık", "istanbul isik"),
        ("Đoković", "dokovic"),
        ("Þórður Æsir", "thordur aesir"),
        ("Nguyễn Phú Trọng", "nguyen phu trong"),
        ("Əliyev", "aliyev"),
        ("Μητσοτάκης", "μητσοτακησ"),
        ("Ёлкин", "елкин"),
        ("Ўзбек Їжак Йод Ґудзь", "ўзбек їжак йод ґудзь"),
        ("مُحَمَّـد", "محمد"),
        ("שָׁלוֹם", "שלום"),
        ("ガギ", "ガギ"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
