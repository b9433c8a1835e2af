"""Links, which are names of a text with their meaning, and the choice among links that overlap."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from names.resolution.results import Mention, Ranking, Resolution
from names.resolution.rules import Rules


@dataclass(frozen=True, slots=True)
class Link:
    """The resolution of a mention, and the tokens [first, last) that the mention covers."""

    resolution: Resolution
    first: int
    last: int

    @property
    def mention(self) -> Mention:
        """The mention of the name in the text."""
        mention = self.resolution.mention
        assert mention is not None  # every link has one
        return mention

    @property
    def start(self) -> int:
        """The offset of its first character."""
        return self.mention.start

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.mention.end

    @property
    def is_one_word(self) -> bool:
        """Whether it covers a single token."""
        return self.last - self.first == 1

    @property
    def by_family_name(self) -> bool:
        """Whether the name is only the family name of all its candidates."""
        candidates = self.resolution.candidates.near
        return bool(candidates) and all(candidate.alias.kind == "family" for candidate in candidates)

    @property
    def precedence(self) -> float:
        """The rank among overlapping links: the squared probability of all candidates, times the root of the length."""
        near = self.resolution.candidates.near
        return min(1.0, sum(candidate.score for candidate in near)) ** 2 * math.sqrt(self.end - self.start)


def unresolved(mention: Mention, first: int, last: int, rules: Rules) -> Link:
    """A link without candidates."""
    return Link(Resolution(mention.text, "none", Ranking(), mention, rules=rules), first, last)


def best_links(links: Iterable[Link]) -> list[Link]:
    """The links without overlaps, in order of offset.

    A place or a family name that is a single word gives way to a person's name that has this word (Vladimir Poetin).
    Else higher precedence wins, then the earlier link. An inflected word may be a form of several names, such as Nišu
    of Niš and of Nisa: then the one with more letters of the word wins, then the more prominent entity.
    """
    links = list(links)
    in_names = {place for link in links if _is_whole_person(link) for place in range(link.first, link.last)}

    def rank(link: Link) -> tuple[bool, float, int, int, float]:
        gives_way = link.first in in_names and _is_place_or_family(link)
        best = link.resolution.candidates.best
        letters = common_beginning(link.mention.text.lower(), best.alias.text.lower()) if best else 0
        return gives_way, -link.precedence, link.start, -letters, -(best.entity.prior if best else 0.0)

    return sorted(without_overlaps(sorted(links, key=rank)), key=lambda link: link.start)


def common_beginning(word: str, other: str) -> int:
    """The number of letters with which both begin."""
    pairs = zip(word, other, strict=False)
    return next((place for place, (one, another) in enumerate(pairs) if one != another), min(len(word), len(other)))


def _is_whole_person(link: Link) -> bool:
    """Whether it is the name of one person in several words."""
    resolution = link.resolution
    return not link.is_one_word and resolution.status == "match" and resolution.candidates[0].entity.kind == "person"


def _is_place_or_family(link: Link) -> bool:
    """Whether it is a single word that names a place, or somebody by the family name."""
    best = link.resolution.candidates.best
    return link.is_one_word and best is not None and (best.entity.kind == "place" or link.by_family_name)


def without_overlaps(links: Sequence[Link], taken: Sequence[Link] = ()) -> list[Link]:
    """The links that overlap neither those in `taken` nor an earlier link of the sequence."""
    length = max((link.end for link in (*links, *taken)), default=0)
    covered = bytearray(length)  # 1 for each covered character of the text
    for link in taken:
        covered[link.start : link.end] = b"\1" * (link.end - link.start)
    kept = []
    for link in links:
        if 1 not in covered[link.start : link.end]:
            kept.append(link)
            covered[link.start : link.end] = b"\1" * (link.end - link.start)
    return kept
