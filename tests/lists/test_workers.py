"""Processes that share the work: in order, early, and never waiting for one that has died."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gazetteer import Entity, MissingGazetteer
from names import Rules, build_gazetteer
from names.errors import WorkerLost
from names.lists.workers import resolve_in_parallel
from names.processes import cores
from names.resolution.resolver import GazetteerSource
from names.resolution.results import Resolution

PATIENCE = 60  # seconds after which a process is taken to hang


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("towns") / "towns.gaz"
    build_gazetteer([Entity("minsk", "place", ("Minsk",)), Entity("bishkek", "place", ("Bishkek",))], path).close()
    return str(path)


def query_of(resolution: Resolution) -> str:
    if resolution.query == "poison":
        os.kill(os.getpid(), signal.SIGKILL)
    return resolution.query


def test_a_worker_that_dies_ends_the_run_with_the_place_reached(towns: str) -> None:
    asked = [f"Town {number}" for number in range(400)]
    asked[300] = "poison"
    found: list[str] = []
    with pytest.raises(WorkerLost) as lost:
        found.extend(resolve_in_parallel(asked, GazetteerSource(towns), 2, convert=query_of))
    assert found == asked[: lost.value.done]
    assert f"{lost.value.done} names are done" in str(lost.value)


def test_results_are_given_while_names_are_still_read(towns: str) -> None:
    read = []

    def asked() -> Iterator[str]:
        for number in range(100_000):
            read.append(number)
            yield f"Town {number}"

    results = resolve_in_parallel(asked(), GazetteerSource(towns), 2, convert=query_of)
    assert next(results) == "Town 0"
    assert len(read) < 1000
    results.close()


@pytest.mark.parametrize("workers", [1, 2])
def test_as_many_processes_as_there_are_give_the_same(workers: int, towns: str) -> None:
    asked = ["Minsk", "Бишкек", "Nowhere", ""] * 5
    resolutions = list(resolve_in_parallel(asked, GazetteerSource(towns), workers, Rules(threshold=0.9), limit=1))
    assert [resolution.query for resolution in resolutions] == asked
    assert [r.entity and r.entity.id for r in resolutions] == ["minsk", "bishkek", None, None] * 5
    assert {resolution.rules for resolution in resolutions} == {Rules(threshold=0.9)}
    assert list(resolve_in_parallel(asked, GazetteerSource(towns), workers, convert=query_of)) == asked


def test_what_is_no_gazetteer_is_refused_before_a_process_is_started(tmp_path: Path) -> None:
    with pytest.raises(MissingGazetteer):
        next(resolve_in_parallel(["Minsk"], GazetteerSource(tmp_path / "none.gaz"), 2))


def test_at_least_one_process_can_work() -> None:
    assert cores() >= 1


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listed.read_text(encoding="ascii").split()] if listed.exists() else []


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads the processes' tree in /proc")
def test_no_worker_outlives_a_killed_parent(towns: str, tmp_path: Path) -> None:
    source = tmp_path / "names.txt"
    source.write_text("\n".join(f"Town {number}" for number in range(200_000)), encoding="utf-8")
    command = [sys.executable, "-m", "names", "lookup", "--json", "--workers", "2", "--force", "-g", towns, "--from"]
    with subprocess.Popen([*command, str(source)], stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert json.loads(run.stdout.readline())["query"] == "Town 0"
        workers = _children(run.pid)
        assert len(workers) >= 2
        run.kill()
    give_up = time.monotonic() + PATIENCE
    while any(map(_is_alive, workers)) and time.monotonic() < give_up:
        time.sleep(0.05)
    assert not any(map(_is_alive, workers))


def test_more_workers_than_cores_are_started_only_where_that_is_forced(towns: str) -> None:
    command = [sys.executable, "-m", "names", "lookup", "--json", "Minsk", "-g", towns, "--workers", "100000000000"]
    done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0
    assert b"cores" in done.stderr
    assert json.loads(done.stdout)["status"] == "match"
