"""Links that overlap."""

from __future__ import annotations

import pytest

import names
from gazetteer import Entity, Gazetteer
from names.resolution.results import Mention
from names.resolution.rules import RULES
from names.text.links import Link, best_links, unresolved, without_overlaps


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return names.build_gazetteer(
        [
            Entity("p", "person", ["Vladimir Putin"], prior=7),
            Entity("v", "place", ["Vladimir"], prior=5.6),
            Entity("n", "place", ["Niš"], prior=5.4),
            Entity("i", "place", ["Nisa"], prior=6.0),
        ]
    )


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


def test_a_person_of_several_words_takes_precedence_over_a_place_of_one_word(known: Gazetteer) -> None:
    found = names.annotate("He saw Vladimir Poetin, then left Vladimir.", known)
    assert [(r.mention.text, r.entity and r.entity.id) for r in found] == [("Vladimir Poetin", "p"), ("Vladimir", "v")]


@pytest.mark.parametrize(("word", "meant"), [("Nišu", "n"), ("Nisi", "i")])
def test_an_inflected_word_means_the_name_with_more_of_its_letters(word: str, meant: str, known: Gazetteer) -> None:
    found = names.annotate(f"Ona je dugo godina živela u {word} i nije htela da ode.", known)
    assert [r.entity and r.entity.id for r in found] == [meant]
