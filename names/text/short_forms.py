"""The words by which a text may name a person again, and the gender that it tells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from names.caching import cached_texts
from names.data.tables import rows
from names.parsing.lexicon import fold_phrase
from names.parsing.vocabulary import leading_languages
from names.text.tokens import TextToken, TokenizedText
from names.text.unknown.word_facts import Languages, addresses, plain_latin, word_facts


def family_place(words: Sequence[str], languages: Languages) -> int:
    """Which of a person's words is the family name: the last, unless initials, patronymics or given names follow it.

    >>> family_place(["Anna", "Berg"], frozenset()), family_place(["Петренко", "А", "С"], frozenset({"uk"}))
    (1, 0)
    """
    if len(words) < 2:
        return 0
    first, last = word_facts(words[0], languages), word_facts(words[-1], languages)
    if leading_languages(words[0].lower()) and not first.is_given:
        return 0
    if len(words[-1]) == 1 or ((last.is_patronymic or last.is_given) and first.may_be_family and not first.is_given):
        return 0
    return len(words) - 1


def gender_told(tokens: Sequence[TextToken], first: int, words: Sequence[str], languages: Languages) -> str:
    """The gender of a person, m or f, by the word of address before the name, given name or ending; or empty."""
    if first and tokens[first].adjoins:
        gender = addresses(languages).get(tokens[first - 1].token.text.lower(), "")
        if gender:
            return gender
    family = family_place(words, languages)
    given = words[0] if family else words[-1]
    if len(words) > 1 and len(given) > 1:
        known = given_gender(given)
        if known:
            return known
    return word_facts(words[family], languages).gender


class Genders:
    """The gender that a text tells of a single word."""

    def __init__(self, text: TokenizedText, languages: Languages) -> None:
        self._tokens = text.tokens
        self._languages = languages

    def of(self, place: int) -> str:
        """The gender, m or f, of the person whom the word at a place names, else empty."""
        token = self._tokens[place]
        return gender_told(self._tokens, place, [token.token.text[: token.end - token.start]], self._languages)


@cached_texts(1 << 14)
def given_gender(name: str) -> str:
    """The gender of a given name, m or f, by the tables; empty if they do not tell it.

    >>> given_gender("Francisca"), given_gender("Luca"), given_gender("Олена")
    ('f', 'm', 'f')
    """
    plain = plain_latin(fold_phrase(name))
    names, endings = _genders()
    if plain in names:
        return names[plain]
    return next((endings[plain[start:]] for start in range(len(plain)) if plain[start:] in endings), "")


@cache
def _genders() -> tuple[dict[str, str], dict[str, str]]:
    """The gender of given names, and of endings of others."""
    names: dict[str, str] = {}
    for man, woman, _ in rows("gendered-given.tsv"):
        names[man] = "m"
        names[woman] = "f"
    endings = {}
    for name, gender in rows("unknown/given-gender.tsv"):
        if name[0] == "-":
            endings[name[1:]] = gender
        else:
            names[name] = gender
    return names, endings
