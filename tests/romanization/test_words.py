"""Words read in Latin letters: what each source of readings gives, long words, words written as one, sounds."""

from __future__ import annotations

import pytest

from names.orthography.script_facts import script_facts
from names.romanization.phonetics import phonetic_forms
from names.romanization.words import join, joined_readings, read_word, read_words


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("jeenbekov", ("jeenbekov",)),  # ASCII is itself
        ("müller", ("muller", "mueller")),  # without its mark, and written out
        ("2024", ("2024",)),
        ("", ("",)),
        ("!", ("!",)),
        ("莫里森", ("morrison",)),  # a transcription and nothing else
        ("ᏣᎳᎩ", ("tsalagi",)),  # neither scheme nor table
    ],
)
def test_a_word_has_these_readings_alone(text: str, readings: tuple[str, ...]) -> None:
    assert read_word(text).readings == readings


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("하워드", "howard"),  # a transcription first
        ("김정은", "kimjeongeun"),  # a Korean surname as usual, the rest by a scheme
        ("жээнбеков", "zheenbekov"),
        ("王明", "wangming"),
        ("mh17", "mh17"),
        ("с300", "s300"),  # a code: by schemes, as the learned letters have no digits
    ],
)
def test_a_word_has_this_reading_too(text: str, reading: str) -> None:
    assert reading in read_word(text).readings


@pytest.mark.parametrize("text", ["müller", "하워드", "김정은", "жээнбеков", "习近平", "محمد", "ᏣᎳᎩ", "", "!"])
def test_the_columns_of_a_word_are_as_long_and_sorted(text: str) -> None:
    word = read_word(text)
    columns = (word.readings, word.costs, word.phonetic_forms, word.skeletons)
    assert {len(column) for column in columns} == {len(word.readings)}
    assert list(word.costs) == sorted(word.costs)
    assert len(word.readings) <= script_facts(word.script).readings
    assert word.latin == word.readings[0]
    assert len(word) == len(word.latin)
    assert phonetic_forms(word.readings) == (list(word.phonetic_forms), list(word.skeletons))


@pytest.mark.parametrize(
    ("letter", "latin"),
    [("и", "i"), ("王", "wong"), ("ⴰ", "a"), ("Ꭳ", "o"), ("ꦗ", "ja")],  # a table; one of characters; schemes; nothing
)
def test_a_long_word_is_read_in_pieces(letter: str, latin: str) -> None:
    longest = script_facts(read_word(letter).script).longest_read
    word = read_word(letter * (2 * longest + 1))
    assert len(word.readings) == 1
    assert word.latin.count(latin) >= longest
    assert word.latin == read_word(letter * longest).latin * 2 + read_word(letter).latin


def test_what_transcribes_a_name_varies_by_the_rules_of_latin() -> None:
    assert read_word("莫里森").alphabet == "Latn"
    assert read_word("习近平").alphabet == "Hani"
    assert read_word("smith").alphabet == "Latn"


def test_two_words_written_as_one_put_their_likeliest_readings_together() -> None:
    left, right = read_word("жуков"), read_word("müller")
    joined = join(left, right)
    assert joined.text == "жуковmüller"
    assert joined.script == "Zyyy"
    assert joined.latin == left.latin + right.latin
    assert set(joined.readings) <= set(joined_readings(left, right))
    assert join(right, right).script == "Latn"


def test_a_batch_gives_the_words_that_single_calls_give() -> None:
    texts = ["smith", "жуков", "smith", "müller"]
    assert read_words(texts) == [read_word(text) for text in texts]  # the same objects


def test_phonetic_forms_of_nothing_are_nothing() -> None:
    assert phonetic_forms([]) == ([], [])
    assert phonetic_forms(["", "ai", "bob"]).skeletons == ["", "ai", "bb"]
