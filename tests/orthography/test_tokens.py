"""Words and their offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from names.orthography.tokens import spans, tokenize


@given(st.text())
def test_tokens_are_slices_in_order(text: str) -> None:
    last = 0
    for token in tokenize(text):
        assert last <= token.start < token.end
        assert text[token.start : token.end] == token.text
        last = token.end


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("K.-J. Wolff", "K J Wolff"),
        ("U.S. and G7", "U S and G7"),
        ("O’Brien's", "O’Brien's"),
        ("Sánchez/Díaz_2", "Sánchez Díaz 2"),
        ("Jose\u0301", "Jose\u0301"),
        ("नरेन्द्र मोदी", "नरेन्द्र मोदी"),
        ("ウラジーミル・プーチン", "ウラジーミル プーチン"),
        ("卡西姆·托卡耶夫", "卡西姆 托卡耶夫"),
        ("プーチン大統領", "プーチン 大統領"),
        ('צה"ל', 'צה"ל'),
        ("김정은", "김정은"),
        ("", ""),
    ],
)
def test_tokenize(text: str, words: str) -> None:
    assert " ".join(token.text for token in tokenize(text)) == words


def test_hyphens_and_dots_are_remembered() -> None:
    first, second, third = tokenize("K.-J. Wolff")
    assert (first.joined, second.joined, third.joined) == (False, True, False)
    assert (first.dotted, second.dotted, third.dotted) == (True, True, False)
    assert [token.joined for token in tokenize("Қасым-Жомарт — Тоқаев")] == [False, True, False]


@given(st.text("ab1'` .-_/"))
def test_ascii_text_is_cut_as_any_other(text: str) -> None:
    """The expression for ASCII text is another one: a letter of another script makes the other one be used."""
    *words, (last, *_) = spans(f"{text} ж")
    assert last == "ж"
    assert words == spans(text)
