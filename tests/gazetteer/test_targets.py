"""Where gazetteers are written: what is replaced and what is not, what is said, and what is left."""

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
from click.testing import CliRunner, Result
from toykeys import VERSION, keys

from gazetteer import CannotWrite, Entity, Gazetteer, build, update, writer
from gazetteer.storage import publishing, schema
from gazetteer.storage.arrays import Spool
from names.cli.commands import main

ROOT = Path(__file__).parents[2]
SOURCE = "id\tname\nk\tKyiv\n"
KYIV = [Entity("k", "place", ["Kyiv"])]
MANY = [Entity(str(i), "place", [f"place {i}", f"town {i}"]) for i in range(3000)]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="names")


def contents(folder: Path) -> dict[str, bytes | str]:
    """Everything in a folder, links as what they point to."""
    return {
        file.relative_to(folder).as_posix(): str(file.readlink()) if file.is_symlink() else file.read_bytes()
        for file in folder.rglob("*")
        if file.is_symlink() or file.is_file()
    }


def refused(result: Result, path: Path) -> None:
    """One line that names the file, and exit code 1."""
    assert result.exit_code == 1
    assert result.stdout == ""
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith(f"Error: {path}: ")
    assert "; " in line


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "people.tsv").write_text(SOURCE, encoding="utf-8")
    return tmp_path / "people.tsv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def same(source: Path) -> Path:
    return source


def hard_link(source: Path) -> Path:
    (source.parent / "hard.gaz").hardlink_to(source)
    return source.parent / "hard.gaz"


def soft_link(source: Path) -> Path:
    (source.parent / "soft.gaz").symlink_to(source.name)
    return source.parent / "soft.gaz"


def link_to_a_link(source: Path) -> Path:
    (source.parent / "two.gaz").symlink_to(soft_link(source))
    return source.parent / "two.gaz"


def roundabout(source: Path) -> Path:
    (source.parent / "round").symlink_to(".")
    return source.parent / "round" / ".." / source.parent.name / source.name


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("target", [same, hard_link, soft_link, link_to_a_link, roundabout])
def test_the_source_is_not_replaced(source: Path, target: Callable[[Path], Path], force: list[str]) -> None:
    path = target(source)
    before = contents(source.parent)
    refused(run("build", source, "-o", path, *force), path)
    assert contents(source.parent) == before


def test_a_source_that_is_part_of_the_target_is_not_replaced(source: Path, folder: Path) -> None:
    build(KYIV, folder / "x.gaz", keys=keys, key_version=VERSION).close()
    arrays = next(folder.glob("*.arrays"))
    for part in (folder / "x.gaz", arrays):
        link = source.with_name(f"{part.suffix[1:]}.tsv")
        link.symlink_to(part)
        before = contents(folder)
        refused(run("build", link, "-o", folder / "x.gaz", "--force"), folder / "x.gaz")
        assert contents(folder) == before


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_arrays_are_not_replaced(source: Path, folder: Path, force: list[str]) -> None:
    build(KYIV, folder / "x.gaz", keys=keys, key_version=VERSION).close()
    link = source.with_name("link.gaz")
    link.symlink_to(next(folder.glob("*.arrays")))
    before = contents(folder)
    for path in (link, link.readlink(), folder / "y.gaz.0123456789abcdef.arrays"):
        refused(run("build", source, "-o", path, *force), path)
    assert contents(folder) == before


def foreign_database(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE t (x)")
    db.close()


FOREIGN: dict[str, Callable[[Path], object]] = {
    "table": lambda path: path.write_text(SOURCE, encoding="utf-8"),
    "empty": Path.touch,
    "database": foreign_database,
    "binary": lambda path: path.write_bytes(os.urandom(300)),
    "nearly": lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(84)),
}


@pytest.mark.parametrize("make", FOREIGN.values(), ids=FOREIGN.keys())
def test_only_force_replaces_what_is_no_gazetteer(source: Path, folder: Path, make: Callable[[Path], object]) -> None:
    path = folder / "x.gaz"
    make(path)
    before = contents(folder)
    result = run("build", source, "-o", path)
    refused(result, path)
    assert "--force" in result.stderr
    assert contents(folder) == before
    assert run("build", source, "-o", path, "--force").exit_code == 0
    assert run("check", path).stdout == f"{path}: ok, 1 entities, 1 names\n"
    assert len(contents(folder)) == 2


