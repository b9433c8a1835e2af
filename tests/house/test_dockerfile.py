"""The steps of the Dockerfile, done without an engine: in folders that stand for the roots of its stages."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from command_line import ROOT
from live import PATIENCE
from pathspec import GitIgnoreSpec

sys.path.insert(0, str(ROOT))

import hatch_build


class Step(NamedTuple):
    """An instruction of the Dockerfile."""

    word: str
    rest: str


def _steps() -> Iterator[Step]:
    for line in re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text("utf-8")).splitlines():
        if line.strip() and not line.startswith("#"):
            word, _, rest = line.partition(" ")
            yield Step(word, rest.strip())


def _context(target: Path) -> None:
    """What is sent to an engine: the files of the project without those that .dockerignore leaves out."""
    ignored = GitIgnoreSpec.from_lines((ROOT / ".dockerignore").read_text("utf-8").splitlines())
    for path in filter(Path.is_file, (ROOT / top for top in ignored.match_tree_files(ROOT, negate=True))):
        (target / path.relative_to(ROOT)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target / path.relative_to(ROOT))
    data = target / "gazetteer" / "data"
    for path in (ROOT / "gazetteer" / "data").glob("default.gaz*"):  # to compile it takes a minute, with every install
        shutil.copyfile(path, data / path.name)
    (data / "default.inputs").write_text(hatch_build._digest(target), encoding="ascii")


def _run_stage(steps: list[Step], root: Path, built: Path, python: Path) -> dict[str, str]:
    """Do the steps of a stage; the last values of instructions that only tell something are returned."""
    folder, told = root, {}
    for word, rest in steps:
        mapped = re.sub(r"(?<![\w.])/(?=(?:install|data|src)\b)", f"{root}/", rest)
        if word == "WORKDIR":
            folder = Path(mapped)
            folder.mkdir(parents=True, exist_ok=True)
        elif word == "COPY" and rest == ". .":
            _context(folder)
        elif word == "COPY":
            assert rest == "--from=build /install /usr/local"
            shutil.copytree(built / "install", root / "usr" / "local")
        elif word == "RUN":
            command = mapped.replace("pip install", f"{python} -m pip install --quiet")
            subprocess.run(["sh", "-ec", command], cwd=folder, check=True)
        else:
            told[word] = mapped
    return told


@pytest.mark.slow
def test_the_image_answers(tmp_path: Path) -> None:
    steps = list(_steps())
    second = next(place for place, step in enumerate(steps) if step.word == "FROM" and place)
    python = Path(sys.executable)
    _run_stage(steps[:second], tmp_path / "build", tmp_path, python)
    told = _run_stage(steps[second:], tmp_path / "final", tmp_path / "build", python)
    assert told["USER"] == "65534:65534"
    local = tmp_path / "final" / "usr" / "local"
    packages = next(local.glob("lib/python3*/site-packages"))
    command = [str(local / "bin" / json.loads(told["ENTRYPOINT"])[0]), *json.loads(told["CMD"]), "--port", "0"]
    name, _, value = told["ENV"].partition("=")
    environment = {**os.environ, "PYTHONPATH": str(packages), name: value, "NAMES_TOKEN": "s3cret"}
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr
        address = next(found for line in process.stderr if (found := re.search(r"http://0\.0\.0\.0:(\d+)/", line)))
        url = f"http://127.0.0.1:{address[1]}"
        with urllib.request.urlopen(f"{url}/health", timeout=PATIENCE) as answer:
            assert answer.status == 200
        asked = urllib.request.Request(
            f"{url}/api/lookup?name=Tichanowskaja", headers={"Authorization": "Bearer s3cret"}
        )
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            assert json.load(answer)["candidates"][0]["entity"] == "person/sviatlana-tsikhanouskaya"
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)
