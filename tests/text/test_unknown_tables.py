"""The tables by which unknown names are told (names/data/unknown): form, languages, and the words that code knows."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from babel import Locale

import names
from names.data.tables import records
from names.parsing.lexicon import fold_phrase
from names.text.unknown.word_facts import plain_latin

FOLDER = Path(names.__file__).parent / "data" / "unknown"
TABLES = sorted(FOLDER.glob("*.tsv"))
CLOSED = {  # what a column may say, several words apart
    ("generic", "kind"): {"org", "place"},
    ("generic", "where"): {
        *("after", "after-lower", "adjective", "before", "of", "of-only", "terms", "tail", "name", "whole", "quoted"),
        "form",
    },
    ("belonging", "part"): {"adjective", "genitive", "link"},
    ("family-form", "weight"): {"sure", "inside", "adjective", "none", "prefix"},
    ("family-form", "gender"): {"m", "f"},
    ("address", "gender"): {"m", "f"},
    ("given-gender", "gender"): {"m", "f"},
    ("writing", "customs"): {"nouns", "genitive", "family-first", "first-capital"},
}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_table_is_read_and_names_source_and_licence(path: Path) -> None:
    code = "".join(module.read_text(encoding="utf-8") for module in FOLDER.parents[1].rglob("*.py"))
    text = path.read_text(encoding="utf-8")
    assert f'"unknown/{path.name}"' in code
    assert "Hand-curated for this project from general knowledge; CC0 1.0." in text
    assert text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_cells_are_trimmed_and_rows_stand_once(path: Path) -> None:
    rows = [tuple(row.values()) for row in records(f"unknown/{path.name}")]
    assert [cell for row in rows for cell in row if cell != " ".join(cell.split())] == []
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_columns_say_what_the_code_knows(path: Path) -> None:
    for row in records(f"unknown/{path.name}"):
        for head, cell in row.items():
            if head in ("language", "languages"):
                assert all(tag == "*" or Locale.parse(tag, sep="-") for tag in cell.split())
            if (path.stem, head) in CLOSED:
                assert set(cell.split()) <= CLOSED[path.stem, head]


def test_words_are_written_as_they_are_looked_up() -> None:
    heads = {"generic": "words", "address": "word", "family-form": "endings", "belonging": "endings"}
    for table, head in heads.items():
        for row in records(f"unknown/{table}.tsv"):
            assert [word for word in row[head].split() if word != word.lower() or word[-1] == "."] == []
    for table, head in (("place-preposition", "words"), ("person-article", "words"), ("acronym", "acronyms")):
        for row in records(f"unknown/{table}.tsv"):
            assert [word for word in row[head].split() if word != fold_phrase(word)] == []
    names_with_gender = [row["name"].removeprefix("-") for row in records("unknown/given-gender.tsv")]
    assert [name for name in names_with_gender if name != plain_latin(fold_phrase(name))] == []


def test_a_generic_word_stands_once_for_a_kind_and_language() -> None:
    seen: set[tuple[str, str, str]] = set()
    for row in records("unknown/generic.tsv"):
        for language in row["languages"].split():
            for word in row["words"].split():
                assert (row["kind"], language, word) not in seen, word
                seen.add((row["kind"], language, word))