def older(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 2")
    db.close()


@pytest.mark.parametrize(
    "spoil",
    [lambda path: None, older, lambda path: path.write_bytes(path.read_bytes()[:5000]),
     lambda path: next(path.parent.glob("*.arrays")).write_bytes(b"")],
    ids=["sound", "older", "cut", "arrays"],
)  # fmt: skip
def test_a_gazetteer_is_replaced_in_whatever_state(source: Path, folder: Path, spoil: Callable[[Path], object]) -> None:
    build(MANY, folder / "x.gaz", keys=keys, key_version=VERSION).close()
    spoil(folder / "x.gaz")
    assert run("build", source, "-o", folder / "x.gaz").exit_code == 0
    assert run("check", folder / "x.gaz").exit_code == 0
    assert len(contents(folder)) == 2


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize(
    "make",
    [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/null"), lambda path: path.symlink_to(path.name),
     lambda path: path.symlink_to(".")],
    ids=["folder", "FIFO", "device", "loop", "link to a folder"],
)  # fmt: skip
def test_nothing_but_files_is_replaced(
    source: Path, folder: Path, make: Callable[[Path], object], force: list[str]
) -> None:
    path = folder / "x.gaz"
    make(path)
    refused(run("build", source, "-o", path, *force), path)
    assert [file.name for file in folder.iterdir()] == ["x.gaz"]


def test_a_device_stays_one(source: Path) -> None:
    refused(run("build", source, "-o", "/dev/null", "--force"), Path("/dev/null"))
    assert Path("/dev/null").is_char_device()


def test_links_are_followed(source: Path, folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.gaz"
    link.symlink_to(folder / "x.gaz")
    for entities in (KYIV, MANY):  # first where nothing is yet, then where a gazetteer is
        build(entities, link, keys=keys, key_version=VERSION).close()
        assert link.readlink() == folder / "x.gaz"
        assert len(contents(folder)) == 2
        for path in (link, folder / "x.gaz"):
            with Gazetteer.open(path, key_version=VERSION) as gaz:
                assert list(gaz) == entities
    update(link, remove=["1"], keys=keys, key_version=VERSION).close()
    with Gazetteer.open(folder / "x.gaz", key_version=VERSION) as gaz:
        assert len(gaz) == len(MANY) - 1
    assert link.is_symlink()


def test_links_to_both_files_may_stand_elsewhere(folder: Path, tmp_path: Path) -> None:
    """As caches of content do it: every name is a link to a file that is called by its digest."""
    build(KYIV, tmp_path / "x.gaz", keys=keys, key_version=VERSION).close()
    for number, file in enumerate(tmp_path.glob("x.gaz*")):
        blob = file.rename(tmp_path / str(number))
        (folder / file.name).symlink_to(blob)
    with Gazetteer.open(folder / "x.gaz", key_version=VERSION) as gaz:
        assert list(gaz) == KYIV


@pytest.mark.parametrize(
    ("name", "repair"),
    [("no/x.gaz", "make its folder first"), ("n" * 300, "shorter"), ("n" * 240, "shorter"), ("people.tsv/x", "folder"),
     ("a\0b", "another"), ("loop/x", "another"), ("", "another"), (".", "another"), ("..", "another")],
)  # fmt: skip
def test_names_that_cannot_be(source: Path, name: str, repair: str) -> None:
    (source.parent / "loop").symlink_to("loop")
    before = contents(source.parent)
    result = run("build", source, "-o", f"{source.parent}/{name}")
    assert result.exit_code == 1
    assert repair in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert contents(source.parent) == before


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
    (writer, "describe"), (schema, "seal"), (schema, "create"), (publishing, "_publish"), (os, "fsync"),
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


def test_damage_is_not_sealed_by_an_update(folder: Path) -> None:
    path = folder / "x.gaz"
    build(MANY, path, keys=keys, key_version=VERSION).close()
    data = bytearray(path.read_bytes())
    data[data.index(b"place") + 2] ^= 1
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
