"""Acronyms of a text that name organisations nobody need know (KPU), as far as capitals tell them from other words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from names.data.tables import rows
from names.parsing.lexicon import lexicon
from names.text.links import Link
from names.text.tokens import TextToken, TokenizedText
from names.text.unknown.quotations import opens_quotation

SHORTEST, LONGEST = 3, 6  # letters of an acronym; chosen
ROMAN = frozenset("IVXLCDM")  # letters of Roman numerals


def acronym_spans(text: TokenizedText, linked: Sequence[Link | None]) -> Iterator[int]:
    """The tokens that are acronyms of unknown organisations: capitals alone among words in small letters.

    >>> from names.text.tokens import read
    >>> text = read("She said that the XQO had met in the DNA lab.")
    >>> [text.tokens[place].token.text for place in acronym_spans(text, [None] * len(text.tokens))]
    ['XQO']
    """
    for place, token in enumerate(text.tokens):
        if token.all_capitals and linked[place] is None and _may_be_acronym(token) and _stands_alone(text, place):
            yield place


def _may_be_acronym(token: TextToken) -> bool:
    letters = token.token.text[: token.end - token.start]
    if not SHORTEST <= len(letters) <= LONGEST or not letters.isalpha() or ROMAN.issuperset(letters):
        return False
    return not token.is_common and token.stem not in _no_organisations() and token.stem not in lexicon()


def _stands_alone(text: TokenizedText, place: int) -> bool:
    """Whether no capitalised word and no quotation is beside a word, and no line in capitals is around it."""
    tokens, after = text.tokens, place + 1
    before = tokens[place - 1] if place else None
    if before is not None and (_is_capitals(before) or (tokens[place].adjoins and before.capitalized)):
        return False
    if after == len(tokens):
        return before is not None
    if _is_capitals(tokens[after]) or opens_quotation(text.text, tokens, after):
        return False
    return not (tokens[after].adjoins and tokens[after].capitalized)


def _is_capitals(token: TextToken) -> bool:
    return token.all_capitals and len(token.stem) > LONGEST


@cache
def _no_organisations() -> frozenset[str]:
    return frozenset(word for (words,) in rows("unknown/acronym.tsv") for word in words.split())
