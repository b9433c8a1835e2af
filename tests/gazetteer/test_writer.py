"""Building: the same input gives the same bytes, and a failure leaves what was there."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from toykeys import JANE, KYIV, VERSION, keys, make

from gazetteer import Alias, Entity, Gazetteer, Ragged, build, errors, writer
from gazetteer.storage import publishing


def names_in(path: Path) -> list[str]:
    return sorted(file.name for file in path.iterdir())


def test_same_input_same_bytes(tmp_path):
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        make([KYIV, JANE], tmp_path / name / "x.gaz").close()
        made.append({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()})
    assert made[0] == made[1]
    assert len(made[0]) == 2


def test_batches_do_not_show(tmp_path, monkeypatch):
    people = [Entity(str(i), "person", [f"name {i}", f"n {i}"]) for i in range(50)]
    whole = make(people)
    monkeypatch.setattr(writer, "BATCH", 7)
    monkeypatch.setattr("gazetteer.storage.postings.SORTED_AT_ONCE", 60)
    monkeypatch.setattr("gazetteer.storage.arrays._CHUNK", 9)
    batches = []

    def noted(aliases):
        batches.append(len(aliases))
        return keys(aliases)

    parts = build(people, tmp_path / "x.gaz", keys=noted, key_version=VERSION)
    assert list(parts) == list(whole) == people
    assert batches == [8] * 12 + [4]
    for field in ("start", "gram"):
        for left, right in zip(parts.segments[0].postings(field), whole.segments[0].postings(field), strict=True):
            assert left.tolist() == pytest.approx(right.tolist())


def test_duplicate_ids(tmp_path):
    twice = [KYIV, JANE, Entity("place:1", "place", ["Kiev"])]
    for path in (None, tmp_path / "x.gaz"):
        with pytest.raises(errors.DuplicateEntity, match="'place:1'"):
            make(twice, path)
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("moment", [(writer, "write_arrays"), (writer, "complete"), (publishing, "_publish")])
def test_failure_leaves_the_old_file(tmp_path, monkeypatch, moment):
    path = tmp_path / "x.gaz"
    make([KYIV], path).close()
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}

    def fail(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(*moment, fail)
    with pytest.raises(KeyboardInterrupt):
        make([JANE], path)
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


@pytest.mark.parametrize("renames", [0, 1])
def test_killed_while_renaming(tmp_path, renames):
    """Killed before the first rename, or between the two: the old gazetteer opens; what is left over goes
    when the next is built.
    """
    path = tmp_path / "x.gaz"
    make([KYIV], path).close()
    code = f"""
import os, sys; sys.path[:0] = {[str(Path(__file__).parents[number]) for number in (1, 2)]}
from pathlib import Path; from toykeys import *; from gazetteer import Entity, build
real, done = Path.replace, []
def replace(self, target):
    if len(done) == {renames}: os._exit(9)
    done.append(target); return real(self, target)
Path.replace = replace
build([Entity("person:1", "person", ["Jane Doe"])], {str(path)!r}, keys=keys, key_version=VERSION)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    with Gazetteer.open(path, key_version=VERSION) as gaz:
        assert list(gaz) == [KYIV]
    assert len(names_in(tmp_path)) == 3 + renames
    make([JANE], path).close()
    with Gazetteer.open(path, key_version=VERSION) as gaz:
        assert list(gaz) == [JANE]
    assert len(names_in(tmp_path)) == 2


def test_rebuilding_removes_what_is_superseded(tmp_path):
    path = tmp_path / "x.gaz"
    reader = make([KYIV], path)
    make([JANE], path).close()
    make([JANE], path).close()
    make([JANE], tmp_path / "x.gaz.other").close()
    assert len(names_in(tmp_path)) == 4
    assert list(reader) == [KYIV]  # who has the old one open keeps it


def test_whatever_fails_closes_its_database(tmp_path, monkeypatch):
    connect, opened = sqlite3.connect, []

    def noted(*args, **named):
        opened.append(connect(*args, **named))
        return opened[-1]

    def closed(db):
        try:
            db.execute("SELECT 1")
        except sqlite3.ProgrammingError:
            return True
        return False

    def failing(*_):
        raise OSError

    path = tmp_path / "x.gaz"
    make([KYIV], path).close()
    monkeypatch.setattr(sqlite3, "connect", noted)
    for target in (None, path):
        with pytest.raises(errors.DuplicateEntity):
            make([KYIV, KYIV], target)
    monkeypatch.setattr("gazetteer.storage.schema.create", failing)
    with pytest.raises(errors.CannotWrite):
        make([KYIV], tmp_path / "y.gaz")
    monkeypatch.setattr("os.path.samestat", failing)
    with pytest.raises(errors.NotAGazetteer):
        Gazetteer.open(path, key_version=VERSION)
    assert len(opened) >= 4
    assert all(map(closed, opened))


def test_wrong_keys_functions_are_told():
    for broken in (
        lambda aliases: keys(aliases)._replace(forms=[]),
        lambda aliases: keys(aliases)._replace(fields={"start": Ragged.of([])}),
    ):
        with pytest.raises(ValueError, match="keys function gave"):
            build([KYIV], keys=broken, key_version=VERSION)


def test_keys_that_their_offsets_do_not_count_are_told():
    ragged = Ragged.of([[1, 2], [3]])
    wrong = ragged._replace(offsets=ragged.offsets + 1)

    def broken(aliases):
        return keys(aliases)._replace(fields={"start": wrong._replace(offsets=wrong.offsets * 2)})

    with pytest.raises(ValueError, match="the offsets are for 6 keys, but there are 3"):
        build([KYIV], keys=broken, key_version=VERSION)


@pytest.mark.parametrize("of", ["entity", "alias"])
def test_too_many_kinds_are_refused(of):
    kinds = [f"kind {number}" for number in range(257)]
    if of == "entity":
        entities = [Entity(kind, kind, ["a"]) for kind in kinds]
    else:
        entities = [Entity("x", "place", [Alias(kind, kind=kind) for kind in kinds])]
    with pytest.raises(errors.GazetteerError, match=f"more than 256 kinds of {of}"):
        make(entities)
