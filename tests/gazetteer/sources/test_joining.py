"""Accounts of one entity in several sources, joined by ids."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import Alias, Entity, SourceError
from gazetteer.sources.joining import Joining, _StoredRows
from gazetteer.sources.rows import Row

ID = st.sampled_from(["wikidata:Q1", "wikidata:Q2", "viaf:3", "viaf:4", "gnd:5"])
ROW = st.tuples(st.sampled_from("abc"), st.integers(1, 6), st.lists(ID, max_size=2))
MANY = 5000  # rows that share an id, which must not be compared each with each


def row(source: str, id: str, name: str, identifiers: Sequence[str] = (), *, adds: bool = False) -> Row:
    entity = Entity(id, "place", [Alias(name, "und", "alias" if adds else "label", source)], identifiers=identifiers)
    return Row(Path(source), 1, entity, adds)


@given(st.lists(ROW, max_size=12))
def test_groups_are_those_of_the_slow_way(drawn: list[tuple[str, int, list[str]]]) -> None:
    rows = [row(source, f"{source}{id}", "x", shared) for source, id, shared in drawn]
    with tempfile.TemporaryFile() as file:
        stored = _StoredRows(file)
        for each in rows:
            stored.append(each)
        assert list(stored.groups()) == slowly(rows)
        assert [stored.row(place) for place in range(len(rows))] == rows


def slowly(rows: list[Row]) -> list[list[int]]:
    groups = [{place} for place in range(len(rows))]
    ids = [{each.entity.id, *each.entity.identifiers} for each in rows]
    for one, other in combinations(range(len(rows)), 2):
        if ids[one] & ids[other]:
            first = next(group for group in groups if one in group)
            second = next(group for group in groups if other in group)
            if first is not second:
                first |= second
                groups.remove(second)
    return sorted(map(sorted, groups))


def test_rows_of_one_source_stay_apart_however_many_share_an_id() -> None:
    rows = [row("a", f"a{number}", f"n{number}", ["viaf:0"]) for number in range(MANY)]
    joining = Joining([*rows, row("b", "b0", "other", ["viaf:0"])])
    entities = list(joining)
    assert len(entities) == MANY
    assert [alias.text for alias in entities[0].aliases] == ["n0", "other"]
    assert joining.joined == 1


def test_many_rows_of_one_id_are_one_entity() -> None:
    (entity,) = Joining([row("a", "1", f"n{number}") for number in range(MANY)])
    assert len(entity.aliases) == MANY


def test_names_that_are_added_before_and_after() -> None:
    place = row("main", "geonames:1", "Zorgrad")
    added = row("names", "geonames:1", "Зорград", adds=True)
    only_id = row("names", "geonames:1", "geonames:1", ["wikidata:Q1"], adds=True)
    lost = row("names", "geonames:2", "Nowhere", adds=True)
    for rows in ([place, added, only_id, lost], [added, only_id, lost, place], [only_id, place, lost, added]):
        joining = Joining(rows)
        (entity,) = joining
        assert entity.label == "Zorgrad"
        assert sorted(alias.text for alias in entity.aliases) == ["Zorgrad", "Зорград"]
        assert entity.identifiers == ("wikidata:Q1",)
        assert (joining.joined, joining.left_aside) == (2, 1)


def test_a_row_unites_two_accounts_unless_a_source_tells_them_apart() -> None:
    first, second = row("a", "a1", "Kyiv", ["viaf:1"]), row("b", "b1", "Kiev", ["gnd:2"])
    bridge = row("c", "c1", "Kijew", ["viaf:1", "gnd:2"])
    for rows in ([first, second, bridge], [bridge, first, second], [first, bridge, second]):
        joining = Joining(rows)
        (entity,) = joining
        assert (joining.joined, len(entity.aliases)) == (2, 3)
    apart = row("a", "a2", "Kiev", ["gnd:2"])
    assert [[alias.text for alias in entity.aliases] for entity in Joining([first, apart, bridge])] == [
        ["Kyiv", "Kijew"],
        ["Kiev"],
    ]


def test_rows_of_one_source_with_one_id_agree_in_their_facts() -> None:
    def told(source: str, line: int, born: str) -> Row:
        return Row(Path(source), line, Entity("1", "person", ["Zor"], born=born))

    with pytest.raises(SourceError, match="a:2: born '1901', but '1900' on line 1 with the same id"):
        list(Joining([told("a", 1, "1900"), told("a", 2, "1901")]))
    (entity,) = Joining([told("a", 1, ""), told("b", 1, "1901"), told("a", 2, "1900"), told("a", 3, "")])
    assert entity.born == "1901"


def test_accounts_that_differ_in_kind_are_told() -> None:
    person = Row(Path("b"), 7, Entity("1", "person", ["Zor"]))
    with pytest.raises(SourceError, match="b:7: two accounts of entity '1' differ in kind: 'Zor' is a place"):
        list(Joining([row("a", "1", "Zor"), person]))
    rejected: list[SourceError] = []
    assert len(list(Joining([row("a", "1", "Zor"), person], on_reject=rejected.append))) == 1
    assert len(rejected) == 1


def test_bare_numbers_are_ids_in_their_own_file_unless_a_name_is_shared() -> None:
    rows = [row("a", "1", "Kyiv"), row("b", "1", "Lima"), row("c", "1", "KYIV")]
    refused: list[SourceError] = []
    joining = Joining(rows, on_reject=refused.append)
    assert [[alias.text for alias in entity.aliases] for entity in joining] == [["Kyiv", "KYIV"]]
    assert [str(error) for error in refused] == [
        "b:1: the id 1 is that of 'Kyiv' in another file; give ids that differ, or one file"
    ]
