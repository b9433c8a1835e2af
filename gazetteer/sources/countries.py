"""The codes of countries that sources name in words."""

from __future__ import annotations

from pathlib import Path

from gazetteer.sources.words import codes_by_word, fold

__all__ = ["code_of"]

TABLE = Path(__file__).with_name("countries.tsv")


def code_of(name: str) -> str:
    """The ISO 3166 code of a country by a word for it or a code of three letters; empty if it is not known.

    >>> code_of("Iran (Islamic Republic of)"), code_of("KOREA, NORTH"), code_of("Германия"), code_of("Utopia")
    ('IR', 'KP', 'DE', '')
    """
    codes, folded = codes_by_word(TABLE), fold(name)
    return codes.get(folded) or codes.get(folded.removeprefix("the"), "")
