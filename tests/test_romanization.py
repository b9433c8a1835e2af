"""Every scheme proves its own samples; romanizing is total and leaves nothing behind that a scheme covers."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from names.errors import UnknownScheme
from names.fallback import to_ascii
from names.romanization import romanizations, romanize
from names.schemes import Scheme, scheme, schemes
from names.script import languages, script

CASES = Path(__file__).parent / "cases" / "romanize.tsv"
ROWS = [line.split("\t") for line in CASES.read_text("utf-8").splitlines() if not line.startswith("#")][1:]
CYRILLIC = st.text(st.characters(min_codepoint=0x0400, max_codepoint=0x04FF) | st.sampled_from(" '-"))


@pytest.mark.parametrize(("text", "latin"), [row[:2] for row in ROWS], ids=[row[2] for row in ROWS])
def test_romanize(text: str, latin: str) -> None:
    assert romanize(text) == latin


@pytest.mark.parametrize("known", schemes(), ids=lambda known: known.name)
def test_scheme_gives_its_samples(known: Scheme) -> None:
    assert len(known.samples) >= 6
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


@given(st.text() | CYRILLIC)
def test_romanize_is_total_and_latin(text: str) -> None:
    assert script(romanize(text)) in ("Latn", "Zyyy")
    assert to_ascii(text).isascii()


@given(st.text() | CYRILLIC)
def test_romanizations_are_total_and_distinct(text: str) -> None:
    forms = [form.text for form in romanizations(text, script(text))]
    assert len(set(forms)) == len(forms)


@pytest.mark.parametrize(
    "text", ["", " ", "\ud800", "Ж\ud800", "\x00", "\u0301", "\u202e", "😀", "٣", "½", "ﷺ"]
)
def test_odd_strings(text: str) -> None:
    assert to_ascii(text).isascii()
    assert isinstance(romanize(text), str)
    assert isinstance(romanizations(text, script(text)), tuple)


def test_romanizations_begin_with_the_likeliest_language() -> None:
    assert romanizations("Ціханоўская", "Cyrl")[0] == ("Tsikhanouskaya", "be-press", "be")
    assert romanizations("Жээнбеков", "Cyrl")[0].text == "Jeenbekov"
    assert {"Zheenbekov", "Scheenbekow"} <= {form.text for form in romanizations("Жээнбеков", "Cyrl")}
    assert romanizations("Smith", "Latn") == ()


def test_an_unknown_scheme_is_named_with_its_neighbour() -> None:
    with pytest.raises(UnknownScheme, match="did you mean 'ru-bgn'"):
        romanize("Щукин", scheme="ru-bng")
    with pytest.raises(LookupError):
        scheme("")


def test_a_named_language_decides() -> None:
    assert romanize("Кличко", language="uk") == "Klychko"
    assert romanize("Кличко", language="ru") == "Klichko"
    assert romanize("Кличко", language="xx") == "Klichko"
