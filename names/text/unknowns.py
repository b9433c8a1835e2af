"""Third pass: persons that the gazetteer does not know, grouped by the spellings of their names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from names.comparison.similarity import compare_many
from names.parsing.lexicon import fold_phrase
from names.parsing.parts import read_name
from names.parsing.vocabulary import given_names
from names.resolution.results import Mention, Resolution
from names.text.links import Link, unresolved, without_overlaps
from names.text.memory import RecentTable
from names.text.neighbours import Neighbours
from names.text.rules import TextRules
from names.text.short_names import full_names
from names.text.tokens import Span, TextToken, TokenizedText, title_words
from names.text.uncased import uncased_persons
from names.variation.reading import romanize

BATCH = 256  # new spellings that are compared at once; chosen
LONGEST_TITLE = 3  # most words of a title before a name; chosen
NO_PERSON = frozenset({"term", "legal", "number"})  # roles of parts that persons' names do not have


class UnknownPersons:
    """Adds links to unknown persons, each with the group of its spellings in the text so far.

    A spelling is compared with the first spellings of groups that are near it (see `names.text.neighbours`), and joins
    the first group that agrees. Of very many persons, the older ones are forgotten; when they are named again in their
    first spelling, they get the same group as before.
    """

    def __init__(self, rules: TextRules) -> None:
        self._rules = rules
        self._resolution_rules = rules.resolution
        self._first_spellings = Neighbours(rules)
        self._group_of: RecentTable[str, str] = RecentTable()  # by spelling
        self._longest_spelling: RecentTable[str, str] = RecentTable()  # by group

    def link(self, text: TokenizedText, links: Sequence[Link]) -> list[Link]:
        """The links that do not overlap an unknown person, then the links of unknown persons."""
        spans = self._spans(text, links)
        unknown = [unresolved(text.mention(*span), *span, self._resolution_rules) for span in spans]
        uncased = list(self._uncased(text, links))
        known = without_overlaps(links, taken=[*unknown, *uncased])
        return [*known, *self._grouped(unknown), *self._grouped_as_written(uncased)]

    def _uncased(self, text: TokenizedText, links: Sequence[Link]) -> Iterator[Link]:
        """Links of unknown persons in scripts without capitals; a name that is known is left to its link."""
        known = {(link.start, link.end) for link in links}
        taken = [(link.start, link.end) for link in links if not _is_part_of_longer(link)]
        for start, end in uncased_persons(text.text, taken):
            if (start, end) not in known:
                first, last = covered_tokens(text, start, end)
                mention = Mention(text.text[start:end], start, end)
                yield unresolved(mention, first, last, self._resolution_rules)

    def _spans(self, text: TokenizedText, links: Sequence[Link]) -> Iterator[Span]:
        """The stretches of capitalised words that are not covered by a link and are a person's name."""
        covered = {place for link in links if not _gives_way(link) for place in range(link.first, link.last)}
        for first, last in _uncovered(text, covered):
            has_right_length = self._rules.shortest_unknown <= last - first <= self._rules.longest_unknown
            if has_right_length and _is_person(text.tokens, first, last):
                yield first, last

    def _grouped(self, unknown: Sequence[Link]) -> list[Link]:
        """The links with their groups, and the longest spelling of each group so far."""
        spellings = list(dict.fromkeys(link.resolution.query for link in unknown))
        groups = {spelling: self._group_of[spelling] for spelling in spellings if spelling in self._group_of}
        new = [spelling for spelling in spellings if spelling not in groups]
        for start in range(0, len(new), BATCH):
            groups |= self._new_groups(new[start : start + BATCH])
        labels: dict[str, str] = {}
        for spelling in spellings:
            group = groups[spelling]
            longest = labels.get(group, self._longest_spelling.get(group, ""))
            labels[group] = max(longest, spelling, key=len)
            self._group_of.keep(spelling, group)
            self._longest_spelling.keep(group, labels[group])
        return [replace(link, resolution=_in_group(link.resolution, groups, labels)) for link in unknown]

    def _grouped_as_written(self, unknown: Sequence[Link]) -> list[Link]:
        """The links with their groups: names in scripts without capitals, which one text spells one way."""
        full = full_names(link.resolution.query for link in unknown)
        groups = {spelling: self._group_of.get(name) or _group_id(name) for spelling, name in full.items()}
        for spelling, group in groups.items():
            self._group_of.keep(spelling, group)
        labels = {groups[spelling]: name for spelling, name in full.items()}
        return [replace(link, resolution=_in_group(link.resolution, groups, labels)) for link in unknown]

    def _new_groups(self, spellings: Sequence[str]) -> dict[str, str]:
        """The group of each new spelling; new spellings are also compared with each other."""
        pairs = []
        for spelling in spellings:
            pairs += [(earlier, spelling) for earlier in self._first_spellings.near(spelling)]
            self._first_spellings.add(spelling)
        agreeing: dict[str, list[str]] = {}
        for (earlier, spelling), comparison in zip(pairs, compare_many(pairs), strict=True):
            if comparison.score >= self._rules.unknown_score:
                agreeing.setdefault(spelling, []).append(earlier)
        groups: dict[str, str] = {}
        for spelling in spellings:
            # Earlier spellings that have joined a group themselves are not first spellings any more.
            first = next((one for one in agreeing.get(spelling, ()) if one in self._first_spellings), None)
            if first is not None:
                self._first_spellings.remove(spelling)
            groups[spelling] = _group_id(spelling if first is None else first)
        return groups


