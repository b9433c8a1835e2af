"""What is wrong with the tables of countries and of demonyms."""

from __future__ import annotations

from pathlib import Path

import pytest
from written import write

from gazetteer import SourceError
from gazetteer.default import countries, demonyms
from gazetteer.sources import territories


@pytest.mark.parametrize(
    ("table", "content", "message"),
    [
        ("NAMES", "country\tlanguage\tkind\tnames\nXY\ten\tshort\tNowhere\n", r"t\.tsv:2: unknown country 'XY'; write"),
        ("NAMES", "country\tlanguage\tnames\n", r"t\.tsv:1: header is 'country language names'; write"),
        ("TERRITORIES", "# nothing\n\n", r"t\.tsv:1: no header; write a line with the columns code qid"),
    ],
)  # fmt: skip
def test_a_broken_table_of_countries_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, content: str, message: str
) -> None:
    module = territories if table == "TERRITORIES" else countries
    monkeypatch.setattr(module, table, write(tmp_path / "t.tsv", content))
    with pytest.raises(SourceError, match=message):
        list(countries.read())


PARADIGMS = "language\tparadigm\tendings\npl\tadj\ti a ∅\n"


def test_demonyms_are_words_or_stems_with_a_paradigm(tmp_path: Path) -> None:
    write(tmp_path / "paradigms.tsv", PARADIGMS)
    write(tmp_path / "pl.tsv", "country\tdemonyms\ncountry/PL\tpolsk+adj | Polak\n")
    (row,) = demonyms.read(tmp_path)
    assert (row.country, [alias.text for alias in row.aliases]) == (
        "country/PL",
        ["polski", "polska", "polsk", "Polak"],
    )
    assert {(alias.language, alias.kind) for alias in row.aliases} == {("pl", "demonym")}


@pytest.mark.parametrize(
    ("paradigms", "items", "message"),
    [
        (PARADIGMS, "polsk+noun", r"pl\.tsv:2: 'polsk\+noun': no paradigm 'noun' of pl; add it"),
        (PARADIGMS, "+adj", r"pl\.tsv:2: '\+adj': no paradigm"),
        (PARADIGMS + "pl\tadj\te\n", "polsk+adj", r"paradigms\.tsv:3: paradigm adj of pl is on an earlier line too"),
    ],
)
def test_a_broken_table_of_demonyms_is_told(tmp_path: Path, paradigms: str, items: str, message: str) -> None:
    write(tmp_path / "paradigms.tsv", paradigms)
    write(tmp_path / "pl.tsv", f"country\tdemonyms\ncountry/PL\t{items}\n")
    with pytest.raises(SourceError, match=message):
        list(demonyms.read(tmp_path))


def test_demonyms_of_no_country_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "en.tsv", "country\tdemonyms\ncountry/XY\tXyan\n")
    monkeypatch.setattr(demonyms, "read", lambda read=demonyms.read: read(tmp_path))
    write(tmp_path / "paradigms.tsv", PARADIGMS)
    with pytest.raises(SourceError, match=r"en\.tsv:2: unknown country 'country/XY'; write an id"):
        list(countries.read())
