"""Whom queries find, in the light of types, properties and ids."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from command_line import ROOT
from reconciling import ENTITIES, GAZETTEER, ask_draft, ask_legacy, client_of, features, has, held, name

import names
from gazetteer import Entity
from gazetteer.decisions.records import Decision
from names.comparison.kinds import KINDS
from names.data.tables import records
from names.resolution.decided import as_decided
from names.service.reconciliation.features import known_features


def found(*conditions: dict[str, Any], **query: Any) -> list[dict[str, Any]]:
    return ask_draft({"conditions": conditions, **query})[0]


def matches(candidates: list[dict[str, Any]]) -> list[str]:
    return [one["id"] for one in candidates if one["match"]]


def ids(candidates: list[dict[str, Any]]) -> list[str]:
    return [one["id"] for one in candidates]


# query, id of the match or "" if there is none, ids that are candidates in any case, ids that are none
LEGACY_ROWS = [
    ({"query": "Мінск"}, "place/minsk", [], []),
    ({"query": "Sofia Lindqvist"}, "person/berg-ada", [], []),
    ({"query": "Ada Berg"}, "", ["person/ada-berg", "person/ada-berg-2"], []),
    ({"query": "Ada Berg", "properties": [{"pid": "country", "v": "Austria"}]}, "person/ada-berg", [], []),
    ({"query": "Ada Berg", "properties": [{"pid": "country", "v": "Deutschland"}]}, "person/ada-berg-2", [], []),
    ({"query": "Ada Berg", "properties": [{"pid": "country", "v": ["FR", "DEU"]}]}, "person/ada-berg-2", [], []),
    (
        {"query": "Ada Berg", "properties": [{"pid": "country", "v": {"id": "country/AT", "name": "Austria"}}]},
        "person/ada-berg", [], [],
    ),
    ({"query": "Ada Berg", "properties": [{"pid": "born", "v": 1981}]}, "person/ada-berg-2", [], []),
    ({"query": "Ada Berg", "properties": [{"pid": "born", "v": "1 Mar 1950"}]}, "person/ada-berg", [], []),
    ({"query": "Ada Berg", "properties": [{"pid": "country", "v": ""}]}, "", ["person/ada-berg"], []),
    ({"query": "Ada Berg", "properties": [{"pid": "wikidata", "v": "Q1"}]}, "person/ada-berg", [], []),
    ({"query": "Ada Berg", "properties": [{"pid": "wikidata", "v": "http://www.wikidata.org/entity/Q1"}]},
     "person/ada-berg", [], []),
    ({"query": "Ada Berg", "properties": [{"pid": "atlas", "v": "7"}]}, "person/ada-berg", [], []),
    ({"query": "Ada Berg", "properties": [{"pid": "office", "v": "mayor"}]}, "person/ada-berg", [], []),
    ({"query": "Ada Berg", "type": "person"}, "", ["person/ada-berg"], ["org/berg"]),
    ({"query": "Berg AG", "type": ["org", "place"]}, "org/berg", [], []),
    ({"query": "Berg AG", "type": "Organisation"}, "org/berg", [], []),
    ({"query": "Berg AG", "type": ["org", "place"], "type_strict": "all"}, "", [], ["org/berg"]),
    ({"query": "Berg AG", "type": "org", "type_strict": "all"}, "org/berg", [], []),
    ({"query": "Minsk", "type": "person"}, "", [], ["place/minsk"]),
    ({"query": "Minsk", "type": "person", "type_strict": "should"}, "", ["place/minsk"], []),
    ({"query": "Minsk", "type": "place", "type_strict": "should"}, "place/minsk", [], []),
    ({"query": "Minsk", "type": "planet"}, "", [], ["place/minsk"]),
    ({"query": "Minsk", "type": "planet", "type_strict": "should"}, "", [], ["place/minsk"]),
    ({"query": "Minsk", "type": ""}, "place/minsk", [], []),
    ({"query": "Danube", "type": "River"}, "river/danube", [], []),
    ({"query": "wikidata:Q2280"}, "place/minsk", [], []),
    ({"query": "https://www.wikidata.org/wiki/Q2280"}, "place/minsk", [], []),
    ({"query": "person/leyla"}, "person/leyla", [], []),
    ({"query": "person/leyla", "type": "place"}, "", [], ["person/leyla"]),
    ({"query": "person/leyla", "type": "place", "type_strict": "should"}, "", ["person/leyla"], []),
    ({"query": "shared:1"}, "", ["place/linz", "org/berg"], []),
    ({"properties": [{"pid": "given", "v": "Sofia"}, {"pid": "family", "v": "Lindqvist"}]}, "person/berg-ada", [], []),
    ({"properties": [{"pid": "family", "v": "Lindqvist"}]}, "person/berg-ada", [], []),
    ({"properties": [{"pid": "id", "v": "place/linz"}]}, "place/linz", [], ["place/minsk"]),
    ({"properties": [{"pid": "id", "v": "viaf:10"}]}, "person/ada-berg", [], []),
    ({"properties": [{"pid": "id", "v": "nobody"}]}, "", [], []),
    ({"properties": [{"pid": "id", "v": ["place/linz", "place/minsk"]}]}, "", ["place/linz", "place/minsk"], []),
    ({"properties": [{"pid": "name", "v": "Linz"}]}, "place/linz", [], []),
    ({"query": "Linz", "properties": [{"pid": "id", "v": "place/minsk"}]}, "", ["place/minsk", "place/linz"], []),
    ({"query": "Linz", "properties": [{"pid": "id", "v": "unknown"}]}, "", ["place/linz"], []),
    ({"query": "\ud800"}, "", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("query", "match", "among", "never"), LEGACY_ROWS, ids=lambda value: str(value)[:60])
def test_queries_of_0_2_find(query: dict[str, Any], match: str, among: list[str], never: list[str]) -> None:
    candidates = ask_legacy(q0=query)["q0"]
    assert matches(candidates) == ([match] if match else [])
    if match:
        assert candidates[0]["id"] == match
    assert set(among) <= set(ids(candidates))
    assert not set(never) & set(ids(candidates))
    scores = [one["score"] for one in candidates]
    assert scores == sorted(scores, reverse=True)
    assert len(set(ids(candidates))) == len(candidates)


DRAFT_ROWS = [
    ([name("Ada Berg"), has("country", "AT", required=True)], "person/ada-berg",
     ["country/AT", "org/berg", "person/ada-berg"]),
    ([name("Ada Berg"), has("country", "FR", required=True)], "", []),
    ([name("Ada Berg"), has("country", ["AT", "DE"], matchQuantifier="all", required=True)], "", []),
    ([name("Ada Berg"), has("country", "DE", matchQuantifier="none", required=True)], "person/ada-berg", None),
    ([name("Ada Berg"), has("country", "DE", matchQuantifier="none")], "person/ada-berg", None),
    ([name("Ada Berg"), has("died", "2011", required=True)], "person/ada-berg", ["person/ada-berg"]),
    ([name("Ada Berg"), has("died", "2011")], "person/ada-berg", None),
    ([name("Sofia Lindqvist"), has("born", "1950", required=True)], "", []),  # the gazetteer does not say
    ([name("Sofia Lindqvist"), has("born", "1950", matchQuantifier="none", required=True)], "person/berg-ada", None),
    ([name("Ada Berg"), has("kind", "person", matchQuantifier="none", required=True)], "", None),
    ([name("Ada Berg"), {"matchType": "id", "propertyValue": "person/ada-berg-2"}], "person/ada-berg-2", None),
    ([{"matchType": "id", "propertyValue": "wikidata:Q2280"}], "place/minsk", ["place/minsk"]),
    ([{"matchType": "id", "propertyValue": ["place/linz", "place/minsk"], "matchQuantifier": "any"}], "",
     ["place/linz", "place/minsk"]),
    ([name("Linz"), {"matchType": "id", "propertyValue": "place/linz", "matchQuantifier": "none", "required": True}],
     "", None),
    ([name(["Linz", "Lentia"])], "place/linz", None),
    ([name(["Linz", "Minsk"])], "", None),
    ([name(["Minsk", "Мінск"], matchQuantifier="all")], "place/minsk", None),
    ([name(["Minsk", "Linz"], matchQuantifier="all")], "", None),
    ([name("Minsk"), name("Мінск")], "place/minsk", None),
    ([name("Ada Berg"), name("Ада Берг", matchQuantifier="none")], "", None),
    ([name("Linz"), name("Minsk", matchQuantifier="none")], "place/linz", None),
    ([name("Linz", required=True)], "place/linz", None),
    ([name({"id": "place/linz", "name": "Linz"})], "place/linz", None),
    ([has("given", "Sofia"), has("family", "Lindqvist")], "person/berg-ada", None),
    ([has("name", "Linz")], "place/linz", None),
    ([{"matchType": "property", "pid": "wikidata", "v": "Q2280"}], "place/minsk", ["place/minsk"]),
    ([name("Ada Berg"), has("viaf", "10", lang="de")], "person/ada-berg", None),
    ([name("Ada Berg"), has("country", [])], "", None),
]  # fmt: skip


@pytest.mark.parametrize(("conditions", "match", "whole"), DRAFT_ROWS, ids=lambda value: str(value)[:60])
def test_queries_of_1_0_find(conditions: list[dict[str, Any]], match: str, whole: list[str] | None) -> None:
    candidates = found(*conditions)
    assert matches(candidates) == ([match] if match else [])
    if whole is not None:
        assert sorted(ids(candidates)) == whole


def test_an_entity_that_is_excluded_is_no_candidate() -> None:
    excluded = {"matchType": "id", "propertyValue": "place/linz", "matchQuantifier": "none", "required": True}
    assert "place/linz" in ids(found(name("Linz")))
    assert "place/linz" not in ids(found(name("Linz"), excluded))
    assert "place/minsk" not in ids(found(name("Linz"), name("Minsk", matchQuantifier="none")))
    assert "person/ada-berg" not in ids(
        found(name("Linz"), has("kind", "person", matchQuantifier="none", required=True))
    )


def test_a_name_that_is_required_is_that_of_each_candidate() -> None:
    assert all(features(one)["name_score"] >= 0.5 for one in found(name("Ada Berg", required=True)))


def test_scores_are_between_0_and_100_and_a_decision_has_100() -> None:
    decided = as_decided(
        [names.build_gazetteer(ENTITIES)], [Decision("accept", "Tante Ada", "person/ada-berg-2", id="1")]
    )
    query = {"queries": [{"conditions": [name("Tante Ada")]}]}
    answer = client_of(decided).post("/reconcile/1.0-draft/match", json=query)
    first, *others = held(answer, "result_batch", "1.0-draft")["results"][0]["candidates"]
    assert (first["id"], first["score"], first["match"]) == ("person/ada-berg-2", 100, True)
    assert features(first)["decided"] is True
    assert not any(features(one)["decided"] or one["match"] for one in others)


def test_what_a_person_decided_goes_before_an_id() -> None:
    decided = as_decided([names.build_gazetteer(ENTITIES)], [Decision("accept", "wikidata:Q1", "place/linz", id="1")])
    query = {"queries": [{"conditions": [name("wikidata:Q1")]}]}
    answer = client_of(decided).post("/reconcile/1.0-draft/match", json=query)
    assert matches(held(answer, "result_batch", "1.0-draft")["results"][0]["candidates"]) == ["place/linz"]


def test_a_merged_entity_is_found_by_its_former_id() -> None:
    merged = Decision("merge", entity="person/ada-berg", others=("person/ada-berg-2",), id="1")
    client = client_of(as_decided([names.build_gazetteer(ENTITIES)], [merged]))
    query = {"queries": [{"conditions": [{"matchType": "id", "propertyValue": "person/ada-berg-2"}]}]}
    answer = held(client.post("/reconcile/1.0-draft/match", json=query), "result_batch", "1.0-draft")
    assert ids(answer["results"][0]["candidates"]) == ["person/ada-berg"]
    assert client.get("/reconcile/preview", params={"id": "person/ada-berg-2"}).status_code == 200


def test_features_are_the_evidence() -> None:
    [candidate] = found(name("Sophia Lindqvist"), has("born", "1950"), has("wikidata", "Q3"), limit=1)
    values = features(candidate)
    assert 0.5 < values["name_score"] < 1
    assert values["cost_identical"] == 0
    assert values["cost_spelling"] > 0 or values["cost_group"] > 0
    assert values["wikidata_agrees"] is False
    assert "born_agrees" not in values  # the gazetteer does not say
    swapped, *_ = found(has("given", "Lindqvist"), has("family", "Sofia"))
    assert features(swapped)["swapped_parts"] is True
    by_id, *_ = found({"matchType": "id", "propertyValue": "place/linz"})
    assert features(by_id) == {"prior": 5.3, "identified": True, "decided": False, "id_agrees": True}


def test_each_kind_of_evidence_has_a_feature() -> None:
    costs = {id.removeprefix("cost_") for id in known_features() if id.startswith("cost_")}
    assert costs == set(KINDS)
    assert all(feature.name and feature.description for feature in known_features().values())


def test_several_candidates_are_given_up_to_the_limit() -> None:
    crowd = [Entity(f"{number}", "person", [f"Ada Berg{letter}"]) for number, letter in enumerate("abcdefghijklmno")]
    client = client_of(names.build_gazetteer(crowd))
    for limit, most in ((1, 1), (3, 3), (1000, 15)):
        query = {"queries": [{"conditions": [name("Ada Berga")], "limit": limit}]}
        answer = held(client.post("/reconcile/1.0-draft/match", json=query), "result_batch", "1.0-draft")
        count = len(answer["results"][0]["candidates"])
        assert min(3, most) <= count <= most


def test_the_language_and_direction_of_a_name_are_told() -> None:
    [leyla] = found({"matchType": "id", "propertyValue": "person/leyla"})
    assert (leyla["lang"], leyla["dir"], leyla["description"]) == ("ar", "auto", "person, Lebanon")
    [linz] = found({"matchType": "id", "propertyValue": "place/linz"})
    assert (linz["lang"], "dir" in linz) == ("de", False)


def test_a_batch_is_answered_as_its_queries_alone() -> None:
    queries = {f"q{number}": query for number, (query, *_) in enumerate(LEGACY_ROWS)}
    together = ask_legacy(**queries)
    assert list(together) == list(queries)
    for key, query in queries.items():
        assert ids(ask_legacy(one=query)["one"])[:1] == ids(together[key])[:1]


def test_whatever_is_an_id_is_found_by_it() -> None:
    for entity in GAZETTEER:
        assert matches(ask_legacy(q=({"query": entity.id}))["q"]) == [entity.id]


def test_the_manual_tells_of_every_property_feature_and_type() -> None:
    manual = Path(ROOT, "docs", "how-to", "reconciliation.md").read_text(encoding="utf-8")
    properties = [row["id"] for row in records("reconciliation/properties.tsv")]
    told = [*properties, *(id for id in known_features() if not id.startswith("_")), "person", "place", "org"]
    assert [id for id in told if f"`{id}`" not in manual] == []
