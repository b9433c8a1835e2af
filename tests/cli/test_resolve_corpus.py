"""`names resolve` with several documents: of all kinds, in every format, with files that cannot be read."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import Result
from command_line import ROOT, records, run

from names.cli.entities import HOLDS
from names.formats import corpus
from names.formats.catalogue import FORMATS

FIRST = "There Greta Dubrovan met Sooronbay Jeenbekov. Dubrovan left.\n"
SECOND = "There Hugo Dubrovan said that he met Greta Dubrowan"
PAGE = "<title>Sooronbay Jeenbekov</title><p>Sooronbay\n Jeenb&#101;kov &amp; <b>Gre</b>ta Dubrovan<p>Left."
RECORD = {"id": 7, "text": "Now Greta Dubrovan is here.", "body": "There Sooronbay Jeenbekov is."}
GRETA = "unknown/greta-dubrovan"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "b.txt").write_text(SECOND, encoding="utf-8")
    (tmp_path / "c.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "d.jsonl").write_text(json.dumps(RECORD), encoding="utf-8")
    (tmp_path / "e.txt.gz").write_bytes(gzip.compress(FIRST.encode()))
    return tmp_path


def resolved(people: str, *arguments: str, stdin: str = "") -> Result:
    return run("resolve", "-g", people, *arguments, stdin=stdin)


def test_unknown_names_are_grouped_across_files(people: str, folder: Path) -> None:
    rows = records(resolved(people, ".", "--format", "jsonl"))
    entities = {
        (row["document"], row["text"]): (row["entity"], row["label"]) for row in rows if row["status"] == "none"
    }
    greta, hugo = (GRETA, "Greta Dubrovan"), ("unknown/hugo-dubrovan", "Hugo Dubrovan")
    assert entities == {
        ("a.txt", "Greta Dubrovan"): greta,
        ("a.txt", "Dubrovan"): greta,
        ("b.txt", "Hugo Dubrovan"): hugo,
        ("b.txt", "Greta Dubrowan"): greta,
        ("c.html", "Greta Dubrovan"): greta,
        ("d.jsonl:1", "Greta Dubrovan"): greta,
        ("e.txt.gz", "Greta Dubrovan"): greta,
        ("e.txt.gz", "Dubrovan"): greta,
    }


def test_the_table_has_a_row_for_an_unknown_name_of_several_files(people: str, folder: Path) -> None:
    table = resolved(people, "*.txt", "c.html").stdout
    rows = [" ".join(line.split()) for line in table.splitlines()]
    assert "documents" in rows[0]
    assert len([row for row in rows if row.startswith("Greta")]) == 1
    assert "Dubrowan" in table
    assert "c.html" in table
    assert "documents" not in resolved(people, "a.txt").stdout


def test_of_many_documents_the_table_names_the_first(people: str, folder: Path) -> None:
    for number in range(5):
        (folder / f"n{number}.txt").write_text(SECOND, encoding="utf-8")
    assert "and 2 more" in " ".join(resolved(people, "n*.txt").stdout.split())


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "brat"])
def test_every_format_writes_several_documents_and_any_number_of_workers_the_same(
    form: str, people: str, folder: Path
) -> None:
    alone = resolved(people, ".", "--format", form)
    shared = resolved(people, ".", "--format", form, "--workers", "2", "--force")
    assert (alone.exit_code, alone.stderr) == (0, "")
    assert alone.stdout == shared.stdout
    assert alone.stdout.count("Hugo") >= 1


def test_brat_annotates_a_single_plain_text(people: str, folder: Path) -> None:
    (folder / "d.jsonl").write_text(f"{json.dumps(RECORD)}\n" * 2, encoding="utf-8")
    for file, said in (("c.html", "save the page as text first"), ("d.jsonl", "one text at a time")):
        result = resolved(people, file, "--format", "brat")
        assert (result.exit_code, result.stdout) == (1, "")
        assert said in result.stderr


@pytest.mark.parametrize("form", [form for form, known in FORMATS.items() if known.lists_documents])
def test_a_format_that_lists_its_documents_reads_json_lines_twice(form: str, people: str, folder: Path) -> None:
    result = resolved(people, "--format", form, "--text-field", "body", stdin=json.dumps(RECORD))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "give JSON Lines as a file" in result.stderr


@pytest.mark.parametrize("form", ["html", "tei"])
def test_the_list_of_documents_has_the_records(form: str, people: str, folder: Path) -> None:
    (folder / "d.jsonl").write_text(f"{json.dumps(RECORD)}\n" * 3, encoding="utf-8")
    written = resolved(people, "d.jsonl", "b.txt", "--format", form).stdout
    assert [name for name in ("d.jsonl:1", "d.jsonl:2", "d.jsonl:3", "b.txt") if name not in written] == []


def test_a_web_annotation_of_a_page_is_by_quotation(people: str, folder: Path) -> None:
    page = json.loads(resolved(people, "c.html", "--format", "webannotation").stdout)
    first = page["first"]["items"][0]["target"]["selector"]
    assert [(one["type"], one["exact"]) for one in first] == [("TextQuoteSelector", "Sooronbay Jeenbekov")]


def test_texts_begin_on_a_line_of_their_own(people: str, folder: Path) -> None:
    text = resolved(people, "b.txt", "a.txt", "--format", "text").stdout
    assert text == f"{SECOND}\n{FIRST}"


def test_offsets_of_a_page_are_those_of_its_source(people: str, folder: Path) -> None:
    rows = records(resolved(people, "c.html", "--format", "jsonl"))
    assert [(row["text"], PAGE[row["start"] : row["end"]]) for row in rows] == [
        ("Sooronbay Jeenbekov", "Sooronbay\n Jeenb&#101;kov"),
        ("Greta Dubrovan", "Gre</b>ta Dubrovan"),
    ]


def test_what_files_hold_can_be_told(people: str, folder: Path) -> None:
    (row,) = records(resolved(people, "--format", "jsonl", "--text-field", "body", "--id-field", "id", "d.jsonl"))
    assert (row["document"], row["entity"], row["start"]) == ("7", "people/2", 6)
    piped = resolved(people, "--format", "jsonl", "--text-field", "body", stdin=json.dumps(RECORD))
    assert [row["document"] for row in records(piped)] == ["-:1"]
    page = records(resolved(people, "--format", "jsonl", "--input", "html", stdin=PAGE))
    assert [row["text"] for row in page] == ["Sooronbay Jeenbekov", "Greta Dubrovan"]
    plain = records(resolved(people, "--format", "jsonl", "--input", "text", "c.html"))
    assert plain[0]["start"] == PAGE.index("Sooronbay")
    refused = resolved(people, "a.txt", "--text-field", "body")
    assert refused.exit_code == 2
    assert "--input jsonl" in refused.stderr


def test_the_kinds_of_files_are_those_that_can_be_read() -> None:
    assert HOLDS == corpus.KINDS


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("form", ["jsonl", "table"])
def test_what_cannot_be_read_does_not_keep_the_others_from_it(
    workers: str, form: str, people: str, folder: Path
) -> None:
    (folder / "bad.txt").write_bytes(b"\x7fELF\0")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "cut.txt.gz").write_bytes(gzip.compress(FIRST.encode())[:30])
    (folder / "d.jsonl").write_text(f"{json.dumps(RECORD)}\n{{bad\n{json.dumps(RECORD)}", encoding="utf-8")
    files = ("bad.txt", "empty.txt", "cut.txt.gz", "gone.txt", "d.jsonl", "a.txt")
    result = resolved(people, *files, "--format", form, "--workers", workers, "--force")
    assert result.exit_code == 1
    assert "Jeenbekov" in result.stdout
    told = result.stderr.splitlines()
    assert [line.split(": ")[1] for line in told if line.startswith("Error")][:4] == [
        "bad.txt", "cut.txt.gz", "gone.txt", "d.jsonl:2",
    ]  # fmt: skip
    assert told[1] == "empty.txt: empty, no names in it"
    assert told[-1] == "Error: 4 of 8 documents could not be read to their end"


def test_very_many_errors_are_counted(people: str, folder: Path) -> None:
    (folder / "d.jsonl").write_text('{"body": "x"}\n' * 100, encoding="utf-8")
    told = resolved(people, "d.jsonl", "--format", "jsonl").stderr.splitlines()
    assert len(told) == 21
    assert told[-1] == "Error: 100 of 100 documents could not be read to their end"


def shown_on_a_terminal(*arguments: str) -> str:
    """What the command writes on standard error, if that is a terminal and standard output is not."""
    import pty  # not on Windows

    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    command = [sys.executable, "-m", "names", "resolve", *arguments]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 1 << 12):
                shown += piece
        except OSError:  # the terminal has gone with the process
            pass
        assert process.wait() == 0
    os.close(ours)
    return shown.decode()


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_progress_is_shown_on_a_terminal_for_several_files_only(people: str, folder: Path) -> None:
    assert "reading" in shown_on_a_terminal("-g", people, "--format", "jsonl", "a.txt", "b.txt")
    assert shown_on_a_terminal("-g", people, "--format", "jsonl", "a.txt") == ""


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_an_interruption_ends_all_processes_at_once(people: str, folder: Path) -> None:
    (folder / "d.jsonl").write_text(f"{json.dumps(RECORD)}\n" * 200_000, encoding="utf-8")
    command = [sys.executable, "-m", "names", "resolve", "-g", people, "--format", "jsonl", "--workers", "2", "--force"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": environment}
    with subprocess.Popen([*command, "d.jsonl"], start_new_session=True, **streams) as process:
        assert process.stdout
        assert process.stderr
        assert b"Greta" in process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        process.stdout.close()
        assert process.stderr.read() in {
            b"Error: interrupted\n",
            b"",
        }  # nothing if it saw first that its reader has gone
        assert process.wait() in {130, 141}
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    raise AssertionError("a worker is still there")
