"""What the scripts of the page compute, compared with what Python computes; run by Chromium, for which they are."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from browser import CHROMIUM, Tab, chromium
from live import Live

from gazetteer.decisions.records import spelling_form
from names.formats.escaping import spreadsheet_cell, visible

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")]

ODD = [
    "", "a", "Ivan  IVANOV\n", "  Straße ", "ΟΔΥΣΣΕΥΣ", "é e\u0301", "\ud800", "\U0001f600 Ж\udc00", "=1+1", "-", "-5",
    "+43 1", "-0.5", "@a", "\t=1", "\u200b=1", "＝1", "a\r\nb", "a\u2028b", "\x1b[31m", "\u202eabc", "محمد\u200f",
    "a\x85b", "'=1", "ﬁn", "Ǆ",
]  # fmt: skip


@pytest.fixture(scope="module")
def tab(service: Live) -> Iterator[Tab]:
    with chromium() as tab:
        tab.open(f"{service.url}/")
        yield tab


def computed(tab: Tab, module: str, expression: str, values: object) -> Any:
    """The values of an expression of `value`, in which the functions of a module are known as `m`."""
    told = tab.ask(
        f"import('/page/{module}').then((m) => JSON.stringify({json.dumps(values)}.map((value) => {expression})))"
    )
    return json.loads(told)


def test_the_form_of_a_spelling_is_that_of_decisions(tab: Tab) -> None:
    assert computed(tab, "spelling.js", "m.spellingForm(value)", ODD) == list(map(spelling_form, ODD))


def test_active_characters_are_escaped_as_elsewhere(tab: Tab) -> None:
    assert computed(tab, "elements.js", "m.visible(value)", ODD) == [
        visible(text).replace(r"\n", r"\x0a").replace(r"\r", r"\x0d").replace(r"\t", r"\x09") for text in ODD
    ]


def test_cells_are_no_formulas_and_numbers_stay_numbers(tab: Tab) -> None:
    numbers = {"-5", "-0.5"}
    expected = [text if text in numbers else spreadsheet_cell(text) for text in ODD]
    assert computed(tab, "csv.js", "m.harmless(value)", ODD) == expected


def test_offsets_in_code_points_become_places_in_units(tab: Tab) -> None:
    text = "a\U0001f600b\ud800c\U00010400\U00010401d\udc00"
    places = [len(text[:at].encode("utf-16-le", "surrogatepass")) // 2 for at in range(len(text) + 1)]
    offsets = f"new m.Offsets({json.dumps(text)})"
    assert computed(tab, "offsets.js", f"{offsets}.units(value)", list(range(len(text) + 1))) == places
    assert computed(tab, "offsets.js", f"{offsets}.length", [0]) == [len(text)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_are_read_as_python_reads_them(tab: Tab, delimiter: str) -> None:
    rng = random.Random(1)
    texts = ["".join(rng.choices(f'ab"" {delimiter}{delimiter}\n\r', k=rng.randint(0, 14))) for _ in range(400)]
    texts += ['a,"b\r\nc"\r\nd', '"a""b"c,', "\ufeffa,b", '"', '""', ",", "a\rb", '"open,\nto the end']
    expected = []
    for text in texts:
        rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
        expected.append([row for row in rows if row not in ([], [""])])
    read = computed(tab, "csv.js", f"m.readTable(value, {json.dumps(delimiter)})", texts)
    different = [(text, one, other) for text, one, other in zip(texts, read, expected, strict=True) if one != other]
    assert different == []


def test_what_is_written_is_read_again(tab: Tab) -> None:
    tables = [[["a", 'b"c', "d\ne"], ["", " ", ","]], [["x|y", "\t"], ["", "z"]]]
    for delimiter in (",", ";", "\t", "|"):
        again = f"m.readTable(m.writeTable(value, {json.dumps(delimiter)}), {json.dumps(delimiter)})"
        assert computed(tab, "csv.js", again, tables) == tables


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","), ("a;b\n1,5;2\n", ";"), ("a\tb\nx, y\tz\n", "\t"), ("name\nBerg, Anna\nRoth, Jan\n", ","),
        ("name\nAnna\n", ","), ('"a;b";c\n"d;e";f', ";"), ("a|b\n1|2", "|"), ("", ","), ('no;guest\n1;"x, y"', ";"),
    ],
)  # fmt: skip
def test_the_delimiter_is_told_by_the_first_rows(tab: Tab, text: str, delimiter: str) -> None:
    assert computed(tab, "csv.js", "m.tellDelimiter(value)", [text]) == [delimiter]


@pytest.mark.parametrize(
    ("header", "row", "roles"),
    [
        ("id,name,country", "1,Anna,DE", ",name,country"),
        ("Vorname;Nachname;geboren", "Anna;Berg;1950", "given;family;born"),
        ("First name,Last name,DOB,Type", "Anna,Berg,1950,person", "given,family,born,kind"),
        ("no,guest,from", "1,Анна,Deutschland", ",name,country"),
        ("x,y", "12,Anna Berg", ",name"),
        ("ФИО,Страна", "Анна,Россия", "name,country"),
        ("姓名,国家", "王伟,中国", "name,country"),
        ("author_name,pages", "Anna,12", "name,"),
        ("Name,Name", "Anna,Berg", "name,"),
    ],
)  # fmt: skip
def test_roles_of_columns_are_guessed(tab: Tab, header: str, row: str, roles: str) -> None:
    cut = ";" if ";" in header else ","
    value = [header.split(cut), row.split(cut)]
    assert computed(tab, "columns.js", "m.guessRoles(value[0], [value[1]])", [value]) == [roles.split(cut)]


def test_a_header_is_told_from_a_row(tab: Tab) -> None:
    tables = [[["id", "x"]], [["Name"]], [["Anna Berg", "DE"]], [[]], []]
    assert computed(tab, "columns.js", "m.hasHeader(value)", tables) == [True, True, False, False, False]


def test_bytes_are_read_in_the_encoding_that_they_have(tab: Tab) -> None:
    written = [
        "Ж€".encode(),
        "\ufeffЖ€".encode(),
        "Ж€".encode("utf-16"),
        b"\xfe\xff" + "Ж€".encode("utf-16-be"),
        b"caf\xe9",
    ]
    read = computed(tab, "files.js", "m.decoded(new Uint8Array(value))", [list(each) for each in written])
    assert [(one["text"], one["encoding"]) for one in read] == [
        ("Ж€", "utf-8"), ("Ж€", "utf-8"), ("Ж€", "utf-16le"), ("Ж€", "utf-16be"), ("café", ""),
    ]  # fmt: skip


def test_files_of_a_table_have_all_cells_and_distinct_columns(tab: Tab) -> None:
    answer = {
        "id": "p1",
        "label": "=A",
        "kind": "person",
        "score": 0.5,
        "status": "match",
        "why": "x",
        "decision": {"who": "ann"},
    }
    table = {
        "header": ["id", "a", "a", "a (2)"],
        "rows": [{"number": 0, "cells": ["1", "-x", "3", "4"], "answer": answer, "form": ""}],
    }
    [written] = computed(tab, "exports.js", "m.asTable(value, ',')", [table])
    header, row = csv.reader(io.StringIO(written))
    assert header[:6] == ["id", "a", "a", "a (2)", "names_id", "names_label"]
    assert row[:8] == ["1", "'-x", "3", "4", "p1", "'=A", "person", "0.5"]
    [lines] = computed(tab, "exports.js", "m.asLines(value)", [table])
    line = json.loads(lines)
    assert line["cells"] == {"id": "1", "a": "-x", "a (2)": "3", "a (2) (2)": "4"}
    assert (line["row"], line["id"], line["decided_by"]) == (1, "p1", "ann")
