"""The language of a text, as far as it decides which words may be names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from names.data.tables import rows
from names.text.tokens import TextToken

__all__ = ["text_languages"]

# These numbers are chosen.
LEAST_WORDS = 4  # function words that a text must have for its language to be told
LEAST_SHARE = 0.08  # share of function words among all words that it must have
AS_LIKELY = 0.6  # languages with so many function words, as a share of the most, are as likely


def text_languages(tokens: Sequence[TextToken]) -> frozenset[str]:
    """The languages (BCP 47, without subtags) that a text may be in, told by its function words; empty if unknown.

    Languages that share most of their function words are told together.

    >>> from names.text.tokens import read_tokens
    >>> sorted(text_languages(read_tokens("Der Premier traf sich mit dem Kanzler und flog nach der Rede ab.")))
    ['de']
    >>> text_languages(read_tokens("Polska"))
    frozenset()
    """
    known = _languages_of_words()
    counts: Counter[str] = Counter()
    for token in tokens:
        counts.update(known.get(token.stem, ()))
    most = max(counts.values(), default=0)
    if most < max(LEAST_WORDS, LEAST_SHARE * len(tokens)):
        return frozenset()
    return frozenset(language for language, count in counts.items() if count >= AS_LIKELY * most)


@cache
def _languages_of_words() -> dict[str, tuple[str, ...]]:
    """The languages of each function word, folded."""
    languages: dict[str, tuple[str, ...]] = {}
    for language, words in rows("lexicon/function-word.tsv"):
        for word in words.split(" "):
            languages[word] = (*languages.get(word, ()), language.split("-")[0])
    return languages
