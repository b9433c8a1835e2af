"""Drafts: what the system refuses, what a killed process leaves, and what the next one removes."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filing import KYIV, MANY, contents, refused, run
from toykeys import VERSION, keys

from gazetteer import CannotWrite, Entity, build, update, writer
from gazetteer.storage import publishing, schema
from gazetteer.storage.arrays import Spool

pytestmark = pytest.mark.slow  # all together

ROOT = Path(__file__).parents[3]


def refusal(real: Callable[..., object], error: Exception, after: int) -> Callable[..., object]:
    """A call that goes through so many times; then the system refuses."""
    calls = []

    def call(*arguments: object, **options: object) -> object:
        calls.append(arguments)
        if len(calls) > after:
            raise error
        return real(*arguments, **options)

    return call


FULL = sqlite3.OperationalError("database or disk is full")
FULL.sqlite_errorcode = sqlite3.SQLITE_FULL
MOMENTS = [
    (Path, "mkdir"), (Path, "replace"), (Spool, "append"), (sqlite3, "connect"), (writer, "write_arrays"),
    (writer, "complete"), (publishing, "seal"), (schema, "create"), (publishing, "_publish"), (os, "fsync"),
]  # fmt: skip


@pytest.mark.parametrize("before", [[], KYIV], ids=["new", "replaced"])
@pytest.mark.parametrize(("owner", "name"), MOMENTS, ids=[name for _, name in MOMENTS])
@pytest.mark.parametrize(
    ("error", "repair"),
    [(OSError(errno.ENOSPC, "No space left on device"), "free some space"), (FULL, "free some space"),
     (OSError(errno.EROFS, "Read-only file system"), "that can be written"),
     (PermissionError(errno.EACCES, "Permission denied"), "folder of your own")],
    ids=["full", "SQLite full", "read-only", "denied"],
)  # fmt: skip
def test_what_the_system_refuses(
    folder: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str, error: Exception, repair: str,
    before: list[Entity],
) -> None:  # fmt: skip
    path = folder / "x.gaz"
    if before:
        build(before, path, keys=keys, key_version=VERSION).close()
    there = contents(folder)
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, refusal(getattr(owner, name), error, after=name == "replace"))
        if (owner, name) == (os, "fsync"):  # of the arrays; what is only to be on disk sooner may fail
            patched.setattr("gazetteer.storage.publishing.sync", lambda path: None)
        with pytest.raises(CannotWrite, match=repair) as caught:
            build(MANY, path, keys=keys, key_version=VERSION)
    assert "\n" not in str(caught.value)
    assert contents(folder) == there
    assert not list(folder.glob("*draft"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_not_ones_own(source: Path, folder: Path) -> None:
    folder.chmod(0o500)
    refused(run("build", source, "-o", folder / "x.gaz"), folder / "x.gaz")


LIMITED = """
import resource, sys
from names.cli.commands import main
resource.setrlimit(resource.RLIMIT_FSIZE, 2 * (int(sys.argv.pop(1)),))
main()
"""


@pytest.mark.parametrize("size", [0, 100, 5_000, 40_000, 60_000, 100_000])
def test_a_file_that_cannot_grow(folder: Path, size: int) -> None:
    """The system refuses in earnest, wherever it happens to."""
    rows = "".join(f"{i}\tplace {i}\n" for i in range(3000))
    (folder / "many.tsv").write_text(f"id\tname\n{rows}", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(size), "build", "many.tsv", "-o", "x.gaz"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if "Error" in line] == done.stderr.splitlines()[-1:]
    assert "Traceback" not in done.stderr
    assert [file.name for file in folder.iterdir()] == ["many.tsv"]


@contextmanager
def building(folder: Path, name: str = "x.gaz") -> Iterator[subprocess.Popen[str]]:
    """A build that waits for more of its source."""
    fifo = folder.parent / f"{name}.jsonl"
    fifo.unlink(missing_ok=True)
    os.mkfifo(fifo)
    known = set(folder.glob("*draft"))
    process = subprocess.Popen(
        [sys.executable, "-m", "names", "build", str(fifo), "-o", str(folder / name)],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    with fifo.open("w") as feed:
        end = time.monotonic() + 30
        while set(folder.glob("*draft")) <= known and time.monotonic() < end:
            time.sleep(0.01)
        assert set(folder.glob("*draft")) > known
        try:
            yield process
        finally:
            process.kill()
            process.communicate()
            assert feed


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_build_that_is_ended_leaves_nothing(folder: Path, number: signal.Signals) -> None:
    build(KYIV, folder / "x.gaz", keys=keys, key_version=VERSION).close()
    there = contents(folder)
    with building(folder) as process:
        process.send_signal(number)
        _, told = process.communicate(timeout=30)
        assert process.returncode not in (0, -signal.SIGKILL)
        assert "Traceback" not in told
        assert contents(folder) == there
        assert not list(folder.glob("*draft"))


def test_the_next_build_removes_what_a_killed_one_left_and_nothing_of_a_running_one(folder: Path) -> None:
    (folder / "notes.0123456789abcdef.partial").touch()  # somebody else's
    (folder / "x.gaz.0123456789abcdef.gazetteer-draft").touch()  # a file, which no draft is
    with building(folder) as killed, building(folder, "y.gaz") as running:
        dead = next(folder.glob("x.gaz.*/")).name
        alive = next(folder.glob("y.gaz.*/")).name
        killed.kill()
        killed.wait()
        assert (folder / dead).is_dir()
        build(KYIV, folder / "z.gaz", keys=keys, key_version=VERSION).close()
        assert not (folder / dead).exists()
        assert (folder / alive).is_dir()
        build(KYIV, folder / "y.gaz", keys=keys, key_version=VERSION).close()
        assert (folder / alive).is_dir()
        assert running.poll() is None
    build(KYIV, folder / "y.gaz", keys=keys, key_version=VERSION).close()
    assert sorted(file.name.split(".")[0] for file in folder.iterdir()) == ["notes", "x", "y", "y", "z", "z"]


def test_arrays_that_nobody_names_go_with_the_next_build(folder: Path) -> None:
    build(KYIV, folder / "x.gaz", keys=keys, key_version=VERSION).close()
    orphan, others = folder / "x.gaz.0123456789abcdef.arrays", folder / "y.gaz.0123456789abcdef.arrays"
    for file in (orphan, others):
        shutil.copyfile(next(folder.glob("x.gaz.*.arrays")), file)
    build(MANY, folder / "x.gaz", keys=keys, key_version=VERSION).close()
    assert not orphan.exists()
    assert others.exists()
    assert len(contents(folder)) == 3


@pytest.mark.parametrize("find", [bytes.index, bytes.rindex], ids=["info", "rows"])
def test_damage_is_not_sealed_by_an_update(folder: Path, find: Callable[[bytes, bytes], int]) -> None:
    path = folder / "x.gaz"
    build(MANY, path, keys=keys, key_version=VERSION).close()
    data = bytearray(path.read_bytes())
    data[find(bytes(data), b"place") + 2] ^= 1
    path.write_bytes(data)
    before = contents(folder)
    with pytest.raises(Exception, match=r"damaged .*names build SOURCE -o .*x\.gaz$"):
        update(path, add=KYIV, keys=keys, key_version=VERSION)
    assert contents(folder) == before


def test_check_tells_every_damage_in_a_line(source: Path, folder: Path) -> None:
    path = folder / "x.gaz"
    assert run("build", source, "-o", path).exit_code == 0
    sound = run("check", path)
    assert (sound.exit_code, sound.stdout, sound.stderr) == (0, f"{path}: ok, 1 entities, 1 names\n", "")
    for file in folder.iterdir():
        data = bytearray(file.read_bytes())
        data[data.index(b"und" if file == path else b"Kyiv") + 1] ^= 1
        file.write_bytes(data)
    damaged = run("check", path)
    assert damaged.exit_code == 1
    assert len(damaged.stdout.splitlines()) >= 2
    assert all(line.endswith(f"build it again: names build SOURCE -o {path}") for line in damaged.stdout.splitlines())
    refused(run("lookup", "Kyiv", "-g", path), path)
    refused(run("check", folder / "none.gaz"), folder / "none.gaz")
