"""Entities, and the life of a gazetteer file."""

import pickle
import random
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toykeys import VERSION, keys

import gazetteer
from gazetteer import Alias, Entity, Gazetteer, build, compact, errors, update, writer
from gazetteer.storage import publishing

KYIV = Entity(
    "place:1",
    "place",
    ["Kyiv", Alias("Київ", "uk", "label", "hand")],
    countries=["UA"],
    prior=2.9,
    note="capital",
)
JANE = Entity("person:1", "person", ["Jane Doe", "J. Doe"])
TEXTS = st.text(st.characters(exclude_categories=()), max_size=12)
CLEAN = st.text(min_size=1, max_size=6)
ENTITIES = st.builds(
    Entity,
    CLEAN,
    st.sampled_from(["person", "place"]),
    st.lists(
        st.builds(Alias, TEXTS, st.sampled_from(["und", "uk"]), st.sampled_from(["alias", "code"])),
        min_size=1,
        max_size=4,
    ),
    countries=st.lists(CLEAN, max_size=2),
    prior=st.floats(allow_nan=False, allow_infinity=False),
    note=CLEAN,
)


def make(entities, path=None, key_version=VERSION):
    return build(entities, path, keys=keys, key_version=key_version)


def files(path: Path) -> list[str]:
    return sorted(file.name for file in path.iterdir())


def test_import_is_cheap():
    code = "import sys; from gazetteer import Entity; sys.exit(len({'numpy', 'sqlite3'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_exports():
    assert gazetteer.__all__ == sorted(gazetteer.__all__, key=lambda name: (not name.isupper(), name))
    assert all(getattr(gazetteer, name) for name in gazetteer.__all__)
    with pytest.raises(AttributeError):
        gazetteer.nonsense  # noqa: B018


def test_entity_is_a_value():
    assert KYIV == replace(KYIV) == pickle.loads(pickle.dumps(KYIV))
    assert len({KYIV, replace(KYIV)}) == 1
    assert Entity("x", "place", ["a", "a", Alias("a", "fr")]).aliases == (Alias("a"),)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (("", "person", ["a"]), "non-empty"),
        (("x", "", ["a"]), "kind"),
        (("x", "person", []), "no alias"),
        (("x", "person", "Jane"), "one string"),
        (("x\ud800", "person", ["a"]), "whole characters"),
        (("x", "person", [7]), "must be a string"),
    ],
)
def test_invalid_entities(values, message):
    with pytest.raises(errors.InvalidEntity, match=message) as caught:
        Entity(*values)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    "values",
    [
        {"prior": float("nan")},
        {"prior": 10**400},
        {"prior": None},
        {"prior": "big"},
        {"countries": "UA"},
        {"countries": ["UA", 7]},
        {"countries": ["\ud800"]},
        {"note": None},
    ],
)
def test_invalid_options(values):
    with pytest.raises(errors.InvalidEntity):
        Entity("x", "place", ["a"], **values)


@settings(max_examples=40, deadline=None)
@given(st.lists(ENTITIES, max_size=8, unique_by=lambda entity: entity.id))
def test_round_trip(tmp_path_factory, entities):
    path = tmp_path_factory.mktemp("round") / "x.gaz"
    for place in (None, path):
        with make(entities, place) as gaz:
            assert list(gaz) == entities
            assert len(gaz) == len(entities)
            assert gaz.alias_count == sum(len(entity.aliases) for entity in entities)
            assert [gaz.entity(entity.id) for entity in entities] == entities
            order = list(range(len(entities)))[::-1] * 2
            assert gaz.entities_at(order) == [entities[i] for i in order]
            aliases = [alias for entity in entities for alias in entity.aliases]
            everyone = range(gaz.alias_count)
            assert gaz.aliases_at(everyone) == aliases
            assert gaz.forms(everyone) == [alias.text.lower() for alias in aliases]
            assert [gaz.kinds("alias")[code] for code in gaz.alias_kinds] == [alias.kind for alias in aliases]


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
    monkeypatch.setattr("gazetteer.storage.postings.RUN", 60)
    monkeypatch.setattr("gazetteer.storage.arrays._CHUNK", 9)
    seen = []
    parts = build(people, tmp_path / "x.gaz", keys=keys, key_version=VERSION, progress=seen.append)
    assert list(parts) == list(whole) == people
    assert seen[-1] == 50
    assert len(seen) == 13
    for field in ("start", "gram"):
        for left, right in zip(parts.segments[0].postings(field), whole.segments[0].postings(field), strict=True):
            assert left.tolist() == pytest.approx(right.tolist())


def test_duplicate_ids(tmp_path):
    twice = [KYIV, JANE, Entity("place:1", "place", ["Kiev"])]
    for path in (None, tmp_path / "x.gaz"):
        with pytest.raises(errors.DuplicateEntity, match="'place:1'"):
            make(twice, path)
    assert files(tmp_path) == []


@pytest.mark.parametrize("moment", [(writer, "write_arrays"), (writer, "describe"), (publishing, "_publish")])
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
import os, sys; sys.path[:0] = [{str(Path(__file__).parents[1])!r}, {str(Path(__file__).parents[2])!r}]
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
    assert len(files(tmp_path)) == 3 + renames
    make([JANE], path).close()
    with Gazetteer.open(path, key_version=VERSION) as gaz:
        assert list(gaz) == [JANE]
    assert len(files(tmp_path)) == 2


def test_rebuilding_removes_what_is_superseded(tmp_path):
    path = tmp_path / "x.gaz"
    reader = make([KYIV], path)
    make([JANE], path).close()
    make([JANE], path).close()
    make([JANE], tmp_path / "x.gaz.other").close()
    assert len(files(tmp_path)) == 4
    assert list(reader) == [KYIV]  # who has the old one open keeps it


