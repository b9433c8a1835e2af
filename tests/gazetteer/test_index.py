"""Aliases by key and arrays by ordinal, in a gazetteer of one segment and of two."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from toygazetteer import findable, make_people, make_updated, queries
from toykeys import make, number

from gazetteer import Entity, Ragged


def test_postings_and_frequencies(tmp_path):
    for gaz in (make_people(), make_updated(tmp_path)):
        asked = np.array([number("kal"), number("never"), number("dov"), number("kal")], np.uint64)
        expected = {
            (w, i)
            for w, start in ((0, "kal"), (2, "dov"), (3, "kal"))
            for i, t in findable(gaz).items()
            if t[:3] == start
        }
        which, ordinals = gaz.postings("start", asked)
        assert set(zip(which.tolist(), ordinals.tolist(), strict=True)) == expected
        assert len(which) == len(expected)
        assert list(zip(which, ordinals, strict=True)) == sorted(expected)
        counts = gaz.frequencies("start", asked)
        assert counts[1] == 0
        assert counts[0] == counts[3] >= Counter(which.tolist())[0] > 0


def test_arrays_agree_with_entities(tmp_path):
    gaz = make_updated(tmp_path)
    texts = findable(gaz)
    entities = gaz.entities_at(gaz.owners[list(texts)])
    assert [entity.label for entity in entities] == list(texts.values())
    assert gaz.forms([319, 1]) == [t.lower() for t in gaz.alias_texts([319, 1])]
    assert len(gaz.priors) == len(gaz.entity_kinds) == 320


def test_nothing_to_find():
    for gaz in (make_people(), make_people(0)):
        for asked in (Ragged.of([]), Ragged.of([[], []])):
            assert [len(column) for column in gaz.count("gram", asked)] == [0, 0, 0]
        assert len(gaz.count("gram", queries(["qqqq"])).query) == 0
        assert len(gaz.postings("start", np.array([1], np.uint64))[0]) == 0
        assert gaz.forms([]) == gaz.entities_at([]) == []


def test_an_ordinal_that_no_entity_has(tmp_path):
    gaz = make_updated(tmp_path)  # without the entity 0
    for ordinal in (-1, 0, 320):
        with pytest.raises(IndexError, match=f"no entity has the ordinal {ordinal}"):
            gaz.entities_at([1, ordinal])


def test_arrays_are_listed(tmp_path):
    for segment in make_updated(tmp_path).segments:
        assert len(segment.arrays) == len(list(segment.arrays)) == 22


@pytest.mark.parametrize(
    ("kinds", "countries", "ids"),
    [
        ((), (), {"minsk", "writer", "brest"}),
        (("place",), (), {"minsk", "brest"}),
        (("place", "person"), ("BY",), {"minsk", "writer"}),
        (("place",), ("PL",), set()),
        (("org",), (), set()),
    ],
)
def test_only_entities_of_some_kinds_and_countries_are_found(kinds, countries, ids):
    minsk = Entity("minsk", "place", ["Minsk"], countries=["BY"])
    writer = Entity("writer", "person", ["Minsk"], countries=["PL", "BY"])
    whole = make([minsk, writer, Entity("brest", "place", ["Minsk", "Brest"])])
    limited = whole.within(kinds, countries)
    _, ordinals = limited.postings("start", np.array([number("Min")], np.uint64))
    counts = limited.count("gram", queries(["Minsk"]))
    for found in (ordinals, counts.ordinals):
        assert {one.id for one in limited.entities_at(limited.owners[found])} == ids
    assert len(limited) == len(whole) == 3
    assert limited.entity("brest").label == "Minsk"
