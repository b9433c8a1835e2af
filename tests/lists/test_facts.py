"""What a table says beside the name raises, lowers or does not change the odds of a candidate."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import names
from gazetteer import Alias, Entity
from names.lists.country_codes import country_code
from names.lists.facts import Facts, weighed
from names.lists.reconciling import Answer, Query, answer, reconcile_queries
from names.resolution.resolver import build_gazetteer

KNOWN = build_gazetteer(
    [
        Entity("bg", "person", ["Ivan Petrov"], countries=["BG"], born="1950-03-01"),
        Entity("ru", "person", ["Ivan Petrov", Alias("Иван Петров", "ru")], countries=["RU"], born="1981"),
        Entity("anna", "person", ["Anna Berg"], countries=["AT"]),
        Entity("berg", "place", ["Berg"], countries=["DE"]),
    ]
)


def resolved(name: str, **facts: object) -> names.Resolution:
    return weighed(names.resolve(name, KNOWN), Facts(**facts))


@pytest.mark.parametrize(
    ("facts", "status", "id"),
    [
        ({}, "ambiguous", None),
        ({"countries": ("Bulgaria",)}, "match", "bg"),
        ({"countries": ("Россия",)}, "match", "ru"),
        ({"countries": ("RUS", "Kyrgyzstan")}, "match", "ru"),
        ({"countries": ("", " ")}, "ambiguous", None),
        ({"born": "1950"}, "match", "bg"),
        ({"born": "1951-12-31"}, "match", "bg"),
        ({"born": "unknown"}, "ambiguous", None),
        ({"born": "1950", "countries": ("RU",)}, "match", "bg"),  # a year tells more than a country
    ],
)
def test_facts_tell_namesakes_apart(facts, status, id):
    found = resolved("Ivan Petrov", **facts)
    assert (found.status, found.entity.id if found.entity else None) == (status, id)


@pytest.mark.parametrize(
    ("name", "facts", "reason"),
    [
        ("Anna Berg", {"countries": ("France",)}, "country AT, not FR"),
        ("Anna Berg", {"kind": "org"}, "person, not org"),
        ("Ivan Petrov", {"born": "1900"}, "born 1981, not 1900"),
        ("Berg Anna", {"given": "Berg", "family": "Anna"}, "given and family name are the other way round"),
    ],
)
def test_what_contradicts_lowers_the_score_and_is_told(name, facts, reason):
    alone, found = resolved(name), resolved(name, **facts)
    assert found.score < alone.score
    assert reason in [told for candidate in found.candidates.near for told in candidate.facts]


def test_what_agrees_is_told():
    assert answer(resolved("Ivan Petrov", born="1950", countries=("BG",))).why.endswith("; country BG; born 1950")
    assert resolved("Anna Berg", given="Anna", family="Berg").score == resolved("Anna Berg").score


@settings(deadline=None)
@given(
    st.sampled_from(["Ivan Petrov", "Anna Berg", "Berg", "Petrov", "Nobody Known", ""]),
    st.builds(
        Facts,
        given=st.text(max_size=8),
        family=st.text(max_size=8),
        countries=st.lists(st.text(max_size=8), max_size=2).map(tuple),
        kind=st.sampled_from(["", "person", "x"]),
        born=st.text(max_size=8),
    ),
)
def test_probabilities_stay_probabilities(name, facts):
    found = weighed(names.resolve(name, KNOWN), facts)
    scores = [candidate.score for candidate in found.candidates.near]
    assert all(0 <= score <= 1 for score in scores)
    assert sum(scores) <= 1 + 1e-9
    assert scores == sorted(scores, reverse=True)
    assert len(found.candidates) == len(names.resolve(name, KNOWN).candidates)


def test_answers():
    match, doubtful, nobody, empty = map(
        answer,
        reconcile_queries(
            [Query("anna berg"), Query("Ivan Petrov"), Query("Kim Zorbl"), Query(" ", Facts(born="1950"))], KNOWN
        ),
    )
    assert (match.id, match.label, match.kind, match.status) == ("anna", "Anna Berg", "person", "match")
    assert (doubtful.id, doubtful.status, {doubtful.runner_up} <= {"bg", "ru"}) == ("", "ambiguous", True)
    assert (nobody.id, nobody.status) == ("", "none")
    assert empty == Answer()


@pytest.mark.parametrize(
    ("written", "code"), [("by", "BY"), ("BLR", "BY"), ("Côte d’Ivoire", "CI"), ("中国", "CN"), ("", ""), ("Xy", "XY")]
)
def test_country_codes(written, code):
    assert country_code(written) == code
