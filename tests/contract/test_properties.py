"""What holds for every name and text, checked on strings that nobody would think of."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import names
from gazetteer import Entity, Gazetteer

LETTERS = (
    "abcdeghijklmnorstuvyz ABCDKLMR.-'’,1907éüşŁабвгдежзийкловстухшыьяЖКЛШўіїқاحدرسعلمنويء普京王小平김정은ԱԲաբγδσάΔ"
)
SCRIPTED = st.text(alphabet=LETTERS, max_size=24)
ANY = st.text(max_size=24)  # with unassigned, joining, control and surrogate characters
NAMES = SCRIPTED | ANY
SLOWLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)


@pytest.fixture(scope="module")
def few() -> Gazetteer:
    return names.build_gazetteer(
        [
            Entity("p/1", "person", ["Sviatlana Tsikhanouskaya", "Святлана Ціханоўская"], prior=6),
            Entity("p/2", "person", ["Vladimir Putin", "普京"], prior=8),
            Entity("c/1", "place", ["Minsk", "Мінск"], prior=6.3),
        ]
    )


@SLOWLY
@given(NAMES, NAMES)
@example("A", "B:AA")
@example("I", "İ")
def test_compare_is_symmetric_and_bounded(left: str, right: str) -> None:
    one, other = names.compare(left, right), names.compare(right, left)
    assert one.score == other.score
    assert 0 <= one.score <= 1
    assert one.explain()


@SLOWLY
@given(NAMES)
def test_a_name_is_itself(name: str) -> None:
    assert names.compare(name, name).score == 1


@SLOWLY
@given(NAMES, NAMES)
def test_every_part_stands_in_exactly_one_evidence(left: str, right: str) -> None:
    comparison = names.compare(left, right)
    for name, side in ((comparison.left, "left"), (comparison.right, "right")):
        told = Counter((part.start, part.end) for e in comparison.evidence for part in getattr(e, side))
        assert told == Counter((part.start, part.end) for part in name.parts)


@SLOWLY
@given(NAMES)
@example("İ. ſ ß ﬁ")
def test_parse_is_total_and_its_offsets_are_right(text: str) -> None:
    parts = names.parse(text).parts
    assert all(text[part.start : part.end] == part.text for part in parts)
    assert all(a.end <= b.start for a, b in pairwise(parts))


@SLOWLY
@given(NAMES)
def test_romanizing_reading_and_varying_are_total(text: str) -> None:
    assert isinstance(names.romanize(text), str)
    weights = [reading.weight for reading in names.readings(text)]
    assert weights == [] or sum(weights) == pytest.approx(1, abs=0.01)
    found = names.variants(text, 5)
    assert len(found) == len(set(found)) <= 5
    assert text not in found


@SLOWLY
@given(st.text(alphabet=LETTERS, max_size=200) | st.text(max_size=120))
@example("PUTIN’S visit\nto Minsk/Мінск, Sviatlana\r\nTsikhanouskaya (ST).")
def test_mentions_are_sorted_apart_and_where_they_say(few: Gazetteer, text: str) -> None:
    mentions = [resolution.mention for resolution in names.annotate(text, few)]
    assert all(text[m.start : m.end] == m.text and m.text for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


@SLOWLY
@given(NAMES)
def test_resolving_is_total(few: Gazetteer, name: str) -> None:
    resolution = names.resolve(name, few)
    assert resolution.status in ("match", "ambiguous", "none")
    assert (resolution.entity is None) == (resolution.status != "match")
    scores = [candidate.score for candidate in resolution.candidates]
    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) <= 1 + 1e-9  # what they lack of 1 is nobody's
    assert len({candidate.entity.id for candidate in resolution.candidates}) == len(scores) <= 10


@settings(SLOWLY, max_examples=25)
@given(st.lists(NAMES, max_size=12))
def test_clusters_are_a_partition(items: list[str]) -> None:
    groups = names.cluster(items)
    assert sorted(name for group in groups for name in group) == sorted(set(items))
    assert all(groups)
