"""The codes of languages that sources name in words, or by codes of three letters."""

from __future__ import annotations

from pathlib import Path

from gazetteer.sources.words import codes_by_word, fold, read_words

__all__ = ["code_of_language", "is_code"]

TABLE = Path(__file__).with_name("languages.tsv")


def code_of_language(word: str) -> str:
    """The code of BCP 47 by a word for the language or a code of three letters; empty if it is not known.

    >>> code_of_language("Russisch"), code_of_language("ger"), code_of_language("prs")
    ('ru', 'de', '')
    """
    return codes_by_word(TABLE).get(fold(word), "")


def is_code(text: str) -> bool:
    """Whether the text is the code of a language that has words.

    >>> is_code("ru"), is_code("xx")
    (True, False)
    """
    return any(text == code for code, _ in read_words(TABLE))
