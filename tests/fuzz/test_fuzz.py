"""Hostile names, texts, tables, gazetteers and command lines: a few of each here, thousands by

    HYPOTHESIS_PROFILE=long python -m pytest tests/fuzz

See docs/fuzzing.md.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import checks
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import any_text, fuzzed, hostile_names, hostile_texts

import names
from names.cli.commands import main
from names.formats.catalogue import FORMATS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a gazetteer in a directory of its own."""
    path = tmp_path_factory.mktemp("fuzz")
    (path / "sound").mkdir()
    names.build_gazetteer(checks.ENTITIES, path / "sound" / "x.gaz").close()
    return path


@fuzzed
@given(hostile_names)
@example("İ. ſ ß ﬁ")
def test_reading(text: str) -> None:
    checks.reading(text)


@fuzzed
@given(hostile_names, hostile_names)
@example("III–III–III–III–III–n", "III–III")
@example("A", "B:AA")
def test_comparing(left: str, right: str) -> None:
    checks.comparing(left, right)


@fuzzed
@given(hostile_texts)
@example("PUTIN’S visit\nto Minsk/Мінск, Sviatlana\r\nTsikhanouskaya (ST).")
def test_annotating(text: str) -> None:
    checks.annotating(text)


@fuzzed
@given(hostile_names)
def test_resolving(name: str) -> None:
    checks.resolving(name)


@fuzzed
@given(st.lists(hostile_names, max_size=12))
def test_clustering(items: list[str]) -> None:
    checks.clustering(items)


edits = st.tuples(st.integers(0, 1), st.integers(0, 1 << 20), st.integers(0, 5000), st.binary(max_size=40))


@fuzzed
@given(st.lists(edits, min_size=1, max_size=4))
@example([(0, 0, 0, b"")])  # none: it is sound
def test_opening(folder: Path, edits: list[tuple[int, int, int, bytes]]) -> None:
    with names.open_gazetteer(folder / "sound" / "x.gaz") as sound:
        expected = checks.answers(sound)
    copy = folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder / "sound", copy)
    checks.damaged(copy / "x.gaz", edits)
    checks.opening(copy / "x.gaz", expected)


usual = ["id", "kind", "name", "alias", "label", "lang", "prior", "person", "1e9", "nan", "a|b"]
cells = st.sampled_from(usual) | any_text
quoted = cells | cells.map(lambda cell: f'"{cell}"')
tables = st.sampled_from("\t,;").flatmap(
    lambda comma: st.lists(st.lists(quoted, max_size=5).map(comma.join), max_size=6)
)
values = st.recursive(
    cells | st.none() | st.booleans() | st.floats() | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(cells, inner, max_size=3),
    max_leaves=6,
)
fields = st.sampled_from(["id", "kind", "names", "name", "aliases", "prior", "countries", "note", "language", "text"])
records = st.dictionaries(fields, values, max_size=5).map(checks.json_text)
lines = st.lists(records | any_text, max_size=5)
contents = st.binary(max_size=200) | st.builds(
    lambda head, lines, end: (head + end.join(lines)).encode("utf-8", "surrogatepass"),
    st.sampled_from(["", "\ufeff", "id\tkind\tname\n", "id,name\n", "name\n"]),
    tables | lines,
    st.sampled_from(["\n", "\r\n", "\r"]),
)


@fuzzed
@given(contents, st.sampled_from([".csv", ".jsonl", ".ndjson", ".tsv"]))
@example(b"id\tkind\tname\np/1\tperson\tAnna Berg\n", ".tsv")
def test_building(folder: Path, content: bytes, suffix: str) -> None:
    checks.building(content, folder / f"table{suffix}")


OPTIONS = ["--json", "--limit", "--from", "--format", "--raw", "--encoding", "-g", "-o", "--force", "--threshold",
    "--scheme", "--language", "--list", "--workers", "--", "-", "-h", "--version", "--output", "--no-such"]  # fmt: skip
FILES = ["sound/x.gaz", "table.tsv", "sound", "missing", "missing/file.gaz", "made.gaz", "names.txt"]
VALUES = [*FORMATS, "0", "1", "-1", "nan", "0.5", "100", "utf-16", "rot13", "ru-bgn", "be"]
# A slash might lead out of the folder.
words = hostile_names.map(lambda text: text.replace("/", "_")[:2_000])
arguments = st.lists(st.sampled_from([*OPTIONS, *FILES, *VALUES]) | words, max_size=6)


@fuzzed
@given(st.sampled_from(sorted(main.commands)) | words, arguments, st.binary(max_size=60) | words)
@example("compare", ["--json", "\udfff", "[/b]"], b"")
@example("cluster", ["-"], b"a\0b")
def test_commanding(folder: Path, command: str, arguments: Sequence[str], given: bytes | str) -> None:
    content = given if isinstance(given, bytes) else given.encode("utf-8", "surrogatepass")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("NAMES_GAZETTEER", "sound/x.gaz")
        (folder / "names.txt").write_bytes(content)
        checks.commanding([command, *arguments], content)
    with names.open_gazetteer(folder / "sound" / "x.gaz") as untouched:
        assert len(untouched) > 0
