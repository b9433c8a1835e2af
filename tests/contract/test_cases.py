"""Cases that live in files: a bug report becomes a row (see cases/*.tsv)."""

from __future__ import annotations

import pytest
from rows import marked, rows

import names

PAIRS = rows("compare.tsv")
ROMANIZED = rows("romanize.tsv")


@pytest.mark.parametrize("row", [marked(row, f"{row['left']}-{row['right']}") for row in PAIRS])
def test_pairs_score_within_their_bounds(row: dict[str, str]) -> None:
    comparison = names.compare(row["left"], row["right"])
    assert float(row["at_least"]) <= comparison.score < float(row["below"]), comparison.explain()


@pytest.mark.parametrize("row", [marked(row, row["name"]) for row in rows("parse.tsv")])
def test_parts_have_their_roles(row: dict[str, str]) -> None:
    parts = names.parse(row["name"]).parts
    assert " | ".join(f"{part.text}:{part.role}" for part in parts) == row["expected"]
    assert all(row["name"][part.start : part.end] == part.text for part in parts)


GENERATIONS = {
    "junior": "Ann Berg Jr|Rui Alves Filho|Luis Soto hijo|Paul Roux fils|Jan Novák ml.|Uwe Maurer d. J.|Иван Орлов мл.",
    "senior": "Ann Berg Sr.|Jan Novák st.|Paul Roux père|Uwe Maurer der Ältere|Иван Орлов старший|Jan Smit de Oude",
    "2": "Ann Berg II|Ann Berg 2nd",
    "3": "Ann Berg III|Ann Berg 3rd",
}


@pytest.mark.parametrize("concept", GENERATIONS)
def test_a_generation_is_one_concept_in_all_languages(concept: str) -> None:
    suffixes = [names.parse(name).parts[-1] for name in GENERATIONS[concept].split("|")]
    assert {(part.role, part.concept) for part in suffixes} == {("suffix", concept)}


@pytest.mark.parametrize(
    ("name", "qualified"),
    [
        ("Max L. Reed", "Max Reed (politician)"),
        ("Olga Belova", "Ольга Белова (певица, род. 1980)"),
        ("Mark Wilk", "Marek Wilk 1901-1966"),
        ("Li Qiang", "李强 (歌手)"),
    ],
)
def test_what_tells_of_a_bearer_weighs_nothing(name: str, qualified: str) -> None:
    whole = names.parse(qualified)
    end = max(part.end for part in whole.parts if part.role in ("given", "family"))
    assert names.compare(name, qualified).score == pytest.approx(names.compare(name, qualified[:end]).score, abs=0.001)


@pytest.mark.parametrize("left", ["홍길동", "Abdul Karim Hasan", "习近平"])
def test_a_divided_name_is_compared_as_it_is_written(left: str) -> None:
    parsed = names.parse(left)
    assert names.compare(parsed, left).score == 1
    for right in ("Hong Gildong", "Abdulkarim Hasan", "Xi Jinping"):
        assert names.compare(parsed, right).score == names.compare(left, right).score


@pytest.mark.parametrize("row", ROMANIZED, ids=lambda row: f"{row['text']}-{row['language']}")
def test_romanized_as_usual(row: dict[str, str]) -> None:
    language = row["language"] or None
    assert names.romanize(row["text"], language=language) == row["latin"], row["shows"]
    assert names.readings(row["text"], language)[0].text == row["latin"]
