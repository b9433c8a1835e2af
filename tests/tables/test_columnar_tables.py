"""Parquet, Feather, Arrow and spreadsheets: read in batches, and written with the types of their columns."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from names.errors import FileNotWritten, InputError
from names.resolution.resolver import GazetteerSource
from names.tables import columnar
from names.tables.reading import open_table
from names.tables.reconciling import Reconciling, reconcile_table

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
ipc = pytest.importorskip("pyarrow.ipc")
pytest.importorskip("python_calamine")


def made(rows: int = 3) -> Any:
    names = ["Soronbay Jinbekov", None, "Отыншиева"]
    return arrow.table(
        {
            "n": arrow.array([None, *range(rows - 1)], arrow.int32()),
            "name": arrow.array([names[row % 3] for row in range(rows)]).dictionary_encode(),
            "tags": [["a", "b"]] * rows,
            "day": arrow.array([7] * rows, arrow.date32()),
            "raw": arrow.array([b"\xff"] * rows, arrow.binary()),
        }
    ).replace_schema_metadata({"key": "value"})


def write(table: Any, path: Path) -> None:
    if path.suffix == ".parquet":
        parquet.write_table(table, path, compression="zstd", row_group_size=5)
        return
    with (ipc.new_stream if path.suffix == ".arrows" else ipc.new_file)(str(path), table.schema) as writer:
        writer.write_table(table, max_chunksize=5)


def read(path: Path) -> Any:
    if path.suffix == ".parquet":
        return parquet.read_table(path)
    opened = ipc.open_stream(str(path)) if path.suffix == ".arrows" else ipc.open_file(str(path))
    return opened.read_all()


SUFFIXES = [".parquet", ".feather", ".arrow", ".arrows"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_cells_are_read_as_text(tmp_path: Path, suffix: str) -> None:
    write(made(), tmp_path / f"t{suffix}")
    table = open_table(str(tmp_path / f"t{suffix}"))
    assert table.columns == ("n", "name", "tags", "day", "raw")
    first, second, _ = table.rows()
    assert list(first.cells) == ["", "Soronbay Jinbekov", '["a", "b"]', "1970-01-08", "ff"]
    assert (second.line, second.cells[:2], len(second.cells)) == (2, ["0", ""], 5)
    assert list(table.cells("name")) == ["Soronbay Jinbekov", "", "Отыншиева"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_table_is_written_in_its_kind_with_its_types(
    tmp_path: Path, people: str, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columnar, "BATCH", 4)
    source, output = tmp_path / f"t{suffix}", tmp_path / f"out{suffix}"
    table = made(40)
    write(table, source)
    reconcile_table(open_table(str(source)), Reconciling({"name": "name"}, GazetteerSource(people), output=str(output)))
    written = read(output)
    assert written.select(table.column_names).equals(table)
    assert written.schema.field("name").type == table.schema.field("name").type
    assert (written.schema.metadata or {})[b"key"] == b"value"
    assert written.column("entity_id").to_pylist()[:3] == ["people/2", "", "people/3"]
    scores = written.column("entity_score")
    assert scores.type == arrow.float64()
    assert scores.to_pylist()[1] is None
    assert not list(tmp_path.glob("*.part"))
    if suffix == ".parquet":
        assert parquet.ParquetFile(output).metadata.row_group(0).column(0).compression == "ZSTD"


def test_a_table_without_rows_is_written(tmp_path: Path, people: str) -> None:
    write(made()[:0], tmp_path / "t.parquet")
    how = Reconciling({"name": "name"}, GazetteerSource(people), output=str(tmp_path / "out.parquet"))
    reconcile_table(open_table(str(tmp_path / "t.parquet")), how)
    assert read(tmp_path / "out.parquet").num_rows == 0


@pytest.mark.parametrize(
    ("suffix", "second"),
    [
        (".csv", '0,,"[""a"", ""b""]",1970-01-08,ff,,,,,,,,,'),
        (".tsv", '0\t\t["a", "b"]\t1970-01-08\tff\t\t\t\t\t\t\t\t\t'),
        (".jsonl", '{"n": "0", "name": "", "tags": "[\\"a\\", \\"b\\"]", "day": "1970-01-08", "raw": "ff", '),
    ],
)
def test_a_columnar_table_may_become_text(tmp_path: Path, people: str, suffix: str, second: str) -> None:
    write(made(), tmp_path / "t.parquet")
    output = tmp_path / f"out{suffix}"
    how = Reconciling({"name": "name"}, GazetteerSource(people), output=str(output))
    reconcile_table(open_table(str(tmp_path / "t.parquet")), how)
    lines = output.read_text(encoding="utf-8").splitlines()
    assert lines[1 if suffix == ".jsonl" else 2].startswith(second)


def test_an_interrupted_columnar_table_leaves_nothing(tmp_path: Path, people: str) -> None:
    write(made(), tmp_path / "t.parquet")

    def interrupt(*_: int) -> None:
        raise KeyboardInterrupt

    for output in ("out.parquet", "out.csv"):
        how = Reconciling({"name": "name"}, GazetteerSource(people), output=str(tmp_path / output))
        with pytest.raises(KeyboardInterrupt):
            reconcile_table(open_table(str(tmp_path / "t.parquet")), how, interrupt)
    assert [path.name for path in tmp_path.iterdir()] == ["t.parquet"]


def test_only_text_can_be_resumed(tmp_path: Path, people: str) -> None:
    write(made(), tmp_path / "t.parquet")
    how = Reconciling({"name": "name"}, GazetteerSource(people), output=str(tmp_path / "out.parquet"), resume=True)
    with pytest.raises(FileNotWritten, match="--resume"):
        reconcile_table(open_table(str(tmp_path / "t.parquet")), how)


SHEET = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>"""
WORKBOOK = """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"""
LINKS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/></Relationships>"""
TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml"
 ContentType="application/xml"/></Types>"""


