"""Names in Chinese characters, read in a given language: 金城武 is Jin Chengwu, and in Japanese Kaneshiro Takeshi."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from operator import itemgetter

from names.orthography import script as scripts
from names.orthography.folding import fold_latin, fold_word
from names.romanization.customary import character_syllables, customary_form, japanese_readings, surnames
from names.romanization.schemes import scheme
from names.romanization.transducers import transducer
from names.variation.fluency import FLUENCY_WEIGHT, LetterModel

__all__ = ["LANGUAGES", "likely_language", "romanize_characters"]

LANGUAGES = ("zh", "ja", "ko", "yue", "nan")  # those whose readings of characters are known (BCP 47)
LONGEST_GIVEN = 2  # characters of a given name at most, except in Japanese
LONGEST_WORD = 3  # characters at most that are written as one word where they are no name; chosen
LONGEST_JAPANESE = 10  # characters of a Japanese full name at most; chosen
HYPHENS = {"yue": "-", "nan": "-"}  # what stands between the syllables of given names; nothing in other languages
JAPANESE_READINGS = 20  # learned readings of a Japanese name that are weighed; chosen
KANA_SCHEME = "ja-passport"  # how Japanese names in kana are written


def likely_language(word: str) -> str:
    """The language of a word in Chinese characters: "ja" if it has kana or may be a Japanese full name, else "zh".

    >>> [likely_language(word) for word in ("高橋由美子", "諸葛孔明", "朴大三", "野々村")]
    ['ja', 'zh', 'zh', 'ja']
    """
    if any(scripts.script(char) == "Kana" for char in word) or "々" in word:
        return "ja"
    if len(word) < 4 or word[:2] in surnames("zh"):
        return "zh"
    is_known_name = any(family_length > 1 for family_length in _divisions(word))
    return "ja" if is_known_name or _may_be_japanese(word) else "zh"


def _may_be_japanese(word: str) -> bool:
    """Whether a known family name stands before two characters that may be the first and the last of a given name."""
    family, given = fold_word(word[:-2], "Hani"), fold_word(word[-2:], "Hani")
    first, last = _given_characters()
    return family in japanese_readings("family") and given[0] in first and given[-1] in last


@cache
def _given_characters() -> tuple[frozenset[str], frozenset[str]]:
    """The characters with which given names of two characters begin, and those with which they end."""
    pairs = [name for name in japanese_readings("given") if len(name) == 2]
    return frozenset(name[0] for name in pairs), frozenset(name[1] for name in pairs)


def romanize_characters(word: str, language: str, whole: bool = True) -> str:
    """A word of Chinese characters in Latin letters, as names of a language (BCP 47) are written.

    The surname stands apart and has a capital. `whole` says that the word is the whole name; if not, it may be a
    foreign word or a mere surname.

    >>> romanize_characters("司马光", "zh"), romanize_characters("陳大文", "yue")
    ('Sima Guang', 'Chan Tai-man')
    >>> romanize_characters("高橋由美子", "ja")
    'Takahashi Yumiko'
    """
    if language == "ja":
        return _japanese(word)
    known = surnames(language)
    if word in known:
        return known[word]
    surname_lengths = [n for n in (2, 1) if word[:n] in known and 0 < len(word) - n <= LONGEST_GIVEN]
    is_full_name = whole and bool(surname_lengths)
    foreign = customary_form(word, "Hani", language) if language == "zh" and not is_full_name else None
    if foreign:
        return foreign[:1].upper() + foreign[1:]
    if is_full_name:
        surname, given = word[: surname_lengths[0]], word[surname_lengths[0] :]
        return f"{known[surname]} {_one_word(given, language)}"
    if len(word) <= LONGEST_WORD or not whole:
        return _one_word(word, language)
    return " ".join(_syllable(char, language).capitalize() for char in word)


def _one_word(word: str, language: str) -> str:
    """The characters as one word: Xiaoping, Tai-man."""
    return HYPHENS.get(language, "").join(_syllable(char, language) for char in word).capitalize()


def _syllable(char: str, language: str) -> str:
    """The usual syllable of a character in a language, else in Mandarin, else the character."""
    return character_syllables(language).get(char) or character_syllables("zh").get(char, char)


def _japanese(word: str) -> str:
    """A word in Japanese, taken for a family name, a given name, both (with a space between), or no name."""
    folded = fold_word(word, "Hani")
    for kind in ("family", "given"):
        if folded in japanese_readings(kind):
            return japanese_readings(kind)[folded].capitalize()
    family_lengths = [*_divisions(word), *_family_lengths(word)] if len(word) > 2 else []  # 東京 is no 東 京
    if not family_lengths:
        return _by_sounds(word).capitalize()
    family, given = word[: family_lengths[0]], word[family_lengths[0] :]
    return f"{_japanese_name(family, 'family')} {_japanese_name(given, 'given')}"


def _divisions(word: str) -> Iterator[int]:
    """The lengths of known family names before known given names, likeliest first: most family names have two."""
    if len(word) > LONGEST_JAPANESE:
        return
    for length in sorted(range(1, len(word)), key=lambda length: (abs(length - 2), -length)):
        if _is_family(word[:length]) and _is_given(word[length:]):
            yield length


def _family_lengths(word: str) -> Iterator[int]:
    """The lengths, three or two, of known family names before one to three characters: perhaps a rare given name."""
    return (length for length in (3, 2) if 0 < len(word) - length < 4 and _is_family(word[:length]))


def _is_family(word: str) -> bool:
    return fold_word(word, "Hani") in japanese_readings("family")


def _is_given(word: str) -> bool:
    return fold_word(word, "Hani") in japanese_readings("given") or all(scripts.script(char) == "Kana" for char in word)


def _japanese_name(word: str, kind: str) -> str:
    """The usual reading of a family or given name; else a learned one, most like other names; else its sounds."""
    usual = japanese_readings(kind).get(fold_word(word, "Hani"))
    if usual is not None:
        return usual.capitalize()
    learned = transducer("Hani-ja") if all(scripts.script(char) == "Hani" for char in word) else None
    readings = learned.readings(word, JAPANESE_READINGS) if learned else ()
    habits = _japanese_habits(kind)
    weighed = [(reading.cost + FLUENCY_WEIGHT * habits.cost(reading.text), reading.text) for reading in readings]
    _, likeliest = min(weighed, key=itemgetter(0), default=(0.0, ""))
    return (likeliest or _by_sounds(word)).capitalize()


@cache
def _japanese_habits(kind: str) -> LetterModel:
    return LetterModel(sorted(set(japanese_readings(kind).values())))


def _by_sounds(word: str) -> str:
    """The word by the usual sounds of its single characters and its kana."""
    sounds = japanese_readings("sound")
    kana = "".join(sounds.get(char) or character_syllables("zh").get(char, char) for char in fold_word(word, "Hani"))
    return fold_latin(scheme(KANA_SCHEME).romanize(kana))
