"""Last step: what persons decided of a spelling holds, whatever the text seems to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import fsum

from gazetteer import Gazetteer
from names.resolution.results import Ranking, status
from names.text.links import Link
from names.text.places.links import merged

__all__ = ["as_decided", "decided_links"]


def decided_links(links: Sequence[Link]) -> list[Link]:
    """The links whose mention somebody decided to mean an entity."""
    near = [(link, link.resolution.candidates.near) for link in links]
    return [link for link, candidates in near if candidates and candidates[0].decision is not None]


def as_decided(links: Sequence[Link], decided: Sequence[Link], gazetteer: Gazetteer) -> list[Link]:
    """The links with those that are decided in their places, and without candidates that their mentions do not mean.

    A link of which no candidate is left is left out.
    """
    return list(_without_rejected(merged(decided, links), gazetteer))


def _without_rejected(links: Sequence[Link], gazetteer: Gazetteer) -> Iterator[Link]:
    """The links without rejected candidates; the others share what those had of the probability."""
    for link in links:
        rejected = gazetteer.decisions.rejected(link.mention.text) if gazetteer.decisions is not None else ()
        near = link.resolution.candidates.near
        kept = [candidate for candidate in near if candidate.entity.id not in rejected]
        if len(kept) == len(near):
            yield link
        elif kept:
            left = 1.0 - fsum(one.score for one in near if one.entity.id in rejected)
            kept = [replace(one, score=min(1.0, one.score / left)) for one in kept] if left > 0 else kept
            state = status(kept, link.resolution.rules)
            yield replace(link, resolution=replace(link.resolution, status=state, candidates=Ranking(kept)))
