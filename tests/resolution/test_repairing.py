"""Names whose letters were spoilt are found as they were, and the reason says so; strangers stay strangers."""

from __future__ import annotations

import pytest

import names
from gazetteer import Alias, Entity, Gazetteer
from names.resolution.reasons import why

KEYBOARD = "typed with the Latin keyboard layout instead of the Russian"


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return names.build_gazetteer(
        [
            Entity(
                "putin", "person", ["Vladimir Putin", Alias("Владимир Путин", "ru"), Alias("Путин", "ru", "family")]
            ),
            Entity("obama", "person", ["Barack Obama", Alias("Obama", kind="family")]),
            Entity("goncalves", "person", ["Vasco Gonçalves"]),
            Entity("mubarak", "person", ["Hosni Mubarak", Alias("محمد حسني مبارك", "ar")]),
            Entity("horn", "person", ["Gyula Horn", Alias("Horn", kind="family")]),
        ]
    )


@pytest.mark.parametrize(
    ("query", "id", "how"),
    [
        ("Genby", "putin", f"read as Путин: {KEYBOARD}"),
        ("Dkflbvbh Genby", "putin", f"read as Владимир Путин: {KEYBOARD}"),
        ("рХФЙО", "putin", "read as Путин: KOI8-R read as Windows-1251"),
        ("Vl\u0430dimir Putin", "putin", "read as Vladimir Putin: Cyrillic а in a Latin word"),
        ("PUTIN<<VLADIMIR<<<<", "putin", "read as Putin, Vladimir: from a machine-readable zone"),
        ("Barack Obarna", "obama", "read as Barack Obama: rn for m, as read from a scan"),
        ("Vasco GonÃ§alves", "goncalves", "read as Vasco Gonçalves: UTF-8 read as Windows-1252"),
        ("MXHMD XHSNY MBARK", "mubarak", "letters that a machine-readable zone writes with X"),
    ],
)
def test_a_spoilt_name_is_found_and_the_reason_says_how(known: Gazetteer, query: str, id: str, how: str) -> None:
    resolution = names.resolve(query, known)
    assert resolution.query == query
    assert resolution.entity is not None, why(resolution)
    assert resolution.entity.id == id
    assert how in why(resolution)
    best = resolution.candidates[0]
    assert best.query == query
    assert how in best.comparison.explain()
    assert [repair.written for repair in best.comparison.repairs] == [query]


@pytest.mark.parametrize(
    "query", ["Ghbdtn", "Ada Berg", "Hom", "Corner", "Рутин", "Gyula Born", "Vasco Berg", "", "<<<<"]
)
def test_a_stranger_is_not_repaired_into_somebody(known: Gazetteer, query: str) -> None:
    assert names.resolve(query, known).status == "none"


def test_a_repair_costs_something(known: Gazetteer) -> None:
    plain, spoilt = names.resolve_many(["Barack Obama", "Barack Obarna"], known)
    assert spoilt.score < plain.score


def test_all_candidates_are_told_of_the_repaired_name(known: Gazetteer) -> None:
    resolution = names.resolve("Barack Obarna", known)
    assert len(resolution.candidates) == len({candidate.entity.id for candidate in resolution.candidates})
    assert sum(candidate.score for candidate in resolution.candidates) <= 1.0 + 1e-9


def test_a_name_that_is_found_as_it_is_written_is_not_repaired(known: Gazetteer) -> None:
    assert "read as" not in why(names.resolve("Horn", known))


def test_look_alikes_in_a_text_are_read_as_what_they_look_like(known: Gazetteer) -> None:
    [found] = names.annotate("Then Vl\u0430dimir \u0420utin came.", known)
    assert found.mention is not None
    assert (found.mention.text, found.mention.start) == ("Vl\u0430dimir \u0420utin", 5)
    assert found.entity is not None
    assert "Cyrillic аР in a Latin word" in why(found)
