"""Pass for persons that the gazetteer does not know, in scripts without capitals (see `names.text.uncased.persons`)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from names.resolution.results import Mention
from names.text.links import Link, unresolved, without_overlaps
from names.text.rules import TextRules
from names.text.tokens import Span, TokenizedText
from names.text.uncased.persons import uncased_persons
from names.text.uncased.short_names import full_names
from names.text.unknown.groups import group_id

SHORT_NAME = 3  # characters from which on a person's name is whole, not part of a longer one; chosen


class UncasedPersons:
    """Adds links to unknown persons in scripts without capitals, each with the group of its spellings in the text.

    One text spells such a name one way, so only short forms are joined to full names.
    """

    def __init__(self, rules: TextRules) -> None:
        self._resolution_rules = rules.resolution

    def link(self, text: TokenizedText, links: Sequence[Link]) -> list[Link]:
        """The links that do not overlap an unknown person, then the links of unknown persons."""
        unknown = list(self._unknown(text, links))
        if not unknown:
            return list(links)
        full = full_names(link.resolution.query for link in unknown)
        return [*without_overlaps(links, taken=unknown), *(_grouped(link, full) for link in unknown)]

    def _unknown(self, text: TokenizedText, links: Sequence[Link]) -> Iterator[Link]:
        """Links of unknown persons without their groups; a name that is known is left to its link."""
        known = {(link.start, link.end) for link in links}
        taken = [(link.start, link.end) for link in links if not _is_part_of_longer(text, link)]
        for start, end in uncased_persons(text.text, taken, text.languages):
            if (start, end) not in known:
                mention = Mention(text.text[start:end], start, end)
                yield unresolved(mention, *covered_tokens(text, start, end), self._resolution_rules)


def _grouped(link: Link, full: dict[str, str]) -> Link:
    name = full[link.resolution.query]
    resolution = replace(link.resolution, group=group_id(name), group_label=name, group_kind="person")
    return replace(link, resolution=resolution)


def _is_part_of_longer(text: TokenizedText, link: Link) -> bool:
    """Whether a link may be part of an unknown person's name: a place or person of one word, or a short name."""
    if not link.resolution.candidates:
        return False  # it was found as an unknown name before
    best = link.resolution.candidates[0]
    if best.entity.kind == "person" and (link.end - link.start < SHORT_NAME or link.by_family_name):
        return True
    is_of_several_words = not link.is_one_word or text.tokens[link.first].is_unspaced
    may_be_part = best.entity.kind == "place" or (best.entity.kind == "person" and not is_of_several_words)
    return may_be_part and link.is_one_word and best.alias.kind != "demonym"


def covered_tokens(text: TokenizedText, start: int, end: int) -> Span:
    """The tokens that the characters [start, end) are parts of."""
    first = bisect_right(text.tokens, start, key=lambda token: token.end)
    return first, max(first + 1, bisect_left(text.tokens, end, key=lambda token: token.start))
