"""What data holds is shown as data: by every command, in every format, to terminals, programs and spreadsheets."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
import test_brat
import test_tei
import test_webannotation
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from rows import rows
from webpage import read_page

from gazetteer import Alias, Entity
from names import build_gazetteer
from names.cli.commands import main
from names.formats.catalogue import FORMATS
from names.formats.escaping import json_line, one_line, spreadsheet_cell, unspaced, visible, visible_text
from names.formats.mentions import FIELDS

pytestmark = pytest.mark.slow  # all together

ROWS = rows("shown.tsv")
ACTING = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff]")
FORMULA = re.compile(r"[=+@＝-].")
NAMED = "Zorblat Quvnix"  # by which every entity is found


def literal(text: str) -> str:
    """The text with its backslash escapes undone."""
    return re.sub(r"\\(x..|u....|[trn])", lambda escape: str(ast.literal_eval(f"'{escape[0]}'")), text)


STRINGS = [literal(row["string"]) for row in ROWS]
HELD = [literal(row["string"]) for row in ROWS if row["expect"] == "pass"]  # in gazetteers and texts
each_string = pytest.mark.parametrize("string", STRINGS, ids=[row["string"] for row in ROWS])


def told(arguments: Sequence[str], stdin: str = "") -> Result:
    result = CliRunner().invoke(main, arguments, input=stdin.encode(), prog_name="names", env={"TERM": "dumb"})
    assert result.exception is None or isinstance(result.exception, SystemExit), arguments
    return result


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A gazetteer of entities with every string as id, kind, label and alias."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.gaz"
    entities = [
        Entity(string, string, [f"{string} {number}", string, Alias(f"{NAMED} {word(number)}", "und", string)])
        for number, string in enumerate(HELD)
    ]
    build_gazetteer(entities, path).close()
    return str(path)


def word(number: int) -> str:
    return "".join("bdfgklmnpr"[int(digit)] + "aeiou"[int(digit) % 5] for digit in f"{number:03}")


LABELS = [f"{string} {number}" for number, string in enumerate(HELD)]
PAGE = {  # its elements
    "a", "article", "aside", "b", "bdi", "body", "button", "code", "div", "h1", "h2", "h3", "head", "header", "html",
    "input", "label", "li", "main", "meta", "nav", "ol", "option", "p", "script", "section", "select", "span", "style",
    "title", "ul",
}  # fmt: skip
TEXT = "\n\n".join(f"Here {NAMED} {word(number)} spoke; {string}" for number, string in enumerate(HELD))


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard output is taken for a terminal."""
    for module in ("terminal", "streams"):  # the one takes the function from the other when it is imported first
        monkeypatch.setattr(f"names.formats.{module}.on_terminal", lambda: True)


@pytest.mark.parametrize("row", ROWS, ids=[row["string"] for row in ROWS])
def test_how_a_string_is_shown(row: dict[str, str]) -> None:
    string = literal(row["string"])
    assert visible(string) == row["visible"]
    assert spreadsheet_cell(string) == literal(row["cell"])
    assert json.loads(json_line(string)) == string
    assert not ACTING.search(json_line(string) + visible(string) + visible_text(string.replace("\r\n", "\n")))
    assert len(one_line(f"a{string}a").splitlines()) == 1


def calls(string: str) -> list[list[str]]:
    """Every command with the string wherever a command takes one."""
    names = [[command, "--", string] for command in ("parse", "variants", "romanize")]
    names += [["parse", "--json", "--", string], ["compare", "--", string, "Kanu"]]
    names += [["compare", "--json", "--", "Kanu", string]]
    files = [[command, "--", string] for command in ("resolve", "cluster")] + [["build", "-o", "x", string]]
    options = [["romanize", "--scheme", string, "x"], ["romanize", "--language", string, "Щукин"]]
    options += [["resolve", "--format", string], ["cluster", "--encoding", string], ["cluster", "--threshold", string]]
    options += [["lookup", "--limit", string, "x"], ["lookup", "--workers", string, "x"], ["info", "-g", string]]
    return [*names, *files, *options, [string], ["parse", f"--{string}"], ["info", "--", string]]


