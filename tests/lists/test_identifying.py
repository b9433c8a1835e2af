"""Groups of a list: what the gazetteer knows goes before what the spellings look like."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer import Entity
from names.lists.facts import Facts
from names.lists.identifying import identified_groups
from names.resolution.resolver import build_gazetteer

KNOWN = build_gazetteer(
    [
        Entity("mum", "place", ["Mumbai", "Bombay", "मुंबई"]),
        Entity("ann", "person", ["Anna Lindqvist"]),
        Entity("anna", "place", ["Anna Lindqvistsgata"]),
        Entity("p1", "person", ["Ivan Petrov"], countries=["BG"]),
        Entity("p2", "person", ["Ivan Petrov"], countries=["RU"]),
        Entity("g1", "person", ["Gustav Tarvalen"]),
        Entity("g2", "person", ["Gustaf Tarvalen"]),
    ]
)


def groups(*names: str, **facts: object) -> list[tuple[tuple[str, ...], str | None]]:
    found = identified_groups(names, KNOWN, Facts(**facts))
    return [(group.names, group.entity.id if group.entity else None) for group in found]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((), []),
        (("", "\0", ""), [(("",), None), (("\0",), None)]),
        (("Bombay", "Mumbai", "मुंबई"), [(("Bombay", "Mumbai", "मुंबई"), "mum")]),  # known, and not alike
        (("Greta Dubrowan", "Грета Дуброван"), [(("Greta Dubrowan", "Грета Дуброван"), None)]),  # alike, and unknown
        (("Ivan Petrov", "Иван Петров"), [(("Ivan Petrov", "Иван Петров"), None)]),  # which of two is not known
        (("Gustav Tarvalen", "Gustaf Tarvalen"), [(("Gustav Tarvalen",), "g1"), (("Gustaf Tarvalen",), "g2")]),
        (("Bombay", "Ada Berg", "Mumbai"), [(("Bombay", "Mumbai"), "mum"), (("Ada Berg",), None)]),
    ],
)
def test_groups(names, expected):
    assert groups(*names) == expected


def test_facts_tell_which_entity_is_meant():
    assert groups("Ivan Petrov", "Иван Петров", countries=("BG",)) == [(("Ivan Petrov", "Иван Петров"), "p1")]


def test_a_group_has_a_reason_a_score_and_a_name_that_represents_it():
    known, unknown = identified_groups(["Bombay", "Greta Dubrowan", "Mumbai", "Greta Dubrovan"], KNOWN)
    assert known.why == "2 of 2 names mean Mumbai"
    assert known.score > 0.9
    assert (unknown.label, unknown.meaning) == ("Greta Dubrovan", ())
    assert unknown.why.startswith("“Greta Dubrowan” and “Greta Dubrovan”: Greta = Greta; Dubrowan ~ Dubrovan")


@settings(max_examples=8, deadline=None, derandomize=True, database=None)
@given(
    st.lists(
        st.sampled_from(["Bombay", "Mumbai", "G. Tarvalen", "Gustaf Tarvalen", "Gustav Tarvalen"]) | st.text(max_size=9)
    )
)
def test_each_name_is_in_one_group(names):
    found = identified_groups(names, KNOWN)
    assert sorted(name for group in found for name in group.names) == sorted(set(names))
    ids = [group.entity.id for group in found if group.entity is not None]
    assert len(ids) == len(set(ids))
    assert all(group.label in group.names and 0 <= group.score <= 1 for group in found)
