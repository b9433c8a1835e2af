"""Putting names right with a list of one's own: what is changed, what is left in doubt, and that it is done at once."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import names
from gazetteer import Alias, Entity, Gazetteer
from names.correction.edits import applied, joined
from names.correction.results import Change, Fixed

SPEAKERS = [
    Entity("s/1", "person", ["Katharina Brokdorf", "Catarina Brockdorff", "Kathi"]),
    Entity("s/2", "person", ["Anselm von der Tann"]),
    Entity("s/3", "person", ["Светлана Ковальчук"]),
    Entity("s/4", "person", [Alias("Zoë Quistorp", "de")]),
    Entity("s/5", "place", ["Grünhoffen"]),
    Entity("s/6", "person", ["Ada Mertens"], prior=3),
    Entity("s/7", "person", ["Ade Mertens"], prior=3),
]
WORDS = (
    "Katharina Brokdorf", "Katarina Brockdorf", "Brockdorf", "Brokdorf's", "KATARINA BROCKDORF", "Anselm van der Tann",
    "Herr Tann", "von der Tann", "Светлана Ковалчук", "Ковалчук", "Светланой Ковальчук", "Grunhoffen", "Grünhofen",
    "Zoe Quistorp", "Greta Dubrovan", "Dubrowan", "Kathi", "said that", "and the", "of", ".", ",", "\n", "\n\n", "<i>",
    "</i>", "der", "und", "nicht", "что", "не", "был",
)  # fmt: skip


@cache
def speakers() -> Gazetteer:
    return names.build_gazetteer(SPEAKERS)


def fixed(text: str, language: str = "en", layout: str = "txt") -> Fixed:
    return names.fix(text, speakers(), layout, language)


@settings(deadline=None, max_examples=60)
@given(words=st.lists(st.sampled_from(WORDS), max_size=14), language=st.sampled_from(["", "en", "de", "ru"]))
def test_what_was_fixed_is_not_changed_again(words: list[str], language: str) -> None:
    text = " ".join(words)
    once = fixed(text, language)
    assert fixed(once.text, language).changes == ()
    assert applied(text, once.changes) == once.text
    for change in once.changes:
        assert text[change.start : change.end] == change.before != change.after
    assert [change.start for change in once.changes] == sorted(change.start for change in once.changes)
    assert text.count("\n") == once.text.count("\n")


@settings(deadline=None, max_examples=60)
@given(text=st.text(max_size=60), layout=st.sampled_from(["txt", "md", "srt", "vtt"]))
def test_any_string_is_a_text(text: str, layout: str) -> None:
    assert isinstance(fixed(text, "", layout), Fixed)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Here spoke Katarina Brockdorf.", "Here spoke Katharina Brokdorf."),
        ("Here spoke Catarina Brockdorff.", "Here spoke Katharina Brokdorf."),  # a spelling that the list has
        ("Here spoke Kathi.", "Here spoke Kathi."),  # a short form that the list has
        ("Here spoke Anselm van der Tann.", "Here spoke Anselm von der Tann."),
        ("Here spoke Anselm Vonder Tann.", "Here spoke Anselm von der Tann."),
        ("Там была Светлана Ковалчук.", "Там была Светлана Ковальчук."),
        ("We left for Grünhofen.", "We left for Grünhoffen."),
        ("Katharina Brokdorf spoke to Katharina\r\nBrockdorf.", "Katharina Brokdorf spoke to Katharina\r\nBrokdorf."),
        ("Katharina Stavelin and Karl Brockdorf spoke.", "Katharina Stavelin and Karl Brockdorf spoke."),
        ("Katharina Brokdorfs are two of them.", "Katharina Brokdorfs are two of them."),
    ],
)
def test_a_list_of_speakers_is_enough(text: str, expected: str) -> None:
    assert fixed(text).text == expected


def test_a_change_says_what_it_means_and_why() -> None:
    (change,) = fixed("Here spoke Katarina Brokdorf.").changes
    assert (change.entity.id, change.before, change.after) == ("s/1", "Katarina Brokdorf", "Katharina Brokdorf")
    assert 0.8 <= change.score <= 1
    assert change.why == "Katarina ~ Katharina; usual: Katharina Brokdorf"


def test_what_may_mean_several_is_listed_with_them() -> None:
    text = "Here spoke Adu Mertens."
    done = fixed(text)
    assert done.text == text
    (doubt,) = done.doubts
    assert {candidate.entity.id for candidate in doubt.candidates} == {"s/6", "s/7"}
    assert doubt.why.startswith("may be Ad")


def test_an_unknown_name_that_is_spelled_in_several_ways_is_listed() -> None:
    text = "Greta Dubrovan spoke, and Dubrowan left. Hugo Stavelin stayed; Stavelin's is the last word."
    done = fixed(text)
    assert done.text == text
    (doubt,) = done.doubts
    assert doubt.spellings == ("Greta Dubrovan", "Dubrowan")
    assert text[doubt.start : doubt.end] == "Greta Dubrovan"


def test_a_case_or_a_slip_is_a_doubt_where_the_language_is_not_known() -> None:
    done = fixed("Katharina Brokdorfe.", language="")
    assert done.changes == ()
    assert "name the language" in done.doubts[0].why
    assert fixed("Katharina Brokdorfe.", language="en").text == "Katharina Brokdorf."


@pytest.mark.parametrize(
    "label", ["Katharina\nBrokdorf", "Katharina \x1b[1mBrokdorf", "Katharina \u202eBrokdorf", "Katharina <b>Brokdorf"]
)
def test_what_acts_is_never_put_into_a_text(label: str) -> None:
    text = "Here spoke Katarina Brockdorf, and that is it."
    hostile = names.build_gazetteer([Entity("h", "person", [label])])
    assert names.fix(text, hostile, language="en").text == text


def test_the_threshold_is_that_of_the_rules() -> None:
    text = "Here spoke Katarina Brockdorf."
    rules = names.FixRules(threshold=1)
    done = names.fix(text, speakers(), language="en", rules=rules)
    assert (done.text, len(done.doubts)) == (text, 1)
    assert "below 1" in done.doubts[0].why


def change(start: int, before: str, after: str) -> Change:
    return Change(start, start + len(before), before, after, SPEAKERS[0], 1.0, "")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([change(0, "ab", "xyz")], [change(5, "e", "E")], [(0, "ab", "xyz"), (4, "e", "E")]),
        ([change(4, "ef", "x")], [change(0, "ab", "A")], [(0, "ab", "A"), (4, "ef", "x")]),
        ([change(2, "cd", "xyz")], [change(4, "ze", "Q")], [(2, "cde", "xyQ")]),
        ([change(1, "b", ""), change(3, "d", "DD")], [change(0, "acDDe", "all")], [(0, "abcde", "all")]),
    ],
)
def test_changes_of_two_rounds_are_joined(
    first: list[Change], second: list[Change], expected: list[tuple[int, str, str]]
) -> None:
    text = "abcdefgh"
    result = joined(text, first, second)
    assert [(one.start, one.before, one.after) for one in result] == expected
    assert applied(text, result) == applied(applied(text, first), second)