@each_string
def test_on_a_terminal_nothing_acts(string: str, hostile: str, terminal: None, tmp_path: Path) -> None:
    forms: list[list[str]] = [[], ["--json"]]
    entities = [[command, *form, "-g", hostile, "--", string] for command in ("lookup", "check") for form in forms]
    for arguments in (*calls(string), *entities):
        result = told(arguments)
        assert not ACTING.search(result.stdout), arguments
        assert not ACTING.search(result.stderr), arguments
        assert result.exit_code == 0 or len(result.stderr.splitlines()) == 1, arguments


@pytest.mark.parametrize("form", FORMATS)
def test_on_a_terminal_no_text_and_no_entity_acts(form: str, hostile: str, terminal: None) -> None:
    result = told(["resolve", "-g", hostile, "--format", form], TEXT)
    assert result.exit_code == 0
    assert "Kanu" in result.stdout
    assert not ACTING.search(result.stdout.replace("\r\n", "\n"))
    assert not ACTING.search(told(["info", "-g", hostile]).stdout)


@each_string
def test_one_record_is_one_line(string: str) -> None:
    encodable = string.encode("utf-8", "backslashreplace").decode()
    assert len(told(["romanize", "--", string, "x"]).stdout.splitlines()) == 2
    for line in told(["parse", "--", string]).stdout.splitlines():
        assert not line or line.count("\t") == 4
    for line in told(["parse", "--json", "--", string]).stdout.splitlines():
        assert json.loads(line)["text"] == string
    names = encodable.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    named = [name for name in names if name.strip()]
    assert len("".join(told(["cluster", "--no-header"], encodable).stdout.split("\n\n")).splitlines()) <= len(named)
    records = told(["cluster", "--no-header", "--json"], encodable).stdout.splitlines()
    assert sorted(name for record in records for name in json.loads(record)) == sorted(map(str.strip, named))


def table(hostile: str, *options: str, delimiter: str) -> list[list[str]]:
    """The rows of a table, each read from a line of its own."""
    lines = told(["resolve", "-g", hostile, *options], TEXT).stdout.splitlines()
    read = [next(csv.reader([line], delimiter=delimiter)) for line in lines]
    assert read[0] == list(FIELDS)
    return read[1:]


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_no_cell_is_run_by_a_spreadsheet(form: str, delimiter: str, hostile: str) -> None:
    read = table(hostile, "--format", form, delimiter=delimiter)
    lines = told(["resolve", "-g", hostile, "--format", "jsonl"], TEXT).stdout.splitlines()
    records = [json.loads(line) for line in lines]
    assert len(read) == len(records) >= len(HELD)
    assert {record["entity"] for record in records} >= set(HELD)
    for row, record in zip(read, records, strict=True):
        assert row == ["" if value is None else str(spreadsheet_cell(value)) for value in record.values()]
        assert not any(FORMULA.match(value) for value in row)
        assert all(float(row[at]) >= 0 for at in (FIELDS.index("start"), FIELDS.index("end"), FIELDS.index("score")))


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_raw_cells_are_what_the_data_holds(form: str, delimiter: str, hostile: str) -> None:
    result = told(["resolve", "-g", hostile, "--format", form, "--raw"], TEXT)
    read = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode(), newline=""), delimiter=delimiter))
    assert {row["entity"] for row in read} >= set(HELD)
    assert told(["resolve", "--raw"]).exit_code == 2


