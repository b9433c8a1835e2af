"""Links of places among those of a text: where they stand, and what they may mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from names.text.links import Link, without_overlaps
from names.text.places.namesakes import PLACES


class LinksByToken:
    """The links of a text, found by their tokens; the links must be in order of offset."""

    def __init__(self, links: Sequence[Link]) -> None:
        self._links = links
        self._firsts = [link.first for link in links]

    def at(self, first: int, last: int, end: int) -> Link | None:
        """The link that covers the tokens [first, last), or of an unspaced one a part, up to this offset at least."""
        place = bisect_left(self._firsts, first)
        while place < len(self._links) and self._links[place].first == first:
            link = self._links[place]
            if link.last == last and link.end >= end:
                return link
            place += 1
        return None

    def after(self, place: int) -> Link | None:
        """The first link that begins at a token or after it."""
        found = bisect_left(self._firsts, place)
        return self._links[found] if found < len(self._links) else None

    def before(self, place: int) -> Link | None:
        """The last link that begins before a token."""
        found = bisect_left(self._firsts, place)
        return self._links[found - 1] if found else None


def is_place(link: Link) -> bool:
    """Whether the best candidate is a place."""
    near = link.resolution.candidates.near
    return bool(near) and near[0].entity.kind in PLACES


def merged(new: Sequence[Link], links: Sequence[Link]) -> list[Link]:
    """The new links, and those links that do not overlap them, in order of offset."""
    if not new:
        return list(links)
    kept = without_overlaps(new)
    return sorted([*kept, *without_overlaps(links, taken=kept)], key=lambda link: link.start)
