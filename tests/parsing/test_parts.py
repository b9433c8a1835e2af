"""Names and parts: what is read of long names, of batches and of scripts; what dividing keeps."""

from __future__ import annotations

import pytest

import names
from names.parsing.parts import LETTERS, letters, read_name, read_names
from names.parsing.pieces import WORDS


def test_a_batch_gives_the_same_as_one_by_one() -> None:
    texts = ["Ann Berg", "Анна Берг", "", "Ann Berg", "李晓明"]
    assert [name.parts for name in read_names(texts)] == [read_name(text).parts for text in texts]


def test_so_many_words_of_a_name_are_read() -> None:
    name = read_name("Ann " * (WORDS + 1))
    assert (len(name.parts), name.is_cut) == (WORDS, True)
    assert not read_name("Ann " * WORDS).is_cut


def test_so_many_letters_of_a_word_are_read() -> None:
    name = read_name("a" * (LETTERS + 1))
    assert name.is_cut
    assert name.parts[0].text == name.text
    assert len(name.parts[0].word.text) == LETTERS


@pytest.mark.parametrize(
    ("text", "script"), [("Ann Berg", "Latn"), ("Ann Берг", "Latn"), ("Анна Берг Bo", "Cyrl"), ("", "Zyyy")]
)
def test_a_name_has_the_script_of_most_words(text: str, script: str) -> None:
    assert read_name(text).script == script


@pytest.mark.parametrize(("written", "read"), [("O’Brien", "obrien"), ("ג׳ון", "ג'ון"), ("Émile", "émile")])
def test_letters_are_read_without_case_and_signs(written: str, read: str) -> None:
    assert letters(written) == read


def test_a_name_is_written_as_its_text() -> None:
    assert str(names.parse("Dr. Ann  Berg")) == "Dr. Ann  Berg"


@pytest.mark.parametrize("text", ["홍길동", "Abdul Karim Hasan", "李晓明教授"])
def test_a_divided_name_keeps_the_undivided_one(text: str) -> None:
    name = names.parse(text)
    assert name.undivided is not None
    assert name.undivided.parts == read_name(text).parts
    assert name == name.undivided


def test_what_is_not_divided_has_no_other_form() -> None:
    assert names.parse("Ann Berg").undivided is None
