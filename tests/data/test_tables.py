"""How tables are read: comments and column heads are no facts, and a misshapen line is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from names.data import tables
from names.errors import DataError


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table of `names/data`, for a test to write."""
    monkeypatch.setattr(tables, "files", lambda _: tmp_path)
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "table.tsv"


def test_comments_and_empty_lines_are_no_facts(table: Path) -> None:
    table.write_text("# a head\nletter\tsame\n\na\tb\n# c\td\n \nä\t\n", encoding="utf-8")
    assert list(tables.rows("table.tsv")) == [("a", "b"), ("ä", "")]
    assert list(tables.records("table.tsv")) == [{"letter": "a", "same": "b"}, {"letter": "ä", "same": ""}]
    assert tables.mapping("table.tsv") == {"a": "b", "ä": ""}


@pytest.mark.parametrize("read", [tables.rows, tables.records, tables.mapping])
def test_a_line_with_another_number_of_fields_is_named(table: Path, read: object) -> None:
    table.write_text("# a head\nletter\tsame\na\tb\nc\td\te\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"names/data/table\.tsv:4: 3 fields where the header has 2"):
        read("table.tsv")  # type: ignore[operator]
