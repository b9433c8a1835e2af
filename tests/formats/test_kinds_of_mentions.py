"""What the formats make of known, unknown and ambiguous mentions: rows of entities, records, texts, tables."""

from __future__ import annotations

from collections import Counter

import pytest
from command_line import records, run

import names
from gazetteer import Alias, Entity, Gazetteer
from names.formats.entities import EntityRow, entity_rows
from names.formats.mentions import AnnotatedPortion, Annotations, mention_records, text

TEXT = (
    "Vladimir Putin came to Springfield. Greta Dubrovan met Putin. Greta Dubrovan left. "
    "There was Vladimir Vladimirovich Putin."
)


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return names.build_gazetteer(
        [
            Entity("p", "person", ["Vladimir Putin", Alias("Vladimir Vladimirovich Putin", kind="full")], prior=7),
            Entity("s1", "place", ["Springfield"], prior=5.4),
            Entity("s2", "place", ["Springfield"], prior=5.4),
        ]
    )


@pytest.fixture(scope="module")
def portion(known: Gazetteer) -> AnnotatedPortion:
    return AnnotatedPortion("a.txt", TEXT, 0, names.annotate(TEXT, known))


def test_mentions_are_counted_by_spelling(portion: AnnotatedPortion) -> None:
    rows = {row.id: row for row in entity_rows([portion])}
    assert list(rows) == ["p", "unknown/greta-dubrovan", "ambiguous"]
    assert rows["p"].spellings == Counter({"Vladimir Putin": 1, "Putin": 1, "Vladimir Vladimirovich Putin": 1})
    assert (rows["p"].label, rows["p"].kind) == ("Vladimir Putin", "person")
    assert rows["unknown/greta-dubrovan"].spellings == Counter({"Greta Dubrovan": 2})
    assert (rows["ambiguous"].label, rows["ambiguous"].kind) == ("Springfield", "place")


def test_a_row_has_the_least_score_and_its_reason(portion: AnnotatedPortion) -> None:
    mentions = [resolution for resolution in portion.resolutions if resolution.entity and resolution.entity.id == "p"]
    row = EntityRow(mentions[0])
    for mention in mentions:
        row.add(mention, "a.txt")
    assert row.score == min(mention.score for mention in mentions)
    assert row.why in {record["why"] for record in records_of(portion) if record["entity"] == "p"}


def records_of(portion: AnnotatedPortion) -> list[dict[str, object]]:
    return [record._asdict() for record in mention_records(portion)]


def test_an_ambiguous_mention_has_no_entity(portion: AnnotatedPortion) -> None:
    (record,) = [record for record in records_of(portion) if record["text"] == "Springfield"]
    assert (record["status"], record["entity"], record["label"]) == ("ambiguous", None, None)
    assert "s1" in str(record["why"])
    assert "s2" in str(record["why"])


def test_unknown_and_ambiguous_mentions_stay_in_the_text(portion: AnnotatedPortion) -> None:
    (written,) = text(Annotations(["a.txt"], [portion]))
    assert written == TEXT.replace("met Putin", "met Vladimir Putin").replace("Vladimirovich ", "")


def test_a_table_shows_the_most_frequent_spellings(people: str) -> None:
    spellings = [
        "Sooronbay Jeenbekov", "Sooronbai Jeenbekov", "Soronbay Jeenbekov", "Sooronbay Zheenbekov",
        "Sooronbay Jinbekov", "Soronbai Jeenbekov", "Sooronbay Dzheenbekov", "Soronbay Zheenbekov",
    ]  # fmt: skip
    spoke = "\n\n".join(f"{spelling} spoke." for spelling in [*spellings, spellings[0]])
    found = {row["text"] for row in records(run("resolve", "-g", people, "--format", "jsonl", stdin=spoke))}
    assert found == set(spellings)
    shown = " ".join(run("resolve", "-g", people, stdin=spoke).stdout.split())
    assert "×2" in shown
    assert "and 2 more" in shown


def test_an_unknown_person_is_called_by_the_longest_spelling(known: Gazetteer) -> None:
    spoke = "Greta Dubrovan spoke. Greta Maria Dubrovan left."
    resolutions = names.annotate(spoke, known)
    halves = [
        AnnotatedPortion("a.txt", spoke, 0, resolutions[:1]),
        AnnotatedPortion("a.txt", spoke, 0, resolutions[1:]),
    ]
    (row,) = entity_rows(halves)
    assert row.label == "Greta Maria Dubrovan"
    assert row.spellings.total() == 2
