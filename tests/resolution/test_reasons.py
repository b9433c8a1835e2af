"""Why a name means somebody or nobody, told in one line; `cases/reasons.tsv` has the sentences."""

from __future__ import annotations

import pytest
from rows import rows

import names
from gazetteer import Alias, Entity, Gazetteer
from names.resolution.reasons import why

# Invented people, towns and bodies, some of them namesakes.
ENTITIES = [
    Entity(
        "merz",
        "person",
        ["Angela Merz", Alias("Ангела Мерц", "ru"), Alias("Merz", "de", "family"), Alias("Мерц", "ru", "family")],
        countries=["DE"],
        prior=6.0,
    ),
    Entity("orlova", "person", ["Elena Orlova", Alias("Елена Орлова", "ru")], countries=["RU"], prior=4.0),
    Entity("smirnov", "person", ["Mikhail Ivanovich Smirnov"], countries=["RU"], prior=4.0),
    Entity("nam", "person", ["Nam Jun-seok", Alias("남준석", "ko")], countries=["KR"], prior=4.0),
    Entity("tanner", "person", ["Robert Tanner"], countries=["GB"], prior=4.5),
    Entity("tuzaki", "person", ["Maya Tuzaki"], countries=["GE"], prior=4.0),
    Entity("king", "person", ["John King II"], prior=3.0),
    Entity("berg-painter", "person", ["Ada Berg"], prior=4.0),
    Entity("berg-chemist", "person", ["Ada Berg"], prior=4.0),
    Entity("berg-pilot", "person", ["Ada Berg"], prior=4.0),
    Entity("berg-judge", "person", ["Ada Berg"], prior=4.0),
    Entity("lindau-large", "place", ["Lindau"], countries=["DE"], prior=5.0),
    Entity("lindau-small", "place", ["Lindau"], countries=["CH"], prior=3.0),
    Entity("oysund", "place", ["Oysund", Alias("Oysunda", "sv", "exonym")], countries=["NO"], prior=5.0),
    Entity("norland", "country", ["Norland", Alias("Norlandic", "en", "demonym")], prior=6.0),
    Entity(
        "finance", "org", ["Ministry of Finance of Norland", Alias("MFN", "en", "code")], countries=["NO"], prior=5.0
    ),
    Entity("atlas", "org", ["Atlas Shipping Company Ltd", Alias("Atlas", "en", "short")], prior=4.0),
    Entity("unit", "org", ["Northern Institute of Tidal Studies"], prior=3.0),
    Entity("deal", "place", ["Deal"], countries=["NO"], prior=4.5),
    Entity("split", "place", ["Split"], countries=["NO"], prior=5.2),
]


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return names.build_gazetteer(ENTITIES)


@pytest.mark.parametrize("row", rows("reasons.tsv"), ids=lambda row: f"{row['query']}-{row['threshold']}")
def test_the_reason_is_told(row: dict[str, str], known: Gazetteer) -> None:
    rules = names.Rules(threshold=float(row["threshold"])) if row["threshold"] else names.Rules()
    resolution = names.resolve(row["query"], known, rules)
    assert (resolution.status, why(resolution)) == (row["status"], row["why"]), row["shows"]
    assert resolution.rules == rules


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        (
            "Mikhail Smirnov spoke. Smirnov left.",
            {"Smirnov": "short for “Mikhail Smirnov” in this text"},
        ),
        (
            "The Northern Institute of Tidal Studies (NITS) opened. NITS closed.",
            {"NITS": "stands in brackets after “Northern Institute of Tidal Studies” in this text"},
        ),
        ("In Oysund.", {"Oysund": "alias “Oysund”"}),
    ],
)
def test_what_the_text_says_is_told(text: str, reasons: dict[str, str], known: Gazetteer) -> None:
    told = {r.mention.text: why(r) for r in names.annotate(text, known) if r.mention}
    assert {mention: told.get(mention) for mention in reasons} == reasons


def test_a_resolution_without_candidates_is_told() -> None:
    assert why(names.resolve("Ada Berg", names.build_gazetteer([]))) == "not in the gazetteer"
