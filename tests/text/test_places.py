"""Which place is meant, by what the text says (cases/places.tsv)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import marked, rows

import names
from gazetteer import Entity, Gazetteer
from names import build_gazetteer

ROWS = rows("places.tsv")
SPRINGFIELD = [
    Entity("us", "place", ["United States"], countries=["US"], prior=8, note="country"),
    Entity("country/US-IL", "place", ["Illinois"], countries=["US"], prior=5.5, note="region, United States"),
    Entity("country/US-MO", "place", ["Missouri"], countries=["US"], prior=5.5, note="region, United States"),
    Entity("il", "place", ["Springfield"], countries=["US"], prior=5.06, note="city, Illinois"),
    Entity("mo", "place", ["Springfield"], countries=["US"], prior=5.22, note="city, Missouri"),
]


@pytest.mark.parametrize("row", [marked(row, f"{row['text'][:40]}-{row['mention']}") for row in ROWS])
def test_which_place_is_meant(row: dict[str, str], gaz: Gazetteer) -> None:
    found = [r for r in names.annotate(row["text"], gaz) if r.mention is not None and r.mention.text == row["mention"]]
    assert bool(found) != (row["meaning"] == "absent")
    for resolution in found:
        meaning, is_not = row["meaning"].removeprefix("not "), row["meaning"].startswith("not ")
        assert (meaning in meanings(resolution)) != is_not, meanings(resolution)


def meanings(resolution: names.Resolution) -> set[str]:
    """The ways in which a row may tell what is meant."""
    entity = resolution.entity
    if entity is None:
        return {"unknown" if resolution.group and resolution.group_kind == "place" else resolution.status}
    return {entity.id, f"{entity.label} ({entity.note})"}


@pytest.fixture(scope="module")
def springfields() -> Gazetteer:
    return build_gazetteer(SPRINGFIELD)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Springfield, Ill., is a town.", "il"),
        ("Springfield, Mo., is a town.", "mo"),
        ("Springfield (Missouri) is a town.", "mo"),
        ("Springfield is a town.", None),
        ("Springfield, Ore., is a town.", None),
    ],
)
def test_a_gazetteer_of_ones_own(text: str, meant: str | None, springfields: Gazetteer) -> None:
    town = names.annotate(text, springfields)[0]
    assert (town.entity.id if town.entity else None) == meant


def test_the_reason_is_told(springfields: Gazetteer) -> None:
    first, _, again = names.annotate("Springfield, Illinois, is a town. I like Springfield.", springfields)
    assert first.because == "Illinois stands beside it"
    assert again.because == "Illinois stands beside it elsewhere in this text"


WORDS = st.sampled_from(
    ["Springfield", "Illinois", "Missouri", "Ill", "Mo", "and", ", ", " ", ". ", " (", ")", "Spring"]
)


@given(st.lists(WORDS, max_size=12).map("".join))
@settings(deadline=None)
def test_links_are_in_order_and_scores_are_probabilities(text: str) -> None:
    resolutions = names.annotate(text, GAZETTEER)
    ends = 0
    for resolution in resolutions:
        assert resolution.mention is not None
        assert resolution.mention.start >= ends
        ends = resolution.mention.end
        assert text[resolution.mention.start : ends] == resolution.mention.text
        assert sum(candidate.score for candidate in resolution.candidates) <= 1 + 1e-9


GAZETTEER = build_gazetteer(SPRINGFIELD)
