"""Read entities from a spreadsheet file (Excel, OpenDocument): the first sheet that has a column for names.

Columns and cells mean what they mean in a text (see `table`); lines are the numbers of rows in the sheet. The extra
``tables`` reads such files (python-calamine). A sheet is held in memory: of Excel it has at most 1,048,576 rows.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, time
from importlib import import_module
from typing import Any

from gazetteer.errors import SourceError
from gazetteer.sources.remarks import shown
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile
from gazetteer.sources.tables.columns import columns_of, without_empty_end
from gazetteer.sources.tables.entities import Cells, read_entities
from gazetteer.sources.tables.headers import NAMES, field_of
from gazetteer.sources.words import fold

TITLE = "spreadsheet of entities"
LARGEST = 1 << 31  # bytes of a file when it is unpacked; chosen

_BEGINNINGS = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
)  # Open XML and OpenDocument; the older format of Excel
_NO_CALAMINE = "needs a package to be read: pip install 'names-gazetteer[tables]'; or save it as CSV"


def recognises(head: Head) -> bool:
    """Whether the file is a spreadsheet; other zip archives have been unpacked."""
    return head.content.startswith(_BEGINNINGS)


def read(file: SourceFile) -> Iterator[Row]:
    """The rows of the sheet. What would be lost or misread is rejected, with its row; remarks tell what is left out."""
    with _workbook(file) as workbook:
        names: list[str] = workbook.sheet_names
        found = next((name for name in names if _has_names(file, _rows(workbook, name))), names[0] if names else "")
        others = [shown(name) for name in names if name != found]
        if others:
            file.tell(f"sheet {shown(found)} is read; left aside: {', '.join(others[:20])}")
        rows = _rows(workbook, found) if names else iter(())
        line, cells = next(rows, (1, []))
        header = without_empty_end(cells)
        columns = columns_of(file, line, header)
        yield from read_entities(file, columns, line, ((number, cells[: len(header)]) for number, cells in rows))


@contextmanager
def _workbook(file: SourceFile) -> Iterator[Any]:
    """Within the block, the opened file; errors of the package become SourceError."""
    try:
        calamine = import_module("python_calamine")
    except ImportError:
        raise SourceError(file.path, 1, _NO_CALAMINE) from None
    content = io.BytesIO(file.stream.read())
    _refuse_bombs(file, content)
    try:
        yield calamine.CalamineWorkbook.from_filelike(content)
    except (calamine.CalamineError, OSError) as error:
        raise SourceError(file.path, 1, f"cannot be read ({error}); save it anew, or as CSV") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # by which the package ends for some damaged files
            raise
        raise SourceError(file.path, 1, "is damaged; save it anew, or as CSV") from None


def _refuse_bombs(file: SourceFile, content: io.BytesIO) -> None:
    """Raise SourceError if the file is many times larger when it is unpacked."""
    is_archive = content.read(2) == b"PK"
    content.seek(0)
    if not is_archive:
        return
    try:
        size = sum(member.file_size for member in zipfile.ZipFile(content).infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise SourceError(file.path, 1, f"is damaged ({error}); save it anew, or as CSV") from None
    content.seek(0)
    if size > LARGEST:
        raise SourceError(file.path, 1, f"has {size:,} bytes when it is unpacked; save the sheet as CSV")


def _rows(workbook: Any, name: str) -> Iterator[Cells]:
    """The rows of a sheet that are not empty, with their numbers."""
    for number, row in enumerate(workbook.get_sheet_by_name(name).iter_rows(), 1):
        cells = [_text(value) for value in row]
        if any(cells):
            yield number, cells


def _has_names(file: SourceFile, rows: Iterable[Cells]) -> bool:
    """Whether the first row has a column for names, or one that the user names."""
    _, header = next(iter(rows), (0, []))
    said = set(map(fold, file.choices.columns))
    return any(
        fold(cell) in said or ((meaning := field_of(cell)) is not None and meaning.field in NAMES) for cell in header
    )


def _text(value: object) -> str:
    """The value of a cell as text: whole numbers without a point, dates as ISO 8601 writes them.

    >>> _text(7.0), _text(0.5), _text(True), _text(datetime(1950, 2, 1))
    ('7', '0.5', 'TRUE', '1950-02-01')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)
