"""The pages of docs/: the site builds, what they show is what happens, and what they name is there.

`python tests/house/test_site.py` writes the present outputs into the pages; review the difference.
"""

from __future__ import annotations

import importlib
import itertools
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from test_docs import ROOT, elsewhere, output_of, sessions

import gazetteer
import names

PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "CONTRIBUTING.md"])
ROW = re.compile(r"^\| *(?P<low>[.\d]+)–(?P<high>[.\d]+) \|(?P<cells>.*)\|$", re.MULTILINE)
PLACEHOLDER = re.compile(r"\b(?:SCRIPT|NAME)\b")
TICKED = re.compile(r"`((?:names|gazetteer|tests|docs|benchmarks)(?:[./][\w*-]+)+/?)`")
PATH = re.compile(r"\b(?:names|gazetteer|tests|docs)/[\w*/-]+\.\w+")

__all__ = ["elsewhere"]  # a fixture


@pytest.mark.slow
def test_the_site_builds(tmp_path: Path) -> None:
    # Not with --quiet, by which warnings count for nothing.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    environment = {**os.environ, "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    library = (tmp_path / "library.html").read_text(encoding="utf-8")
    for package in (names, gazetteer):
        for name in package.__all__:
            assert f'id="{package.__name__}.{name}"' in library or f"{package.__name__}.{name}</code>" in library, name
    assert "<blockquote>" not in library  # what becomes of a doctest that is not taken for one


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_on_a_page_gives_what_is_shown(page: Path, elsewhere: None) -> None:
    for command, output in sessions(page.read_text(encoding="utf-8")):
        assert output_of(command) == output, command


def examples(section: str) -> list[tuple[float, float, str, str]]:
    """Lower and upper bound of a band, what stands in the second column, and each of its examples."""
    rows = []
    for row in ROW.finditer(section):
        second, *_, last = (cell.strip() for cell in row["cells"].split("|"))
        rows += [(float(row["low"]), float(row["high"]), second, example.strip()) for example in last.split("·")]
    return rows


def test_examples_of_scores_lie_in_their_bands(gaz: gazetteer.Gazetteer) -> None:
    two, one = (ROOT / "docs" / "scores.md").read_text(encoding="utf-8").split("## A name and")
    pairs, queries = examples(two), examples(one)
    assert len(pairs) > 12
    assert len(queries) > 8
    for low, high, _, example in pairs:
        left, right = example.split(", ")
        assert low <= names.compare(left, right).score <= high, example
    for low, high, status, example in queries:
        query, label = example.split(" → ")
        resolution = names.resolve(query, gaz)
        assert low <= resolution.score <= high, example
        assert (resolution.status, resolution.candidates[0].entity.label) == (status.split(",")[0], label)


def test_the_page_of_scores_has_the_thresholds_in_force() -> None:
    page = (ROOT / "docs" / "scores.md").read_text(encoding="utf-8")
    name, text = (f"{threshold:g}".lstrip("0") for threshold in (names.Rules().threshold, names.TextRules().threshold))
    assert f"A match takes {name}:" in page
    assert f"In a running text {text} is enough" in page
    assert page.count(f"| **{name}** |") == 1
    assert page.count(f"\n| {name}–.90 | match |") == page.count(f"\n| .10–{name} | none") == 1


def test_what_heads_of_tables_name_is_there() -> None:
    for table in [*(ROOT / "names" / "data").glob("*.tsv"), *(ROOT / "tests" / "cases").glob("*.tsv")]:
        with table.open(encoding="utf-8") as lines:
            head = "".join(itertools.takewhile(lambda line: line.startswith("#"), lines))
        for named in PATH.findall(head):
            assert list(ROOT.glob(named)), f"{table.name}: {named}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_names_is_there(page: Path) -> None:
    for named in TICKED.findall(page.read_text(encoding="utf-8")):
        if "/" in named:
            pattern = PLACEHOLDER.sub("*", named)
            assert list(ROOT.glob(pattern)) or "default.gaz" in named, named
        else:
            assert found(named), named


def found(dotted: str) -> bool:
    """Whether a dotted name is a module, or an attribute of one."""
    module, _, attribute = dotted.rpartition(".")
    try:
        importlib.import_module(dotted)
    except ModuleNotFoundError:
        return hasattr(importlib.import_module(module), attribute)
    return True


if __name__ == "__main__":
    import contextlib
    import tempfile

    import test_command_line_page
    from test_docs import CONSOLE, rewrite

    test_command_line_page.write()
    with tempfile.TemporaryDirectory() as directory, contextlib.chdir(directory):
        Path("examples").symlink_to(ROOT / "examples")
        for page in PAGES:
            page.write_text(CONSOLE.sub(rewrite, page.read_text(encoding="utf-8")), encoding="utf-8")
