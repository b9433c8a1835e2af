"""Files that are no gazetteer, or are those of another one; and what is told of damage."""

from __future__ import annotations

import builtins
import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from toykeys import VERSION
from workbench import REFUSED, Craft, Workbench, answers, judge, refusals

from gazetteer import Gazetteer, damages, errors
from gazetteer.storage.arrays import _HEAD, FORMAT, MAGIC
from gazetteer.storage.sealing import unseal


def ends(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def replaced(path: Path, make_: Callable[[Path], object]) -> None:
    path.unlink()
    make_(path)


FILES: dict[str, Craft] = {
    "empty": lambda w: ends(w.path, b""),
    "a text": lambda w: ends(w.path, b"id\tname\n" * 99),
    "SQLite's head alone": lambda w: ends(w.path, w.path.read_bytes()[:100]),
    "one page": lambda w: ends(w.path, w.path.read_bytes()[:4096]),
    "no seal": lambda w: ends(w.path, w.path.read_bytes()[:-48]),
    "two seals": lambda w: ends(w.path, w.path.read_bytes() + w.path.read_bytes()[-48:]),
    "its arrays": lambda w: ends(w.path, w.arrays().read_bytes()),
    "another database": lambda w: replaced(w.path, lambda p: w.sql("CREATE TABLE info (name, value)")),
    "another application": lambda w: w.sql("PRAGMA application_id = 7"),
    "another format": lambda w: w.sql("PRAGMA user_version = 2"),
    "a future format": lambda w: w.sql("PRAGMA user_version = 99"),
    "vacuumed": lambda w: w.sql("VACUUM"),
    "one more table": lambda w: w.sql("CREATE TABLE more (x)"),
    "arrays: empty": lambda w: ends(w.arrays(), b""),
    "arrays: head alone": lambda w: ends(w.arrays(), w.arrays().read_bytes()[:64]),
    "arrays: a text": lambda w: ends(w.arrays(), b"no arrays" * 99),
    "arrays: the gazetteer": lambda w: ends(w.arrays(), w.path.read_bytes()),
    "arrays: the other segment": lambda w: ends(w.arrays(), w.arrays(1).read_bytes()),
    "arrays: missing": lambda w: w.arrays().unlink(),
    "arrays: overlay missing": lambda w: w.arrays(1).unlink(),
    "arrays: a folder": lambda w: replaced(w.arrays(), Path.mkdir),
    "arrays: a FIFO": lambda w: replaced(w.arrays(), os.mkfifo),
    "arrays: a device": lambda w: replaced(w.arrays(), lambda p: p.symlink_to("/dev/zero")),
    "arrays: a link to nowhere": lambda w: replaced(w.arrays(), lambda p: p.symlink_to("nowhere")),
    "arrays: a link to itself": lambda w: replaced(w.arrays(), lambda p: p.symlink_to(p.name)),
    "arrays: format 1": lambda w: ends(w.arrays(), w.arrays().read_bytes()[:16] + b"\1" + w.arrays().read_bytes()[17:]),
    "arrays: directory far away": lambda w: ends(
        w.arrays(), _HEAD.pack(MAGIC, FORMAT, 0, 2**63, 2**63) + w.arrays().read_bytes()[_HEAD.size :]
    ),
}


@pytest.mark.parametrize("craft", FILES.values(), ids=FILES.keys())
def test_other_files(sound: Path, tmp_path: Path, craft: Craft) -> None:
    bench = Workbench(shutil.copytree(sound.parent, tmp_path / "a"))
    craft(bench)
    found = answers(bench.path)
    assert refusals(found)
    judge(found, answers(sound), bench.path)


@pytest.mark.parametrize("kind", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_what_is_no_file(tmp_path: Path, kind: Callable[[Path], object]) -> None:
    kind(tmp_path / "x.gaz")
    with pytest.raises(errors.NotAGazetteer, match=r"not a file; .* names build SOURCE -o .*x\.gaz\.gaz"):
        Gazetteer.open(tmp_path / "x.gaz", key_version=VERSION)


@pytest.mark.parametrize("name", ["n" * 300, "a\0b", "loop", "people.tsv/x"])
def test_names_that_no_file_has(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "people.tsv").touch()
    with pytest.raises(REFUSED):
        Gazetteer.open(tmp_path / name, key_version=VERSION)


@pytest.mark.parametrize("suffix", ["x.gaz", ".arrays"])
def test_a_file_that_may_not_be_read(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    path = shutil.copytree(sound.parent, tmp_path / "a") / "x.gaz"
    real = io.open

    def denied(file: Any, *arguments: Any, **options: Any) -> Any:
        if str(file).endswith(suffix):
            raise PermissionError(13, "Permission denied", str(file))
        return real(file, *arguments, **options)

    for place in (io, builtins):  # pathlib's and numpy's
        monkeypatch.setattr(place, "open", denied)
    with pytest.raises(errors.NotAGazetteer, match=r"cannot be read \(Permission denied\); .* chmod a\+r .*x\.gaz\*$"):
        Gazetteer.open(path, key_version=VERSION)


def test_another_builds_arrays_under_the_expected_name(sound: Path, other: Path, tmp_path: Path) -> None:
    mine = Workbench(shutil.copytree(sound.parent, tmp_path / "a"))
    for at in (0, 1):
        shutil.copyfile(Workbench(other.parent).arrays(at), mine.arrays(at))
    with pytest.raises(errors.NotAGazetteer, match="another build"):
        Gazetteer.open(mine.path, key_version=VERSION)


def test_the_repair_of_arrays_names_the_gazetteer(sound: Path) -> None:
    arrays = Workbench(sound.parent).arrays()
    for path in (arrays, arrays.with_name(arrays.name.replace("x.gaz", "gone.gaz"))):
        with pytest.raises(REFUSED) as caught:
            Gazetteer.open(path, key_version=VERSION)
        assert f"-o {path.parent / path.name[: path.name.index('.gaz') + 4]}" in str(caught.value)
        assert ".arrays" not in str(caught.value).split(";", 1)[1]


def test_damages_are_told_one_by_one(sound: Path, tmp_path: Path) -> None:
    bench = Workbench(shutil.copytree(sound.parent, tmp_path / "a"))
    with Gazetteer.open(bench.path, key_version=VERSION) as gaz:
        assert damages(gaz) == []
    data, place = bytearray(bench.arrays().read_bytes()), {}
    bench.directory(place.update)
    for name in ("texts", "gram.postings"):
        data[place[name][2]] ^= 1
    _, items, begin, *_ = place["texts"]
    assert (begin + items) % 64
    data[begin + items] ^= 1  # between two arrays
    bench.arrays().write_bytes(data)
    with Gazetteer.open(bench.path, key_version=VERSION) as gaz:
        told = [error.reason for error in damages(gaz)]
    assert sorted(told) == [
        "its arrays are damaged (the gaps between them are not empty)",
        "the array 'gram.postings' is damaged (its checksum differs)",
        "the array 'texts' is damaged (its checksum differs)",
    ]


def test_damage_that_only_sqlite_notices(sound: Path, tmp_path: Path) -> None:
    bench = Workbench(shutil.copytree(sound.parent, tmp_path / "a"))
    bench.sql("CREATE TABLE more (x)", "INSERT INTO more VALUES (NULL)", "PRAGMA writable_schema = ON",
              "UPDATE sqlite_master SET sql = 'CREATE TABLE more (x NOT NULL)' WHERE name = 'more'")  # fmt: skip
    bench.seal()
    with Gazetteer.open(bench.path, key_version=VERSION) as gaz:
        assert ["NULL value in more.x" in error.reason for error in damages(gaz)] == [True]


def test_a_file_that_is_replaced_all_the_time(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "samestat", lambda *_: False)
    with pytest.raises(errors.NotAGazetteer, match="it is being replaced all the time"):
        Gazetteer.open(sound, key_version=VERSION)


def test_what_is_too_short_has_no_seal(tmp_path: Path) -> None:
    (tmp_path / "short").write_bytes(b"GZTRSEAL")
    assert not unseal(tmp_path / "short")
