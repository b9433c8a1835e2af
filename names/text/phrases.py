"""The phrases of a text to look up in a gazetteer: runs of words, and pieces of words in unspaced scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from names.data.tables import rows
from names.parsing.lexicon import fold_phrase
from names.text.rules import TextRules
from names.text.tokens import TextToken

LONGEST_CLITICS = 2  # most letters that Arabic and Hebrew join to the front of a name; chosen
SHORTEST_AFTER_CLITICS = 3  # least letters of a phrase without its clitics; chosen

# A word that an apostrophe joins to the front of a name: l'ONU, dell'Unione, d’Estonia.
_ELIDED = re.compile(r"([^\W\d_]{1,6})['’](?=[^\W\d_])")


class PhraseSpan(NamedTuple):
    """A phrase, folded for the look-up, with its tokens [first, last) and characters [start, end)."""

    first: int
    last: int
    start: int
    end: int
    folded: str


class _Clitic(NamedTuple):
    """Letters at the front of a word that may be a word of their own."""

    folded_letters: int  # their number in the folded word
    letters: int  # their number in the text, with an apostrophe
    shortest: int  # least letters of a phrase without them


def phrases(tokens: Sequence[TextToken], rules: TextRules) -> Iterator[PhraseSpan]:
    """Every run of adjoining words that may be a known phrase, with and without what is joined to its front and end.

    Clitics are joined to the front (Arabic "and", l' in l'ONU), endings to the end with an apostrophe ('s).

    >>> from names.text.rules import TEXT_RULES
    >>> from names.text.tokens import read_tokens
    >>> [phrase.folded for phrase in phrases(read_tokens("l'ONU's aide"), TEXT_RULES)][:4]
    ['lonu', 'onu', 'lonus', 'onus']
    """
    for first in range(len(tokens)):
        yield from _phrases_from(tokens, first, rules.longest_phrase)


def _phrases_from(tokens: Sequence[TextToken], first: int, longest: int) -> Iterator[PhraseSpan]:
    """The phrases of up to `longest` words that begin at the token `first`."""
    start = tokens[first].start
    clitics = _clitics(tokens[first])
    words_before = ""
    for place in range(first, min(first + longest, len(tokens))):
        token = tokens[place]
        if place > first and not token.adjoins:
            break
        last_words = {token.end: token.stem}
        if token.has_ending:
            last_words[token.token.end] = token.folded
        for end, word in last_words.items():
            phrase = words_before + word
            yield PhraseSpan(first, place + 1, start, end, phrase)
            for clitic in clitics:
                if len(phrase) - clitic.folded_letters >= clitic.shortest:
                    yield PhraseSpan(first, place + 1, start + clitic.letters, end, phrase[clitic.folded_letters :])
        words_before = f"{words_before}{token.folded} "


@cache
def _clitics_by_script() -> dict[str, frozenset[str]]:
    table = list(rows("lexicon/clitic.tsv"))
    return {script: frozenset(clitic for clitic, other in table if other == script) for _, script in table}


def _clitics(token: TextToken) -> list[_Clitic]:
    """The clitics that may be cut off the front of a token."""
    clitics = _clitics_by_script().get(token.script)
    if not clitics:
        return []
    elided = _ELIDED.match(token.token.text)
    if elided:
        return [_Clitic(len(elided[1]), len(elided[0]), 0)] if elided[1].lower() in clitics else []
    if token.script == "Latn":  # Latin clitics have an apostrophe after them
        return []
    return [
        _Clitic(letters, letters, SHORTEST_AFTER_CLITICS)
        for letters in range(1, LONGEST_CLITICS + 1)
        if len(token.stem) >= letters and clitics.issuperset(token.stem[:letters])
    ]


def unspaced_phrases(tokens: Sequence[TextToken], rules: TextRules) -> Iterator[PhraseSpan]:
    """Every stretch of at least two characters of a word in an unspaced script, which may be a known phrase.

    >>> from names.text.rules import TEXT_RULES
    >>> from names.text.tokens import read_tokens
    >>> [phrase.folded for phrase in unspaced_phrases(read_tokens("在北京"), TEXT_RULES)]
    ['在北', '在北京', '北京']
    """
    for place, token in enumerate(tokens):
        if token.is_unspaced:
            text = token.token.text
            for start in range(len(text) - 1):
                for end in range(start + 2, min(start + rules.longest_unspaced, len(text)) + 1):
                    folded = fold_phrase(text[start:end])
                    yield PhraseSpan(place, place + 1, token.start + start, token.start + end, folded)