def spreadsheet(path: Path, rows: list[list[str | float]]) -> None:
    """Write the least that is a file of Excel."""
    body = ""
    for number, row in enumerate(rows, start=1):
        cells = ""
        for column, value in zip("ABCD", row, strict=False):
            if isinstance(value, str):
                cells += f'<c r="{column}{number}" t="inlineStr"><is><t>{value}</t></is></c>' if value else ""
            else:
                cells += f'<c r="{column}{number}"><v>{value}</v></c>'
        body += f'<row r="{number}">{cells}</row>' if cells else ""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", LINKS.format("officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", WORKBOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", LINKS.format("worksheet", "worksheets/sheet1.xml"))
        archive.writestr("xl/worksheets/sheet1.xml", SHEET.format(body))


@pytest.mark.parametrize("output", ["out.csv", "out.parquet"])
def test_a_spreadsheet_is_read(tmp_path: Path, people: str, output: str) -> None:
    source = tmp_path / "t.xlsx"
    spreadsheet(source, [[""], ["no", "name"], [1, "Soronbay Jinbekov"], [0.5, "", "beside"]])
    table = open_table(str(source))
    assert table.columns[:2] == ("no", "name")
    assert [(row.line, row.cells[0]) for row in table.rows()] == [(3, "1"), (4, "0.5")]
    how = Reconciling({"name": "name"}, GazetteerSource(people), output=str(tmp_path / output))
    reconcile_table(table, how)
    if output == "out.csv":
        assert (
            (tmp_path / output).read_text(encoding="utf-8").splitlines()[1].startswith("1,Soronbay Jinbekov,,people/2")
        )
    else:
        assert read(tmp_path / output).column("entity_id").to_pylist() == ["people/2", ""]


@pytest.mark.parametrize("output", ["out.jsonl", "out.parquet"])
def test_columns_of_one_name_are_numbered_where_they_must_differ(tmp_path: Path, people: str, output: str) -> None:
    spreadsheet(tmp_path / "t.xlsx", [["name", "x", "x"], ["Soronbay Jinbekov", 1, 2]])
    how = Reconciling({"name": "name"}, GazetteerSource(people), output=str(tmp_path / output))
    reconcile_table(open_table(str(tmp_path / "t.xlsx")), how)
    if output == "out.jsonl":
        row = json.loads((tmp_path / output).read_text(encoding="utf-8"))
    else:
        (row,) = read(tmp_path / output).to_pylist()
    assert (row["x"], row["x_2"], row["entity_id"]) == ("1", "2", "people/2")


def test_a_spreadsheet_may_have_no_header_or_nothing(tmp_path: Path) -> None:
    spreadsheet(tmp_path / "t.xlsx", [["Ada", 7], ["Bo", 8]])
    assert open_table(str(tmp_path / "t.xlsx"), has_header=False).columns == ("1", "2")
    spreadsheet(tmp_path / "t.xlsx", [])
    with pytest.raises(InputError, match="is empty"):
        open_table(str(tmp_path / "t.xlsx"))


@pytest.mark.parametrize("suffix", [".parquet", ".xlsx"])
def test_a_package_that_is_missing_is_told(tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / f"t{suffix}").touch()
    for module in ("pyarrow", "python_calamine"):
        monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(InputError, match=r"pip install 'names-gazetteer\[tables\]'"):
        open_table(str(tmp_path / f"t{suffix}"))
