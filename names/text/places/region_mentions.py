"""Regions and countries that stand beside a town: "Moscow, Idaho", "Raleigh, N.C.", "Париж (штат Техас)"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from gazetteer import Entity
from gazetteer.regions import is_region
from names.data.tables import rows
from names.parsing.vocabulary import concepts
from names.text.links import Link
from names.text.tokens import TextToken, TokenizedText, role_entries

LONGEST_ABBREVIATION = 3  # words or initials of an abbreviation; chosen
LONGEST_INTRODUCTION = 4  # most words between a town and its region ("in the state of"); chosen

_BESIDE = re.compile(r"(?<=\w)(?:\.?,\s{1,2}|\.?\s?[(（]|[，、])(?=\w)")  # a comma or bracket between two words
_IN_BRACKETS = re.compile(r"(?<=\w) ?[(（]([^\W\d_a-z][\w. -]{1,24})[)）]")  # a few words after another one; chosen
_BRACKETS = frozenset("(（")


class RegionMention(NamedTuple):
    """A region or country that stands beside what ends before the token `town_end`, at the tokens [first, last)."""

    town_end: int
    first: int
    last: int
    regions: tuple[Entity | str, ...]  # those it may mean: entities, or ids where it is an abbreviation
    in_brackets: bool
    link: Link | None  # the link of the region, if its name is written out


def region_mentions(text: TokenizedText, links: Sequence[Link]) -> Iterator[RegionMention]:
    """Each region or country that a comma or bracket parts from what is before it, in order of offset."""
    by_start = {link.start: link for link in links if link.resolution.candidates.near}
    for between in _BESIDE.finditer(text.text):
        first = bisect_left(text.tokens, between.end(), key=_start)
        if not 0 < first < len(text.tokens) or text.tokens[first].start != between.end():
            continue
        in_brackets = not _BRACKETS.isdisjoint(between[0])
        yield from _abbreviated(text, first, in_brackets)
        yield from _written_out(text, first, by_start, in_brackets)


def bracketed_words(text: TokenizedText) -> Iterator[tuple[int, int, int]]:
    """Each short stretch of words in brackets that may belong to the name before it, as in "Frankfurt (Oder)".

    Given as the token after the name, the token after the last word in the brackets, and the offset after these.
    """
    for bracket in _IN_BRACKETS.finditer(text.text):
        first = bisect_left(text.tokens, bracket.start(1), key=_start)
        last = bisect_left(text.tokens, bracket.end(1), key=_start)
        if 0 < first < last and text.tokens[first].start == bracket.start(1):
            yield first, last, bracket.end()


def _start(token: TextToken) -> int:
    return token.start


def _abbreviated(text: TokenizedText, first: int, in_brackets: bool) -> Iterator[RegionMention]:
    """The abbreviation of a region that begins at a token: "Calif.", "N.C.", "WA"."""
    phrase = ""
    for place, token in enumerate(text.tokens[first : first + LONGEST_ABBREVIATION], first):
        if not token.capitalized or (phrase and not (token.adjoins and text.tokens[place - 1].token.dotted)):
            return
        phrase += token.stem
        known = region_abbreviations().get(phrase)
        if known is not None and _is_written_so(text.tokens[first : place + 1], known):
            yield RegionMention(first, first, place + 1, known.ids, in_brackets, None)


def _is_written_so(words: Sequence[TextToken], abbreviation: Abbreviation) -> bool:
    """Whether words are written as the abbreviation is: with a full stop, or as a code in capitals."""
    are_initials = len(words) > 1 and all(len(word.stem) == 1 for word in words)
    return (abbreviation.has_initials or not are_initials) and (words[-1].token.dotted or words[-1].all_capitals)


def _written_out(
    text: TokenizedText, first: int, by_start: Mapping[int, Link], in_brackets: bool
) -> Iterator[RegionMention]:
    """The region that is linked at a token, or after words such as "the state of" there."""
    link = by_start.get(text.tokens[first].start)
    if link is None or not _regions(link):
        start = first + _introducing_words(text.tokens, first)
        link = by_start.get(text.tokens[start].start) if first < start < len(text.tokens) else None
    if link is not None and (regions := _regions(link)) and _stands_alone(text, link, in_brackets):
        yield RegionMention(first, link.first, link.last, regions, in_brackets, link)


def _stands_alone(text: TokenizedText, region: Link, in_brackets: bool) -> bool:
    """Whether no capitalised word goes on after a region, as in "In London, Texas Governor …"."""
    after = text.tokens[region.last] if region.last < len(text.tokens) else None
    return in_brackets or after is None or not (after.capitalized and text.text[region.end : after.start].isspace())


def _regions(link: Link) -> tuple[Entity, ...]:
    """The regions and countries that a name may mean; not by what their inhabitants are called."""
    return tuple(
        candidate.entity
        for candidate in link.resolution.candidates.near
        if candidate.entity.kind != "person" and is_region(candidate.entity) and candidate.alias.kind != "demonym"
    )


def _introducing_words(tokens: Sequence[TextToken], start: int) -> int:
    """The number of words from a token on that introduce a region: "штат", "the state of"; 0 if there are none."""
    place, has_term = start, False
    while place < min(len(tokens), start + LONGEST_INTRODUCTION) and not tokens[place].capitalized:
        entries, count = role_entries(tokens, place)
        is_term = any(entry.role == "term" and entry.concept in _region_terms() for entry in entries)
        if not count or not (is_term or any(_joins(entry.role, entry.concept) for entry in entries)):
            break
        has_term = has_term or is_term
        place += count
    return place - start if has_term else 0


@cache
def _region_terms() -> frozenset[str]:
    return concepts("place") | {"state"}


def _joins(role: str, concept: str) -> bool:
    return role == "particle" or concept in concepts("function")


class Abbreviation(NamedTuple):
    """The regions that an abbreviation may stand for, by their ids, and whether its letters are initials (N.C.)."""

    ids: tuple[str, ...]
    has_initials: bool


@cache
def region_abbreviations() -> Mapping[str, Abbreviation]:
    """What each abbreviation of a region stands for, by its letters, folded.

    >>> region_abbreviations()["wva"].ids
    ('country/US-WV',)
    """
    return {
        phrase: Abbreviation(tuple(ids.split()), form == "initials")
        for phrase, form, ids, _ in rows("lexicon/region-abbreviation.tsv")
    }
