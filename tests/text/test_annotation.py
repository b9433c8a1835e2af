"""Texts of any size: what is compared grows with their length, and portions are understood as the whole would be."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from specimens import GIVEN, meant, small, unknown_persons

import names
from gazetteer import Entity
from names.resolution.reasons import why
from names.resolution.results import Resolution
from names.text import annotation, introductions, similar_runs
from names.text.portions import portions
from names.text.rules import TextRules
from names.text.unknown import groups
from names.text.unknown.word_forms import NEAREST

SLOWLY = settings(deadline=None, max_examples=60)


class Counted:
    """A function that also counts the items of its first argument."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function, self.items = function, 0

    def __call__(self, items: Any, *others: Any, **named: Any) -> Any:
        self.items += len(items)
        return self.function(items, *others, **named)


def work(text: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How many pairs of names are compared, and how many wordings looked up, to annotate the text."""
    names.forget()
    with monkeypatch.context() as patch:
        counted = {}
        for module, name in (
            (groups, "compare_many"),
            (introductions, "compare_many"),
            (similar_runs, "glance"),
        ):
            counted[f"{module.__name__}.{name}"] = one = Counted(getattr(module, name))
            patch.setattr(module, name, one)
        assert names.annotate(text, small())
        return {name: one.items for name, one in counted.items()}


def test_work_grows_with_the_number_of_unknown_persons(monkeypatch: pytest.MonkeyPatch) -> None:
    once, twice = (work(unknown_persons(count), monkeypatch) for count in (300, 600))
    assert all(twice[name] < 2.5 * once[name] + NEAREST * 300 for name in once)  # pairs of all would be 90,000 more
    assert once["names.text.similar_runs.glance"] <= 3 * 300 + len(GIVEN)  # each name, and each word of it


def test_repeated_words_are_worked_on_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = unknown_persons(40)
    assert work(text * 20, monkeypatch) == work(text, monkeypatch)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A" * 200_000, 0),
        ("Ab" * 60_000 + " met Vladimir Putin.", 1),
        ("普" * 20_000, 0),
        ("Minsk " * 12_000, 12_000),
        ("Vladimir Putin. " * 5_000, 5_000),
        ("“" * 100_000, 0),
        ("Dr. " * 20_000, 0),
        ("\n" * 200_000, 0),
        (". " * 100_000, 0),
    ],
    ids=["one-word", "long-word", "one-character", "one-name", "one-person", "quotes", "titles", "lines", "stops"],
)
def test_texts_that_nobody_writes_are_read(text: str, wanted: int) -> None:
    assert len(names.annotate(text, small())) == wanted


def annotated(text: str, size: int) -> list[Resolution]:
    """The resolutions of the text if portions have the size."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(annotation, "portions", partial(portions, size=size))
        return list(names.annotate_stream([text], small()))


def told(resolution: Resolution) -> tuple[str, int, int, str, str]:
    """What a mention is, where it stands and what is meant."""
    assert resolution.mention
    mention = resolution.mention
    return mention.text, mention.start, mention.end, resolution.status, meant(resolution)


PARAGRAPHS = (
    "Yesterday Vladimir Putin was in Minsk.\n\n",
    "The guest Vladimir Putin spoke.\nHe met Greta Dubrovan and\nHugo Stavelin.\n\n",
    "Later Greta Dubrovan left Minsk; Hugo Stavelin stayed.\r\n\r\n",
    "Only Dubrovan knew. Stavelyn did not! What did Putin say to Clara Premosin?\n\n",
    "So said Greta Dubrovann, and 普京 was silent.\n\n",
)
FIRST = "The persons are Vladimir Putin, Greta Dubrovan, Hugo Stavelin and Clara Premosin. They met.\n\n"


@SLOWLY
@given(st.lists(st.sampled_from(PARAGRAPHS), max_size=12), st.integers(240, 600))
def test_portions_are_understood_as_the_whole(chosen: list[str], size: int) -> None:
    """Where persons are introduced at first; what a later portion says is not known before."""
    text = FIRST + "".join(chosen)
    in_portions = list(map(told, annotated(text, size)))
    assert in_portions == list(map(told, annotated(text, 1 << 16)))
    assert all(text[start:end] == surface for surface, start, end, *_ in in_portions)


def test_what_was_said_holds_for_later_portions() -> None:
    filler = "Nothing else was said on that long and quiet day in the town. " * 8
    text = f"There spoke Greta Dubrovan.\n\n{filler}\n\nThen Dubrovan left.\n\n{filler}\n\nSo did Greta Dubrowan."
    resolutions = annotated(text, 300)
    assert [resolution.query for resolution in resolutions] == ["Greta Dubrovan", "Dubrovan", "Greta Dubrowan"]
    assert {resolution.group for resolution in resolutions} == {"unknown/greta-dubrovan"}
    assert why(resolutions[1]) == "short for “Greta Dubrovan” in this text"
    assert all(text[start:end] == surface for surface, start, end, *_ in map(told, resolutions))


def test_a_name_across_a_border_is_found_whole() -> None:
    """A portion ends before the sentence whose name would stand across its full size."""
    for more in range(40):
        text = f"{'It rained there again. ' * 5}{'x' * more}. In Minsk Vladimir\nPutin spoke. {'It rained again. ' * 9}"
        found = [(resolution.query, meant(resolution)) for resolution in annotated(text, 150)]
        assert found == [("Minsk", "c/1"), ("Vladimir\nPutin", "p/1")]


def test_another_threshold_changes_statuses_and_is_told() -> None:
    twins = names.build_gazetteer(
        [Entity(f"p/{place}", "person", ["Leonard Harkwood"], prior=prior) for place, prior in enumerate((6, 5.5))]
    )
    text = "There Leonhard Harkwoode spoke."
    found = {threshold: names.annotate(text, twins, TextRules(threshold=threshold))[0] for threshold in (0.5, 0.6, 0.9)}
    assert [resolution.status for resolution in found.values()] == ["match", "match", "ambiguous"]
    assert all(resolution.rules.threshold == threshold for threshold, resolution in found.items())
    assert [resolution.candidates for resolution in found.values()] == [found[0.6].candidates] * 3


def test_two_rules_do_not_mix() -> None:
    text = "There Vladimyr Puttin spoke. So did Greta Dubrovan."
    strict, usual = TextRules(threshold=1.0), TextRules()
    streams = [names.annotate_stream([text], small(), rules) for rules in (usual, strict, usual)]
    statuses = [[(r.query, r.status, r.rules.threshold) for r in stream] for stream in streams]
    assert statuses[0] == statuses[2] == [("Vladimyr Puttin", "match", 0.6), ("Greta Dubrovan", "none", 0.6)]
    assert ("Vladimyr Puttin", "match", 0.6) not in statuses[1]
    assert all(threshold == 1.0 for _, _, threshold in statuses[1])
