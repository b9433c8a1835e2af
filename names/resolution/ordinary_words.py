"""Queries that are ordinary words of some language: Of, Deal, nice."""

from __future__ import annotations

from names.orthography.script import is_cased
from names.parsing.parts import Name
from names.parsing.vocabulary import word_needs
from names.resolution.rules import DecisionRules

__all__ = ["name_share"]


def name_share(name: Name, rules: DecisionRules) -> float:
    """The probability, 0..1, that a query is a name at all, as far as its being an ordinary word says so.

    It is 1 unless the query is one word of the table `lexicon/common.tsv`, and lacks the capital that it needs to be a
    name, or needs more than that. A word all in capitals may be a code.

    >>> from names.parsing.parts import read_name
    >>> from names.resolution.rules import RULES
    >>> [name_share(read_name(text), RULES.decision) for text in ("Deal", "DEAL", "Minsk", "New Deal")]
    [0.2, 1.0, 1.0, 1.0]
    """
    if len(name.parts) != 1:
        return 1.0
    needs = word_needs().get(name.phrase)
    text = name.parts[0].text
    if not needs or (text.isupper() and len(text) > 1):
        return 1.0
    if needs == "capital" and (text[:1].isupper() or not is_cased(text)):
        return 1.0
    return rules.ordinary