def _is_part_of_longer(link: Link) -> bool:
    """Whether a link in a script without capitals may be part of an unknown person's name."""
    return _gives_way(link) or (link.resolution.candidates[0].entity.kind == "person" and link.end - link.start < 3)


def _gives_way(link: Link) -> bool:
    """Whether a link may be part of an unknown person's name: a single word that is a family name or a place."""
    best = link.resolution.candidates[0]
    is_part_of_name = link.by_family_name or best.entity.kind == "place"
    return link.is_one_word and is_part_of_name and best.alias.kind != "demonym"


def covered_tokens(text: TokenizedText, start: int, end: int) -> Span:
    """The tokens that the characters [start, end) are parts of."""
    first = bisect_right(text.tokens, start, key=lambda token: token.end)
    return first, max(first + 1, bisect_left(text.tokens, end, key=lambda token: token.start))


def _uncovered(text: TokenizedText, covered: set[int]) -> Iterator[Span]:
    """The stretches of runs between tokens that are covered or ordinary words; some are empty."""
    for first, last in text.runs:
        start = first
        for place in range(first, last):
            if place in covered or _is_no_name(text.tokens[place]):
                yield start, place
                start = place + 1
        yield start, last


def _is_no_name(token: TextToken) -> bool:
    return token.is_common and token.stem not in given_names()


def _is_person(tokens: Sequence[TextToken], first: int, last: int) -> bool:
    """Whether capitalised words are a person's name: the first is a given name, or a title is before them."""
    if not tokens[last - 1].capitalized:
        return False
    name = read_name(" ".join(token.token.text for token in tokens[first:last]))
    if any(part.role in NO_PERSON for part in name.parts):
        return False
    return _is_given_name(tokens[first]) or (_stands_after_title(tokens, first) and not tokens[first].all_capitals)


def _is_given_name(token: TextToken) -> bool:
    return token.stem in given_names() or fold_phrase(romanize(token.stem)) in given_names()


def _stands_after_title(tokens: Sequence[TextToken], first: int) -> bool:
    starts = range(max(0, first - LONGEST_TITLE), first)
    return any(title_words(tokens, start) == first - start for start in starts)


def _group_id(spelling: str) -> str:
    return "unknown/" + re.sub(r"[^a-z0-9]+", "-", fold_phrase(romanize(spelling))).strip("-")


def _in_group(resolution: Resolution, groups: dict[str, str], labels: dict[str, str]) -> Resolution:
    group = groups[resolution.query]
    return replace(resolution, group=group, group_label=labels[group], group_kind="person")
