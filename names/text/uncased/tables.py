"""The tables of names/data/uncased: what persons' names are made of, and beside which words they stand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from names.data.tables import rows

__all__ = ["character_folds", "context_words", "fold_characters"]


@cache
def character_folds() -> Mapping[int, str]:
    """Chinese characters by code point, with the one that stands for all that are one in names."""
    return {ord(character): same for character, same in rows("characters.tsv") if len(character) == len(same) == 1}


def fold_characters(text: str) -> str:
    """The text, of the same length, with the Chinese characters that stand for all that are one in names.

    >>> fold_characters("东") == fold_characters("東")
    True
    """
    return text.translate(character_folds())


@cache
def context_words(language: str, place: str, kind: str) -> frozenset[str]:
    """The words of a kind that stand before or after a person's name in a language, as they are written.

    >>> "总统" in context_words("zh", "before", "title")
    True
    """
    return frozenset(
        word
        for row_language, row_place, row_kind, words in rows("uncased/context.tsv")
        if row_language == language and row_kind == kind and row_place in (place, "around")
        for word in words.split(" ")
    )
