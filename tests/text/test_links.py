"""Links that overlap."""

from __future__ import annotations

import pytest

from names.resolution.results import Mention
from names.resolution.rules import RULES
from names.text.links import Link, best_links, unresolved, without_overlaps


def link(start: int, end: int) -> Link:
    return unresolved(Mention("", start, end), 0, 1, RULES)


def test_links_that_overlap_are_dropped() -> None:
    links = [link(0, 4), link(3, 6), link(6, 8), link(4, 7)]
    assert without_overlaps(links) == [links[0], links[2]]
    assert without_overlaps(links, taken=[link(7, 9)]) == [links[0], links[3]]
    assert without_overlaps([]) == []


def test_the_best_links_are_kept_in_order() -> None:
    later, earlier, between = link(6, 8), link(0, 4), link(3, 7)
    assert best_links([later, between, earlier]) == [earlier, later]


def test_a_link_needs_a_mention() -> None:
    from dataclasses import replace

    lost = replace(link(0, 1), resolution=replace(link(0, 1).resolution, mention=None))
    with pytest.raises(AssertionError):
        _ = lost.start
