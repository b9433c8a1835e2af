"""The languages that a text may be in, as far as they decide which words may be names, and how names are inflected."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from names.caching import cached
from names.data.tables import rows
from names.orthography.script import language, languages, script
from names.orthography.tokens import Token
from names.parsing.vocabulary import languages_of_words

__all__ = ["paragraph_languages", "text_languages", "word_needs_in"]

# These numbers are chosen.
FUNCTION_WORD = 2.0  # weight of a function word
ORDINARY_WORD = 1.0  # weight of another ordinary word
LEAST_WEIGHT = 2.0  # weight that a text must have for its language to be told
LEAST_SHARE = 0.2  # weight that it must have, as a share of its words
AS_LIKELY = 0.7  # languages with so much weight, as a share of the most, are as likely
WORDS_READ = 400  # words at the beginning of a text by which its language is told
LETTERS_READ = 500  # characters at its beginning by which its script is told

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")  # what parts paragraphs


def text_languages(text: str, stems: Sequence[str]) -> frozenset[str]:
    """The languages (BCP 47, without subtags) that a text may be in; empty if nothing tells them.

    They are told by its ordinary words, given folded, or else by letters that only one language has. Languages that
    share most of these words are told together.

    >>> sorted(text_languages("Der Premier flog nach der Rede ab.", "der premier flog nach der rede ab".split()))
    ['de']
    >>> text_languages("Polska", ["polska"])
    frozenset()
    """
    return _told_by_words(stems) or _by_letters(text[:LETTERS_READ])


def paragraph_languages(
    text: str, tokens: Sequence[Token], stems: Sequence[str], languages: frozenset[str]
) -> Iterator[frozenset[str]]:
    r"""The languages of the paragraph of each token, which its own words tell, or else those of the text.

    >>> from names.orthography.tokens import tokenize
    >>> text = "The end of it.\n\nDer Premier flog nach der Rede ab."
    >>> stems = [token.text.lower() for token in tokenize(text)]
    >>> [sorted(each) for each in paragraph_languages(text, tokenize(text), stems, frozenset({"en"}))][::5]
    [['en'], ['de'], ['de']]
    """
    first = 0
    for last in range(1, len(tokens) + 1):
        if last < len(tokens) and not _PARAGRAPH.search(text, tokens[last - 1].end, tokens[last].start):
            continue
        is_whole = last - first == len(tokens)
        told = frozenset[str]() if is_whole else _told_by_words(stems[first:last])
        yield from [told or languages] * (last - first)
        first = last


def _told_by_words(stems: Sequence[str]) -> frozenset[str]:
    """The languages that words, given folded, are ordinary words of; empty if these are few."""
    weights: dict[str, float] = defaultdict(float)
    weighed = _weights()
    for stem in stems[:WORDS_READ]:
        for its_language, weight in weighed.get(stem, ()):
            weights[its_language] += weight
    most = max(weights.values(), default=0.0)
    if most < max(LEAST_WEIGHT, LEAST_SHARE * min(len(stems), WORDS_READ)):
        return frozenset()
    return frozenset(language for language, weight in weights.items() if weight >= AS_LIKELY * most)


def _by_letters(text: str) -> frozenset[str]:
    """The one language that has these letters; empty if several have."""
    only = languages(script(text))
    told = only[0] if len(only) == 1 else language(text)
    return frozenset() if told == "und" else frozenset({told})


@cached(1 << 16)
def word_needs_in(word: str, languages: frozenset[str]) -> str:
    """What a word, folded, needs to count as a name in a text in one of these languages: "capital", "context" or "".

    Without languages, it is what the word needs in any language (see `data/lexicon/common.tsv`).

    >>> word_needs_in("nice", frozenset({"en"})), word_needs_in("nice", frozenset({"pl"}))
    ('capital', '')
    """
    by_language = languages_of_words().get(word, {})
    needs = {need for language, need in by_language.items() if not languages or language.split("-")[0] in languages}
    return "context" if "context" in needs else "capital" if needs else ""


@cache
def _weights() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """The languages of each ordinary word, folded, each with the weight of the word."""
    weights: dict[str, tuple[tuple[str, float], ...]] = {}
    shared: dict[int, tuple[tuple[str, float], ...]] = {}  # by the languages, which words share that are alike in them
    for word, its_languages in languages_of_words().items():
        alike = shared.get(id(its_languages))
        if alike is None:
            each = {language.split("-")[0]: ORDINARY_WORD for language in its_languages}
            alike = shared[id(its_languages)] = tuple(each.items())
        weights[word] = alike
    for its_language, words in rows("lexicon/function-word.tsv"):
        for word in words.split(" "):
            weights[word] = tuple({**dict(weights.get(word, ())), its_language.split("-")[0]: FUNCTION_WORD}.items())
    return weights
