"""The languages that a text is likeliest in, also where it is too short to tell: headlines, captions, lists."""

from __future__ import annotations

from collections import Counter
from functools import cache

from names.data.tables import rows
from names.text.tokens import TokenizedText
from names.text.word_facts import Languages

LOOKED_AT = 400  # words of a text by which its language is guessed; chosen
AS_LIKELY = 0.75  # languages with so many function words, as a share of the most, are as likely; chosen


def likely_languages(text: TokenizedText) -> Languages:
    """The languages (BCP 47, without subtags) that a text is in, or likeliest in; empty if nothing tells them.

    They are those that the text tells, else the only language of its script, else told by its few function words.

    >>> from names.text.tokens import read
    >>> sorted(likely_languages(read("Սերժ Սարգսյան")))
    ['hy']
    """
    if text.languages or not text.tokens:
        return text.languages
    looked_at = text.tokens[:LOOKED_AT]
    (script, _), *_ = Counter(token.script for token in looked_at).most_common(1)
    only = _languages_of_scripts().get(script, ())
    if len(only) == 1:
        return frozenset(only)
    counts: Counter[str] = Counter()
    for token in looked_at:
        counts.update(_languages_of_words().get(token.stem, ()))
    most = max(counts.values(), default=0)
    return frozenset(language for language, count in counts.items() if count >= AS_LIKELY * most)


@cache
def _languages_of_scripts() -> dict[str, tuple[str, ...]]:
    languages: dict[str, tuple[str, ...]] = {}
    for language, script, *_ in rows("languages.tsv"):
        languages[script] = (*languages.get(script, ()), language.split("-")[0])
    return languages


@cache
def _languages_of_words() -> dict[str, tuple[str, ...]]:
    """The languages of each function word, folded."""
    languages: dict[str, tuple[str, ...]] = {}
    for language, words in rows("lexicon/function-word.tsv"):
        for word in words.split(" "):
            languages[word] = (*languages.get(word, ()), language.split("-")[0])
    return languages
