"""Phrases of a text that are ordinary words, and which of those are names yet because the text has them elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from names.text.languages import word_needs_in
from names.text.links import Link
from names.text.phrases import PhraseSpan
from names.text.tokens import LONGEST_ROLE, TextToken, TokenizedText, is_introduced, title_words
from names.text.verse import opens_verse

__all__ = ["is_ordinary", "named_elsewhere"]

LONGEST_ABBREVIATION = 4  # letters of a title with a full stop (Prof.); longer words end a sentence; chosen


def is_ordinary(text: TokenizedText, span: PhraseSpan) -> bool:
    """Whether a span is a single ordinary word that nothing before it makes a name, or several in a caseless script."""
    token = text.tokens[span.first]
    if not token.is_cased:
        words = text.tokens[span.first : span.last]
        return all(word.is_common for word in words) or bool(word_needs_in(span.folded, token.languages))
    if span.last - span.first > 1 or not (token.is_common or _is_opening(text, span)):
        return False
    if token.all_capitals:  # an acronym
        return False
    return not (token.capitalized and _is_introduced(text.tokens, span.first))


def named_elsewhere(text: TokenizedText, spans: Sequence[PhraseSpan], links: Sequence[Link]) -> list[PhraseSpan]:
    """The ordinary words that are names because the text has them elsewhere: linked, or as the family name of a person.

    Those are words that open sentences, and in scripts without capitals words that a full name ends with.
    """
    named = {text.tokens[link.first].stem for link in links if link.is_one_word}
    families = {
        text.tokens[link.last - 1].stem for link in links if not link.is_one_word and link.resolution.kind == "person"
    }
    return [
        span
        for span in spans
        if (_is_opening(text, span) and text.tokens[span.first].stem in named)
        or (span.last - span.first == 1 and not text.tokens[span.first].is_cased and span.folded in families)
    ]


def _is_opening(text: TokenizedText, span: PhraseSpan) -> bool:
    """Whether a span is a single word that would be a name with a capital inside a sentence, but stands elsewhere."""
    token = text.tokens[span.first]
    if span.last - span.first > 1 or token.needs != "capital" or not token.capitalized:
        return False
    says_nothing = token.case in ("title", "upper") or opens_verse(text.text, text.tokens, span.first)
    return token.may_be_name or says_nothing


def _is_introduced(tokens: Sequence[TextToken], place: int) -> bool:
    """Whether a title or a word for a place introduces a word, which is no part of it and in the same sentence."""
    before = tokens[place - 1]
    if place and before.token.dotted and len(before.stem) > LONGEST_ABBREVIATION:
        return False
    starts = range(max(0, place - LONGEST_ROLE + 1), place)
    is_of_title = any(title_words(tokens, start) > place - start for start in starts)  # Kota in Wali Kota
    return is_introduced(tokens, place) and not is_of_title
