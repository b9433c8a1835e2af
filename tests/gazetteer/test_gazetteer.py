"""Opening a gazetteer: what comes back, and which files are refused."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import threading
from dataclasses import fields
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toykeys import KYIV, VERSION, make

import gazetteer
from gazetteer import Alias, Entity, Gazetteer, Office, errors
from gazetteer.storage import schema

TEXTS = st.text(st.characters(exclude_categories=()), max_size=12)
CLEAN = st.text(min_size=1, max_size=6)
DATES = st.sampled_from(["", "2019", "2019-06-12"])
OPTIONS = {
    "countries": st.lists(CLEAN, max_size=2),
    "prior": st.floats(allow_nan=False, allow_infinity=False),
    "note": CLEAN,
    "office": st.none() | st.builds(Office, st.text(st.characters(codec="utf-8"), min_size=1), DATES, DATES, DATES),
    "born": DATES,
    "died": DATES,
    "identifiers": st.lists(CLEAN, unique=True, max_size=2),
}
ENTITIES = st.builds(
    Entity,
    CLEAN,
    st.sampled_from(["person", "place"]),
    st.lists(
        st.builds(
            Alias, TEXTS, st.sampled_from(["und", "uk"]), st.sampled_from(["alias", "code"]), CLEAN, DATES, DATES
        ),
        min_size=1,
        max_size=4,
    ),
    **OPTIONS,
)


def test_entities_that_come_back_have_every_field():
    assert {field.name for field in fields(Entity)} == {"id", "kind", "aliases", *OPTIONS}


def test_import_is_cheap():
    code = "import sys; from gazetteer import Entity; sys.exit(len({'numpy', 'sqlite3'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_exports():
    assert gazetteer.__all__ == sorted(gazetteer.__all__, key=lambda name: (not name.isupper(), name))
    assert all(getattr(gazetteer, name) for name in gazetteer.__all__)
    with pytest.raises(AttributeError):
        gazetteer.nonsense  # noqa: B018


def test_a_file_of_another_layout_has_another_format():
    """Where this fails raise `FORMAT`, so that files of the layout before are refused, and write the new pair here."""
    assert (schema.FORMAT, crc32(schema.TABLES.encode())) == (7, 0x3D673475)


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
