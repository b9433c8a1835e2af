"""The tables of words whose role is known beforehand: form, source and licence, and that something reads each."""

from __future__ import annotations

import unicodedata
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from babel import Locale
from rapidfuzz.distance import OSA

import names
from names.data.tables import rows
from names.parsing.lexicon import fold_phrase

DATA = Path(names.__file__).parent / "data"
TABLES = sorted((DATA / "lexicon").glob("*.tsv"))
ODD_TAGS = {"given": {"africa", "tm"}}  # of many languages of Africa; Turkmen, which is tk, by the code of the country


@pytest.fixture(params=TABLES, ids=lambda path: path.stem)
def table(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_every_table_is_read() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in DATA.parent.rglob("*.py"))
    roles = {f"{role}.tsv" for role in ("title", "particle", "suffix", "legal", "term", "number")}
    assert {path.name for path in TABLES} == roles | {p.name for p in TABLES if f'"lexicon/{p.name}"' in code}


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.tsv")), ids=lambda path: path.stem)
def test_the_head_names_its_source(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = " ".join(line for line in lines[:30] if line.startswith("#")).lower()
    assert "source" in head or "hand-curated" in head or "ministry" in head or "unicode cldr" in head


def test_the_head_names_the_licence(table: Path) -> None:
    head = [line for line in table.read_text(encoding="utf-8").splitlines()[:10] if line.startswith("#")]
    assert any("CC0 1.0" in line for line in head)


def test_text_is_composed_and_trimmed(table: Path) -> None:
    text = table.read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert [row for row in rows(f"lexicon/{table.name}") if any(cell != cell.strip() or not cell for cell in row)] == []


def test_ordinary_words_are_written_as_they_are_looked_up() -> None:
    needs: dict[str, set[str]] = {}
    for _, need, words in rows("lexicon/common.tsv"):
        for word in words.split(" "):
            needs.setdefault(word, set()).add(need)
    assert [word for word in needs if word != fold_phrase(word)] == []
    assert [word for word, several in needs.items() if len(several) > 1] == [], "one need in all languages"
    assert set.union(*needs.values()) == {"capital", "context"}


def test_phrases_are_written_as_they_are_looked_up(table: Path) -> None:
    if table.stem == "common":
        return
    phrases = [row[0] for row in rows(f"lexicon/{table.name}")]
    if table.stem in (
        "patronymic",
        "clitic",
        "syllable",
        "letter",
        "function-word",
    ):  # parts of words, or keyed by language
        assert len(phrases) == len(set(phrases))
        return
    assert phrases
    assert [phrase for phrase in phrases if phrase != fold_phrase(phrase)] == []
    assert [b for a, b in pairwise(phrases) if a >= b] == [], "rows stand in the order of their phrases, each once"


def test_languages_are_tags(table: Path) -> None:
    header = next(line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    if not header.split("\t")[-1].startswith("language"):
        return
    tags = {tag for *_, tags in rows(f"lexicon/{table.name}") for tag in tags.split()}
    assert tags - set(Locale("en").languages) - ODD_TAGS.get(table.stem, set()) == set()


@pytest.mark.parametrize("role", ["title", "suffix", "legal", "term"])
def test_no_concept_is_a_misspelling_of_another(role: str) -> None:
    concepts = {row[1] for row in rows(f"lexicon/{role}.tsv")}
    near = {pair for pair in combinations(sorted(filter(lambda word: len(word) > 4, concepts)), 2) if is_near(*pair)}
    assert near <= {("major", "mayor"), ("south", "youth")}


def is_near(left: str, right: str) -> bool:
    """Whether two words differ in one letter, or by two that changed places."""
    return OSA.distance(left, right, score_cutoff=1) <= 1
