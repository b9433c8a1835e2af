"""What the tables know of single words and of customs: given and family names, patronymics, titles, qualifiers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from names.data.tables import mapping, rows
from names.parsing.lexicon import Entry, fold_phrase


@cache
def given_names() -> Mapping[str, str]:
    """Common given names of the world, folded, with their languages (BCP 47, separated by spaces)."""
    return mapping("lexicon/given.tsv")


def given_languages(word: str) -> frozenset[str]:
    """The languages in which a word, folded, is a common given name; empty if it is none."""
    return frozenset(given_names().get(word, "").split())


def word_need(word: str) -> str:
    """What a word, folded, needs to count as a name in any language: `capital`, `context` (see the table), or "".

    >>> word_need("deal"), word_need("minsk")
    ('context', '')
    """
    return max(languages_of_words().get(word, {}).values(), default="")


@cache
def languages_of_words() -> Mapping[str, Mapping[str, str]]:
    """Ordinary words, folded, with the languages in which they are and what they need there (see `word_need`).

    >>> dict(languages_of_words()["nice"])
    {'en': 'capital'}
    """
    languages: dict[str, dict[str, str]] = {}
    none: dict[str, str] = {}
    steps: dict[tuple[str, str], dict[int, dict[str, str]]] = {}  # by what is added: what it makes of which dictionary
    for language, needs, words in rows("lexicon/common.tsv"):
        step = steps.setdefault((language, needs), {})
        for word in words.split(" "):
            before = languages.get(word, none)
            after = step.get(id(before))
            if after is None:
                after = step[id(before)] = {**before, language: needs}
            languages[word] = after  # sixty words share it in the mean, of 190,000
    return languages


@cache
def family_names() -> Mapping[str, str]:
    """Common family names of the world, folded, with their languages; some are given names, too."""
    return mapping("lexicon/family.tsv")


@cache
def _family_endings() -> tuple[str, ...]:
    return tuple(ending for ending, _ in rows("lexicon/family-ending.tsv"))


def is_given(word: str) -> bool:
    """Whether a word, folded, is a common given name.

    >>> is_given("viktor"), is_given("carlson")
    (True, False)
    """
    return word in given_names()


def is_family(word: str) -> bool:
    """Whether a word, folded, is a known family name or ends like one.

    >>> is_family("carlson"), is_family("тихановская"), is_family("viktor")
    (True, True, False)
    """
    return word in family_names() or (len(word) > 4 and word.endswith(_family_endings()) and word not in given_names())


def only_given(word: str) -> bool:
    """Whether a word is known as a given name and not as a family name."""
    return is_given(word) and not is_family(word)


def only_family(word: str) -> bool:
    """Whether a word is known as a family name and not as a given name."""
    return is_family(word) and not is_given(word)


@cache
def leading_surnames() -> Mapping[str, str]:
    """Family names that stand before the given name, with the languages in which they do (Xi Jinping, Orbán Viktor)."""
    return mapping("lexicon/leading-surname.tsv")


def leading_languages(word: str) -> frozenset[str]:
    """The languages in which a word, folded, is a family name that stands first; empty if it is none."""
    return frozenset(leading_surnames().get(word, "").split())


@cache
def unspaced_surnames() -> frozenset[str]:
    """Chinese, Japanese and Korean surnames in their own letters, which stand before a given name without a space."""
    leading = (name for name in leading_surnames() if not name.isascii())
    return frozenset((*leading, *(surname for surname, *_ in rows("surnames.tsv"))))


@cache
def syllables() -> dict[str, re.Pattern[str]]:
    """The patterns of a syllable of a given name by language; by script, or for `lone`, those of a single letter."""
    return {language: re.compile(pattern) for language, pattern in mapping("lexicon/syllable.tsv").items()}


def is_name_syllable(word: str, language: str) -> bool:
    """Whether a word, folded, has the shape of one syllable of the language.

    >>> is_name_syllable("wei", "zh"), is_name_syllable("viktor", "zh")
    (True, False)
    """
    return syllables()[language].fullmatch(word) is not None


@cache
def patronymic_endings() -> tuple[str, ...]:
    """Endings that make a patronymic of a father's name, folded."""
    return tuple(sorted({fold_phrase(ending) for ending, _ in rows("lexicon/patronymic.tsv")}))


@cache
def daughters_endings() -> tuple[str, ...]:
    """Endings of a daughter's patronymic, folded; a son's may end a family name as well (Иванович)."""
    return tuple(sorted({fold_phrase(ending) for ending, gender in rows("lexicon/patronymic.tsv") if gender == "f"}))


@cache
def compounds() -> dict[str, str]:
    """Words that are `first` (Abd) or `last` (al-Din) in an Arabic given name of two words."""
    return {word: place for word, place, _ in rows("lexicon/compound.tsv")}


@cache
def terms_beside() -> Mapping[str, str]:
    """Words that are terms only beside a term or legal form, as they are names of persons as well, with their concepts.

    >>> terms_beside()["fajr"]
    'dawn'
    """
    return mapping("lexicon/term-beside.tsv")


@cache
def countries() -> Mapping[str, str]:
    """Names of countries and their adjectives in many languages, folded, single words, with the code of the country.

    >>> countries()["iranian"], countries()["deutschlands"]
    ('IR', 'DE')
    """
    return mapping("lexicon/country.tsv")


@cache
def trailing_titles() -> frozenset[str]:
    """Titles that stand after the name as well (Tanaka-san, Mehmet Bey)."""
    return frozenset(title for title, _ in rows("lexicon/title-after.tsv"))


@cache
def qualifiers() -> dict[str, str]:
    """What kind of qualifier a word in brackets is: head, also, glue, born, birth or alias (see the table)."""
    return {word: kind for word, kind, _ in rows("lexicon/qualifier.tsv")}


@cache
def lone_letters() -> dict[str, Entry]:
    """The entries of single letters that may be something else than initials, by the letter as it is written.

    >>> lone_letters()["y"]
    Entry(role='particle', concept='and')
    """
    return {letter: Entry(role, concept) for letter, role, concept in rows("lexicon/letter.tsv")}  # type: ignore[arg-type]


@cache
def concepts(kind: str) -> frozenset[str]:
    """The concepts of a kind: function, generic, generation, descendant, regnal, article or place (see the table).

    >>> sorted(concepts("function"))
    ['and', 'of', 'the']
    """
    return frozenset(concept for concept, its_kind in rows("lexicon/concept.tsv") if its_kind == kind)


@cache
def languages_with(custom: str) -> frozenset[str]:
    """The languages (BCP 47) that have a custom of naming (see the table for the customs).

    >>> sorted(languages_with("two-surnames"))
    ['ca', 'es', 'gl', 'pt']
    """
    return frozenset(language for language, customs in rows("lexicon/custom.tsv") if custom in customs.split())
