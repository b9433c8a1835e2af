"""Entities and aliases: what they may be, and that they are values."""

from __future__ import annotations

import pickle
from dataclasses import fields, replace

import pytest
from toykeys import KYIV

from gazetteer import Alias, Entity, Office, errors
from gazetteer.default import curated
from gazetteer.sources import merging
from gazetteer.sources.formats import export, jsonl
from gazetteer.sources.tables import headers

LIFE = {"born": "1950", "died": "2001"}
FULL = Entity(
    "x",
    "place",
    ["a"],
    countries=["UA"],
    prior=4.5,
    note="port",
    office=Office("mayor"),
    **LIFE,
    identifiers=["wikidata:Q1"],
)


def test_entity_is_a_value():
    assert KYIV == replace(KYIV) == pickle.loads(pickle.dumps(KYIV))
    assert len({KYIV, replace(KYIV)}) == 1
    assert Entity("x", "place", ["a", "a", Alias("a", "fr")]).aliases == (Alias("a"),)
    demonyms = [Alias("a", "en", "demonym"), Alias("a", "mul", "demonym")]
    assert Entity("x", "place", [demonyms[0], "a", demonyms[1]]).aliases == (demonyms[0], Alias("a"))


def test_every_source_gives_all_fields():
    known = {field.name for field in fields(Entity)} | {"label"}
    assert set(jsonl.FIELDS) == known
    dates = {"from", "to", "checked"}  # of the office
    assert set(headers.FIELDS) >= known - {"label"} | {"name", *(f"office_{date}" for date in dates)}
    assert set(export.COLUMNS) >= known - {"aliases", "label"} | {"text", *(f"office_{date}" for date in dates)}
    assert (
        set(curated.COLUMNS["persons"]) == known - {"kind", "born", "identifiers"} | {"family"} | dates
    )  # the curated tables say when persons died


@pytest.mark.parametrize("field", [field.name for field in fields(Entity)][3:])
def test_merging_keeps_what_one_account_alone_says(field):
    default = getattr(Entity("x", "place", ["a"]), field)
    assert getattr(FULL, field) != default, f"let FULL say its {field}"
    silent = replace(FULL, **{field: default})
    assert merging.merge([silent, FULL]) == merging.merge([FULL, silent]) == [FULL]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (("", "person", ["a"]), "non-empty"),
        (("x", "", ["a"]), "kind"),
        (("x", "person", []), "no alias"),
        (("x", "person", "Jane"), "one string"),
        (("x\ud800", "person", ["a"]), "whole characters"),
        (("x", "person", [7]), "must be a string"),
    ],
)
def test_invalid_entities(values, message):
    with pytest.raises(errors.InvalidEntity, match=message) as caught:
        Entity(*values)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    "values",
    [
        {"prior": float("nan")},
        {"prior": 10**400},
        {"prior": None},
        {"prior": "big"},
        {"countries": "UA"},
        {"countries": ["UA", 7]},
        {"countries": ["\ud800"]},
        {"note": None},
        {"born": "tomorrow"},
        {"died": "yesterday"},
        {"died": 2001},
    ],
)
def test_invalid_options(values):
    with pytest.raises(errors.InvalidEntity):
        Entity("x", "place", ["a"], **values)


@pytest.mark.parametrize("field", ["language", "kind", "source"])
@pytest.mark.parametrize("value", [None, "x\ud800"])
def test_invalid_aliases(field, value):
    with pytest.raises(errors.InvalidEntity, match=f"{field} of alias 'Kyiv' must be a string of whole characters"):
        Alias("Kyiv", **{field: value})
    assert Alias("x\ud800").text == "x\ud800"  # any string is a name


@pytest.mark.parametrize(
    ("office", "shown"),
    [
        (Office("mayor"), "mayor"),
        (Office("mayor", "2006"), "mayor from 2006"),
        (Office("mayor", "2006", checked="2026-01"), "mayor from 2006 (as of 2026-01)"),
        (Office("mayor", checked="2026-01"), "mayor (as of 2026-01)"),
        (Office("mayor", "2006", "2010-05-07"), "mayor 2006–2010-05-07"),
        (Office("mayor", "2006", "2006"), "mayor 2006"),
        (Office("mayor", end="2010"), "mayor until 2010"),
    ],
)
def test_an_office_says_when(office: Office, shown: str) -> None:
    assert str(office) == shown
    assert (
        Entity("x", "person", ["A"], office=office, note="B", died="2011-02-03").description == f"{shown}, B, died 2011"
    )


@pytest.mark.parametrize(
    ("born", "died", "shown"),
    [("1950-02", "", "born 1950"), ("", "-0029", "died -0029"), ("1950", "2001-03-04", "1950–2001"), ("", "", "")],
)
def test_a_description_says_when_somebody_lived(born: str, died: str, shown: str) -> None:
    assert Entity("x", "person", ["A"], born=born, died=died).description == shown


@pytest.mark.parametrize("values", [("",), (None,), ("mayor", "06"), ("mayor", "2006", None), ("mayor", "", "", "now")])
def test_invalid_offices(values: tuple[str, ...]) -> None:
    with pytest.raises(errors.InvalidEntity):
        Office(*values)
