"""Misspelled names that the reading of a text has overlooked, as it is made for speed: here they are looked up whole.

A text is read past words that are not roughly in the gazetteer (Merkle is not: two of its letters have changed places).
Whoever corrects a transcript can wait for a look-up of each row of capitalised words that nothing was found in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gazetteer import Gazetteer
from names.comparison.similarity import Comparison
from names.orthography.script import is_cased
from names.resolution.resolver import resolve_many
from names.resolution.results import Mention, Resolution
from names.resolution.rules import Rules
from names.text.tokens import Span, TextToken, TokenizedText, read

__all__ = ["with_overlooked"]

WORDS = range(2, 6)  # words of a name that is looked up; chosen
COMPARED = 24  # aliases compared with it; chosen


def with_overlooked(
    text: str, resolutions: Sequence[Resolution], gazetteer: Gazetteer, threshold: float
) -> list[Resolution]:
    """The resolutions of a text in order of their mentions, with those of overlooked names.

    A name of several words is overlooked if nothing, an unknown person or only a family name was found in its place.
    It is found if an entity is meant with a probability, 0..1, of at least `threshold`. What repeats an unknown person
    who is known after all is joined with it.
    """
    tokenized = read(text)
    settled = [resolution for resolution in resolutions if not _may_be_part(resolution)]
    uncased = [one.mention for one in resolutions if one.group and one.mention and not is_cased(one.query)]
    mentions = sorted([*uncased, *(tokenized.mention(*span) for span in _stretches(tokenized, settled))], key=_place)
    wordings = list(dict.fromkeys(mention.text for mention in mentions))
    found = resolve_many(wordings, gazetteer, Rules(threshold=threshold, compared=COMPARED))
    believed = {resolution.query: resolution for resolution in found if _is_believed(resolution)}
    new = [replace(believed[mention.text], mention=mention) for mention in mentions if mention.text in believed]
    taken = [resolution.mention for resolution in new if resolution.mention is not None]
    groups = {one.group: believed[one.query] for one in resolutions if one.group and one.query in believed}
    kept = [_joined(one, groups) for one in resolutions if not _overlaps(one.mention, taken)]
    return sorted([*kept, *new], key=_start)


def _may_be_part(resolution: Resolution) -> bool:
    """Whether the name may be a part of a longer one: of an unknown person, or a single word that means a person."""
    return bool(resolution.group) or (resolution.kind == "person" and " " not in resolution.query)


def _joined(resolution: Resolution, groups: Mapping[str, Resolution]) -> Resolution:
    """The resolution, with the meaning of its group if that is known."""
    meant = groups.get(resolution.group)
    if meant is None:
        return resolution
    because = f"short for “{meant.query}” in this text"
    return replace(meant, query=resolution.query, mention=resolution.mention, because=because)


def _stretches(text: TokenizedText, known: Sequence[Resolution]) -> Iterator[Span]:
    """The rows of capitalised words between known names, without ordinary words before and behind them."""
    starts = {token.start: place for place, token in enumerate(text.tokens)}
    covered: set[int] = set()
    for resolution in known:
        if resolution.mention is not None:
            place = starts.get(resolution.mention.start)
            while place is not None and place < len(text.tokens) and text.tokens[place].start < resolution.mention.end:
                covered.add(place)
                place += 1
    for first, last in text.runs:
        start = first
        for place in range(first, last + 1):
            if place == last or place in covered:
                yield from _trimmed(text.tokens, start, place)
                start = place + 1


def _trimmed(tokens: Sequence[TextToken], first: int, last: int) -> Iterator[Span]:
    """The stretch, if it is a name by its number of words."""
    while first < last and tokens[first].is_common:
        first += 1
    while first < last and (tokens[last - 1].is_common or not tokens[last - 1].capitalized):
        last -= 1
    if last - first in WORDS:
        yield first, last


def _is_believed(resolution: Resolution) -> bool:
    """Whether every word is explained by the best candidate, and of what is no person every word of the alias, too."""
    if resolution.status != "match":
        return False
    best = resolution.candidates[0]
    return _explains(best.comparison, whole=best.entity.kind != "person")


def _explains(comparison: Comparison, *, whole: bool) -> bool:
    return all(
        evidence.agrees
        or (not evidence.left and not whole)
        or (bool(evidence.left) and all(part.role == "particle" for part in evidence.left))
        for evidence in comparison.evidence
    )


def _overlaps(mention: Mention | None, taken: Sequence[Mention]) -> bool:
    """Whether the mention overlaps one of those taken, which are in order and do not overlap."""
    if mention is None:
        return False
    before = bisect_left(taken, mention.end, key=lambda one: one.start)  # of those that begin before its end
    return before > 0 and taken[before - 1].end > mention.start


def _start(resolution: Resolution) -> int:
    assert resolution.mention is not None  # resolutions of a text have one
    return resolution.mention.start


def _place(mention: Mention) -> int:
    return mention.start
