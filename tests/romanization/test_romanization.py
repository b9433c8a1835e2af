"""Every scheme proves its own samples; romanizing is total and Latin, and agrees with what a name is read as."""

import tomllib
import unicodedata
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from names.caching import forget
from names.comparison.similarity import compare
from names.errors import UnknownScheme
from names.orthography.normalization import normalize
from names.orthography.script import languages, script
from names.romanization import schemes as schemes_module
from names.romanization.fallback import named_letters, to_ascii
from names.romanization.romanizer import best_scheme, romanizations
from names.romanization.schemes import Scheme, SchemeHead, heads, scheme, schemes
from names.romanization.words import read_word
from names.variation.reading import readings, romanize

SCHEMES = Path(schemes_module.__file__).parents[1] / "data" / "schemes"
CYRILLIC = st.text(st.characters(min_codepoint=0x0400, max_codepoint=0x04FF) | st.sampled_from(" '-"))
LETTERS = st.characters(categories=["Lu", "Ll", "Lt", "Lo"], exclude_characters="Ꞌꞌﹾ")  # these are apostrophes
BLOCKS = {
    "Cyrl": "\u0400\u04ff", "Arab": "\u0620\u06d3", "Hebr": "\u05d0\u05ea", "Deva": "\u0900\u097f",
    "Beng": "\u0981\u09e3", "Guru": "\u0a01\u0a75", "Gujr": "\u0a81\u0aff", "Taml": "\u0b82\u0bd7",
    "Telu": "\u0c00\u0c63", "Knda": "\u0c80\u0cf2", "Mlym": "\u0d00\u0d7f", "Sinh": "\u0d81\u0df3",
    "Thai": "\u0e01\u0e4e", "Laoo": "\u0e81\u0edf", "Mymr": "\u1000\u109d", "Khmr": "\u1780\u17dd",
    "Ethi": "\u1200\u135f", "Hani": "\u4e00\u9fff", "Kana": "\u3041\u30ff", "Hang": "\uac00\ud7a3",
    "Tibt": "\u0f00\u0fbc", "Geor": "\u10a0\u10ff", "Armn": "\u0531\u0588", "half": "\uff01\uffef",
}  # fmt: skip


def is_latin(text: str) -> bool:
    return all(script(char) == "Latn" for char in text if unicodedata.category(char) in ("Lu", "Ll", "Lt", "Lo"))


@pytest.mark.parametrize("known", schemes(), ids=lambda known: known.name)
def test_scheme_gives_its_samples(known: Scheme) -> None:
    assert len(known.samples) >= 6, "a scheme shows six samples or more"
    for native, latin in known.samples:
        assert known.covers(native), native
        assert known.romanize(native) == latin


@pytest.mark.parametrize("known", schemes(), ids=lambda known: known.name)
def test_scheme_says_where_it_comes_from(known: Scheme) -> None:
    assert known.source
    assert known.title
    assert known.name.startswith(known.language + "-")
    assert known.language in languages(known.script)


@pytest.mark.parametrize("known", schemes(), ids=lambda known: known.name)
def test_scheme_says_nothing_that_is_not_read(known: Scheme) -> None:
    folder = SCHEMES / known.script  # the script is that of the folder
    table = tomllib.loads((folder / f"{known.name}.toml").read_text(encoding="utf-8"))
    assert set(table) <= {field.name for field in fields(Scheme)} - {"name"} | {"base", "inherent"}
    assert set(table.get("inherent", ())) <= {"vowel", "after", "unless", "virama", "final"}
    assert known.use in ("always", "told", "weighed")
    assert SchemeHead(known.language, known.rank, known.name, known.use) in heads(known.script), (
        "a head stands behind samples"
    )


@pytest.mark.parametrize("known", schemes(), ids=lambda known: known.name)
def test_targets_are_latin(known: Scheme) -> None:
    for letters, target in known.rules.items():
        assert script(target) in ("Latn", "Zyyy"), letters
        assert letters == letters.lower()


def test_each_language_has_one_first_scheme() -> None:
    ranks = [(known.language, known.rank) for known in schemes()]
    assert len(set(ranks)) == len(ranks)


@given(st.sampled_from(schemes()), st.data())
def test_no_covered_letter_stays(known: Scheme, data: st.DataObject) -> None:
    text = data.draw(st.text([*sorted(known.letters), " ", "-"]))
    assert not set(known.romanize(text)) & {letter for letter in known.letters if letter.isalpha()}


@given(CYRILLIC)
def test_capitals_stay_capitals(text: str) -> None:
    for known in (scheme("ru-bgn"), scheme("uk-kmu")):
        assert known.romanize(text).lower() == known.romanize(text.lower()).lower()


@given(st.text() | CYRILLIC | st.text(LETTERS))
@settings(deadline=None)  # the tables of a script are read when it is first met
def test_romanize_is_total_and_latin(text: str) -> None:
    assert is_latin(romanize(text))
    assert to_ascii(text).isascii()


