"""The command line: every command, the files users have, the exits, what is said when something is wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import names
from gazetteer import Gazetteer
from names.cli.commands import main
from names.formats.catalogue import FORMATS
from names.formats.mentions import FIELDS
from names.lists.rules import ClusterRules
from names.resolution.rules import Rules
from names.text.rules import TextRules

ROOT = Path(__file__).parents[2]
PEOPLE = ROOT / "examples" / "people.tsv"
TEXT = "Sviatlana Tsikhanouskaya met Sooronbay Jeenbekov.\r\nTsikhanouskaya left."


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A gazetteer made of the example table by the command itself."""
    path = tmp_path_factory.mktemp("gaz") / "people.gaz"
    assert run("build", str(PEOPLE), "-o", str(path)).exit_code == 0
    return str(path)


def run(*arguments: str, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(main, arguments, input=stdin, prog_name="names")


def records(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def commands() -> dict[str, click.Command]:
    return main.commands


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Example:" in result.output
    assert commands()[name].help


@pytest.mark.parametrize("name", sorted(commands()))
def test_the_example_in_the_help_runs(
    name: str, gaz: Gazetteer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = re.search(r"^ *(names .*)$", (commands()[name].epilog or ""), re.MULTILINE)
    assert example is not None
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    result = run(*shlex.split(example[1])[1:])
    assert result.exit_code == 0, result.output


def test_the_fields_are_those_that_the_readme_names() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = re.search(r"A line of JSON has the fields (.*?)\.\n", readme, re.DOTALL)
    assert told is not None
    assert tuple(re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", told[1], flags=re.DOTALL))) == FIELDS


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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_that_say_what_they_are_give_the_same(encoding: str, people: str) -> None:
    plain = records(run("resolve", "-g", people, "--format", "jsonl", stdin=TEXT.encode()))
    assert records(run("resolve", "-g", people, "--format", "jsonl", stdin=TEXT.encode(encoding))) == plain


def test_other_encodings_can_be_named(people: str) -> None:
    text = "Светлана Тихановская".encode("cp1251")
    result = run("resolve", "-g", people, "--format", "jsonl", stdin=text)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "byte 0xd1 at offset 0" in result.stderr
    assert "iconv" in result.stderr
    assert "--encoding" in result.stderr
    named = records(run("resolve", "-g", people, "--format", "jsonl", "--encoding", "cp1251", stdin=text))
    assert [row["entity"] for row in named] == ["people/1"]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\x7fELF\0\0\0", "NUL"), (b"\x89PNG\r\n\0", "NUL"), (b"caf\xe9 \n", "0xe9 at offset 3")],
)
def test_what_is_no_text_is_told_in_one_line(content: bytes, said: str, people: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    result = run("resolve", str(path), "-g", people)
    assert result.exit_code == 1
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert str(path) in result.stderr


def test_missing_files_and_directories_are_told(people: str, tmp_path: Path) -> None:
    for path, said in ((tmp_path / "none.txt", "no such file"), (tmp_path, "directory")):
        result = run("resolve", str(path), "-g", people)
        assert (result.exit_code, result.stdout) == (1, "")
        assert said in result.stderr


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_file_is_no_error(form: str, people: str) -> None:
    result = run("resolve", "-g", people, "--format", form, stdin="")
    assert result.exit_code == 0
    assert "empty" in result.stderr


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


class Page(HTMLParser):
    """What a browser would make of the page: its text, and the title of each highlighted mention."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.titles, self.scripts = "", [], 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.titles += [value for key, value in attrs if tag == "mark" and key == "title"]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_is_escaped_and_tells_why_on_hover(people: str) -> None:
    page = Page()
    page.feed(run("resolve", "-g", people, "--format", "html", stdin=b"<script>Sooronbay Jeenbekov").stdout)
    assert page.scripts == 0
    assert "<script>" in page.text
    assert any("people/2" in title for title in page.titles)


def test_a_gazetteer_may_come_from_the_environment(people: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAMES_GAZETTEER", people)
    (found,) = records(run("lookup", "--json", "Soronbay Jinbekov"))
    assert found["candidates"][0]["entity"] == "people/2"


@pytest.mark.parametrize("workers", [1, 2])
def test_the_lines_of_a_file_are_looked_up_in_their_order(people: str, tmp_path: Path, workers: int) -> None:
    asked = [f"Nobody {number}" for number in range(700)]
    asked[3] = asked[600] = "Soronbay Jinbekov"
    source = tmp_path / "names.txt"
    source.write_text("\n".join(asked), encoding="utf-8")
    found = records(run("lookup", "--json", "--from", str(source), "--workers", str(workers), "-g", people))
    assert [record["query"] for record in found] == asked
    assert [at for at, record in enumerate(found) if record["status"] == "match"] == [3, 600]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_look_up_believes_what_the_threshold_says(people: str, workers: int) -> None:
    look_up = ("lookup", "--json", "Отыншиева", "-g", people, "--workers", str(workers))
    (found,) = records(run(*look_up))
    score = found["candidates"][0]["score"]
    assert (found["status"], score) == ("match", pytest.approx(0.8, abs=0.1))
    assert records(run(*look_up, "--threshold", str(score - 0.01))) == [found]
    (doubted,) = records(run(*look_up, "--threshold", str(score + 0.01)))
    assert (doubted["status"], doubted["candidates"]) == ("none", found["candidates"])


def test_a_text_is_read_by_the_threshold(people: str) -> None:
    text = "There spoke Soronbay Jinbekov."
    read = ("resolve", "-g", people, "--format", "jsonl")
    (row,) = records(run(*read, stdin=text))
    assert (row["status"], row["entity"]) == ("match", "people/2")
    assert "match" not in {row["status"] for row in records(run(*read, "--threshold", "1", stdin=text))}


def test_groups_are_parted_by_the_threshold() -> None:
    lines = "Gaddafi\nQadhafi\n"
    assert records(run("cluster", "--json", stdin=lines)) == [["Gaddafi", "Qadhafi"]]
    assert records(run("cluster", "--json", "--threshold", "1", stdin=lines)) == [["Gaddafi"], ["Qadhafi"]]


@pytest.mark.parametrize(
    ("command", "default"),
    [("resolve", TextRules().threshold), ("lookup", Rules().threshold), ("cluster", ClusterRules().threshold)],
)
def test_the_default_of_the_threshold_is_that_of_the_rules(command: str, default: float) -> None:
    assert re.search(rf"--threshold [^-]*\[default:\s+{default};", run(command, "--help").output)
    assert run(command, "--threshold", "1.5").exit_code == run(command, "--threshold", "nan").exit_code == 2


def test_no_or_another_gazetteer_is_told_with_the_repair(tmp_path: Path) -> None:
    other = tmp_path / "other.gaz"
    other.write_text("no gazetteer", encoding="ascii")
    for path in (tmp_path / "none.gaz", other):
        result = run("lookup", "Kyiv", "-g", str(path))
        assert result.exit_code == 1
        assert f"names build SOURCE -o {path}" in result.stderr


def test_a_broken_source_is_told_with_its_line(tmp_path: Path) -> None:
    source = tmp_path / "people.tsv"
    source.write_text("id\tname\n1\tKyiv\n2\t\n", encoding="utf-8")
    result = run("build", str(source), "-o", str(tmp_path / "people.gaz"))
    assert result.exit_code == 1
    assert f"{source}:3:" in result.stderr
    assert not (tmp_path / "people.gaz").exists()


@pytest.mark.parametrize(
    "arguments", [["bogus"], ["resolve", "--format", "xml"], ["compare", "one"], ["romanize"], ["lookup"]]
)
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_compare_tells_score_and_reasons() -> None:
    result = run("compare", "Ivan Petrov", "Ivan Sidorov")
    assert float(result.stdout.split()[0]) < 0.5
    assert "Petrov ≠ Sidorov" in result.stdout
    (told,) = records(run("compare", "--json", "Жээнбеков", "Jinbekov"))
    assert told["score"] == round(names.compare("Жээнбеков", "Jinbekov").score, 3)


def test_romanize_follows_a_scheme_or_language() -> None:
    assert run("romanize", "Щукин", "--scheme", "ru-iso9").stdout == "Ŝukin\n"
    assert run("romanize", "Щукін", "--language", "uk").stdout == "Shchukin\n"
    assert run("romanize", "Щукин", "--scheme", "ru-bng").exit_code == 1
    listed = run("romanize", "--list").stdout.splitlines()
    assert len(listed) > 50
    assert all(line.count("\t") == 3 for line in listed)


def test_cluster_groups_lines_and_variants_lists_spellings() -> None:
    lines = "Gaddafi\nSmith\n\nQadhafi\n"
    assert run("cluster", stdin=lines).stdout == "Gaddafi\nQadhafi\n\nSmith\n"
    assert records(run("cluster", "--json", stdin=lines)) == [["Gaddafi", "Qadhafi"], ["Smith"]]
    assert "Zheenbekov" in run("variants", "Жээнбеков").stdout.splitlines()
    assert len(run("variants", "Жээнбеков", "--limit", "3").stdout.splitlines()) == 3


def test_parse_and_info(people: str) -> None:
    (parsed,) = records(run("parse", "--json", "Dr. Maria van der Berg"))
    assert [part["role"] for part in parsed["parts"]][:2] == ["title", "given"]
    assert "person" in run("info", "-g", people).stdout


def test_the_module_runs_like_the_script() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "names", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "resolve" in done.stdout


def loaded_by(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return set(done.stdout.split())


def test_importing_the_library_loads_neither_numpy_nor_click_nor_data() -> None:
    loaded = loaded_by("import names, gazetteer")
    assert loaded.isdisjoint({"numpy", "click", "rich", "rapidfuzz", "unidecode", "sqlite3", "names.data.tables"})


def test_importing_the_command_line_loads_click_alone() -> None:
    loaded = loaded_by("import names.cli.commands")
    assert loaded.isdisjoint({"numpy", "rich", "rapidfuzz", "unidecode", "sqlite3", "names.data.tables"})
