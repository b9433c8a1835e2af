"""Names in Chinese characters, read as the language does: 金城武 is Jin Chengwu, and in Japanese Kaneshiro Takeshi."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from names.orthography import script as scripts
from names.orthography.folding import fold_latin, fold_word
from names.romanization.customary import character_syllables, customary_form, japanese_readings, surnames
from names.romanization.schemes import scheme
from names.romanization.transducers import transducer
from names.variation.fluency import FLUENT, Fluency

__all__ = ["LANGUAGES", "characters", "likely_language"]

LANGUAGES = ("zh", "ja", "ko", "yue", "nan")
GIVEN = 2  # characters of a given name at most, but in Japanese
WORD = 3  # characters of a word that is no name and yet written as one
SPLIT = 10  # characters of a Japanese name that is parted
HYPHENS = {"yue": "-", "nan": "-"}  # between the syllables of given names; elsewhere nothing
SEARCHED = 20  # learned readings of a Japanese name that are weighed
KANA = "ja-passport"  # the scheme of Japanese names in kana


def likely_language(word: str) -> str:
    """The language of a word in Chinese characters: Japanese if it has kana or is a Japanese full name; else Chinese.

    >>> [likely_language(word) for word in ("高橋由美子", "諸葛孔明", "朴大三", "野々村")]
    ['ja', 'zh', 'zh', 'ja']
    """
    if any(scripts.script(char) == "Kana" for char in word) or "々" in word:
        return "ja"
    if len(word) < 4 or word[:2] in surnames("zh"):
        return "zh"
    return "ja" if any(at > 1 for at in _partings(word)) or _may_be_japanese(word) else "zh"


def _may_be_japanese(word: str) -> bool:
    """Whether a family name stands before two characters with which such given names begin and end."""
    family, given = fold_word(word[:-2], "Hani"), fold_word(word[-2:], "Hani")
    first, last = _given_characters()
    return family in japanese_readings("family") and given[0] in first and given[-1] in last


@cache
def _given_characters() -> tuple[frozenset[str], frozenset[str]]:
    """The characters with which given names of two begin, and those with which they end."""
    pairs = [name for name in japanese_readings("given") if len(name) == 2]
    return frozenset(name[0] for name in pairs), frozenset(name[1] for name in pairs)


def characters(word: str, language: str, whole: bool = True) -> str:
    """A word of Chinese characters in Latin letters, its surname apart and with capitals.

    `whole` says that the word is all there is of the name; else it may be a foreign word or only a surname.

    >>> characters("司马光", "zh"), characters("高橋由美子", "ja"), characters("陳大文", "yue")
    ('Sima Guang', 'Takahashi Yumiko', 'Chan Tai-man')
    """
    if language == "ja":
        return _japanese(word)
    known = surnames(language)
    if word in known:
        return known[word]
    lengths = [n for n in (2, 1) if word[:n] in known and 0 < len(word) - n <= GIVEN]
    foreign = customary_form(word, "Hani", language) if language == "zh" and not (whole and lengths) else None
    if foreign:
        return foreign[:1].upper() + foreign[1:]
    if lengths and whole:
        return f"{known[word[: lengths[0]]]} {_joined(word[lengths[0] :], language)}"
    if len(word) <= WORD or not whole:
        return _joined(word, language)
    return " ".join(_syllable(char, language).capitalize() for char in word)


def _joined(word: str, language: str) -> str:
    """The characters as one word: Xiaoping, Tai-man."""
    return HYPHENS.get(language, "").join(_syllable(char, language) for char in word).capitalize()


def _syllable(char: str, language: str) -> str:
    return character_syllables(language).get(char) or character_syllables("zh").get(char, char)


def _japanese(word: str) -> str:
    """A family name, a given name, both, or a word."""
    key = fold_word(word, "Hani")
    for kind in ("family", "given"):
        if key in japanese_readings(kind):
            return japanese_readings(kind)[key].capitalize()
    for at in [*_partings(word), *_surnames(word)] if len(word) > 2 else ():  # 東京 is no 東 京
        return f"{_name(word[:at], 'family')} {_name(word[at:], 'given')}"
    return _sounded(word).capitalize()


def _partings(word: str) -> Iterator[int]:
    """Where family and given name may part, likeliest first: two characters are the commonest family name."""
    if len(word) > SPLIT:
        return
    places = sorted(range(1, len(word)), key=lambda at: (abs(at - 2), -at))
    for at in places:
        if fold_word(word[:at], "Hani") in japanese_readings("family") and _is_given(word[at:]):
            yield at


def _surnames(word: str) -> Iterator[int]:
    """Where a family name of two characters or three ends, before what may be a rare given name."""
    return (
        at for at in (3, 2) if 0 < len(word) - at < 4 and fold_word(word[:at], "Hani") in japanese_readings("family")
    )


def _is_given(word: str) -> bool:
    return fold_word(word, "Hani") in japanese_readings("given") or all(scripts.script(char) == "Kana" for char in word)


def _name(word: str, kind: str) -> str:
    known = japanese_readings(kind).get(fold_word(word, "Hani"))
    learned = transducer("Hani-ja") if known is None and _are_han(word) else None
    found = learned.readings(word, SEARCHED) if learned else ()
    usual = _usual(kind)
    likely = min(found, key=lambda reading: reading.cost + FLUENT * usual.cost(reading.text), default=None)
    return (known or (likely.text if likely else _sounded(word))).capitalize()


@cache
def _usual(kind: str) -> Fluency:
    return Fluency(sorted(set(japanese_readings(kind).values())))


def _are_han(word: str) -> bool:
    return all(scripts.script(char) == "Hani" for char in word)


def _sounded(word: str) -> str:
    """The word by the sounds of its characters and its kana."""
    sounds = japanese_readings("sound")
    spelled = fold_word(word, "Hani")
    native = "".join(sounds.get(char) or character_syllables("zh").get(char, char) for char in spelled)
    return fold_latin(scheme(KANA).romanize(native))
