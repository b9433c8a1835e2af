"""Pass for organisations that the gazetteer does not know, in scripts without capitals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from names.parsing.lexicon import lexicon
from names.parsing.vocabulary import concepts
from names.resolution.results import Mention
from names.text.links import Link, unresolved, without_overlaps
from names.text.rules import TextRules
from names.text.tokens import TextToken, TokenizedText
from names.text.uncased.organisations import LinkedSpan, first_words, uncased_organisations
from names.text.uncased.persons import language_lines
from names.text.uncased_persons import covered_tokens
from names.text.unknown.groups import group_id

LONGEST_NAME = 6  # words of a name in scripts with spaces; chosen
ARTICLES = {"Arab": "ال", "Hebr": "ה"}  # what is joined to the front of the words of a definite name


class UncasedOrganisations:
    """Adds links to unknown organisations in scripts without capitals, as far as a generic word tells them."""

    def __init__(self, rules: TextRules) -> None:
        self._resolution_rules = rules.resolution

    def link(self, text: TokenizedText, links: Sequence[Link]) -> list[Link]:
        """The links that do not overlap an unknown organisation, then the links of these."""
        if text.text.isascii():
            return list(links)
        spans = sorted({*self._unspaced(text, links), *self._spaced(text, links)})
        unknown = [self._link(text, start, end) for start, end in spans]
        unknown = without_overlaps(unknown)
        return [*without_overlaps(links, taken=unknown), *unknown] if unknown else list(links)

    def _link(self, text: TokenizedText, start: int, end: int) -> Link:
        mention = Mention(text.text[start:end], start, end)
        link = unresolved(mention, *covered_tokens(text, start, end), self._resolution_rules)
        group = group_id(mention.text)
        return replace(
            link, resolution=replace(link.resolution, group=group, group_label=mention.text, group_kind="org")
        )

    def _unspaced(self, text: TokenizedText, links: Sequence[Link]) -> Iterator[tuple[int, int]]:
        known = sorted(LinkedSpan(link.start, link.end, link.resolution.kind) for link in links)
        for language, lines in language_lines(text.text, text.languages):
            yield from uncased_organisations(lines, language, known)

    def _spaced(self, text: TokenizedText, links: Sequence[Link]) -> Iterator[tuple[int, int]]:
        """A generic word and what follows it: words of its matter, with an article, or known names."""
        heads = frozenset(word for language in text.languages for word in first_words(language))
        if not heads:
            return
        linked: dict[int, Link] = {place: link for link in links for place in range(link.first, link.last)}
        for first, token in enumerate(text.tokens):
            if token.stem in heads and first not in linked and not token.is_cased:
                last = self._end(text, first, linked, heads)
                if last > first + 1:
                    yield token.start, text.tokens[last - 1].end

    def _end(self, text: TokenizedText, first: int, linked: dict[int, Link], heads: frozenset[str]) -> int:
        """The token after the name that begins with a generic word."""
        last = first + 1
        for place in range(first + 1, min(first + 1 + LONGEST_NAME, len(text.tokens))):
            token = text.tokens[place]
            if token.stem in heads and _is_and(text.tokens[place - 1]):
                break
            if not token.adjoins or text.text[text.tokens[place - 1].token.end : token.start] != " ":
                break
            if place in linked:
                near = linked[place].resolution.candidates.near
                if not near or near[0].entity.kind != "place" or linked[place].start != token.start:
                    break
                is_telling = last > first + 1 or near[0].alias.kind != "demonym"
                last = place + 1 if is_telling else last
            elif _is_matter(token):
                last = place + 1
            elif not _is_and(token) or last < place:
                break
        return last


def _is_matter(token: TextToken) -> bool:
    """Whether a word may belong to the name of an organisation: a term, or one with an article."""
    entries = lexicon().get(token.stem, ())
    if any(entry.role == "term" and entry.concept not in concepts("function") for entry in entries):
        return True
    article = ARTICLES.get(token.script, "")
    return bool(article) and any(
        entry.role == "term"
        for entry in lexicon().get(token.stem.removeprefix(article), ())
        if token.stem.startswith(article)
    )


def _is_and(token: TextToken) -> bool:
    return any(entry.concept == "and" for entry in lexicon().get(token.stem, ()))
