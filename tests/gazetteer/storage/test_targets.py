"""Where gazetteers are written: what is replaced and what is not, and what is said."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from filing import KYIV, MANY, SOURCE, contents, refused, run
from toykeys import VERSION, keys

from gazetteer import Gazetteer, build, update


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
