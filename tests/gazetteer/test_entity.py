"""Entities and aliases: what they may be, and that they are values."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from toykeys import KYIV

from gazetteer import Alias, Entity, errors


def test_entity_is_a_value():
    assert KYIV == replace(KYIV) == pickle.loads(pickle.dumps(KYIV))
    assert len({KYIV, replace(KYIV)}) == 1
    assert Entity("x", "place", ["a", "a", Alias("a", "fr")]).aliases == (Alias("a"),)


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
