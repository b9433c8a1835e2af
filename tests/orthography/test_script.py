"""Scripts of texts, and the languages that letters give away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from names.orthography.script import is_cased, language, languages, runs, script


@given(st.text())
def test_runs_cover_the_text(text: str) -> None:
    found = runs(text)
    assert "".join(text[run.start : run.end] for run in found) == text
    assert script(text) == "Zyyy" or script(text) in {run.script for run in found}


@given(st.text())
def test_language_is_total(text: str) -> None:
    assert language(text)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Їжак Єрмак Ґудзь Зеленський", "uk"),
        ("Ціханоўская", "be"),
        ("Щёголев Крылов", "ru"),
        ("Тоқаев Нұрсұлтан", "kk"),
        ("Жээнбеков Чыңгыз", "ky"),
        ("Раҳмон Тоҷикистон", "tg"),
        ("Вучић Његош", "sr"),
        ("Ѓорге", "mk"),
        ("Хүрэлсүх", "mn"),
        ("Һејдәр", "az"),
        ("پزشکیان", "fa"),
        ("عمران خان جڑانوالہ", "ur"),
        ("السيسي", "ar"),
        ("נתניהו", "he"),
        ("習近平", "zh"),
        ("東京タワー", "ja"),
        ("安倍さん", "ja"),
        ("გიორგი", "ka"),
        ("Kovář", "cs"),
        ("Путин", "und"),
        ("Smith", "und"),
        ("2024", "und"),
    ],
)
def test_language(words: str, expected: str) -> None:
    for word in words.split() if " " in words and expected in ("uk", "be") else [words]:
        assert language(word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Щукин", "Cyrl"),
        ("Ali علي", "Latn"),
        ("عليы", "Arab"),
        ("aж", "Latn"),
        ("жa", "Cyrl"),
        ("さくらサクラ", "Kana"),
        ("①②", "Zyyy"),
        ("·Ж·", "Cyrl"),
        ("\u0378", "Zyyy"),
        ("", "Zyyy"),
    ],
)
def test_script(text: str, expected: str) -> None:
    assert script(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("12!", [("Zyyy", "12!")]),
        ("(Лев) Tolstoy, 1910", [("Cyrl", "(Лев) "), ("Latn", "Tolstoy, 1910")]),
        ("安倍晋三さん", [("Hani", "安倍晋三"), ("Kana", "さん")]),
    ],
)
def test_runs(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(run.script, text[run.start : run.end]) for run in runs(text)] == expected


def test_languages_and_capitals_are_those_of_the_script() -> None:
    assert languages("Zyyy") == ()
    assert "fa" in languages("Arab")
    assert [is_cased(text) for text in ("Aж", "ჟ", "2024", "Ωμέγα")] == [True, False, False, True]
