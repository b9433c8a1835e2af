"""A build of a dump that is killed at any moment leaves the old gazetteer or the new one; the next clears the rest."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from rows import CASES

import names
from names.cli.commands import main

ROOT = Path(__file__).parents[3]
DUMP = CASES / "sources" / "wikidata" / "dump.json"
PATIENCE = 60.0  # seconds until a build must have come to a moment, or ended
NEW = 8  # entities of the dump
# What is there at the moment: beside the gazetteer, or in the draft.
BEGUN, WRITTEN, RENAMED = "*.gazetteer-draft", "*.gazetteer-draft/arrays", "x.gaz.*.arrays"


def build(source: Path, target: Path) -> None:
    assert CliRunner().invoke(main, ["build", str(source), "-o", str(target)]).exit_code == 0


@pytest.mark.parametrize(
    ("number", "moment"),
    [(signal.SIGKILL, BEGUN), (signal.SIGKILL, WRITTEN), (signal.SIGKILL, RENAMED), (signal.SIGTERM, BEGUN)],
    ids=["killed when begun", "killed when written", "killed when renamed", "ended when begun"],
)
def test_a_killed_build_leaves_the_old_gazetteer_or_the_new_one(tmp_path: Path, number: int, moment: str) -> None:
    folder, old = tmp_path / "out", tmp_path / "old.tsv"
    folder.mkdir()
    old.write_text("id\tname\nk\tKyiv\n", encoding="utf-8")
    target = folder / "x.gaz"
    build(old, target)
    kill_building(target, number, moment)
    with names.open_gazetteer(target) as left:
        assert [entity.label for entity in left] == ["Kyiv"] or len(left) == NEW
    if number != signal.SIGKILL:
        assert len(list(folder.iterdir())) == 2
    build(old, target)
    assert sorted(file.suffix for file in folder.iterdir()) == [".arrays", ".gaz"]
    with names.open_gazetteer(target) as left:
        assert len(left) == 1


def kill_building(target: Path, number: int, moment: str) -> None:
    """Begin to build the dump, and send the signal as soon as something new is there that matches `moment`."""
    known = set(target.parent.glob(moment))
    command = [sys.executable, "-m", "names", "build", str(DUMP), "-o", str(target)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        end = time.monotonic() + PATIENCE
        while process.poll() is None and set(target.parent.glob(moment)) <= known and time.monotonic() < end:
            time.sleep(0.001)
        assert time.monotonic() < end
        process.send_signal(number)
