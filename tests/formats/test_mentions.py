"""One record a mention: the fields, the offsets, the rows of csv and tsv, the text with usual names."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from command_line import ROOT, records, run

from names.formats.mentions import FIELDS

TEXT = "Sviatlana Tsikhanouskaya met Sooronbay Jeenbekov.\r\nTsikhanouskaya left."


def test_the_fields_are_those_that_the_page_names() -> None:
    page = (ROOT / "docs" / "how-to" / "text.md").read_text(encoding="utf-8")
    table = page.partition("| field | what it says |\n")[2].partition("\n\n")[0]
    named = [row.split("|")[1] for row in table.splitlines()[1:]]
    assert tuple(re.findall(r"`(\w+)`", " ".join(named))) == FIELDS


def test_jsonl_has_exactly_the_fields_of_the_contract(people: str) -> None:
    rows = records(run("resolve", "-g", people, "--format", "jsonl", stdin=TEXT.encode()))
    assert [list(row) for row in rows] == [list(FIELDS)] * 3
    assert [row["entity"] for row in rows] == ["people/1", "people/2", "people/1"]
    assert {row["document"] for row in rows} == {"-"}
    assert all(0 <= row["score"] <= 1 and row["why"] for row in rows)


def test_offsets_are_characters_of_the_text_as_decoded(people: str, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    for row in records(run("resolve", str(path), "-g", people, "--format", "jsonl")):
        assert TEXT[row["start"] : row["end"]] == row["text"]


def test_csv_and_tsv_hold_what_jsonl_holds(people: str) -> None:
    rows = records(run("resolve", "-g", people, "--format", "jsonl", stdin=TEXT.encode()))
    for form, delimiter in (("csv", ","), ("tsv", "\t")):
        result = run("resolve", "-g", people, "--format", form, stdin=TEXT.encode())
        read = list(csv.DictReader(io.StringIO(result.stdout), delimiter=delimiter))
        assert [row["entity"] for row in read] == [row["entity"] for row in rows]
        assert [list(row) for row in read] == [list(FIELDS)] * len(rows)


def test_text_has_the_usual_names(people: str) -> None:
    text = "Yesterday Svetlana Tikhanovskaya spoke.\r\n"
    result = run("resolve", "-g", people, "--format", "text", stdin=text.encode())
    assert result.stdout_bytes.decode() == "Yesterday Sviatlana Tsikhanouskaya spoke.\r\n"
