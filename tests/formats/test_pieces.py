"""Files are read alike whatever the size of chunks, and results are written before all is read."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

import names
from gazetteer import Entity, Gazetteer
from names.errors import InputError
from names.formats import documents as files
from names.formats.catalogue import FORMATS
from names.formats.entities import entity_rows
from names.formats.mentions import AnnotatedPortion
from names.text import annotation
from names.text.portions import portions

pytestmark = pytest.mark.slow  # all together

ROOT = Path(__file__).parents[2]
LINE, LINES = f"There was Vladimir Putin.{' ' * 173}\n\n", 1400  # a sentence, and blanks that take no time
PUTIN = Entity("p/1", "person", ["Vladimir Putin", "Владимир Путин", "普京"], prior=8)


@pytest.fixture(scope="module")
def few() -> Gazetteer:
    return names.build_gazetteer([PUTIN, Entity("c/1", "place", ["Minsk"], prior=6.3)])


def test_rows_of_entities_count_over_portions(few: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Vladimir Putin was in Minsk. Greta Dubrovan was not.\n\n" * 10
    whole = entity_rows([AnnotatedPortion("-", text, 0, names.annotate(text, few))])
    monkeypatch.setattr(annotation, "portions", partial(portions, size=120))
    parts = [AnnotatedPortion("-", t, start, r) for (t, start), r in annotation.annotate_portions([text], few)]
    assert len(parts) > 3
    assert [vars(row) for row in entity_rows(parts)] == [vars(row) for row in whole]
    assert [row.spellings for row in whole] == [{name: 10} for name in ("Vladimir Putin", "Minsk", "Greta Dubrovan")]


CONTENTS = [
    "Київ\r\nMinsk\n".encode(),
    b"\xef\xbb\xbf" + "Київ 普京 😀\n".encode() * 3,
    "Київ 😀\n".encode("utf-16"),
    "Київ 😀\n".encode("utf-32"),
    b"good\nlines\nca\xe9fe\n",
    "Київ\nКи".encode()[:-1],
    "Київ\n".encode("utf-16")[:-1],
    b"\x7fELF\0\0\0",
    b"\x89PNG\r\n\0",
    b"",
]


@pytest.mark.parametrize("content", CONTENTS, ids=range(len(CONTENTS)))
def test_files_are_read_alike_whatever_the_size_of_chunks(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(content)

    def read() -> str:
        try:
            return "".join(files.read_pieces(str(path)))
        except InputError as error:
            return f"error: {error}"

    whole = read()
    for size in range(8, 20):
        monkeypatch.setattr(files, "CHUNK", size)
        assert read() == whole


def test_a_bad_byte_far_in_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(b"line\n" * 100_000 + b"caf\xe9 \n")
    with pytest.raises(InputError, match=r"file\.txt:100001: byte 0xe9 at offset 500003") as told:
        list(files.read_pieces(str(path)))
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("form", [name for name, known in FORMATS.items() if not known.styled])  # but the table
def test_results_are_written_before_all_is_read(form: str, tmp_path: Path) -> None:
    people = tmp_path / "people.gaz"
    names.build_gazetteer([PUTIN], people).close()
    command = [sys.executable, "-m", "names", "resolve", "-g", str(people), "--format", form]
    run = {"cwd": ROOT, "env": {**os.environ, "PYTHONPATH": str(ROOT)}}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **run) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(LINE.encode() * LINES)  # more than a chunk of a file
        process.stdin.flush()
        early = b""
        while b"Putin" not in early:
            early += os.read(process.stdout.fileno(), 1 << 16)
        process.stdin.write(b"The end of Vladimir Putin.")
        process.stdin.close()
        whole = (early + process.stdout.read()).decode()
        assert process.wait() == 0
    if form == "jsonl":
        rows = [json.loads(line) for line in whole.splitlines()]
        assert [row["start"] for row in rows] == [len(LINE) * at + 10 for at in range(LINES)] + [len(LINE) * LINES + 11]
    if form == "csv":
        assert len(list(csv.DictReader(io.StringIO(whole)))) == LINES + 1
    if form == "html":
        assert whole.count("<article") == whole.count("</article>") == 1
    if form == "text":
        assert whole == LINE * LINES + "The end of Vladimir Putin."
