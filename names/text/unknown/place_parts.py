"""Names of places that are made of the name of another place: Keski-Amerikka is not America, Jawa Barat not Java."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from names.data.tables import rows
from names.text.links import Link
from names.text.tokens import TokenizedText
from names.text.unknown.word_facts import Languages


def place_parts(text: TokenizedText, links: Iterable[Link]) -> Iterator[tuple[int, int]]:
    """The tokens [first, last) of each name that a linked place of one word is part of, with the word that tells it.

    Names that the gazetteer has as a whole are linked as such, and not by one of their words.
    """
    tied, before = _words("tied", None), _words("before", text.languages)
    after = _words("after", text.languages)
    for link in links:
        best = link.resolution.candidates.best
        if not link.is_one_word or best is None or best.entity.kind != "place" or best.alias.kind == "demonym":
            continue
        token, first, last = text.tokens[link.first], link.first, link.last
        leads = text.tokens[first - 1] if first and token.adjoins else None
        is_part = leads is not None and leads.capitalized and leads.stem in (tied if token.token.joined else before)
        if is_part and (token.token.joined or not text.tokens[first - 1].opens_sentence):
            yield first - 1, last
        elif last < len(text.tokens) and text.tokens[last].stem in after:
            follows = text.tokens[last]
            if follows.capitalized and follows.adjoins and not token.token.dotted:
                yield first, last + 1


@cache
def _words(where: str, languages: Languages | None) -> frozenset[str]:
    """The words that stand there, in some languages or in all."""
    return frozenset(
        word
        for its_languages, its_place, words in rows("unknown/place-part.tsv")
        if its_place == where and (languages is None or languages & set(its_languages.split()))
        for word in words.split()
    )
