"""Telling a case from a slip, and putting one word in place of another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from names.correction.endings import endings_of, is_inflected, set_right
from names.correction.words import respelled
from names.data.tables import records
from names.orthography.script import script

CASES = [  # language, a case or what is derived, the dictionary form
    ("ru", "Путина Путин"), ("ru", "Москве Москва"), ("ru", "Россией Россия"), ("ru", "Новой Новая"),
    ("ru", "Альп Альпы"), ("ru", "Зеленского Зеленский"), ("uk", "Києві Київ"), ("uk", "Зеленським Зеленський"),
    ("be", "Мінску Мінск"), ("bg", "Путинът Путин"), ("mk", "Путинов Путин"), ("sr", "Београду Београд"),
    ("hr", "Zagrebom Zagreb"), ("sl", "Ljubljani Ljubljana"), ("pl", "Warszawie Warszawa"), ("pl", "Tuskiem Tusk"),
    ("pl", "Katowic Katowice"), ("cs", "Praze Praha"), ("cs", "Merkelovou Merkelová"), ("sk", "Bratislave Bratislava"),
    ("lt", "Vilniaus Vilnius"), ("lv", "Rīgā Rīga"), ("et", "Tallinnas Tallinn"), ("fi", "Helsingissä Helsinki"),
    ("hu", "Merkellel Merkel"), ("hu", "Budapesten Budapest"), ("tr", "Ankarada Ankara"), ("az", "Bakıda Bakı"),
    ("kk", "Тоқаевтың Тоқаев"), ("ky", "Жапаровдун Жапаров"), ("uz", "Toshkentda Toshkent"), ("hy", "Երևանում Երևան"),
    ("ka", "თბილისში თბილისი"), ("el", "Μητσοτάκη Μητσοτάκης"), ("de", "Merkels Merkel"), ("de", "Merkelsche Merkel"),
    ("sv", "Stockholms Stockholm"), ("ro", "Chișinăului Chișinău"), ("eu", "Bilbon Bilbo"), ("en", "Clintons Clinton"),
    ("en", "Putinism Putin"), ("fr", "Macroniste Macron"), ("mn", "Улаанбаатарт Улаанбаатар"),
]  # fmt: skip
SLIPS = [  # language, a slip, the word it is put right to
    ("en", "Merkle Merkel"), ("de", "Merkle Merkel"), ("fr", "Emanuel Emmanuel"), ("es", "Merkell Merkel"),
    ("ru", "Путен Путин"), ("ru", "Меркиль Меркель"), ("ru", "Лукошенко Лукашенко"), ("uk", "Зеленьский Зеленський"),
    ("pl", "Makron Macron"), ("el", "Μητσωτάκης Μητσοτάκης"), ("fi", "Stubbb Stubb"), ("tr", "Merkell Merkel"),
    ("tr", "Merkle Merkel"), ("pt", "Luis Luiz"), ("en", "Merkles Merkels"),
]  # fmt: skip
INFLECTED_SLIPS = [  # language, a slip in a case, the dictionary form, the case put right
    ("de", "Merkles Merkel Merkels"), ("ru", "Назербаева Назарбаев Назарбаева"),
    ("ru", "Вишневьского Вишневский Вишневского"),
    ("pl", "Makronem Macron Macronem"), ("sv", "Stokholms Stockholm Stockholms"), ("hu", "Makronban Macron Macronban"),
    ("el", "Μητσωτάκη Μητσοτάκης Μητσοτάκη"), ("en", "MERKLES MERKEL MERKELS"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words"), CASES)
def test_a_case_stays(language: str, words: str) -> None:
    word, usual = words.split()
    assert is_inflected(word.casefold(), usual.casefold(), endings_of([language]))
    assert respelled(word, usual, endings_of([language]), marks=True) == word


@pytest.mark.parametrize(("language", "words"), SLIPS)
def test_a_slip_is_put_right(language: str, words: str) -> None:
    word, usual = words.split()
    assert respelled(word, usual, endings_of([language]), marks=True) == usual


@pytest.mark.parametrize(("language", "words"), INFLECTED_SLIPS)
def test_the_ending_of_a_slip_stays(language: str, words: str) -> None:
    word, usual, right = words.split()
    assert respelled(word, usual, endings_of([language]), marks=True) == right


def test_it_is_not_guessed_where_an_ending_begins() -> None:
    assert set_right("мыркилями", "меркель", endings_of(["ru"])) is None
    assert respelled("Мыркилями", "Меркель", endings_of(["ru"]), marks=True) == "Мыркилями"


@pytest.mark.parametrize(
    ("word", "usual", "marks", "expected"),
    [
        ("Walesa", "Wałęsa", True, "Wałęsa"),
        ("Walesa", "Wałęsa", False, "Walesa"),
        ("WALESA", "Wałęsa", True, "WALESA"),
        ("Łódź", "Lodz", True, "Łódź"),  # as at home
        ("Mueller", "Müller", False, "Mueller"),
        ("Горбачев", "Горбачёв", True, "Горбачев"),
        ("ΜΗΤΣΩΤΑΚΗΣ", "Μητσοτάκης", True, "ΜΗΤΣΟΤΑΚΗΣ"),
        ("MACDONAL", "MacDonald", True, "MACDONALD"),
        ("Macdonal", "MacDonald", True, "MacDonald"),
        ("merkle", "Merkel", True, "merkel"),
    ],
)
def test_marks_and_capitals(word: str, usual: str, marks: bool, expected: str) -> None:
    assert respelled(word, usual, endings_of(["en"]), marks=marks) == expected


@given(
    word=st.text("abčdeěłпутинάης'-S", max_size=9),
    usual=st.text("abčdeěłпутинάηςM", min_size=1, max_size=9),
    language=st.sampled_from(["en", "de", "pl", "ru", "el", "tr", ""]),
    marks=st.booleans(),
)
def test_a_word_that_was_put_right_stays(word: str, usual: str, language: str, marks: bool) -> None:
    endings = endings_of([language] if language else [])
    once = respelled(word, usual, endings, marks=marks)
    assert respelled(once, usual, endings, marks=marks) == once


def test_the_endings_of_a_language_are_in_one_script() -> None:
    table = list(records("case-ending.tsv"))
    assert [row["language"] for row in table] == sorted({row["language"] for row in table})
    for row in table:
        cells = [row["joined"], row["endings"], row["bases"]]
        assert len({script(ending) for cell in cells for ending in cell.split(" ") if ending != "-"}) < 2, row[
            "language"
        ]
        assert all(cell and cell == cell.strip() for cell in cells)