def test_missing(tmp_path):
    with pytest.raises(errors.MissingGazetteer, match=r"no such gazetteer; build one: names build SOURCE -o .*x\.gaz"):
        Gazetteer.open(tmp_path / "x.gaz", key_version=VERSION)
    with pytest.raises(errors.NotAGazetteer, match="not a file"):
        Gazetteer.open(tmp_path, key_version=VERSION)
    with pytest.raises(errors.CannotWrite, match="make its folder first"):
        make([KYIV], tmp_path / "no" / "x.gaz")


def other_database(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE info (x)")
    db.close()


def other_format(path: Path) -> None:
    make([KYIV], path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()


def cut_arrays(path: Path) -> None:
    make([KYIV], path).close()
    arrays = next(path.parent.glob("*.arrays"))
    arrays.write_bytes(arrays.read_bytes()[:200])


def no_arrays(path: Path) -> None:
    make([KYIV], path).close()
    next(path.parent.glob("*.arrays")).unlink()


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda path: path.write_bytes(b""), "not a gazetteer"),
        (lambda path: path.write_text("Kyiv\tplace\n" * 200), "not a gazetteer"),
        (other_database, "not a gazetteer"),
        (other_format, "format 99"),
        (cut_arrays, "damaged"),
        (no_arrays, "is missing"),
    ],
)
def test_refused_files(tmp_path, spoil, message):
    path = tmp_path / "x.gaz"
    spoil(path)
    with pytest.raises(errors.NotAGazetteer, match=message) as caught:
        Gazetteer.open(path, key_version=VERSION)
    assert "names build SOURCE -o" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_other_keys(tmp_path):
    make([KYIV], tmp_path / "x.gaz", "toy-0").close()
    with pytest.raises(errors.KeyMismatch, match="names build SOURCE -o"):
        Gazetteer.open(tmp_path / "x.gaz", key_version=VERSION)
    with Gazetteer.open(tmp_path / "x.gaz", key_version=None) as gaz:
        assert gaz.info["key_version"] == "toy-0"


def test_unknown_entity():
    with pytest.raises(errors.UnknownEntity, match="no entity has the id 'nobody'") as caught:
        make([KYIV]).entity("nobody")
    assert isinstance(caught.value, KeyError)


def test_threads(tmp_path):
    people = [Entity(str(i), "person", [f"name {i}"]) for i in range(300)]
    gaz = make(people, tmp_path / "x.gaz")
    failed = []

    def read(seed: int) -> None:
        rng = random.Random(seed)
        for _ in range(100):
            chosen = [rng.randrange(300) for _ in range(5)]
            if gaz.entities_at(chosen) != [people[i] for i in chosen] or gaz.entity(str(seed)) != people[seed]:
                failed.append(seed)

    threads = [threading.Thread(target=read, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed


def change(path, **changes):
    return update(path, keys=keys, key_version=VERSION, **changes)


def test_update(tmp_path):
    path = tmp_path / "x.gaz"
    people = [Entity(str(i), "person", [f"name {i}"], prior=i) for i in range(40)]
    old = make(people, path)
    five = Entity("5", "robot", ["Number Five", Alias("Пять", "ru", "nick")], prior=0.5)
    new = change(path, add=[five, KYIV], remove=["7", "8"])
    assert list(new) == [p for p in people if p.id not in "578"] + [five, KYIV]
    assert new.entity("5") == five
    assert len(new) == 39
    assert len(new.info["segments"]) == 2
    assert [new.kinds("entity")[code] for code in new.entity_kinds[-2:]] == ["robot", "place"]
    with pytest.raises(errors.UnknownEntity):
        new.entity("7")
    assert list(old) == people  # an opened gazetteer does not change
    again = change(path, add=[JANE], remove=["place:1"])
    assert list(again) == [p for p in people if p.id not in "578"] + [five, JANE]
    assert len(files(tmp_path)) == 3
    with compact(path, keys=keys, key_version=VERSION) as compacted:
        assert list(compacted) == list(again)
        assert len(compacted.info["segments"]) == 1
    assert len(files(tmp_path)) == 2


def test_large_updates_are_compacted(tmp_path):
    make([Entity(str(i), "person", [f"name {i}"]) for i in range(10)], tmp_path / "x.gaz").close()
    with change(tmp_path / "x.gaz", remove=["1", "2", "3"]) as gaz:
        assert len(gaz) == 7
        assert len(gaz.info["segments"]) == 1
    with change(tmp_path / "x.gaz") as gaz:
        assert len(gaz) == 7


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"remove": ["nobody"]}, errors.UnknownEntity),
        ({"add": [JANE, JANE]}, errors.DuplicateEntity),
    ],
)
def test_refused_updates_change_nothing(tmp_path, changes, error):
    path = tmp_path / "x.gaz"
    make([KYIV], path).close()
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    with pytest.raises(error):
        change(path, **changes)
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_reader_sees_one_gazetteer_or_another(tmp_path):
    """While one thread writes, others open: every opened gazetteer is one of those written."""
    path = tmp_path / "x.gaz"

    def state(turn: int) -> list[Entity]:
        return [Entity(str(i), "person", [f"{turn} of {i}"]) for i in range(30)]

    make(state(0), path).close()
    stop, wrong = threading.Event(), []

    def read() -> None:
        while not stop.is_set():
            with Gazetteer.open(path, key_version=VERSION) as gaz:
                turns = {entity.label.split()[0] for entity in gaz} | {
                    text.split()[0] for text in gaz.alias_texts(range(3))
                }
                if len(turns) != 1:
                    wrong.append(turns)

    thread = threading.Thread(target=read)
    thread.start()
    for turn in range(1, 15):
        make(state(turn), path).close()
    stop.set()
    thread.join()
    assert not wrong


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
