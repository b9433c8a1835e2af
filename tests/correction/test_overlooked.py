"""Names that the reading of a text has overlooked, or of which it has found a part, are looked up whole."""

from __future__ import annotations

import pytest

import names
from gazetteer import Entity, Gazetteer
from names.correction.overlooked import with_overlooked
from names.resolution.results import Resolution

TEXT = "Then Angela Merkle and Stavelin Dubrovan met Vladimir Puttin, and Merkle left."


@pytest.fixture(scope="module")
def small() -> Gazetteer:
    entities = [
        Entity("p/1", "person", ["Angela Merkel"], prior=7),
        Entity("p/2", "person", ["Vladimir Putin", "Putin"], prior=7),
    ]
    return names.build_gazetteer(entities)


def found(resolutions: list[Resolution], gazetteer: Gazetteer) -> list[tuple[str, str]]:
    done = with_overlooked(TEXT, resolutions, gazetteer, 0.6)
    return [(one.mention.text, one.entity.id if one.entity else one.group) for one in done if one.mention]


def unknown(name: str, start: int) -> Resolution:
    mention = names.Mention(name, start, start + len(name))
    return Resolution(name, "none", names.resolve("", names.build_gazetteer([])).candidates, mention, group="unknown/m")


def test_a_name_is_found_where_nothing_was(small: Gazetteer) -> None:
    assert found([], small) == [("Angela Merkle", "p/1"), ("Vladimir Puttin", "p/2")]


def test_what_repeats_an_unknown_person_who_is_known_after_all_is_joined(small: Gazetteer) -> None:
    met = [unknown("Angela Merkle", TEXT.index("Angela")), unknown("Merkle", TEXT.rindex("Merkle"))]
    assert found(met, small) == [("Angela Merkle", "p/1"), ("Vladimir Puttin", "p/2"), ("Merkle", "p/1")]


def test_a_longer_name_takes_the_place_of_its_part(small: Gazetteer) -> None:
    start = TEXT.index("Puttin")
    part = names.resolve("Putin", small)
    part = Resolution("Puttin", "match", part.candidates, names.Mention("Puttin", start, start + 6))
    assert found([part], small) == [("Angela Merkle", "p/1"), ("Vladimir Puttin", "p/2")]


def test_a_known_name_stays(small: Gazetteer) -> None:
    text = "Vladimir Putin left."
    done = names.annotate(text, small)
    assert with_overlooked(text, done, small, 0.6) == done
