"""Queries that are ordinary words of some language: Of, Deal, nice."""

from __future__ import annotations

from names.comparison.similarity import Comparison
from names.orthography.script import is_cased
from names.parsing.parts import Name
from names.parsing.vocabulary import word_need
from names.resolution.rules import DecisionRules

__all__ = ["is_ordinary", "name_share"]


def is_ordinary(name: Name) -> bool:
    """Whether a query is an ordinary word. A word all in capitals may be a code.

    >>> from names.parsing.parts import read_name
    >>> [is_ordinary(read_name(text)) for text in ("Deal", "DEAL", "Minsk", "New Deal")]
    [True, False, False, False]
    """
    if len(name.parts) != 1:
        return False
    text = name.parts[0].text
    return bool(word_need(name.phrase)) and (len(text) == 1 or not text.isupper())


def name_share(comparison: Comparison, rules: DecisionRules) -> float:
    """The probability, 0..1, that a query, the left name, is a name at all, as far as its being a word says so.

    It is 1 unless the query is an ordinary word that lacks what it needs to count as a name. With the capital that it
    needs, it is a name that is written so, and no misspelling of another: Nice is the city, but not Niš.

    >>> from names.comparison.similarity import compare
    >>> from names.resolution.rules import RULES
    >>> pairs = (("Deal", "Deal"), ("DEAL", "Deal"), ("Nice", "Nice"), ("nice", "Nice"), ("Nice", "Niš"))
    >>> [name_share(compare(*pair), RULES.decision) for pair in pairs]
    [0.2, 1.0, 1.0, 0.2, 0.2]
    """
    query = comparison.left
    if not is_ordinary(query):
        return 1.0
    text = query.parts[0].text
    has_capital = text[0].isupper() or not is_cased(text)
    needs_capital = word_need(query.phrase) == "capital"
    return 1.0 if needs_capital and has_capital and comparison.score == 1.0 else rules.ordinary
