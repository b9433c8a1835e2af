"""What tables tell of a capitalised word of a running text: whether it is a given or a family name, and of whom."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from names.caching import cached_texts
from names.data.tables import rows
from names.parsing.lexicon import fold_phrase
from names.parsing.vocabulary import family_names, given_names, patronymic_endings
from names.text.inflection import dictionary_forms

Languages = frozenset[str]  # BCP 47, without subtags; empty if unknown

ANY = "*"  # a row of a table that holds of texts in all languages
LEAST_BEFORE_ENDING = 2  # letters of a family name before its ending; chosen


class WordFacts(NamedTuple):
    """What a word, written with a capital, may be in a person's name."""

    is_given: bool = False  # a given name, perhaps inflected
    is_basic_given: bool = False  # a given name as the table has it
    is_family: bool = False  # in the table of family names
    weight: str = ""  # of its ending, if that is one of family names: sure, inside or adjective (see the table)
    gender: str = ""  # m or f, where the ending tells it
    is_patronymic: bool = False

    @property
    def may_be_family(self) -> bool:
        """Whether a table or its ending tells that it is a family name."""
        return self.is_family or bool(self.weight)


@cached_texts(1 << 16)
def word_facts(word: str, languages: Languages) -> WordFacts:
    """The facts of a word, as it is written, in a text of one of the languages.

    >>> word_facts("Петренком", frozenset({"uk"})).weight
    'sure'
    >>> word_facts("Олені", frozenset({"uk"})).is_given
    True
    """
    lower = word.lower()
    folded = fold_phrase(lower)
    weight, gender = _family_ending(lower, languages)
    if word[:1].isupper() and any(
        word[len(one) : len(one) + 1].isupper() for one in _prefixes() if lower.startswith(one)
    ):
        weight = "sure"
    return WordFacts(
        is_given=_is_given(folded, languages),
        is_basic_given=bool(_given_in(folded)),
        is_family=folded in family_names(),
        weight=weight,
        gender=gender,
        is_patronymic=len(folded) > 5 and folded.endswith(patronymic_endings()),
    )


def _is_given(folded: str, languages: Languages) -> bool:
    if _given_in(folded):
        return True
    return any(_fits(_given_in(base), languages) for base in dictionary_forms(folded, languages))


def _given_in(folded: str) -> str:
    """The languages in which a word is a given name, in its own letters or in Latin ones; empty if it is none."""
    return given_names().get(folded) or given_names().get(plain_latin(folded), "")


def _fits(where: str, languages: Languages) -> bool:
    """Whether names of some languages are inflected in a text; those of English are in every one."""
    return bool(where) and (not languages or not languages.isdisjoint({*where.split()}) or "en" in where.split())


def _family_ending(lower: str, languages: Languages) -> tuple[str, str]:
    """The weight and gender of the longest ending of family names; empty if it has none."""
    endings = _family_endings(languages)
    for start in range(LEAST_BEFORE_ENDING, len(lower) - 1):
        found = endings.get(lower[start:])
        if found:
            return found if found[0] != "none" else ("", "")
    return "", ""


@cache
def _family_endings(languages: Languages) -> dict[str, tuple[str, str]]:
    """The weight and gender of each ending that holds in one of the languages, or in any if they are unknown."""
    endings: dict[str, tuple[str, str]] = {}
    for forms, gender, weight, where in rows("unknown/family-form.tsv"):
        if weight == "prefix":
            continue
        if where == ANY or not languages or languages & set(where.split()):
            for form in forms.split():
                known = endings.get(form)
                endings[form] = (weight, gender if known is None or known[1] == gender else "")
    return endings


def plain_latin(lower: str) -> str:
    """A word in small letters, letter by letter in Latin ones.

    >>> plain_latin("κατερινα")
    'katerina'
    """
    return lower if lower.isascii() else lower.translate(_latin_letters())


@cache
def _latin_letters() -> dict[int, str]:
    return {ord(letter): latin for letter, latin in rows("unknown/plain-latin.tsv")}


@cache
def _prefixes() -> tuple[str, ...]:
    """Beginnings of family names that a capital follows (McDonald)."""
    table = rows("unknown/family-form.tsv")
    return tuple(form for forms, _, weight, _ in table if weight == "prefix" for form in forms.split())


@cache
def languages_with(custom: str) -> Languages:
    """The languages that have a custom of writing names (see `unknown/writing.tsv`)."""
    return frozenset(language for language, customs in rows("unknown/writing.tsv") if custom in customs.split())


@cache
def addresses(languages: Languages) -> dict[str, str]:
    """Words of address and abbreviated titles in the languages, with the gender they tell."""
    return {
        word: gender
        for word, gender, where in rows("unknown/address.tsv")
        if languages & set(where.split()) or (not languages and len(word) > 1)
    }


@cache
def words_of(table: str, languages: Languages) -> frozenset[str]:
    """The words, folded, of a table of words by language, in these languages; in all of them if they are unknown."""
    return frozenset(word for one, words in rows(table) if one in languages or not languages for word in words.split())