@given(st.sampled_from(sorted(BLOCKS)), st.data(), st.sampled_from([None, "ar", "fa", "ja", "ko", "yue", "ne", "xx"]))
@settings(deadline=None)
def test_words_of_any_script_become_latin(block: str, data: st.DataObject, language: str | None) -> None:
    first, last = BLOCKS[block]
    letters = st.characters(min_codepoint=ord(first), max_codepoint=ord(last))
    text = data.draw(st.text(letters | st.sampled_from(" a-'")))
    latin = romanize(text, language=language)
    assert is_latin(latin)
    assert romanize(latin) == normalize(latin)  # ʻ of Uzbek is an apostrophe like others
    read = readings(text, language)
    assert not read or read[0].text == latin
    assert len({reading.text for reading in read}) == len(read)


@given(LETTERS)
@settings(deadline=None)
def test_no_letter_gives_an_empty_line(letter: str) -> None:
    assert any(map(str.isalnum, romanize(letter))), unicodedata.name(letter, "")


@pytest.mark.parametrize("block", sorted(BLOCKS))
def test_long_runs_are_read_in_time(block: str) -> None:
    first, last = map(ord, BLOCKS[block])
    for text in (chr((first + last) // 2) * 10_000, "".join(chr(first + at % (last - first)) for at in range(10_000))):
        assert len(romanize(text)) < 400_000
        assert len(readings(text)) <= 16


@given(st.text(st.characters(max_codepoint=0x024F)))
@settings(deadline=None)
def test_latin_stays_as_it_is(text: str) -> None:
    latin = romanize(text)
    assert romanize(latin) == latin


@given(st.text() | CYRILLIC)
def test_romanizations_are_total_and_distinct(text: str) -> None:
    forms = [form.text for form in romanizations(text, script(text))]
    assert len(set(forms)) == len(forms)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\ud800", "Ж\ud800", "\x00", "\u0301", "\u202e", "😀", "٣", "½", "ﷺ", "์", "ь", "ءء", "\u09cd", "𗀀1"],
)
def test_odd_strings(text: str) -> None:
    assert to_ascii(text).isascii()
    assert isinstance(romanize(text), str)
    assert isinstance(readings(text), list)
    assert isinstance(romanizations(text, script(text)), tuple)


def test_romanizations_begin_with_the_likeliest_language() -> None:
    assert romanizations("Ціханоўская", "Cyrl")[0] == ("Tsikhanouskaya", "be-press", "be")
    assert romanizations("Жээнбеков", "Cyrl")[0].text == "Jeenbekov"
    assert {"Zheenbekov", "Scheenbekow"} <= {form.text for form in romanizations("Жээнбеков", "Cyrl")}
    assert romanizations("Smith", "Latn") == ()


@pytest.mark.parametrize(
    ("native", "latin", "title", "most"),
    [
        ("Жээнбеков", "Jinbekov", "Kyrgyz in English-language news", 10),  # the language shows: its two schemes
        ("Путин", "Putin", "Russian in English-language news", 10),  # it does not: the first that gives the spelling
        ("Путин", "Poutine", "Russian in French", 46),  # the schemes that come before it do not
    ],
)
def test_an_explanation_reads_no_scheme_behind_the_one_it_names(native: str, latin: str, title: str, most: int) -> None:
    forget()
    scheme.cache_clear()
    assert f"({title}" in compare(native, latin).explain()
    assert scheme.cache_info().currsize <= most < len(schemes("Cyrl"))


def test_no_scheme_is_read_behind_one_that_knows_all_letters() -> None:
    scheme.cache_clear()
    assert best_scheme("Путин и Лавров", "Cyrl", "und") == scheme("ru-press")
    assert scheme.cache_info().currsize == 1
    assert not any(letter.isspace() for known in schemes() for letter in known.letters)


def test_an_unknown_scheme_is_named_with_its_neighbour() -> None:
    with pytest.raises(UnknownScheme, match="did you mean 'ru-bgn'"):
        romanize("Щукин", scheme="ru-bng")
    with pytest.raises(LookupError):
        scheme("")


def test_a_named_language_decides() -> None:
    assert romanize("Кличко", language="uk") == "Klychko"
    assert romanize("Кличко", language="ru") == "Klichko"
    assert romanize("Кличко", language="xx") == "Klichko"
    assert [romanize("高橋", language=code) for code in ("zh", "ja", "ko", "yue")] == [
        "Gao Qiao",
        "Takahashi",
        "Ko Kyo",
        "Ko Kiu",
    ]


def test_schemes_for_told_languages_make_no_keys() -> None:
    told = [known for known in schemes() if known.use != "always"]
    assert {known.script for known in told} >= {"Deva", "Thai", "Mymr"}
    assert romanizations("สมชาย", "Thai") == ()
    assert read_word("สมชาย").latin == "somchai"
    assert best_scheme("สมชาย", "Thai", "th") == scheme("th-rtgs")


def test_letters_without_a_table_are_called_by_their_names() -> None:
    assert named_letters("𐤀 𐤋") == "alf lamd"
    assert named_letters("") == ""
