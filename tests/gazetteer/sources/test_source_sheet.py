"""Spreadsheets: which sheet is read, cells that are no texts, damaged files."""

from __future__ import annotations

import random
import sys
import warnings
import zipfile
from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from mutations import mutated
from spreadsheets import write_ods, write_xlsx

from gazetteer import Entity, SourceError, SourceWarning
from gazetteer.sources import Choices, read, read_all
from gazetteer.sources.formats import sheet
from gazetteer.sources.recognition import reader_of
from gazetteer.sources.source_file import source_file

SHEETS = {
    "About": {1: ["of members"]},
    "Members": {
        2: ["Nr", "Nazwisko", "Imię", "Inne nazwy", "Kraj", "Data urodzenia", "weight", "ok?"],
        3: [1, "Zawada", "Ewa", "E. Zawada|Ewa Z.", "Polska", date(1923, 7, 2), 4.5, True],
        5: [2.0, "Lim", "Jan", "", "PL", "1921", 3, False],
        6: ["", "", "", "", "", "", "", ""],
        7: [3, "", "", "Jo", "", "", "", ""],
    },
    "Old": {1: ["id", "name"], 2: ["x", "X"]},
}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "members.xlsx", SHEETS)


def test_the_first_sheet_with_names_is_read_and_the_others_are_told(workbook: Path) -> None:
    told: list[str] = []
    rejected: list[SourceError] = []
    found = list(read_all([workbook], "", Choices({"Nr": "id"}), rejected.append, told.append))
    assert found == [
        Entity("1", "person", found[0].aliases, countries=["PL"], born="1923-07-02", prior=4.5),
        Entity("2", "person", found[1].aliases, countries=["PL"], born="1921", prior=3),
    ]
    assert [[alias.text for alias in entity.aliases] for entity in found] == [
        ["Ewa Zawada", "E. Zawada", "Ewa Z."],
        ["Jan Lim"],
    ]
    assert found[0].aliases[0].source == "members.xlsx"
    assert [(error.line, error.reason[:7]) for error in rejected] == [(7, "no name")]
    assert told[:2] == [
        f"{workbook}: spreadsheet of entities",
        f"{workbook}: sheet 'Members' is read; left aside: 'About', 'Old'",
    ]
    assert told[2].endswith("'weight' = prior; left aside: 'ok?'")


def test_a_spreadsheet_is_recognised_by_its_content(workbook: Path) -> None:
    renamed = workbook.rename(workbook.with_suffix(".csv"))
    with source_file(renamed) as file:
        assert reader_of(file).TITLE == "spreadsheet of entities"


def test_an_open_document_is_read(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "t.ods", {"One": [["id", "nom"], ["1", "Zoé & Cie"]]})
    assert [(entity.id, entity.label) for entity in read(path)] == [("1", "Zoé & Cie")]


def test_without_names_the_columns_of_the_first_sheet_are_told(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "t.xlsx", {"A": {4: ["x", "y"]}, "B": {}})
    with pytest.raises(SourceError, match=r"t\.xlsx:4: no column for the name; .* \(found: 'x', 'y'\)"):
        list(read(path))
    with pytest.raises(SourceError, match=r"t\.xlsx:1: no column for the name; .* \(found: nothing\)"):
        list(read(write_xlsx(path, {"A": {}})))


def test_what_cannot_be_read_is_told(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "LARGEST", 1000)
    with pytest.raises(SourceError, match=r":1: has [0-9,]+ bytes when it is unpacked; save the sheet as CSV"):
        list(read(workbook))
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(SourceError, match=r"pip install 'names-gazetteer\[tables\]'; or save it as CSV"):
        list(read(workbook))


def test_changed_spreadsheets_raise_nothing_but_errors_of_sources(workbook: Path) -> None:
    rng = random.Random(14)
    content = workbook.read_bytes()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for number in range(200):
        if number % 3:
            changed = rng.choice(list(members))
            with zipfile.ZipFile(workbook, "w") as archive:
                for name, member in members.items():
                    archive.writestr(name, mutated(member, rng) if name == changed else member)
        else:
            workbook.write_bytes(mutated(content, rng))
        with suppress(SourceError), warnings.catch_warnings():
            warnings.simplefilter("ignore", SourceWarning)
            list(read_all([workbook], "sheet", Choices(), [].append))
