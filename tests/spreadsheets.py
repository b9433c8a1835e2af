"""Small spreadsheet files, as Excel and LibreOffice lay them out."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

Value = str | float | bool | date
Sheets = Mapping[str, Mapping[int, Sequence[Value]]]  # the rows of each sheet, by their numbers

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"
EPOCH = date(1899, 12, 30)  # from which Excel counts days
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders>'
    '<cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
    "</styleSheet>"
)


def write_xlsx(path: Path, sheets: Sheets) -> Path:
    """Write a workbook of Excel."""
    numbered = list(enumerate(sheets, 1))
    listed = "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in numbered)
    related = [f'Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"' for n, _ in numbered]
    related.append(f'Id="rIdS" Type="{RELATIONS}/styles" Target="styles.xml"')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"/>')
        archive.writestr(
            "_rels/.rels", _relationships(f'Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"')
        )
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>'
        )
        archive.writestr("xl/_rels/workbook.xml.rels", _relationships(*related))
        archive.writestr("xl/styles.xml", STYLES)
        for n, name in numbered:
            rows = "".join(_xlsx_row(number, row) for number, row in sheets[name].items())
            archive.writestr(
                f"xl/worksheets/sheet{n}.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
            )
    return path


def _relationships(*listed: str) -> str:
    found = "".join(f"<Relationship {one}/>" for one in listed)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'


def _xlsx_row(number: int, row: Sequence[Value]) -> str:
    cells = "".join(_xlsx_cell(f"{chr(65 + place)}{number}", value) for place, value in enumerate(row) if value != "")
    return f'<row r="{number}">{cells}</row>'


def _xlsx_cell(place: str, value: Value) -> str:
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="1"><v>{(value - EPOCH).days}</v></c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def write_ods(path: Path, sheets: Mapping[str, Sequence[Sequence[str]]]) -> Path:
    """Write a spreadsheet of OpenDocument."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>"
        + "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in sheets.items()
    )
    spaces = f'xmlns:office="{OPEN}:office:1.0" xmlns:table="{OPEN}:table:1.0" xmlns:text="{OPEN}:text:1.0"'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{OPEN}:manifest:1.0"/>')
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def _ods_cell(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
