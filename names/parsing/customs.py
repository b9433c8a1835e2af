"""The customs of the order of names: which family names lead, and which words are Eastern or Western names."""

from __future__ import annotations

from collections.abc import Sequence

from names.orthography.script import script
from names.orthography.script_facts import script_facts
from names.parsing.pieces import Piece
from names.parsing.vocabulary import (
    family_names,
    given_languages,
    is_family,
    is_given,
    is_name_syllable,
    languages_with,
    leading_languages,
    leading_surnames,
)

THREE = 3  # own names, from which on a custom that puts the family name first is beyond doubt


def family_leads(own: Sequence[Piece]) -> bool:
    """Whether the family name stands first by the custom of its script or language; takes two own names or more.

    The first custom that applies decides: that of the script, then those of `lexicon/custom.tsv` in the order below.
    """
    first, last = own[0].plain, own[-1].plain
    facts = script_facts(script(own[0].text))
    if facts.surname_first:
        return len(own[0].text) <= facts.longest_surname
    if first not in leading_surnames():
        return False
    languages = leading_languages(first)
    shape = languages & languages_with("shape")
    if shape and len(own) == 2 and not is_family(last):  # Yamada Haruko
        return last not in leading_surnames() and any(is_name_syllable(last, language) for language in shape)
    turned = languages & languages_with("turned")
    if turned and not is_given(first) and not is_family(last):  # Orbán Viktor, but Orbán Balogh
        return bool(languages & given_languages(last))
    if languages & languages_with("listed") & given_languages(last):  # Farkas Zoltán: both are given names
        return last not in leading_surnames()
    return is_eastern(own) and (len(own) >= THREE or only_leads(own[0]) or not is_western(own[-1]))


def is_eastern(own: Sequence[Piece]) -> bool:
    """Whether a leading family name is followed by names that are syllables of its language (Kim Jong Un)."""
    if own[0].plain not in leading_surnames():
        return False
    languages = leading_languages(own[0].plain) & languages_with("syllables")
    return any(all(_is_syllabic(piece.plain, language) for piece in own[1:]) for language in languages)


def _is_syllabic(word: str, language: str) -> bool:
    """Whether a word is a syllable of the language, or two if it is the custom to join them (Jongun)."""
    if is_name_syllable(word, language):
        return True
    if language not in languages_with("joined"):
        return False
    return any(
        is_name_syllable(word[:i], language) and is_name_syllable(word[i:], language) for i in range(1, len(word))
    )


def is_western(piece: Piece) -> bool:
    """Whether a word is a family name, or a given name and of no language in which given names may stand last."""
    languages = given_languages(piece.plain)
    return is_family(piece.plain) or (bool(languages) and languages.isdisjoint(languages_with("eastern")))


def only_leads(piece: Piece) -> bool:
    """Whether a word is known as a family name that stands first, and as no other name."""
    return piece.plain in leading_surnames() and not is_given(piece.plain) and piece.plain not in family_names()