def test_a_page_holds_data_as_text(hostile: str, tmp_path: Path) -> None:
    file = tmp_path / "\x1b[31m<b>\u202e.txt"
    file.write_text(TEXT, encoding="utf-8", newline="")
    written = told(["resolve", "-g", hostile, "--format", "html", str(file)]).stdout_bytes.decode()
    shown = read_page(written)
    harmless = read_page(told(["resolve", "-g", hostile, "--format", "html"], TEXT).stdout_bytes.decode())
    assert {each.tag for each in shown.all()} == {each.tag for each in harmless.all()} <= PAGE
    assert shown.all("script")[0].text == harmless.all("script")[0].text
    attributes = [pair for each in shown.all() for pair in each.attributes.items()]
    assert not any(name.startswith("on") or name == "style" for name, _ in attributes)
    assert not any(ACTING.search(value) for _, value in attributes)
    assert r"\x1b[31m<b>\u202e.txt" in shown.all("h2")[0].text
    assert {entry.all("h3")[0].text for entry in shown.all("li", "entry")} >= {visible(string) for string in LABELS}
    assert not re.search("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", written)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Two files with the text, which have names that act."""
    paths = [tmp_path_factory.mktemp("files") / name for name in ("\x1b[31m<b>\u202e&.txt", "]]>\n%41.txt")]
    for path in paths:
        path.write_text(TEXT, encoding="utf-8", newline="")
    return [str(path) for path in paths]


def test_a_line_of_brat_is_one_annotation(hostile: str, files: list[str]) -> None:
    written = told(["resolve", "-g", hostile, "--format", "brat", files[0]]).stdout_bytes.decode()
    assert {mention.entity for mention in test_brat.read_back(written, TEXT)} >= set(HELD)
    assert all(re.match(r"([TAN#]\d+)\t[^\t]+(\t[^\t]*)?$", line) for line in written.splitlines())


def test_web_annotations_hold_data_as_strings(hostile: str, files: list[str]) -> None:
    written = told(["resolve", "-g", hostile, "--format", "webannotation", *files]).stdout_bytes.decode()
    read = test_webannotation.read_back(written)
    assert {mention.entity for _, mention, _ in read} >= set(HELD)
    assert {source for source, *_ in read} == {Path(file).as_uri() for file in files}
    assert not ACTING.search(written)


def test_a_tei_document_holds_data_as_text(hostile: str, files: list[str]) -> None:
    root = ET.fromstring(told(["resolve", "-g", hostile, "--format", "tei", *files]).stdout_bytes)
    test_tei.check(root)
    texts = test_tei.read_back(root)
    assert [text for text, _ in texts] == [TEXT, TEXT]
    assert {mention.entity for mention in texts[0][1]} >= set(HELD)
    names = {test_tei.content(name) for name in root.iter() if name.tag.endswith("}name")}
    assert names >= set(HELD)
    assert [test_tei.content(title) for title in root.iter(f"{test_tei.TEI}title")][1:] == files


def test_what_is_piped_is_what_the_data_holds(hostile: str) -> None:
    assert told(["cluster"], "\x1b[31mKanu\u202e\n").stdout == "\x1b[31mKanu\u202e\n"
    assert "\x1b[31m" in told(["resolve", "-g", hostile, "--format", "text"], "\x1b[31mKanu").stdout


@given(st.text(st.characters(exclude_categories=())))
def test_any_string_is_shown_without_acting(string: str) -> None:
    assert not ACTING.search(visible(string))
    assert not {"\n", "\t"}.intersection(visible(string))
    assert not ACTING.search(visible_text(string).replace("\r\n", "\n"))
    assert len(f"|{one_line(string)}|".splitlines()) == len(f"|{spreadsheet_cell(string)}|".splitlines()) == 1
    assert not FORMULA.match(str(spreadsheet_cell(string)))
    assert json.loads(json_line([string])) == [string]
    assert unquote(unspaced(string), errors="surrogatepass") == string
    assert not re.search(r"\s", unspaced(string))
    assert not ACTING.search(unspaced(string))
    assert len(json_line([string]).splitlines()) == 1
