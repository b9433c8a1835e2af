"""Unknown persons in scripts without capitals (cases/uncased.tsv)."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import marked, rows

import names
from gazetteer import Entity
from names.text.uncased.persons import uncased_persons
from names.text.uncased.short_names import full_names

ROWS = rows("uncased.tsv")
ALPHABETS = '王李张陈明国强说总统、。·田中さんトム・김수현은씨 الوزيرسمبح השרגדעון"नाम श्री মো นาย ใจ abc. \n'


def found(text: str, **options: object) -> list[str]:
    return [text[start:end] for start, end in uncased_persons(text, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize("row", [marked(row, f"{row['language']}-{row['sentence'][:30]}") for row in ROWS])
def test_names_of_a_sentence(row: dict[str, str]) -> None:
    assert found(row["sentence"]) == [name for name in row["names"].split(" | ") if name]


def test_every_language_has_rows_with_and_without_names() -> None:
    with_names = Counter(row["language"] for row in ROWS if row["names"])
    without = Counter(row["language"] for row in ROWS if not row["names"])
    assert all(with_names[language] >= 10 for language in ("zh", "ja", "ko", "ar", "he", "fa"))
    assert all(with_names[language] >= 5 for language in ("ur", "hi", "bn", "th"))
    assert all(without[language] >= 5 for language in ("zh", "ja", "ko", "ar", "he", "fa", "ur", "hi", "bn", "th"))


@given(st.text(alphabet=ALPHABETS, max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(1, 9)), max_size=4))
def test_spans_are_in_order_in_the_text_and_free(text: str, lengths: list[tuple[int, int]]) -> None:
    taken = [(start, start + length) for start, length in lengths]
    spans = list(uncased_persons(text, taken))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert not any(start < last and first < end for start, end in spans for first, last in taken)


WORDS = [
    "عبد",
    "وقال",
    "قال",
    "بن",
    "آل",
    "أبو",
    "الدين",
    "محمد",
    "وحسن",
    "الرئيس",
    "المصري",
    "البيت",
    "،",
    "علي",
    "زاده",
]


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_any_order_of_words_is_read(words: list[str]) -> None:
    text = " ".join(words)
    assert all(text[start - 1 : start] in ("", " ", "و") for start, _ in uncased_persons(text))


def test_what_is_taken_is_left_out() -> None:
    text = "总理王建国和记者陈晓明昨天在会上发言。"
    assert found(text, taken=[(3, 4)]) == ["陈晓明"]


@pytest.mark.parametrize("text", ["", "Anna Berg met Mr Stone.", "Анна Берг", "Άννα", "1234", "、。", "·", "هـ", "’"])
def test_nothing_in_other_scripts_and_in_marks(text: str) -> None:
    assert found(text) == []


def test_the_languages_tell_how_chinese_characters_are_read() -> None:
    assert found("田中一郎氏", languages={"ja"}) == ["田中一郎"]


def test_a_very_long_line_is_read() -> None:
    assert len(found("总理王建国说天气很好" * 3000)) == 3000


def test_short_forms_are_those_of_the_only_bearer() -> None:
    assert full_names(["约翰·霍兰德", "霍兰德"])["霍兰德"] == "约翰·霍兰德"
    assert full_names(["佐藤健一", "佐藤花子", "佐藤"])["佐藤"] == "佐藤"


def test_unknown_persons_of_a_text_are_grouped_with_their_short_forms() -> None:
    gaz = names.build_gazetteer([Entity("p", "place", ["北京"], prior=7.0)])
    resolutions = names.annotate("被告人周德胜在北京认罪。周先生很后悔。", gaz)
    assert [r.mention.text for r in resolutions if r.mention] == ["周德胜", "北京", "周"]
    person, place, surname = resolutions
    assert place.entity is not None
    assert place.entity.id == "p"
    assert person.group
    assert person.group == surname.group
    assert surname.group_label == "周德胜"
