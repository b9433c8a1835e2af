"""The tables that are written by hand: what a row gives, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest
from written import write

from gazetteer import Alias, Entity, Office, SourceError
from gazetteer.default import curated

pytestmark = pytest.mark.slow  # the whole default gazetteer is read

HEADER = "\t".join(curated.COLUMNS["persons"])
ROW = (
    "person/jane-doe\tJane Doe\tDoe\tGB\t5\tmayor of Nowhere\t2001\t2005\t2011\t\tnobody"
    "\ten Jane Doe | ru:full Джейн Мария Доу | uk:family Доу"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "persons").mkdir()
    return tmp_path / "persons" / "p.tsv"


def read_table(path: Path) -> list[Entity]:
    return [row.entity for row in curated.read_rows([path])]


def test_row(table: Path) -> None:
    (row,) = curated.read_rows([write(table, f"# a comment\n{HEADER}\n{ROW}\n")])
    assert row.line == 3
    assert row.entity == Entity(
        "person/jane-doe",
        "person",
        [
            Alias("Jane Doe", "en", "label", "curated"),
            Alias("Doe", "en", "family", "curated"),
            Alias("Джейн Мария Доу", "ru", "full", "curated"),
            Alias("Доу", "uk", "family", "curated"),
        ],
        countries=["GB"],
        prior=5,
        note="nobody",
        office=Office("mayor of Nowhere", "2001", "2005"),
        died="2011",
    )


def test_label_has_the_language_of_its_native_spelling(table: Path) -> None:
    (entity,) = read_table(write(table, f"{HEADER}\n{ROW.replace('en Jane', 'pl Jane')}\n"))
    assert entity.aliases[0] == Alias("Jane Doe", "pl", "label", "curated")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (ROW.replace("\tGB", ""), r"11 cells; write 12"),
        (ROW.replace("person/jane-doe", "person/Jane Doe"), r"lower-case ASCII slug"),
        (ROW.replace("person/jane", "place/jane"), r"in a table of persons; move the row to a table of places"),
        (ROW.replace("\tJane Doe\t", "\t\t", 1), r"usual English name"),
        (ROW.replace("\tDoe\t", "\tRoe\t"), r"not in the label"),
        (ROW.replace("\tGB\t", "\tGBR\t"), r"alpha-2"),
        (ROW.replace("\t5\t", "\t5.25\t"), r"one decimal"),
        (ROW.replace("en Jane", "Jane"), r"write 'language text'"),
        (ROW.replace(":full", ":long"), r"alias kind 'long'; write one of alias, code"),
        (ROW.replace("uk:family Доу", "en Jane Doe"), r"'en Jane Doe' twice"),
        (ROW.replace("uk:family Доу", "uk:family Доу\u0306"), r"NFC"),
        (ROW.replace("\tGB\t", "\tGB \t"), r"blanks around countries"),
        (ROW.replace("mayor of Nowhere", ""), r"a date of an office \(2001\), but no office"),
        (ROW.replace("\t2001\t", "\t2001?\t"), r"start of the office 'mayor of Nowhere' is '2001\?'; write a date"),
        (ROW.replace("\t2011\t", "\tlately\t"), r"the date of death .* is 'lately'"),
        (f"{ROW}\n{ROW}", r"is also in p.tsv:2"),
        (f"{ROW}\n{ROW.replace('jane-doe', 'adam')}", r"sort the rows"),
    ],
)
def test_a_broken_row_is_told_with_its_line(table: Path, row: str, message: str) -> None:
    with pytest.raises(SourceError, match=rf"p\.tsv:[23]: .*{message}"):
        read_table(write(table, f"{HEADER}\n{row}\n"))


def test_a_table_in_another_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"put the table in one of persons, organisations, places"):
        read_table(write(tmp_path / "p.tsv", f"{HEADER}\n{ROW}\n"))


def test_every_table_is_read() -> None:
    assert sum(1 for _ in curated.read()) >= 1


def test_rows_without_a_label_are_of_packaged_sources(entities: dict[str, Entity]) -> None:
    unlabelled = [e.id for e in curated.read() if all(alias.kind != "label" for alias in e.aliases)]
    assert [i for i in unlabelled if all(a.source == "curated" for a in entities[i].aliases)] == []


def test_an_alias_that_may_be_shared_stands_on_one_line(tmp_path: Path) -> None:
    write(tmp_path / "shared.tsv", "alias\tids\twhy\nAnn-Lee\torg/b, person/a\tboth\n")
    assert curated.shared_ids(tmp_path) == {"ann lee": {"org/b", "person/a"}}
    write(tmp_path / "shared.tsv", "alias\tids\twhy\nKim\torg/b, person/a\tboth\nkim\torg/c\tno\n")
    with pytest.raises(SourceError, match=r"shared\.tsv:3: alias 'kim'"):
        curated.shared_ids(tmp_path)
